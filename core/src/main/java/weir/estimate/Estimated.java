package weir.estimate;

import org.jspecify.annotations.Nullable;

/**
 * A value with its 95 % interval.
 *
 * @param low null, like high, when none can be given
 */
public record Estimated(double value, @Nullable Double low, @Nullable Double high) {

  /** A value whose interval is not known. */
  public static Estimated alone(double value) {
    return new Estimated(value, null, null);
  }
}
