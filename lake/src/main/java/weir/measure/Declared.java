package weir.measure;

import java.util.List;
import weir.lake.query.LakeQuery;

/**
 * Rows of what listings say in lists: where they ship to, and how they may be paid. They come from
 * the listings as observed, since rows by day do not carry lists; those are gathered by week once,
 * when the first question asks for them.
 */
final class Declared {

  /** Keys that have several values at once. */
  static final List<String> LISTS = List.of("destination", "payment");

  private static final String WORDS =
      "account, offer_kind, substance, substance_class, ships_from, grams, units";

  private final LakeQuery query;
  private final KeyColumns columns;
  private boolean gathered;

  Declared(LakeQuery query, KeyColumns columns) {
    this.query = query;
    this.columns = columns;
  }

  /** Listings with their lists whole. */
  SeenRows.Rows whole(MeasureRequest request) {
    return rows(request, "");
  }

  /** Listings once for each value of each list that is asked for; those that declare none too. */
  SeenRows.Rows rows(MeasureRequest request) {
    String lists = "";
    if (asked(request, "destination")) {
      lists += ", unnest(" + orNull("ships_to") + ") AS destination";
    }
    if (asked(request, "payment")) {
      lists += ", unnest(" + orNull("payments") + ") AS payment";
    }
    return rows(request, lists);
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

  private SeenRows.Rows rows(MeasureRequest request, String lists) {
    gather();
    boolean byDay =
        request.from() != null
            || request.to() != null
            || List.of("day", "month").stream()
                .anyMatch(key -> request.by().contains(key) || request.filters().containsKey(key));
    String from =
        byDay
            ? """
            (SELECT w.* REPLACE (1::UTINYINT AS days), week + d AS day,
                    strftime(week + d, '%Y-%m') AS month
             FROM declared_week w, (SELECT unnest(range(7))::INTEGER AS d) WHERE days & (1 << d) > 0)
            """
            : "declared_week";
    Scope scope = Scope.of(request, true, columns);
    return new SeenRows.Rows(
        "(SELECT * FROM (SELECT w.*, l.ships_to, l.payments%s FROM %s w JOIN declared_list l ON l.said = w.said) WHERE %s)"
            .formatted(lists, from, scope.where()),
        scope.parameters());
  }

  /** A row for each listing, week and wording, with the days as bits; the lists are few. */
  private void gather() {
    if (gathered) {
      return;
    }
    query.execute(
        """
        CREATE TEMP TABLE declared_week AS
        SELECT any_value(source) AS source, any_value(hash(source, listing_id)) AS listing,
               any_value(CASE WHEN account IS NOT NULL THEN hash(source, account) END) AS vendor,
               any_value(offer_kind) AS offer_kind, any_value(substance) AS substance,
               any_value(split_part(substance_class, '/', 1)) AS class,
               any_value(substance_class) AS family, any_value(ships_from) AS origin,
               any_value(grams) AS grams, any_value(units) AS units, any_value(week) AS week,
               bit_or(1 << (isodow(day) - 1))::UTINYINT AS days, any_value(said) AS said
        FROM (
          SELECT *, hash(source, listing_id, week, said, %1$s) AS same
          FROM (
            SELECT source, listing_id, captured_at::DATE AS day, %1$s,
                   date_trunc('week', captured_at)::DATE AS week, hash(ships_to, payments) AS said
            FROM listing WHERE captured_at IS NOT NULL))
        GROUP BY same
        """
            .formatted(WORDS));
    query.execute(
        """
        CREATE TEMP TABLE declared_list AS
        SELECT said, any_value(ships_to) AS ships_to, any_value(payments) AS payments
        FROM (SELECT hash(ships_to, payments) AS said, ships_to, payments FROM listing
              WHERE captured_at IS NOT NULL)
        GROUP BY said
        """);
    gathered = true;
  }
}
