package weir.measure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What listings ask for one gram or piece, converted: the median over a listing's days, of a day
 * with several prices the lowest.
 */
final class Asked {

  /**
   * The prices as SQL.
   *
   * @param with common table expressions, of which the last is named {@code asked}: the keys, the
   *     further columns, {@code listing}, {@code account} (a listing that names none is alone),
   *     {@code amount} of grams or pieces, {@code each}, the price of one of them, and {@code
   *     price}, that of the whole
   * @param parameters for each {@code ?} in it
   */
  record Sql(String with, List<@Nullable Object> parameters) {}

  private Asked() {}

  /**
   * One row for each listing, group, and value of the further columns.
   *
   * @param request its keys say whether weeks or days are told apart
   * @param keys what it is grouped by
   * @param amount the column {@code grams} or {@code units}, or an expression
   * @param more further columns to tell prices of one listing apart by
   */
  static Sql of(
      MarketTables tables, MeasureRequest request, Keys keys, String amount, List<String> more) {
    SeenRows.Rows seen = tables.seen().asked(request, tables.conversion());
    String further = String.join(", ", more) + (more.isEmpty() ? "" : ", ");
    return new Sql(
        """
        WITH seen_rows AS NOT MATERIALIZED (
          SELECT *, %1$s AS amount, coalesce(vendor, listing) AS account FROM %2$s),
        asked AS (
          SELECT %3$s %4$s listing, account, amount, middle / amount AS each, middle AS price
          FROM seen_rows WHERE %5$s AND amount > 0 AND middle > 0
          UNION ALL
          SELECT %6$s %4$s listing, any_value(account) AS account, median(amount) AS amount,
                 median(price / amount) AS each, median(price) AS price
          FROM (
            SELECT %3$s %4$s listing, account, amount, unnest(prices) AS price
            FROM seen_rows WHERE NOT %5$s AND amount > 0)
          WHERE price > 0 GROUP BY %6$s %4$s listing)
        """
            .formatted(
                amount, seen.sql(), keys.columns(), further, SeenRows.alone(request), keys.given()),
        seen.parameters());
  }
}
