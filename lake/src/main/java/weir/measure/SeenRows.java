package weir.measure;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingDay;
import weir.lake.query.LakeQuery;
import weir.row.Column;

/**
 * The rows that every measure adds up: what was seen of a listing on a day, or in a week. A week's
 * row stands for its days wherever a question cannot tell them apart, and gives the same answer.
 *
 * <p>Columns of both: source, listing, vendor, offer_kind, substance, class, family, origin, week;
 * {@code days}, the days of the week on which it was seen, as bits; and sales by each estimator. A
 * listing or a vendor is told apart within its source alone.
 */
final class SeenRows {

  /**
   * Rows as SQL, in brackets.
   *
   * @param parameters for each {@code ?} in it
   */
  record Rows(String sql, List<@Nullable Object> parameters) {}

  private static final String COMMON =
      "offer_kind, substance, class, family, origin, week, days, sold_by_stock, sold_by_counter,"
          + " sold_by_feedback";

  private final LakeQuery query;
  private boolean inWeeks;

  SeenRows(LakeQuery query) {
    this.query = query;
  }

  void prepare() {
    try (Statement statement = query.connection().createStatement()) {
      if (!query.tables().contains(Derivation.LISTING_DAY)) {
        String columns =
            Column.of(ListingDay.class).stream()
                .map(c -> c.name() + " " + sqlType(c))
                .collect(Collectors.joining(", "));
        statement.execute("CREATE TEMP TABLE listing_day (" + columns + ")");
      }
      statement.execute(
          """
          CREATE TEMP VIEW seen AS
          SELECT d.*, listing_id AS listing, account AS vendor,
                 split_part(substance_class, '/', 1) AS class, substance_class AS family,
                 ships_from AS origin, date_trunc('week', day)::DATE AS week,
                 strftime(day, '%Y-%m') AS month,
                 CASE WHEN observations > 0 THEN 1 << (isodow(day) - 1) ELSE 0 END::UTINYINT AS days
          FROM listing_day d
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("The measures' rows cannot be prepared", e);
    }
  }

  private static String sqlType(Column column) {
    return switch (column.type()) {
      case TEXT -> "VARCHAR";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case INTEGER -> "BIGINT";
      case MONEY -> "DECIMAL(28, 8)";
      case REAL -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case TEXT_LIST -> "VARCHAR[]";
    };
  }

  /**
   * Adds the days up by week, in memory: worth it where many questions follow. Listings and vendors
   * become numbers, which are grouped three times as fast as their names; rows stand by substance,
   * so that a question about one reads little.
   */
  void addUpWeeks() {
    try (Statement statement = query.connection().createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE listing_number AS
          SELECT source, listing_id, (row_number() OVER ())::INTEGER AS listing
          FROM (SELECT DISTINCT source, listing_id FROM listing_day)
          """);
      statement.execute(
          """
          CREATE TEMP TABLE vendor_number AS
          SELECT source, account, (row_number() OVER ())::INTEGER AS vendor
          FROM (SELECT DISTINCT source, account FROM listing_day WHERE account IS NOT NULL)
          """);
      statement.execute(
          """
          CREATE TEMP TABLE seen_week AS
          SELECT w.source, l.listing, v.vendor, %s
          FROM (
            SELECT source, listing_id, account, offer_kind, substance, class, family, origin, week,
                   bit_or(days) AS days, sum(sold_by_stock)::BIGINT AS sold_by_stock,
                   sum(sold_by_counter)::BIGINT AS sold_by_counter,
                   sum(sold_by_feedback)::BIGINT AS sold_by_feedback
            FROM seen GROUP BY ALL) w
          JOIN listing_number l ON l.source = w.source AND l.listing_id = w.listing_id
          LEFT JOIN vendor_number v ON v.source = w.source AND v.account = w.account
          ORDER BY substance, w.source, l.listing
          """
              .formatted(COMMON));
    } catch (SQLException e) {
      throw new IllegalStateException("The weeks cannot be added up", e);
    }
    inWeeks = true;
  }

