package weir.estimate;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Medians with their interval by ranks. */
public final class Medians {

  private Medians() {}

  /**
   * The median, with the shortest pair of equally far ranks that holds it in at least 95 % of
   * samples, by the exact binomial; Conover (1999), Practical Nonparametric Statistics, section
   * 3.2. Needs six values; fewer have no such pair.
   *
   * @param values in any order, at least one
   */
  public static Estimated of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double value = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
    if (n < 6) {
      return Estimated.alone(value);
    }
    // The greatest r with P(X < r) at most 2.5 %: ranks r and n + 1 - r, from 1, hold the median.
    int r = BinomialDistribution.of(n, 0.5).inverseCumulativeProbability(0.025);
    return new Estimated(value, sorted[Math.max(0, r - 1)], sorted[Math.min(n - 1, n - r)]);
  }
}
