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
 * counts it is made from, is a negative binomial: the number of things that come in groups, whose
 * mean is known from a count of things that come in groups.
 *
 * @param of what is counted
 * @param once things seen on one save's day, neither the first nor the last
 * @param twice on two such days
 * @param beyond things to be expected in time that no save reached, before the first and after the
 *     last, by how often things came and went between
 */
public record UnseenThings(Thing of, long once, long twice, double beyond) {

  /** What is counted, and how it comes. Set on made-up markets (docs/validation.md). */
  public enum Thing {
    /** A vendor brings several at once, and takes them away at once. */
    LISTINGS(3, 0.5),
    /**
     * Vendors come alone, and any of their listings shows them: few are missed where none is rare.
     */
    ACCOUNTS(1, 0.1);

    /** How many come together: the variance of their number over its mean. */
    private final double together;

    /** What stands for a count of none. */
    private final double none;

    Thing(double together, double none) {
      this.together = together;
      this.none = none;
    }
  }

  /** Weight of the usual share against what is seen. */
  private static final double USUAL = 5;

  /**
   * How doubtful the share is, on the log scale: where some things come and go faster than others,
   * Chao's number is too small.
   */
  private static final double UNALIKE = 0.35;

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
    double seen = once + of.none;
    double between = Math.max(0.25, share()) * seen;
    double doubt = of.together / seen + UNALIKE * UNALIKE;
    double variance = of.together * between + between * between * doubt;
    if (beyond > 0) {
      variance += Math.max(1, of.together / 2) * (beyond + 0.3);
    }
    return quantile(between + beyond, variance);
  }

  /** Of a negative binomial, at 95 %. */
  private static double quantile(double mean, double variance) {
    double shape = mean * mean / Math.max(1e-9, variance - mean);
    double success = shape / (shape + mean);
    double probability = Math.pow(success, shape);
    if (probability < 1e-300) {
      // Large counts: the normal approximation on the log scale serves.
      double spread = Math.sqrt(Math.log1p(variance / (mean * mean)));
      return Math.round(mean * Math.exp(1.645 * spread));
    }
    double sum = probability;
    long number = 0;
    while (sum < 0.95 && number < 1_000_000) {
      number++;
      probability *= (shape + number - 1) / number * (1 - success);
      sum += probability;
    }
    return number;
  }
}
