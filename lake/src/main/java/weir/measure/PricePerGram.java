package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The median of what listings ask for a gram, each listing counted once for each group. */
final class PricePerGram {

  private final MarketTables tables;

  PricePerGram(MarketTables tables) {
    this.tables = tables;
  }

  List<MeasureRow> of(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().valued(request, Map.of(), tables.conversion());
    String sql =
        """
        WITH priced AS (
          SELECT %1$s source, listing, median(asked / grams) AS per_gram
          FROM %2$s WHERE grams > 0 AND asked > 0 GROUP BY ALL)
        SELECT %3$s median(per_gram) AS value, list_sort(list(per_gram)) AS all_prices
        FROM priced %4$s
        """
                .formatted(keys.columns(), seen.sql(), keys.given(), keys.groupBy())
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, seen.parameters())) {
      Double value = Numbers.real(row.get("value"));
      if (value == null) {
        continue;
      }
      List<?> sorted = (List<?>) Objects.requireNonNull(row.get("all_prices"));
      int n = sorted.size();
      // Ranks that hold the median in 95 % of samples (binomial, normal approximation).
      int reach = (int) Math.ceil(Measures.Z * Math.sqrt(n) / 2);
      int low = n / 2 - reach;
      int high = (n - 1) / 2 + reach;
      boolean enough = low >= 0 && high < n;
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", enough ? "95 %, ranks of the median" : "none: fewer than 6 listings");
      choices.put("currency", request.currency());
      choices.put("listings", Integer.toString(n));
      choices.put("offers", request.filters().getOrDefault("offer_kind", "product"));
      Double share = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              keys.of(row),
              value,
              request.currency() + " per gram",
              enough ? Numbers.real(sorted.get(low)) : null,
              enough ? Numbers.real(sorted.get(high)) : null,
              share,
              choices));
    }
    return rows;
  }
}
