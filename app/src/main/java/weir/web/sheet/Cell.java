package weir.web.sheet;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.web.chart.Svg;

/**
 * What stands in one place of a table.
 *
 * @param text as shown; empty when there is only a drawing
 * @param beside in smaller type after it, such as an interval; empty only keeps its place free
 * @param href a place in Weir; null when it leads nowhere
 * @param number by which it sorts; null for text and for what is not known
 * @param fields for CSV, as many as the column's head names; empty for what is not known
 */
public record Cell(
    String text,
    @Nullable String beside,
    @Nullable String href,
    @Nullable Double number,
    List<String> fields,
    @Nullable Svg drawing) {

  /** Shown where nothing is known. */
  public static final String UNKNOWN = "–";

  public Cell {
    fields = List.copyOf(fields);
  }

  public static Cell text(@Nullable String text) {
    return text == null
        ? new Cell(UNKNOWN, null, null, null, List.of(""), null)
        : new Cell(text, null, null, null, List.of(text), null);
  }

  /**
   * @param field the plain value, for CSV
   */
  public static Cell text(String text, String field) {
    return new Cell(text, null, null, null, List.of(field), null);
  }

  /** The same cell, leading to another page. */
  public Cell to(String place) {
    return new Cell(text, beside, place, number, fields, drawing);
  }

  /**
   * @param shown null when not known
   * @param value in full, for sorting and CSV
   */
  public static Cell number(@Nullable String shown, @Nullable Number value) {
    return value == null || shown == null
        ? new Cell(UNKNOWN, null, null, null, List.of(""), null)
        : new Cell(shown, null, null, value.doubleValue(), List.of(plain(value)), null);
  }

  /** A figure with its interval. */
  public static Cell measured(
      @Nullable String shown,
      @Nullable String interval,
      @Nullable Double value,
      @Nullable Double low,
      @Nullable Double high) {
    return new Cell(
        shown == null ? UNKNOWN : shown,
        interval == null ? "" : interval,
        null,
        value,
        Arrays.asList(field(value), field(low), field(high)),
        null);
  }

  /** A bar for the share that was seen, with the share in figures. */
  public static Cell drawn(Svg drawing) {
    return new Cell("", null, null, null, List.of(), drawing);
  }

  public static Cell drawn(String text, @Nullable Double number, Svg drawing) {
    return new Cell(text, null, null, number, List.of(field(number)), drawing);
  }

  private static String field(@Nullable Double value) {
    return value == null ? "" : plain(value);
  }

  private static String plain(Number value) {
    double real = value.doubleValue();
    return real == Math.rint(real) && Math.abs(real) < 1e15
        ? Long.toString(Math.round(real))
        : value.toString();
  }
}
