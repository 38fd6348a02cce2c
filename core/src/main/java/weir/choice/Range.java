package weir.choice;

import weir.barrier.Expectation;

/** The least, the most plausible and the most that something is thought to be. */
public record Range(double low, double likely, double high) {
  static final Range NOTHING = new Range(0, 0, 0);
  static final Range ALL = new Range(1, 1, 1);

  static Range of(Expectation expectation) {
    return new Range(expectation.low(), expectation.likely(), expectation.high());
  }

  Range plus(Range other) {
    return new Range(low + other.low, likely + other.likely, high + other.high);
  }

  Range max(Range other) {
    return new Range(
        Math.max(low, other.low), Math.max(likely, other.likely), Math.max(high, other.high));
  }

  /**
   * The value below which a share of a triangular distribution lies.
   *
   * @param share 0 to 1
   */
  double at(double share) {
    double width = high - low;
    if (width <= 0) {
      return likely;
    }
    double turn = (likely - low) / width;
    return share < turn
        ? low + Math.sqrt(share * width * (likely - low))
        : high - Math.sqrt((1 - share) * width * (high - likely));
  }
}
