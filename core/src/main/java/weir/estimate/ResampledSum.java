package weir.estimate;

/**
 * What a sum over listings would come to if as many listings were drawn anew, each as likely as any
 * other: the bootstrap of a total. Nothing is drawn: the sum of draws has cumulants that follow
 * from those of the listings, and its quantiles from its first three, so that a million listings
 * take no longer than ten and the same question has the same answer.
 *
 * <p>Method: Efron, B. and Tibshirani, R. (1993), <em>An Introduction to the Bootstrap</em>;
 * Cornish, E. A. and Fisher, R. A. (1937), <em>Moments and cumulants in the specification of
 * distributions</em>, for the quantiles.
 *
 * @param sum over listings
 * @param variance of the sum of draws
 * @param third cumulant of the sum of draws
 */
public record ResampledSum(double sum, double variance, double third) {

  /** Of nothing. */
  public static final ResampledSum NONE = new ResampledSum(0, 0, 0);

  /**
   * From sums over listings of their figures and of these to the second and third power.
   *
   * @param n listings
   */
  public static ResampledSum of(double n, double sum, double squares, double cubes) {
    if (n <= 0) {
      return NONE;
    }
    double mean = sum / n;
    double variance = Math.max(0, squares - n * mean * mean);
    double third = cubes - 3 * mean * squares + 2 * n * mean * mean * mean;
    return new ResampledSum(sum, variance, variance == 0 ? 0 : third);
  }

  /** Listings of another source, drawn by themselves. */
  public ResampledSum plus(ResampledSum other) {
    return new ResampledSum(sum + other.sum, variance + other.variance, third + other.third);
  }

  /**
   * The ends between which the sum of draws lies; never below zero.
   *
   * @param deviate 1.96 for 95 %
   */
  public Estimated interval(double deviate) {
    double deviation = Math.sqrt(variance);
    double skew = variance == 0 ? 0 : third / (variance * deviation);
    // Where few listings make up the sum, more of the skew would turn the ends around.
    double bend = Math.clamp(skew, -0.8, 0.8) * (deviate * deviate - 1) / 6;
    return new Estimated(
        sum,
        Math.max(0, Math.min(sum, sum + deviation * (bend - deviate))),
        Math.max(sum, sum + deviation * (bend + deviate)));
  }
}
