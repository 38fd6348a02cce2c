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
    Map<Map<String, @Nullable String>, List<Double>> groups = new LinkedHashMap<>();
    for (Asked.Price price : Asked.of(tables, request, keys, "units", List.of())) {
      groups.computeIfAbsent(price.keys(), _ -> new ArrayList<>()).add(price.each());
    }
    groups.forEach((Map<String, @Nullable String> by, List<Double> prices) -> {
      Estimated median = Medians.of(prices.stream().mapToDouble(Double::doubleValue).toArray());
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
    });
    return rows;
  }
}
