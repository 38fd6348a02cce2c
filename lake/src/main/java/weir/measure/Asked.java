package weir.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What listings ask for one gram or piece, converted: the median over a listing's days. */
final class Asked {

  /**
   * @param keys what it is grouped by
   * @param more columns that were asked for beside, as texts
   * @param amount grams or pieces
   * @param each price of one of them
   * @param all price of the whole
   */
  record Price(
      Map<String, @Nullable String> keys,
      List<@Nullable String> more,
      String listing,
      String account,
      double amount,
      double each,
      double all) {}

  private Asked() {}

  /**
   * @param amount the column {@code grams} or {@code units}, or an expression
   * @param more further columns to tell prices of one listing apart by
   */
  static List<Price> of(
      MarketTables tables, MeasureRequest request, Keys keys, String amount, List<String> more) {
    tables.conversion().into(request.currency());
    SeenRows.Rows seen = tables.seen().daily(request);
    StringBuilder columns = new StringBuilder();
    for (String column : more) {
      columns.append(column).append(" AS m_").append(column).append(", ");
    }
    String sql =
        """
        WITH asked AS (
          SELECT s.*, CAST(price_amount AS DOUBLE) * c.factor AS price, %1$s AS amount
          FROM %2$s s
          JOIN conversion c ON c.currency = s.price_currency AND c.day = s.day AND c.target = ?
          WHERE price_amount > 0 AND days > 0)
        SELECT %3$s %4$s source AS holder_source, listing, any_value(vendor) AS vendor,
               median(amount) AS amount, median(price / amount) AS each, median(price) AS price
        FROM asked WHERE amount > 0 GROUP BY ALL ORDER BY ALL
        """
            .formatted(amount, seen.sql(), keys.columns(), columns);
    List<@Nullable Object> parameters = new ArrayList<>(seen.parameters());
    parameters.add(request.currency());
    List<Price> prices = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, parameters)) {
      String listing = row.get("holder_source") + "\n" + row.get("listing");
      Object vendor = row.get("vendor");
      List<@Nullable String> values = new ArrayList<>();
      for (String column : more) {
        Object value = row.get("m_" + column);
        values.add(value == null ? null : value.toString());
      }
      prices.add(
          new Price(
              keys.of(row),
              values,
              listing,
              vendor == null ? "\n" + listing : row.get("holder_source") + "\n" + vendor,
              Objects.requireNonNullElse(Numbers.real(row.get("amount")), 0.0),
              Objects.requireNonNullElse(Numbers.real(row.get("each")), 0.0),
              Objects.requireNonNullElse(Numbers.real(row.get("price")), 0.0)));
    }
    return prices;
  }
}