  /**
   * Puts every listing as it was last seen in the table {@code listing_seen}, once for each
   * substance that it was sold as: source, listing_id, substance, what else it said, its first and
   * last moment, and how often it was seen.
   */
  void addUpListings() {
    try (Statement statement = query.connection().createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE listing_seen AS
          SELECT source, listing_id, substance, arg_max(title, moment) AS title,
                 arg_max(account, moment) AS account,
                 arg_max(substance_class, moment) AS substance_class,
                 arg_max(ships_from, moment) AS ships_from, arg_max(grams, moment) AS grams,
                 arg_max(units, moment) AS units, max(moment) AS moment,
                 min(captured_at) AS first, max(captured_at) AS last, count(*) AS seen
          FROM (SELECT *, coalesce(captured_at, TIMESTAMP '1970-01-01') AS moment FROM listing)
          GROUP BY source, listing_id, substance ORDER BY substance, source
          """);
    } catch (SQLException e) {
      throw new IllegalStateException("The listings cannot be added up", e);
    }
  }

  /** The rows of the request's scope, one for each listing and day and price in force. */
  Rows daily(MeasureRequest request) {
    Scope scope = Scope.of(request, true);
    return new Rows("(SELECT * FROM seen WHERE " + scope.where() + ")", scope.parameters());
  }

  /**
   * The rows of the request's scope, by week as far as they were added up and days do not count.
   */
  Rows of(MeasureRequest request) {
    LocalDate from = request.from();
    LocalDate to = request.to();
    LocalDate firstWeek = from == null ? null : mondayFrom(from);
    LocalDate endWeek = to == null ? null : mondayUpTo(to);
    boolean daysCount =
        request.by().contains("day")
            || request.by().contains("month")
            || request.filters().containsKey("day")
            || request.filters().containsKey("month");
    boolean noWholeWeek = firstWeek != null && endWeek != null && !firstWeek.isBefore(endWeek);
    if (!inWeeks || daysCount || noWholeWeek) {
      return daily(request);
    }
    Scope things = Scope.of(request, false);
    StringBuilder whole = new StringBuilder(things.where());
    List<@Nullable Object> parameters = new ArrayList<>(things.parameters());
    if (firstWeek != null) {
      whole.append(" AND week >= ?");
      parameters.add(firstWeek);
    }
    if (endWeek != null) {
      whole.append(" AND week < ?");
      parameters.add(endWeek);
    }
    String weeks =
        "SELECT source, listing, vendor, %s FROM seen_week WHERE %s".formatted(COMMON, whole);
    List<String> edges = new ArrayList<>();
    List<@Nullable Object> edgeDays = new ArrayList<>();
    if (from != null && firstWeek != null && from.isBefore(firstWeek)) {
      edges.add("(day >= ? AND day < ?)");
      edgeDays.add(from);
      edgeDays.add(firstWeek);
    }
    if (to != null && endWeek != null && endWeek.isBefore(to)) {
      edges.add("(day >= ? AND day < ?)");
      edgeDays.add(endWeek);
      edgeDays.add(to);
    }
    if (edges.isEmpty()) {
      return new Rows("(" + weeks + ")", parameters);
    }
    parameters.addAll(things.parameters());
    parameters.addAll(edgeDays);
    return new Rows(
        """
        (%s UNION ALL
         SELECT e.source, l.listing, v.vendor, %s
         FROM (SELECT * FROM seen WHERE %s AND (%s)) e
         JOIN listing_number l ON l.source = e.source AND l.listing_id = e.listing_id
         LEFT JOIN vendor_number v ON v.source = e.source AND v.account = e.account)
        """
            .formatted(weeks, COMMON, things.where(), String.join(" OR ", edges)),
        parameters);
  }

  private static LocalDate mondayFrom(LocalDate day) {
    return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate mondayUpTo(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
