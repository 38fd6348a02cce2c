package weir.estimate;

/**
 * A positive figure that is not known exactly: its best estimate, and the ends between which it
 * lies at some level. Sums and products keep both ends apart, so that a skewed figure stays skewed:
 * no normal distribution is assumed.
 *
 * <p>Method: Zou and Donner (2008), <em>Construction of confidence limits about effect measures: a
 * general approach</em>, Statistics in Medicine 27: the distances of the ends from the estimates
 * add up as squares, each side by itself; for products, of logarithms.
 *
 * @param low at most {@code estimate}
 * @param high at least {@code estimate}
 */
public record Uncertain(double estimate, double low, double high) {

  public Uncertain {
    if (!(low <= estimate && estimate <= high)) {
      throw new IllegalArgumentException(
          "%s does not lie between %s and %s.".formatted(estimate, low, high));
    }
  }

  /** A figure that is known. */
  public static Uncertain exactly(double value) {
    return new Uncertain(value, value, value);
  }

  /**
   * A figure whose logarithm has that standard deviation.
   *
   * @param deviate of the level: 1.96 for ends between which it lies in 95 % of cases
   */
  public static Uncertain onLogScale(double estimate, double deviation, double deviate) {
    double reach = Math.exp(deviate * deviation);
    return new Uncertain(estimate, estimate / reach, estimate * reach);
  }

  /** The sum of two figures that err independently. */
  public Uncertain plus(Uncertain other) {
    double sum = estimate + other.estimate;
    return new Uncertain(
        sum,
        sum - Math.hypot(estimate - low, other.estimate - other.low),
        sum + Math.hypot(high - estimate, other.high - other.estimate));
  }

  /** The product of two positive figures that err independently. */
  public Uncertain times(Uncertain other) {
    double product = estimate * other.estimate;
    if (product <= 0 || low <= 0 || other.low <= 0) {
      return new Uncertain(product, Math.min(product, low * other.low), high * other.high);
    }
    double down = Math.hypot(Math.log(estimate / low), Math.log(other.estimate / other.low));
    double up = Math.hypot(Math.log(high / estimate), Math.log(other.high / other.estimate));
    return new Uncertain(product, product * Math.exp(-down), product * Math.exp(up));
  }

  public Uncertain times(double factor) {
    return new Uncertain(estimate * factor, low * factor, high * factor);
  }

  /** The same with an error to either side of that reach. */
  public Uncertain withError(double reach) {
    return new Uncertain(
        estimate,
        Math.max(0, estimate - Math.hypot(estimate - low, reach)),
        estimate + Math.hypot(high - estimate, reach));
  }
}
