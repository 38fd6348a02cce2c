package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Medians;

/**
 * The median of what listings ask for a piece or dose, each listing counted once for each group.
 */
final class PricePerUnit {

  private final MarketTables tables;

  PricePerUnit(MarketTables tables) {
    this.tables = tables;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    Asked.Sql asked = Asked.of(tables, request, keys, "units", List.of());
    String sql =
        asked.with()
            + "SELECT %s list(each) AS prices FROM asked %s".formatted(keys.given(), keys.groupBy())
            + keys.orderBy();
    for (Map<String, @Nullable Object> row : tables.rows(sql, asked.parameters())) {
      if (!(row.get("prices") instanceof List<?> prices)) {
        continue; // nothing was asked: one row without keys
      }
      Map<String, @Nullable String> by = keys.of(row);
      Estimated median = Medians.of(prices.stream().mapToDouble(Numbers::amount).toArray());
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put(
          "interval",
          median.low() == null ? "none: fewer than 6 listings" : "95 %, ranks of the median");
      choices.put("currency", request.currency());
      choices.put("listings", Integer.toString(prices.size()));
      choices.put("offers", request.filters().getOrDefault("offer_kind", "product"));
      Double share = coverage.at(by, choices);
      rows.add(
          new MeasureRow(
              by,
              median.value(),
              request.currency() + " per unit",
              median.low(),
              median.high(),
              share,
              choices));
    }
    return rows;
  }
}
