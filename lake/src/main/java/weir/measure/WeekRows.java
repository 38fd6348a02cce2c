package weir.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table {@code listing_week}: what was seen of a listing in a week (Monday to Sunday), and sold
 * of it, one row for each wording and currency. Its days stand side by side, so that a week's row
 * answers for any days of it:
 *
 * <ul>
 *   <li>{@code days}: on which it was seen, as bits, Monday the lowest;
 *   <li>{@code stock_1} to {@code stock_7}, {@code counter_…}, {@code feedback_…}: units sold on a
 *       day, Monday first, by each estimator; null where nothing could be observed;
 *   <li>{@code stock_paid_…}, {@code counter_paid_…}, {@code feedback_paid_…}: what was asked for
 *       them, in the row's currency;
 *   <li>{@code price_…}: the price asked on a day, the lowest where there were several;
 *   <li>{@code low}, {@code high}: the lowest and the highest price in force;
 *   <li>{@code held}: which of the week's rows a holding rule drops, see {@link HeldPrices}.
 * </ul>
 */
final class WeekRows {

  static final String TABLE = "listing_week";

  /** Raised whenever the same days would give other weeks. */
  static final String VERSION = "1";

  /** The estimators' names in columns, and the columns of {@code listing_day} that they add up. */
  record Sold(String name, String column) {}

  static final List<Sold> SOLD =
      List.of(
          new Sold("stock", "sold_by_stock"),
          new Sold("counter", "sold_by_counter"),
          new Sold("feedback", "sold_by_feedback"));

  private static final List<String> KEYS =
      List.of(
          "source",
          "listing_id",
          "account",
          "offer_kind",
          "substance",
          "substance_class",
          "ships_from",
          "grams",
          "units");

  static final List<String> COLUMNS = columns();

  private WeekRows() {}

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(KEYS);
    columns.addAll(List.of("currency", "week", "held", "days", "low", "high"));
    for (Sold sold : SOLD) {
      columns.add(sold.column);
      forEachDay(day -> columns.add(sold.name + "_" + day));
      forEachDay(day -> columns.add(sold.name + "_paid_" + day));
    }
    forEachDay(day -> columns.add("price_" + day));
    return List.copyOf(columns);
  }

  private static void forEachDay(java.util.function.IntConsumer each) {
    IntStream.rangeClosed(1, 7).forEach(each);
  }

  /**
   * The weeks of rows like those of {@code listing_day}.
   *
   * @param days a table
   * @param held what the column {@code held} is, in SQL
   */
  static String of(String days, String held) {
    List<String> made = new ArrayList<>();
    for (String key : KEYS) {
      made.add("any_value(" + key + ") AS " + key);
    }
    made.add("any_value(currency) AS currency");
    made.add("any_value(week) AS week");
    made.add("any_value(held) AS held");
    made.add("bit_or(CASE WHEN observations > 0 THEN 1 << (d - 1) ELSE 0 END)::UTINYINT AS days");
    made.add("min(price) AS low");
    made.add("max(price) AS high");
    for (Sold sold : SOLD) {
      made.add("sum(%1$s)::INTEGER AS %1$s".formatted(sold.column));
      forEachDay(day ->
          made.add(
              "sum(CASE WHEN d = %2$d THEN %3$s END)::INTEGER AS %1$s_%2$d"
                  .formatted(sold.name, day, sold.column)));
      forEachDay(day ->
          made.add(
              "sum(CASE WHEN d = %2$d THEN price * %3$s END) AS %1$s_paid_%2$d"
                  .formatted(sold.name, day, sold.column)));
    }
    forEachDay(day ->
        made.add(
            "min(CASE WHEN d = %1$d AND observations > 0 THEN price END) AS price_%1$d"
                .formatted(day)));
    // Grouping by one number instead of a dozen texts: half the time.
    return """
    SELECT %s
    FROM (
      SELECT *, hash(%s, currency, week, held) AS same
      FROM (
        SELECT *, CASE WHEN price_amount IS NOT NULL THEN price_currency END AS currency,
               CAST(price_amount AS DOUBLE) AS price, isodow(day) AS d,
               (day - (isodow(day) - 1)::INTEGER) AS week, CAST(%s AS UTINYINT) AS held
        FROM %s))
    GROUP BY same
    ORDER BY any_value(week), any_value(source), any_value(listing_id)
    """
        .formatted(
            made.stream().collect(Collectors.joining(",\n")), String.join(", ", KEYS), held, days);
  }
}
