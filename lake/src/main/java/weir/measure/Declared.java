package weir.measure;

import java.util.List;

/**
 * Rows of what listings say in lists: where they ship to, and how they may be paid. They come from
 * the listings as observed, since rows by day do not carry lists.
 */
final class Declared {

  /** Keys that have several values at once. */
  static final List<String> LISTS = List.of("destination", "payment");

  private static final String COLUMNS =
      """
      SELECT source, listing_id AS listing, account AS vendor, offer_kind, substance,
             split_part(substance_class, '/', 1) AS class, substance_class AS family,
             ships_from AS origin, captured_at::DATE AS day,
             date_trunc('week', captured_at)::DATE AS week, strftime(captured_at, '%Y-%m') AS month,
             grams, units, 1::UTINYINT AS days, ships_to, payments\
      """;

  private Declared() {}

  /** Listings with their lists whole. */
  static SeenRows.Rows whole(MeasureRequest request, KeyColumns columns) {
    return rows(request, columns, COLUMNS);
  }

  /** Listings once for each value of each list that is asked for; those that declare none too. */
  static SeenRows.Rows rows(MeasureRequest request, KeyColumns columns) {
    String lists = COLUMNS;
    if (asked(request, "destination")) {
      lists += ", unnest(" + orNull("ships_to") + ") AS destination";
    }
    if (asked(request, "payment")) {
      lists += ", unnest(" + orNull("payments") + ") AS payment";
    }
    return rows(request, columns, lists);
  }

  /** Whether any of them is grouped or filtered by. */
  static boolean asked(MeasureRequest request) {
    return LISTS.stream().anyMatch(key -> asked(request, key));
  }

  private static boolean asked(MeasureRequest request, String key) {
    return request.by().contains(key) || request.filters().containsKey(key);
  }

  private static String orNull(String list) {
    return "CASE WHEN len(%1$s) > 0 THEN list_distinct(%1$s) ELSE [NULL] END".formatted(list);
  }

  private static SeenRows.Rows rows(MeasureRequest request, KeyColumns columns, String select) {
    Scope scope = Scope.of(request, true, columns);
    return new SeenRows.Rows(
        "(SELECT * FROM (%s FROM listing WHERE captured_at IS NOT NULL) WHERE %s)"
            .formatted(select, scope.where()),
        scope.parameters());
  }
}
