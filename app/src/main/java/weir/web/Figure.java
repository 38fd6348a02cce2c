package weir.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRow;
import weir.web.chart.Bars;
import weir.web.chart.Svg;

/**
 * One figure with what must stand beside it.
 *
 * @param label what it counts
 * @param value null when it is not known
 * @param coverage 0 to 1; null when not known
 * @param words the figure in a sentence
 */
record Figure(
    String label,
    @Nullable Double value,
    String unit,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double coverage,
    String words) {

  static Figure of(String label, @Nullable MeasureRow row, String words) {
    return row == null
        ? new Figure(label, null, "", null, null, null, words)
        : new Figure(label, row.value(), row.unit(), row.low(), row.high(), row.coverage(), words);
  }

  String shown() {
    return value == null ? "not known" : Words.figure(value, unit);
  }

  String unitShown() {
    String words = value == null ? "" : Words.unit(unit);
    return label.toLowerCase(Locale.ROOT).contains(words) ? "" : words;
  }

  /** Such as {@code 12,000 to 16,000}; null when there is none. */
  @Nullable String interval() {
    return Words.interval(low, high, unit);
  }

  @Nullable Svg coverageBar() {
    return coverage == null ? null : Bars.coverage(coverage);
  }

  String coverageWords() {
    return coverage == null ? "coverage not known" : "coverage " + Words.percent(coverage);
  }
}
