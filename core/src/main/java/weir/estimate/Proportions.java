package weir.estimate;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Shares, ratios and counts with their 95 % intervals. */
public final class Proportions {

  /** The normal deviate of a 95 % interval. */
  static final double Z = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.975);

  private Proportions() {}

  /**
   * A share of independent cases, with the interval of Wilson (1927), Journal of the American
   * Statistical Association 22.
   *
   * @param cases above zero
   * @throws IllegalArgumentException when there are fewer cases than hits, or none
   */
  public static Estimated wilson(long hits, long cases) {
    if (cases <= 0 || hits < 0 || hits > cases) {
      throw new IllegalArgumentException("%d of %d is no share".formatted(hits, cases));
    }
    double n = cases;
    double p = hits / n;
    double z2 = Z * Z;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double reach = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
    return new Estimated(
        p, hits == 0 ? 0 : Math.max(0, middle - reach), hits == cases ? 1 : middle + reach);
  }

  /**
   * The ratio of two sums over clusters, such as the share of sales that is of one class, where all
   * sales of an account go together. Interval by linearisation (Särndal, Swensson and Wretman
   * (1992), Model Assisted Survey Sampling, section 5.6) on the logit scale, Student's t with one
   * degree less than clusters.
   *
   * @param parts by cluster, each from 0 to its whole
   * @param wholes by cluster
   * @return without an interval when there are fewer than two clusters; at 0 and 1 the interval is
   *     Wilson's over as many cases as there are clusters
   */
  public static Estimated clustered(double[] parts, double[] wholes) {
    double part = sum(parts);
    double whole = sum(wholes);
    if (!(whole > 0)) {
      throw new IllegalArgumentException("A share of nothing is not known");
    }
    double p = part / whole;
    int n = 0;
    double squares = 0;
    for (int i = 0; i < parts.length; i++) {
      if (wholes[i] > 0) {
        n++;
        double rest = parts[i] - p * wholes[i];
        squares += rest * rest;
      }
    }
    if (n < 2) {
      return Estimated.alone(p);
    }
    if (p <= 0 || p >= 1) {
      return wilson(p <= 0 ? 0 : n, n);
    }
    double error = Math.sqrt(squares * n / (n - 1)) / whole;
    double reach =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975) * error / (p * (1 - p));
    double logit = Math.log(p / (1 - p));
    return new Estimated(p, logistic(logit - reach), logistic(logit + reach));
  }

  /**
   * How a ratio of sums over clusters changed, when the same clusters stand behind both: the later
   * less the earlier, with the interval by linearisation, Student's t with one degree less than
   * clusters.
   *
   * @param parts0 by cluster, earlier; parts1 of the same clusters, later
   * @return without an interval when there are fewer than two clusters
   */
  public static Estimated change(
      double[] parts0, double[] wholes0, double[] parts1, double[] wholes1) {
    double whole0 = sum(wholes0);
    double whole1 = sum(wholes1);
    if (!(whole0 > 0) || !(whole1 > 0)) {
      throw new IllegalArgumentException("A share of nothing is not known");
    }
    double p0 = sum(parts0) / whole0;
    double p1 = sum(parts1) / whole1;
    int n = 0;
    double squares = 0;
    for (int i = 0; i < parts0.length; i++) {
      if (wholes0[i] > 0 || wholes1[i] > 0) {
        n++;
        double rest =
            (parts1[i] - p1 * wholes1[i]) / whole1 - (parts0[i] - p0 * wholes0[i]) / whole0;
        squares += rest * rest;
      }
    }
    if (n < 2) {
      return Estimated.alone(p1 - p0);
    }
    double reach =
        TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
            * Math.sqrt(squares * n / (n - 1));
    return new Estimated(p1 - p0, Math.max(-1, p1 - p0 - reach), Math.min(1, p1 - p0 + reach));
  }

  /** A count of independent events, with its exact interval; Garwood (1936), Biometrika 28. */
  public static Estimated poisson(long events) {
    if (events < 0) {
      throw new IllegalArgumentException(events + " is no count");
    }
    double low =
        events == 0
            ? 0
            : ChiSquaredDistribution.of(2.0 * events).inverseCumulativeProbability(0.025) / 2;
    double high =
        ChiSquaredDistribution.of(2.0 * (events + 1)).inverseCumulativeProbability(0.975) / 2;
    return new Estimated(events, low, high);
  }

  /**
   * How many times as large one share is as another of independent cases: the quotient of two
   * shares, with the interval by the logarithm's variance, half a case added where a count is zero
   * (Katz and others (1978), Biometrics 34).
   */
  public static Estimated quotient(long hits, long cases, long otherHits, long otherCases) {
    double a = hits;
    double b = otherHits;
    double n = cases;
    double m = otherCases;
    if (hits == 0 || otherHits == 0) {
      a += 0.5;
      b += 0.5;
      n += 0.5;
      m += 0.5;
    }
    double log = Math.log(a / n) - Math.log(b / m);
    double reach = Z * Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m));
    double value =
        otherHits == 0
            ? Math.exp(log)
            : ((double) hits / cases) / ((double) otherHits / otherCases);
    return new Estimated(value, Math.exp(log - reach), Math.exp(log + reach));
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
