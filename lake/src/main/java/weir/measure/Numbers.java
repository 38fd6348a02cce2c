package weir.measure;

import org.jspecify.annotations.Nullable;

/** Numbers as queries hand them over. */
final class Numbers {

  private Numbers() {}

  /** A count; zero when there is none. */
  static long count(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  /** A sum; zero when there is nothing to add. */
  static double amount(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }

  static @Nullable Double real(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }
}
