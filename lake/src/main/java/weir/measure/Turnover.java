package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Proportions;

/** Accounts or listings that came, or that went, by when they did. */
final class Turnover {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Turnover(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    boolean entries = definition.name().equals("entries");
    String of = request.option(definition, "of");
    int grace = Options.whole(request, definition, "grace", 1, 3650);
    Keys keys = tables.keys().of(request.by());
    Lifetimes.Sql lives = Lifetimes.of(tables, request, of);
    String moment = entries ? "first" : "last";
    String sql =
        lives.with()
            + """
            , events AS (
              SELECT source, thing, %1$s AS day, date_trunc('week', %1$s)::DATE AS week,
                     strftime(%1$s, '%%Y-%%m') AS month, %2$s
                     %3$s AS counted
              FROM lives)
            SELECT %4$s count(*) FILTER (counted) AS n, count(*) FILTER (NOT counted) AS not_counted
            FROM events WHERE %5$s %6$s
            """
                .formatted(
                    moment,
                    entries ? Lifetimes.FIRST : Lifetimes.LAST,
                    entries ? "first > source_first" : "last <= source_last - %d".formatted(grace),
                    keys.columns(),
                    range(request),
                    keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, lives.parameters())) {
      long n = Numbers.count(row.get("n"));
      long notCounted = Numbers.count(row.get("not_counted"));
      if (n == 0 && notCounted == 0) {
        continue;
      }
      Estimated count = Proportions.poisson(n);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("of", of);
      choices.put("interval", "95 %, Poisson");
      choices.put(of, Long.toString(n));
      choices.put(
          entries ? "there_from_the_first_save" : "seen_too_lately_to_tell",
          Long.toString(notCounted));
      if (!entries) {
        choices.put("grace", grace + " days");
      }
      // Where nothing could have been told, nothing is known: not zero.
      boolean known = n > 0 || notCounted == 0;
      Double share = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              keys.of(row),
              known ? Double.valueOf(count.value()) : null,
              of,
              known ? count.low() : null,
              known ? count.high() : null,
              share,
              choices));
    }
    return rows;
  }

  /** Events within the days asked for; a thing's whole life decides which events there are. */
  private static String range(MeasureRequest request) {
    String where = "TRUE";
    if (request.from() != null) {
      where += " AND day >= DATE '" + request.from() + "'";
    }
    if (request.to() != null) {
      where += " AND day < DATE '" + request.to() + "'";
    }
    return where;
  }
}
