package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts of different things seen, with an estimate of all there were (Chao 1987). */
final class DistinctCount {

  private final MarketTables tables;
  private final String thing;
  private final String unit;

  /**
   * @param thing the column that tells things of one source apart
   */
  DistinctCount(MarketTables tables, String thing, String unit) {
    this.tables = tables;
    this.thing = thing;
    this.unit = unit;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().of(request);
    String sameGroup =
        keys.names().stream()
            .map(key -> "t.k_%1$s IS NOT DISTINCT FROM o.k_%1$s".formatted(key))
            .collect(Collectors.joining(" AND "));
    // Days are bits of a week until the end, since a thing may have several rows of one day.
    String sql =
        """
        WITH marks AS MATERIALIZED (
          SELECT %1$s source, %2$s, week, bit_or(days) AS days
          FROM %3$s WHERE days > 0 AND %2$s IS NOT NULL GROUP BY ALL),
        things AS (
          SELECT %4$s sum(bit_count(days)) AS days FROM marks GROUP BY %4$s source, %2$s),
        occasions AS (
          SELECT %4$s sum(bit_count(days)) AS occasions
          FROM (SELECT %4$s week, bit_or(days) AS days FROM marks GROUP BY ALL) %5$s),
        counts AS (
          SELECT %4$s count(*) AS n, count(*) FILTER (days = 1) AS f1,
                 count(*) FILTER (days = 2) AS f2
          FROM things %5$s)
        SELECT t.*, o.occasions FROM counts t LEFT JOIN occasions o ON %6$s
        """
                .formatted(
                    keys.columns(),
                    thing,
                    seen.sql(),
                    keys.given(),
                    keys.groupBy(),
                    sameGroup.isEmpty() ? "TRUE" : sameGroup)
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      long n = Numbers.count(row.get("n"));
      Double all = all(n, row);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "seen at least once");
      choices.put(
          "high",
          all == null
              ? "unknown: seen on one day only"
              : "Chao estimate from those seen on one and on two days");
      Double stated = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              keys.of(row),
              (double) n,
              unit,
              (double) n,
              all == null ? null : Double.valueOf(Math.rint(all)),
              all == null ? stated : n == 0 ? null : Double.valueOf(n / all),
              choices));
    }
    return rows;
  }

  /**
   * The bias-corrected Chao estimate for repeated saves.
   *
   * @return null when one save alone tells nothing of the unseen
   */
  private static @Nullable Double all(long n, Map<String, @Nullable Object> row) {
    double once = Numbers.count(row.get("f1"));
    double twice = Numbers.count(row.get("f2"));
    double occasions = Numbers.count(row.get("occasions"));
    return occasions < 2
        ? null
        : Double.valueOf(n + (occasions - 1) / occasions * once * (once - 1) / (2 * (twice + 1)));
  }
}
