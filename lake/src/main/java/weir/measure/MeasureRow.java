package weir.measure;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a measure.
 *
 * @param keys what it was grouped by, in the order asked; a null key is what pages did not say
 * @param value null when nothing could be measured
 * @param low the interval's lower end, null when none can be given
 * @param coverage share of the market that was seen, 0 to 1, to nine digits, as parts that are
 *     added up in another order differ beyond; null when unknown
 * @param choices what drove the value, such as {@code estimator} and {@code rates_missing}
 */
public record MeasureRow(
    Map<String, @Nullable String> keys,
    @Nullable Double value,
    String unit,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double coverage,
    Map<String, String> choices) {

  // Written out: of a compact one, the compiler loses that a key may be null.
  public MeasureRow(
      Map<String, @Nullable String> keys,
      @Nullable Double value,
      String unit,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable Double coverage,
      Map<String, String> choices) {
    this.keys = keys;
    this.value = value;
    this.unit = unit;
    this.low = low;
    this.high = high;
    this.coverage = coverage == null ? null : Math.rint(coverage * 1e9) / 1e9;
    this.choices = choices;
  }
}
