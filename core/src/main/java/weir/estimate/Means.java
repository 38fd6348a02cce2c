package weir.estimate;

import org.apache.commons.statistics.distribution.TDistribution;

/** Means of independent cases. */
public final class Means {

  private Means() {}

  /**
   * The mean with the interval of Student (1908), cut at what the cases can be.
   *
   * @param values at least one
   * @param least that a case can be, like most
   * @return without an interval for a single case
   */
  public static Estimated of(double[] values, double least, double most) {
    int n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return of(n, mean, squares, least, most);
  }

  /**
   * The same from what was added up elsewhere.
   *
   * @param n how many cases, at least one
   * @param squares the sum of squared deviations from the mean
   */
  public static Estimated of(int n, double mean, double squares, double least, double most) {
    if (n < 2) {
      return Estimated.alone(mean);
    }
    double reach =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(squares / (n - 1) / n);
    return new Estimated(mean, Math.max(least, mean - reach), Math.min(most, mean + reach));
  }
}
