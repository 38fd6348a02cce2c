package weir.evaluation;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the next step of a series without an event would be, from the steps before it: a range that
 * holds it in 95 of 100 cases.
 *
 * <p>A step foretold is one more row of {@link CorrelatedRegression} with a level of its own: the
 * spread of that level is the spread of the forecast, and takes in that the mean, the noise and the
 * correlation are not known. The series is one of square roots, which evens out the noise of counts
 * (Bartlett 1936) and lets zeros stand. Steps farther from the median than three and a half times
 * the scaled median deviation are brought in to that distance (Huber 1981, Robust Statistics,
 * section 1.7), so that one odd step does not hide the next. There is no slope: a series that grows
 * as it did before widens the range by itself, and what drifts slowly is for bands to tell.
 *
 * @param low lower end, never below zero for figures that never were
 * @param middle what is expected most
 * @param high upper end
 */
public record Foretold(double low, double middle, double high) {

  /** Fewer steps cannot tell noise from a move. */
  public static final int LEAST = 8;

  private static final double FARTHEST = 3.5;
  private static final double TO_DEVIATION = 1.4826;
  private static final double ENDS = 0.025;

  /**
   * Foretells a step.
   *
   * @param steps of the known values, rising
   * @param values at these steps
   * @param next the step to be foretold, after all of them
   * @return empty when fewer than {@link #LEAST} values are known
   */
  public static Optional<Foretold> of(int[] steps, double[] values, int next) {
    int n = values.length;
    if (n < LEAST) {
      return Optional.empty();
    }
    boolean rooted = Arrays.stream(values).min().orElse(0) >= 0;
    double[] known = new double[n];
    for (int i = 0; i < n; i++) {
      known[i] = rooted ? Math.sqrt(values[i]) : values[i];
    }
    double centre = median(known);
    double deviation =
        TO_DEVIATION * median(Arrays.stream(known).map(v -> Math.abs(v - centre)).toArray());
    int[] times = Arrays.copyOf(steps, n + 1);
    times[n] = next;
    double[][] design = new double[n + 1][];
    double[] response = new double[n + 1];
    for (int i = 0; i <= n; i++) {
      design[i] = new double[] {1, i == n ? 1 : 0};
      // As differences from the centre, so that digits are kept; the step foretold is at zero.
      double off = i == n ? 0 : known[i] - centre;
      response[i] =
          deviation > 0 ? Math.clamp(off, -FARTHEST * deviation, FARTHEST * deviation) : off;
    }
    Mixture own = CorrelatedRegression.fit(times, design, response).sum(new double[] {0, 1});
    // Its own level is the step less what was foretold; the step stands at zero.
    double low = centre - own.quantile(1 - ENDS);
    double middle = centre - own.mean();
    double high = centre - own.quantile(ENDS);
    return Optional.of(
        rooted
            ? new Foretold(square(low), square(middle), square(high))
            : new Foretold(low, middle, high));
  }

  /** Whether a figure lies outside. */
  public boolean isOutside(double figure) {
    return figure < low || figure > high;
  }

  private static double square(double root) {
    return root <= 0 ? 0 : root * root;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
