package weir.offline;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One figure of a series that others published of a market, such as a study of payments: what a
 * source sold in some days.
 *
 * @param source as profiles name it
 * @param fromDay first day counted
 * @param toDay first day not counted
 * @param measure one of {@link #MEASURES}
 * @param substanceClass a path such as {@code cannabis}; null when the figure is of all classes
 * @param value units, or an amount of {@code currency}
 * @param low lower end of the interval that the series states; null when it states none
 * @param currency null for units
 * @param citation who says so; tells series of one source apart
 * @param origin the file's name
 * @param ingest the import that brought it, later ones greater; null before it is kept. Of figures
 *     for the same days the last one imported counts
 */
public record SeriesFigure(
    String source,
    LocalDate fromDay,
    LocalDate toDay,
    String measure,
    @Nullable String substanceClass,
    Double value,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable String currency,
    String citation,
    String origin,
    @Nullable String ingest)
    implements Row {

  /** What a series may be of: units sold, or the money for them. */
  public static final List<String> MEASURES = List.of("sales", "revenue");

  public SeriesFigure {
    if (!fromDay.isBefore(toDay)) {
      throw new IllegalArgumentException("From %s to %s holds no day".formatted(fromDay, toDay));
    }
    if (!MEASURES.contains(measure)) {
      throw new IllegalArgumentException("'" + measure + "' is neither sales nor revenue");
    }
    if (measure.equals("revenue") != (currency != null)) {
      throw new IllegalArgumentException("Revenue has a currency, and sales have none");
    }
    if (!(value >= 0) || (low != null && !(low <= value)) || (high != null && !(high >= value))) {
      throw new IllegalArgumentException(
          "%s does not lie between %s and %s".formatted(value, low, high));
    }
  }

  /** The same as brought by that import. */
  public SeriesFigure broughtBy(String id) {
    return new SeriesFigure(
        source,
        fromDay,
        toDay,
        measure,
        substanceClass,
        value,
        low,
        high,
        currency,
        citation,
        origin,
        id);
  }
}
