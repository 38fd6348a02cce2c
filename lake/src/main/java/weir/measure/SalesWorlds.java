package weir.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one question's sales come to for each listing by every estimator, holding rule and kind of
 * offer, added up in one pass over the weeks. Each combination of choices is then answered from
 * these sums rather than from the weeks. Answers are those of single questions, but for the order
 * in which real numbers are added.
 */
final class SalesWorlds implements AutoCloseable {

  private static final String TABLE = "world_sums";

  private final MarketTables tables;
  private final Map<List<String>, Coverage.Shares> coverage = new HashMap<>();

  /**
   * @param request its estimator, holding and kind of offer are left aside
   * @param by the keys that combinations are asked by
   * @param money whether what units are worth is asked for
   */
  SalesWorlds(MarketTables tables, MeasureRequest request, List<String> by, boolean money) {
    this.tables = tables;
    Map<String, String> filters = new LinkedHashMap<>(request.filters());
    filters.put("offer_kind", "all");
    SeenRows.Rows seen =
        tables.seen().everyWay(request.withFilters(filters), money ? tables.conversion() : null);
    Keys keys = tables.keys().of(by);
    List<String> sums = new ArrayList<>();
    for (WeekRows.Sold sold : WeekRows.SOLD) {
      sums.add("sum(%1$s) AS %1$s".formatted(sold.column()));
      if (money) {
        sums.add("sum(%1$s_paid) AS %1$s_paid".formatted(sold.name()));
        sums.add("sum(%1$s_unpriced) AS %1$s_unpriced".formatted(sold.name()));
      }
    }
    tables
        .query()
        .execute(
            """
            CREATE OR REPLACE TEMP TABLE %1$s AS
            WITH seen_rows AS NOT MATERIALIZED (SELECT * FROM %2$s)
            SELECT %3$s any_value(source) AS source, listing,
                   coalesce(offer_kind, 'product') AS offered, held, %4$s, bool_or(days > 0) AS shown
            FROM seen_rows GROUP BY %5$s listing, offered, held
            """
                .formatted(
                    TABLE, seen.sql(), keys.columns(), String.join(", ", sums), keys.given()),
            seen.parameters());
  }

  /**
   * The sums of one combination as {@link SeenRows#sums} has them.
   *
   * @param keys those of all combinations
   */
  String sums(MeasureRequest request, Keys keys, Map<String, String> estimators, boolean money) {
    String kind = request.filters().getOrDefault("offer_kind", "product");
    String units = Estimators.choice(estimators, WeekRows.Sold::column);
    return """
    WITH sums AS MATERIALIZED (
      SELECT %1$s any_value(source) AS source, listing, sum(%2$s) AS units, sum(%3$s) AS x,
             sum(%4$s) AS unpriced, bool_or(shown) AS shown
      FROM %5$s WHERE %6$s AND %7$s GROUP BY %1$s listing)
    """
        .formatted(
            keys.given(),
            units,
            money ? Estimators.choice(estimators, sold -> sold.name() + "_paid") : units,
            money ? Estimators.choice(estimators, sold -> sold.name() + "_unpriced") : "0",
            TABLE,
            kind.equals("all") ? "TRUE" : "offered = " + Estimators.quoted(kind),
            HeldPrices.kept(request.holding()));
  }

  /** As {@link Coverage#of(MeasureRequest, List)}; it hangs on no other choice. */
  Coverage.Shares coverage(MeasureRequest request, List<String> gapsMatter) {
    return coverage.computeIfAbsent(gapsMatter, gaps -> tables.coverage().of(request, gaps));
  }

  @Override
  public void close() {
    tables.query().execute("DROP TABLE IF EXISTS " + TABLE);
  }
}
