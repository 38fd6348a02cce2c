package weir.evaluation;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What is known of one quantity when the correlation from step to step is not: Student
 * distributions, one for each correlation that the series could have, each counting as much as the
 * series speaks for it.
 */
final class Mixture {

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
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * student.cumulativeProbability((x - means[i]) / errors[i]);
    }
    return sum;
  }

  /** The value below which that share lies; by halving, to ten digits of the spread. */
  double quantile(double share) {
    double reach = 1;
    double widest = 0;
    for (double error : errors) {
      widest = Math.max(widest, error);
    }
    double centre = mean();
    while ((below(centre - reach * widest) > share || below(centre + reach * widest) < share)
        && reach < 1e6) {
      reach *= 2;
    }
    double low = centre - reach * widest;
    double high = centre + reach * widest;
    for (int i = 0; i < 80; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
