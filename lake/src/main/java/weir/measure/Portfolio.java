package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Means;

/** How broad accounts' offers are, on average: kinds of goods, or how far one kind prevails. */
final class Portfolio {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Portfolio(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    boolean breadth = definition.name().equals("portfolio");
    String of = request.option(definition, "of");
    String kind =
        switch (of) {
          case "classes" -> "class";
          case "families" -> "family";
          case "substances" -> "substance";
          case "listings" -> "CAST(listing AS VARCHAR)";
          default -> throw new IllegalStateException(of);
        };
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().of(request);
    String sql =
        """
        WITH goods AS (
          SELECT %1$s source AS holder_source, vendor, %2$s AS goods,
                 count(DISTINCT listing) AS listings
          FROM %3$s WHERE days > 0 AND vendor IS NOT NULL AND %2$s IS NOT NULL GROUP BY ALL),
        accounts AS (
          SELECT %4$s holder_source, vendor, %5$s AS value
          FROM goods GROUP BY %4$s holder_source, vendor)
        SELECT %4$s count(*) AS accounts, avg(value) AS mean, var_pop(value) * count(*) AS squares,
               count(*) FILTER (value = 1) AS single
        FROM accounts %6$s
        """
                .formatted(
                    keys.columns(),
                    kind,
                    seen.sql(),
                    keys.given(),
                    breadth
                        ? "CAST(count(*) AS DOUBLE)"
                        : "sum(listings * listings) / (sum(listings) * sum(listings))",
                    keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      int accounts = Math.toIntExact(Numbers.count(row.get("accounts")));
      if (accounts == 0) {
        continue;
      }
      Map<String, @Nullable String> by = keys.of(row);
      Estimated mean =
          Means.of(
              accounts,
              Numbers.amount(row.get("mean")),
              Numbers.amount(row.get("squares")),
              breadth ? 1 : 0,
              breadth ? Double.MAX_VALUE : 1);
      long single = Numbers.count(row.get("single"));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("of", of);
      choices.put("interval", mean.low() == null ? "none: one account" : "95 %, Student's t");
      choices.put("accounts", Integer.toString(accounts));
      choices.put("one_kind_only", "%.0f %%".formatted(100.0 * single / accounts));
      Double share = coverage.at(by, choices);
      rows.add(
          new MeasureRow(
              by, mean.value(), definition.unit(), mean.low(), mean.high(), share, choices));
    }
    return rows;
  }
}
