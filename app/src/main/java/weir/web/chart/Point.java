package weir.web.chart;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A week's figure.
 *
 * @param week its Monday
 * @param value null when not known; low and high: its interval, null when it has none
 * @param whole whether the saves reach over the whole week; the first and the last often lack days
 */
public record Point(
    LocalDate week,
    @Nullable Double value,
    @Nullable Double low,
    @Nullable Double high,
    boolean whole) {

  /** A figure of a whole week. */
  public Point(
      LocalDate week, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
    this(week, value, low, high, true);
  }
}
