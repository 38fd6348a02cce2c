package weir.estimate;

/**
 * How many listings or accounts were there, and never seen?
 *
 * <p>Those that came and went between two saves, or were missed each time, are inferred from those
 * seen on one day and on two. Things seen at the very first or last save are left out of these
 * counts: they may have been there long before, or stay long after. To listings of which the site
 * itself tells (a stated total, links on vendors' pages) no inference is needed.
 *
 * <p>Method: Chao (1987), <em>Estimating the population size for capture-recapture data with
 * unequal catchability</em>, Biometrics 43, for the number; that it came by chance, and so did the
 * counts it is made from, is a negative binomial: a Poisson number whose mean is known from a
 * Poisson count.
 *
 * @param once things seen on one save's day, neither the first nor the last
 * @param twice on two such days
 * @param beyond things to be expected in time that no save reached, before the first and after the
 *     last, by how often things came and went between
 */
public record UnseenThings(long once, long twice, double beyond) {

  /** Weight of the usual share against what is seen. */
  private static final double USUAL = 5;

  /**
   * How doubtful the share is, on the log scale: where some things come and go faster than others,
   * Chao's number is too small.
   */
  private static final double UNALIKE = 0.35;

  /** Arrivals come in groups: a vendor brings several listings. */
  private static final double IN_GROUPS = 1.5;

  /** Unseen things for each one seen once. */
  private double share() {
    // For things that stay for some time, half; Chao's quotient where counts are large.
    return Math.min(2, 0.5 * (once + USUAL) / (twice + USUAL));
  }

  /** How many are to be expected. */
  public double expected() {
    return once * share() + beyond;
  }

  /** The number that is not exceeded in 95 of 100 cases. */
  public double high() {
    double between = once * share();
    double up =
        Math.hypot(
            quantile(0.95) - between,
            1.645 * Math.sqrt(IN_GROUPS * (beyond > 0 ? beyond + 0.3 : 0)));
    return between + beyond + up;
  }

  /** Of those that came and went between saves. */
  private long quantile(double level) {
    double mean = Math.max(0.25, share()) * (once + 0.5);
    double shape = 1 / (1 / (once + 0.5) + UNALIKE * UNALIKE);
    double success = shape / (shape + mean);
    double probability = Math.pow(success, shape);
    double sum = probability;
    long number = 0;
    if (probability < 1e-300) {
      // Large counts: the normal approximation on the log scale serves.
      return Math.round(mean * Math.exp(1.645 * Math.sqrt(1 / mean + 1 / shape)));
    }
    while (sum < level && number < 1_000_000) {
      number++;
      probability *= (shape + number - 1) / number * (1 - success);
      sum += probability;
    }
    return number;
  }
}
