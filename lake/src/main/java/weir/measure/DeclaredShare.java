package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Listings by a declared destination or kind of payment, with bounds for those that declare none.
 */
final class DeclaredShare {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  DeclaredShare(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    String key = definition.name().equals("payment_share") ? "payment" : "destination";
    List<String> by = new ArrayList<>(request.by());
    if (!by.contains(key)) {
      by.add(key);
    }
    MeasureRequest asked = request.withBy(by);
    Keys keys = tables.keys().of(by);
    Keys rest = tables.keys().of(by.stream().filter(one -> !one.equals(key)).toList());
    SeenRows.Rows rows = tables.declared().rows(asked);
    String sql =
        """
        WITH marks AS MATERIALIZED (
          SELECT DISTINCT %1$s source AS holder_source, listing FROM %2$s),
        things AS (
          SELECT %3$s holder_source, listing, bool_or(k_%4$s IS NOT NULL) AS says
          FROM marks GROUP BY ALL),
        totals AS (
          SELECT %3$s count(*) AS total, count(*) FILTER (NOT says) AS silent
          FROM things %5$s),
        parts AS (
          SELECT %6$s count(*) AS n
          FROM marks m WHERE k_%4$s IS NOT NULL GROUP BY ALL)
        SELECT p.*, t.total, t.silent FROM parts p JOIN totals t ON %7$s
        """
                .formatted(
                    keys.columns(),
                    rows.sql(),
                    rest.given(),
                    key,
                    rest.groupBy(),
                    keys.given(),
                    same(rest))
            + " ORDER BY "
            + keys.list();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> answers = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, rows.parameters())) {
      double n = Numbers.count(row.get("n"));
      double total = Numbers.count(row.get("total"));
      double silent = Numbers.count(row.get("silent"));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "no listing that declares none");
      choices.put("high", "every listing that declares none");
      choices.put("listings", Long.toString(Numbers.count(row.get("n"))));
      choices.put("undeclared", "%.0f %%".formatted(100 * silent / total));
      Double share = coverage.of(row, choices);
      answers.add(
          new MeasureRow(
              keys.of(row),
              n / total,
              definition.unit(),
              n / total,
              Math.min(1, (n + silent) / total),
              share,
              choices));
    }
    return answers;
  }

  private static String same(Keys rest) {
    return rest.names().isEmpty()
        ? "TRUE"
        : String.join(
            " AND ",
            rest.names().stream()
                .map(name -> "p.k_%1$s IS NOT DISTINCT FROM t.k_%1$s".formatted(name))
                .toList());
  }
}
