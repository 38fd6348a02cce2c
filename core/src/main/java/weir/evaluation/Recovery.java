package weir.evaluation;

import org.apache.commons.statistics.distribution.FDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How long it took until half of a change was undone.
 *
 * @param steps the half-life; null when no return was seen within the time after the event
 * @param low and high: its 95 % interval; null where it has no end
 */
public record Recovery(@Nullable Double steps, @Nullable Double low, @Nullable Double high) {

  private static final Recovery NONE = new Recovery(null, null, null);
  private static final int TRIED = 240;

  /**
   * Fits a change that halves in a constant time to the logarithms of the ratios after the event.
   *
   * @param ratios of what was to what would have been, as logarithms; NaN where unknown
   */
  static Recovery of(double[] ratios) {
    int n = 0;
    double sum = 0;
    double squares = 0;
    for (double ratio : ratios) {
      if (!Double.isNaN(ratio)) {
        n++;
        sum += ratio;
        squares += ratio * ratio;
      }
    }
    if (n < 6) {
      return NONE;
    }
    // Without a return, the change stays as it is.
    double staying = squares - sum * sum / n;
    double best = Double.POSITIVE_INFINITY;
    double at = Double.NaN;
    double[] left = new double[TRIED];
    for (int k = 0; k < TRIED; k++) {
      double half = half(k, ratios.length);
      double cross = 0;
      double own = 0;
      for (int t = 0; t < ratios.length; t++) {
        if (!Double.isNaN(ratios[t])) {
          double shape = Math.pow(2, -(t + 0.5) / half);
          cross += shape * ratios[t];
          own += shape * shape;
        }
      }
      left[k] = squares - cross * cross / own;
      if (left[k] < best) {
        best = left[k];
        at = half;
      }
    }
    double bar = FDistribution.of(1, n - 2).inverseCumulativeProbability(0.95);
    boolean returns = (staying - best) / (best / (n - 2)) > bar && at < ratios.length;
    if (!returns) {
      return NONE;
    }
    Double low = null;
    Double high = null;
    boolean open = false;
    for (int k = 0; k < TRIED; k++) {
      if (left[k] <= best * (1 + bar / (n - 2))) {
        double half = half(k, ratios.length);
        low = low == null ? (Double) half : low;
        high = half;
        open = k == TRIED - 1;
      }
    }
    return new Recovery(at, low, open ? null : high);
  }

  /** Half-lives tried: from a quarter of a step to ten times the time after. */
  private static double half(int k, int length) {
    return 0.25 * Math.pow(40.0 * length, k / (TRIED - 1.0));
  }
}
