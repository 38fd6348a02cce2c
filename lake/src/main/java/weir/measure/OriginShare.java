package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Listings by declared origin, as shares of all listings of the same other keys. */
final class OriginShare {

  private final MarketTables tables;

  OriginShare(MarketTables tables) {
    this.tables = tables;
  }

  List<MeasureRow> of(MeasureRequest request) {
    List<String> by = new ArrayList<>(request.by());
    if (!by.contains("origin")) {
      by.add("origin");
    }
    Keys keys = tables.keys().of(by);
    Keys rest = tables.keys().of(by.stream().filter(key -> !key.equals("origin")).toList());
    String together = rest.names().isEmpty() ? "" : "PARTITION BY " + rest.list();
    SeenRows.Rows seen = tables.seen().of(request);
    String sql =
        """
        WITH things AS (
          SELECT DISTINCT %1$s source AS thing_source, listing FROM %2$s WHERE days > 0)
        SELECT %3$s count(*) AS n, sum(count(*)) OVER (%4$s) AS total,
               sum(count(*) FILTER (k_origin IS NULL)) OVER (%4$s) AS undeclared
        FROM things %5$s
        """
                .formatted(keys.columns(), seen.sql(), keys.given(), together, keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      double n = Numbers.count(row.get("n"));
      double total = Numbers.count(row.get("total"));
      double undeclared = Numbers.count(row.get("undeclared"));
      boolean declared = row.get("k_origin") != null;
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", declared ? "no undeclared listing from here" : "as seen");
      choices.put("high", declared ? "every undeclared listing from here" : "as seen");
      choices.put("listings", Long.toString(Numbers.count(row.get("n"))));
      Double share = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              keys.of(row),
              n / total,
              "share of listings",
              n / total,
              declared ? (n + undeclared) / total : n / total,
              share,
              choices));
    }
    return rows;
  }
}
