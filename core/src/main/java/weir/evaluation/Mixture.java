package weir.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * What is known of one quantity when the correlation from step to step is not: Student
 * distributions, one for each correlation that the series could have, each counting as much as the
 * series speaks for it.
 */
final class Mixture {

  /** A component with less moves no digit that anybody reads. */
  private static final double NEGLIGIBLE = 1e-8;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[] weights;
  private final double[] means;
  private final double[] errors;
  private final double degrees;

  /**
   * A mixture.
   *
   * @param weights that add up to 1
   * @param means one for each weight
   * @param errors standard errors
   * @param degrees of freedom
   */
  Mixture(double[] weights, double[] means, double[] errors, double degrees) {
    this.weights = weights.clone();
    this.means = means.clone();
    this.errors = errors.clone();
    this.degrees = degrees;
  }

  double mean() {
    double mean = 0;
    for (int i = 0; i < weights.length; i++) {
      mean += weights[i] * means[i];
    }
    return mean;
  }

  /** Standard deviation of the mixture, as if each were normal. */
  double error() {
    double mean = mean();
    double square = 0;
    for (int i = 0; i < weights.length; i++) {
      square += weights[i] * (errors[i] * errors[i] + (means[i] - mean) * (means[i] - mean));
    }
    return Math.sqrt(square);
  }

  /** Two-sided: how seldom a value as far from zero would be seen if there were none. */
  double p() {
    double below = below(0);
    return Math.min(1, 2 * Math.min(below, 1 - below));
  }

  double below(double x) {
    TDistribution student = TDistribution.of(degrees);
    double sum = 0;
    double counted = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > NEGLIGIBLE) {
        counted += weights[i];
        sum += weights[i] * student.cumulativeProbability((x - means[i]) / errors[i]);
      }
    }
    return sum / counted;
  }

  /** The value below which that share lies, to ten digits of the spread. */
  double quantile(double share) {
    double centre = mean();
    double error = error();
    // Few components weigh anything, and the whole is near normal: the end is near this one.
    double guess = centre + error * NORMAL.inverseCumulativeProbability(share);
    double reach = 0.25 * error;
    double low = guess - reach;
    double high = guess + reach;
    for (int i = 0; i < 60 && below(low) > share; i++, reach *= 2) {
      low -= reach;
    }
    reach = 0.25 * error;
    for (int i = 0; i < 60 && below(high) < share; i++, reach *= 2) {
      high += reach;
    }
    return new BrentSolver(1e-13, 1e-10 * error).solve(200, x -> below(x) - share, low, high);
  }
}
