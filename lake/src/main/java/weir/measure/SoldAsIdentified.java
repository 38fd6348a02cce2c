package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Proportions;

/**
 * How often laboratories found what a sample was sold as, beside how much of it the market offers.
 */
final class SoldAsIdentified {

  private final MarketTables tables;
  private final MeasureDefinition definition;

  SoldAsIdentified(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    boolean bySubstance = request.option(definition, "match").equals("substance");
    Keys keys = tables.keys().of(request.by());
    Scope scope = Scope.of(request.withoutFilter("offer_kind"), true, tables.keys());
    // A sample counts once, however often its table was imported.
    String sql =
        """
        WITH samples AS (
          SELECT sample_id, any_value(sold_as_substance) AS substance,
                 split_part(any_value(sold_as_class), '/', 1) AS class,
                 any_value(sold_as_class) AS family, any_value(laboratory_kind) AS laboratory,
                 min(analysed_on) AS day, any_value(identified_substances) AS found,
                 any_value(list_transform(identified_classes, lambda c: split_part(c, '/', 1))) AS classes,
                 any_value(len(identified_as)) AS things, NULL AS source, NULL AS offer_kind
          FROM analysis GROUP BY origin, sample_id),
        dated AS (
          SELECT *, date_trunc('week', day)::DATE AS week, strftime(day, '%%Y-%%m') AS month
          FROM samples)
        SELECT %1$s count(*) AS samples,
               count(*) FILTER (%2$s) AS known,
               count(*) FILTER (%2$s AND %3$s) AS hits,
               count(*) FILTER (%2$s AND %3$s AND things > 1) AS mixed
        FROM dated WHERE %4$s %5$s
        """
                .formatted(
                    keys.columns(),
                    bySubstance ? "substance IS NOT NULL" : "class IS NOT NULL AND class <> ''",
                    bySubstance
                        ? "list_contains(found, substance)"
                        : "list_contains(classes, class)",
                    scope.where(),
                    keys.groupBy())
            + keys.orderBy();
    Map<Map<String, @Nullable String>, Long> offered = offered(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      long known = Numbers.count(row.get("known"));
      if (Numbers.count(row.get("samples")) == 0) {
        continue;
      }
      Estimated share =
          known == 0 ? null : Proportions.wilson(Numbers.count(row.get("hits")), known);
      Map<String, @Nullable String> by = keys.of(row);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("match", request.option(definition, "match"));
      choices.put("interval", "95 %, Wilson");
      choices.put("samples", Long.toString(known));
      choices.put("sold_as_not_named", Long.toString(Numbers.count(row.get("samples")) - known));
      choices.put("with_other_substances", Long.toString(Numbers.count(row.get("mixed"))));
      Map<String, @Nullable String> market = new LinkedHashMap<>(by);
      market.remove("laboratory");
      choices.put("listings_offered", Long.toString(offered.getOrDefault(market, 0L)));
      rows.add(
          new MeasureRow(
              by,
              share == null ? null : Double.valueOf(share.value()),
              definition.unit(),
              share == null ? null : share.low(),
              share == null ? null : share.high(),
              null,
              choices));
    }
    return rows;
  }

  /** Listings of the market by the same keys. */
  private Map<Map<String, @Nullable String>, Long> offered(MeasureRequest request) {
    MeasureRequest market =
        request
            .withBy(request.by().stream().filter(key -> !key.equals("laboratory")).toList())
            .withoutFilter("laboratory");
    Keys keys = tables.keys().of(market.by());
    SeenRows.Rows seen = tables.seen().of(market);
    Map<Map<String, @Nullable String>, Long> offered = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row :
        tables.rows(
            """
            SELECT %s count(*) AS n FROM (
              SELECT DISTINCT %s source AS holder_source, listing FROM %s WHERE days > 0) %s
            """
                .formatted(keys.given(), keys.columns(), seen.sql(), keys.groupBy()),
            seen.parameters())) {
      offered.put(keys.of(row), Numbers.count(row.get("n")));
    }
    return offered;
  }
}
