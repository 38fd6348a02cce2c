package weir.measure;

import java.util.List;

/**
 * The table {@code listing_seen}: every listing as it was last seen, once for each substance that
 * it was sold as, with its first and last moment and how often it was seen.
 */
final class SeenListings {

  static final List<String> COLUMNS =
      List.of(
          "source",
          "listing_id",
          "substance",
          "title",
          "account",
          "substance_class",
          "ships_from",
          "grams",
          "units",
          "moment",
          "first",
          "last",
          "seen");

  /** Raised whenever the same rows would give another table. */
  static final String VERSION = "1";

  /** Over the table listing. A listing that stands twice on one save is seen there once more. */
  static final String SQL = of(partial("listing"));

  private SeenListings() {}

  /**
   * The same without reading all again: from the table as it was, and the rows that were added
   * since. Listings with an added row from before their last are looked at whole.
   */
  static String since(String before, String added, String all, String late) {
    return of(
        """
        SELECT * FROM %1$s b ANTI JOIN %4$s t ON t.source = b.source AND t.listing_id = b.listing_id
        UNION ALL BY NAME
        SELECT * FROM (%2$s) a ANTI JOIN %4$s t ON t.source = a.source AND t.listing_id = a.listing_id
        UNION ALL BY NAME
        SELECT * FROM (%3$s) w SEMI JOIN %4$s t ON t.source = w.source AND t.listing_id = w.listing_id
        """
            .formatted(before, partial(added), partial(all), late));
  }

  private static String partial(String listing) {
    return """
    SELECT source, listing_id, substance, title, account, substance_class, ships_from, grams,
           units, coalesce(captured_at, TIMESTAMP '1970-01-01') AS moment,
           captured_at AS first, captured_at AS last, 1 AS seen
    FROM %s
    """
        .formatted(listing);
  }

  private static String of(String rows) {
    return """
    SELECT source, listing_id, substance, arg_max(title, moment) AS title,
           arg_max(account, moment) AS account,
           arg_max(substance_class, moment) AS substance_class,
           arg_max(ships_from, moment) AS ships_from, arg_max(grams, moment) AS grams,
           arg_max(units, moment) AS units, max(moment) AS moment,
           min(first) AS first, max(last) AS last, sum(seen)::BIGINT AS seen
    FROM (%s)
    GROUP BY source, listing_id, substance ORDER BY source, listing_id, substance
    """
        .formatted(rows);
  }
}
