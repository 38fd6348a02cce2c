package weir.measure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** When accounts or listings were seen first and last, as SQL. */
final class Lifetimes {

  private static final List<String> LIKE =
      List.of("class", "family", "substance", "origin", "grams", "units");

  /** What a thing was like at its first sight, under the names of keys. */
  static final String FIRST = described("first");

  /** The same at its last. */
  static final String LAST = described("last");

  /**
   * @param with common tables: {@code lives}, a row for each thing, with source, thing, first and
   *     last day, the day of the source's next save after it, and the source's first and last day
   */
  record Sql(String with, List<@Nullable Object> parameters) {}

  private Lifetimes() {}

  private static String described(String end) {
    StringBuilder sql = new StringBuilder();
    for (String column : LIKE) {
      sql.append(end).append('_').append(column).append(" AS ").append(column).append(", ");
    }
    return sql.toString();
  }

  /**
   * @param of {@code accounts} or {@code listings}
   */
  static Sql of(MarketTables tables, MeasureRequest request, String of) {
    Map<String, String> filters = new TreeMap<>(request.filters());
    MeasureRequest always =
        new MeasureRequest(
            request.measure(),
            List.of("day"), // rows by day, so that first and last are days
            null,
            null,
            request.source(),
            filters,
            request.estimator(),
            request.holding(),
            request.currency());
    SeenRows.Rows seen = tables.seen().of(always);
    String thing = of.equals("accounts") ? "vendor" : "listing";
    StringBuilder like = new StringBuilder();
    for (String column : LIKE) {
      like.append(
          ", arg_min(%1$s, day) AS first_%1$s, arg_max(%1$s, day) AS last_%1$s".formatted(column));
    }
    return new Sql(
        """
        WITH saves AS (
          SELECT source, day, lead(day) OVER (PARTITION BY source ORDER BY day) AS next
          FROM (SELECT DISTINCT source, day FROM listing_day WHERE observations > 0)),
        spans AS (SELECT source, min(day) AS source_first, max(day) AS source_last
                  FROM saves GROUP BY source),
        sights AS (
          SELECT source, %1$s AS thing, min(day) AS first, max(day) AS last%2$s
          FROM %3$s WHERE days > 0 AND %1$s IS NOT NULL GROUP BY source, %1$s),
        lives AS (
          SELECT s.*, spans.source_first, spans.source_last, saves.next
          FROM sights s JOIN spans ON spans.source = s.source
          LEFT JOIN saves ON saves.source = s.source AND saves.day = s.last)
        """
            .formatted(thing, like, seen.sql()),
        seen.parameters());
  }
}
