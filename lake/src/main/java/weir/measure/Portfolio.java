package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
          FROM %3$s WHERE days > 0 AND vendor IS NOT NULL AND %2$s IS NOT NULL GROUP BY ALL)
        SELECT %4$s holder_source, vendor,
               %5$s AS value, sum(listings) AS listings
        FROM goods GROUP BY %4$s holder_source, vendor ORDER BY %4$s holder_source, vendor
        """
            .formatted(
                keys.columns(),
                kind,
                seen.sql(),
                keys.given(),
                breadth
                    ? "CAST(count(*) AS DOUBLE)"
                    : "sum(listings * listings) / (sum(listings) * sum(listings))");
    Map<Map<String, @Nullable String>, List<Double>> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      groups
          .computeIfAbsent(keys.of(row), _ -> new ArrayList<>())
          .add(Objects.requireNonNullElse(Numbers.real(row.get("value")), 0.0));
    }
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> by, List<Double> values) -> {
      double[] each = values.stream().mapToDouble(Double::doubleValue).toArray();
      Estimated mean = breadth ? Means.of(each, 1, Double.MAX_VALUE) : Means.of(each, 0, 1);
      long single = values.stream().filter(v -> v == 1).count();
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("of", of);
      choices.put("interval", mean.low() == null ? "none: one account" : "95 %, Student's t");
      choices.put("accounts", Integer.toString(each.length));
      choices.put("one_kind_only", "%.0f %%".formatted(100.0 * single / each.length));
      Double share = coverage.at(by, choices);
      rows.add(
          new MeasureRow(
              by, mean.value(), definition.unit(), mean.low(), mean.high(), share, choices));
    });
    return rows;
  }
}
