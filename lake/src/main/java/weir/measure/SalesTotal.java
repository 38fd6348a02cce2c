package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Units sold, or the money asked for them. */
final class SalesTotal {

  private final MarketTables tables;
  private final boolean money;
  private final String unit;

  /**
   * @param unit of units sold; money is in the request's currency
   */
  SalesTotal(MarketTables tables, boolean money, String unit) {
    this.tables = tables;
    this.money = money;
    this.unit = unit;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Map<String, String> estimators = tables.estimators().of(request);
    boolean held = !request.holding().equals("none");
    List<Map<String, @Nullable Object>> sums =
        money || held ? priced(request, estimators) : units(request, estimators);
    Coverage.Shares coverage =
        tables
            .coverage()
            .of(
                request,
                estimators.keySet().stream()
                    .filter(source -> "stock".equals(estimators.get(source)))
                    .toList());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : sums) {
      Double value = Numbers.real(row.get("value"));
      if (value == null && Numbers.count(row.get("listings")) == 0) {
        continue; // nothing of the kind was seen: no row, rather than a zero
      }
      double squares = Objects.requireNonNullElse(Numbers.real(row.get("squares")), 0.0);
      double n = Math.max(1, Numbers.count(row.get("n")));
      Double reach =
          value == null
              ? null
              : Double.valueOf(Measures.Z * Math.sqrt(Math.max(0, squares - value * value / n)));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("estimator", Estimators.words(request, estimators, (String) row.get("k_source")));
      choices.put("holding", request.holding());
      choices.put("offers", request.filters().getOrDefault("offer_kind", "product"));
      choices.put("interval", "95 %, listings resampled");
      if (money) {
        choices.put("currency", request.currency());
        choices.put("units_without_price", Long.toString(Numbers.count(row.get("unpriced"))));
      }
      Double share = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              tables.keys().of(request.by()).of(row),
              value,
              money ? request.currency() : unit,
              value == null || reach == null ? null : Math.max(0, value - reach),
              value == null || reach == null ? null : value + reach,
              share,
              choices));
    }
    return rows;
  }

  /** What each listing's sales come to in each group, and from these the groups' sums. */
  private static final String SUMS =
      """
      SELECT %1$s sum(x) FILTER (units IS NOT NULL) AS value,
             sum(x * x) FILTER (units IS NOT NULL) AS squares,
             sum(unpriced) AS unpriced, count(units) AS listings,
             (SELECT count(DISTINCT listing) FROM sums WHERE shown) AS n
      FROM sums %2$s
      """;

  private List<Map<String, @Nullable Object>> units(
      MeasureRequest request, Map<String, String> estimators) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().of(request);
    String sold = Estimators.expression(estimators);
    String sql =
        SeenRows.sums(request, keys, seen, sold, sold, "0")
            + SUMS.formatted(keys.given(), keys.groupBy())
            + keys.orderBy();
    return tables.rows(sql, seen.parameters());
  }

  private List<Map<String, @Nullable Object>> priced(
      MeasureRequest request, Map<String, String> estimators) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().valued(request, estimators, tables.conversion());
    String sql =
        SeenRows.sums(request, keys, seen, "sold", money ? "paid" : "sold", "unpriced")
            + SUMS.formatted(keys.given(), keys.groupBy())
            + keys.orderBy();
    return tables.rows(sql, seen.parameters());
  }
}
