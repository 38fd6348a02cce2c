package weir.web.chart;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A week's figure.
 *
 * @param week its Monday
 * @param value null when not known; low and high: its interval, null when it has none
 */
public record Point(
    LocalDate week, @Nullable Double value, @Nullable Double low, @Nullable Double high) {}
