package weir.evaluation;

import java.util.Arrays;

/**
 * A weighted mean of other series that goes with the one that was acted on before the event, and
 * says what would have been after it. Weights are zero or more and add up to one, so that nothing
 * is extrapolated.
 *
 * <p>Method: Abadie, Diamond and Hainmueller (2010), Journal of the American Statistical
 * Association 105; weights by projected gradient, Duchi et al. (2008), International Conference on
 * Machine Learning.
 */
final class SyntheticControl {

  private static final int ROUNDS = 20_000;

  private final double[] weights;

  private SyntheticControl(double[] weights) {
    this.weights = weights;
  }

  /**
   * Finds the weights on the steps where all are known.
   *
   * @param treated before the event
   * @param donors a row for each, of the same steps
   */
  static SyntheticControl fit(double[] treated, double[][] donors) {
    int k = donors.length;
    double[][] cross = new double[k][k];
    double[] towards = new double[k];
    double trace = 0;
    for (int t = 0; t < treated.length; t++) {
      if (!known(treated, donors, t)) {
        continue;
      }
      for (int i = 0; i < k; i++) {
        towards[i] += donors[i][t] * treated[t];
        for (int j = 0; j < k; j++) {
          cross[i][j] += donors[i][t] * donors[j][t];
        }
      }
    }
    for (int i = 0; i < k; i++) {
      trace += cross[i][i];
    }
    double[] at = new double[k];
    Arrays.fill(at, 1.0 / k);
    double[] ahead = at.clone();
    double momentum = 1;
    double rate = 1 / Math.max(trace, 1e-300);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[k];
      for (int i = 0; i < k; i++) {
        double slope = -towards[i];
        for (int j = 0; j < k; j++) {
          slope += cross[i][j] * ahead[j];
        }
        next[i] = ahead[i] - rate * slope;
      }
      next = ontoSimplex(next);
      double back = 0;
      for (int i = 0; i < k; i++) {
        back += (ahead[i] - next[i]) * (next[i] - at[i]);
      }
      if (back > 0) {
        // The momentum leads away: without a new start the last digits would take for ever.
        momentum = 1;
      }
      double later = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      double moved = 0;
      for (int i = 0; i < k; i++) {
        ahead[i] = next[i] + (momentum - 1) / later * (next[i] - at[i]);
        moved = Math.max(moved, Math.abs(next[i] - at[i]));
      }
      at = next;
      momentum = later;
      if (moved < 1e-12) {
        break;
      }
    }
    return new SyntheticControl(at);
  }

  private static boolean known(double[] treated, double[][] donors, int t) {
    boolean known = !Double.isNaN(treated[t]);
    for (double[] donor : donors) {
      known &= !Double.isNaN(donor[t]);
    }
    return known;
  }

  /** The nearest weights that are zero or more and add up to one. */
  static double[] ontoSimplex(double[] of) {
    double[] sorted = of.clone();
    Arrays.sort(sorted);
    double sum = 0;
    double shift = 0;
    for (int i = sorted.length - 1, n = 1; i >= 0; i--, n++) {
      sum += sorted[i];
      double candidate = (sum - 1) / n;
      if (sorted[i] > candidate) {
        shift = candidate;
      }
    }
    double[] weights = new double[of.length];
    for (int i = 0; i < of.length; i++) {
      weights[i] = Math.max(0, of[i] - shift);
    }
    return weights;
  }

  double[] weights() {
    return weights.clone();
  }

  /** The weighted mean at each step; NaN where a series with a weight is not known. */
  double[] of(double[][] donors) {
    double[] mean = new double[donors[0].length];
    for (int t = 0; t < mean.length; t++) {
      for (int i = 0; i < weights.length; i++) {
        if (weights[i] > 1e-9) {
          mean[t] += weights[i] * donors[i][t];
        }
      }
    }
    return mean;
  }

  /** Root mean square of the differences over the steps where both are known; NaN for none. */
  static double distance(double[] a, double[] b, int from, int to) {
    double squares = 0;
    int n = 0;
    for (int t = from; t < to; t++) {
      double off = a[t] - b[t];
      if (!Double.isNaN(off)) {
        squares += off * off;
        n++;
      }
    }
    return n == 0 ? Double.NaN : Math.sqrt(squares / n);
  }
}
