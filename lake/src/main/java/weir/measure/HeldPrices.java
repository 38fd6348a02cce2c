package weir.measure;

import weir.lake.query.LakeQuery;

/**
 * The table {@code listing_held}: the weeks of those listings of which a holding rule may drop
 * prices, with what it drops in the column {@code held}. They take the place of these listings'
 * rows in {@code listing_week}; most listings have none here.
 *
 * <p>Prices that hold a place rather than ask for money, by published rules (Soska and Christin,
 * 2015): {@link #INSANE} is 0 or less, or more than 10,000 US dollars; rule A drops prices above
 * five times the listing's median or below a quarter of it; rule B drops listings whose upper
 * quartile is above five times their lowest price. Median, quartile and lowest are over all days on
 * which a listing was seen or sold, whatever range is asked. Prices are compared in US dollars of
 * their day; those of a currency of which no rate is known, among themselves. A price without a
 * rate on its day is kept.
 */
final class HeldPrices {

  static final String TABLE = "listing_held";

  static final int INSANE = 1;
  static final int BY_RULE_A = 2;
  static final int BY_RULE_B = 4;

  /**
   * Where the highest price is at most so many times the lowest, neither rule drops any, since
   * median and quartile lie between them.
   */
  private static final int HARMLESS = 4;

  private HeldPrices() {}

  /** SQL that is true of rows which that rule keeps; over rows with the column {@code held}. */
  static String kept(String rule) {
    return switch (rule) {
      case "A" -> "held & %d = 0".formatted(INSANE | BY_RULE_A);
      case "B" -> "held & %d = 0".formatted(INSANE | BY_RULE_B);
      default -> "TRUE";
    };
  }

  /** The query for the table's rows, over days and rates; makes the tables that it needs. */
  static String prepared(LakeQuery query) {
    Conversion.factors(query, "held_factor", "USD");
    query.execute(
        """
        CREATE OR REPLACE VIEW held_price AS
        SELECT l.*, CASE WHEN r.currency IS NULL THEN l.price_currency ELSE 'USD' END AS compared_in,
               CASE WHEN r.currency IS NULL THEN CAST(l.price_amount AS DOUBLE)
                    ELSE CAST(l.price_amount AS DOUBLE) * f.factor END AS compared
        FROM listing_day l
        LEFT JOIN (SELECT DISTINCT currency FROM held_factor) r ON r.currency = l.price_currency
        LEFT JOIN held_factor f ON f.currency = l.price_currency AND f.day = l.day
        """);
    query.execute(
        """
        CREATE OR REPLACE TABLE held_candidate AS
        SELECT source, listing_id FROM held_price WHERE compared IS NOT NULL
        GROUP BY source, listing_id, compared_in
        HAVING max(compared) > %d * min(compared) OR max(compared) > 10000 OR min(compared) <= 0
        """
            .formatted(HARMLESS));
    query.execute(
        """
        CREATE OR REPLACE TABLE held_day AS
        SELECT p.* FROM held_price p SEMI JOIN held_candidate c
          ON c.source = p.source AND c.listing_id = p.listing_id
        """);
    query.execute(
        """
        CREATE OR REPLACE TABLE held_bound AS
        SELECT source, listing_id, compared_in, median(compared) AS middle,
               quantile_cont(compared, 0.75) AS upper, min(compared) AS lowest
        FROM held_day WHERE compared IS NOT NULL GROUP BY ALL
        """);
    query.execute(
        """
        CREATE OR REPLACE TABLE held_marked AS
        SELECT d.*, CASE WHEN compared IS NULL THEN 0 ELSE
            CASE WHEN compared <= 0 OR compared > 10000 THEN %d ELSE 0 END
            + CASE WHEN compared > 5 * middle OR compared < 0.25 * middle THEN %d ELSE 0 END
            + CASE WHEN upper > 5 * lowest THEN %d ELSE 0 END END AS marks
        FROM held_day d LEFT JOIN held_bound b ON b.source = d.source
          AND b.listing_id = d.listing_id AND b.compared_in = d.compared_in
        """
            .formatted(INSANE, BY_RULE_A, BY_RULE_B));
    return WeekRows.of("held_marked", "marks");
  }
}
