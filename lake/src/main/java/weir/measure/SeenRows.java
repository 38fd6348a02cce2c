package weir.measure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingDay;
import weir.lake.query.LakeQuery;
import weir.row.Column;

/**
 * The rows that every measure adds up: what was seen of a listing in a week, or on a day. A week's
 * row holds its days side by side, so that it answers for a range that begins or ends within it.
 *
 * <p>Columns: source, listing, vendor, offer_kind, substance, class, family, origin, grams, units,
 * week (and day and month where the request asks by them); {@code days}, the days of the week on
 * which it was seen, as bits; and sales by each estimator. A listing or a vendor is told apart by a
 * number that means nothing else, and that two of different sources do not share.
 */
final class SeenRows {

  /**
   * Rows as SQL, in brackets.
   *
   * @param parameters for each {@code ?} in it
   */
  record Rows(String sql, List<@Nullable Object> parameters) {}

  private static final int WHOLE_WEEK = 127;

  private static final String COMMON =
      "source, listing, vendor, offer_kind, substance, class, family, origin, grams, units, sole";

  private final LakeQuery query;
  private final KeyColumns columns;

  SeenRows(LakeQuery query, KeyColumns columns) {
    this.query = query;
    this.columns = columns;
  }

  void prepare() {
    if (!query.tables().contains(Derivation.LISTING_DAY)) {
      String columns =
          Column.of(ListingDay.class).stream()
              .map(c -> c.name() + " " + sqlType(c))
              .collect(Collectors.joining(", "));
      query.execute("CREATE TEMP TABLE listing_day (" + columns + ")");
    }
    query.execute(
        """
        CREATE TEMP VIEW seen AS
        SELECT d.*, hash(source, listing_id) AS listing,
               CASE WHEN account IS NOT NULL THEN hash(source, account) END AS vendor,
               split_part(substance_class, '/', 1) AS class, substance_class AS family,
               ships_from AS origin, date_trunc('week', day)::DATE AS week,
               strftime(day, '%Y-%m') AS month,
               CASE WHEN observations > 0 THEN 1 << (isodow(day) - 1) ELSE 0 END::UTINYINT AS days
        FROM listing_day d
        """);
    if (!query.tables().contains(Derivation.LISTING_SEEN)) {
      query.execute("CREATE TEMP VIEW listing_seen AS " + SeenListings.SQL);
    }
    boolean derived = query.tables().contains(WeekRows.TABLE);
    if (!derived) {
      query.execute(
          "CREATE TEMP VIEW listing_week AS SELECT * FROM ("
              + WeekRows.of(Derivation.LISTING_DAY, "0")
              + ")");
    }
    boolean held = query.tables().contains(HeldPrices.TABLE);
    query.execute("CREATE TEMP VIEW seen_week AS " + weeks(held, ", false AS sole"));
  }

  /** Weeks with the names that measures use; those of held listings from their own table. */
  private static String weeks(boolean held, String replaced) {
    String names =
        """
        SELECT * %s, hash(source, listing_id) AS listing,
               CASE WHEN account IS NOT NULL THEN hash(source, account) END AS vendor,
               split_part(substance_class, '/', 1) AS class, substance_class AS family,
               ships_from AS origin
        """
            .formatted(replaced);
    if (!held) {
      return names + " FROM listing_week";
    }
    return """
    %1$s FROM (
      SELECT * FROM listing_week w ANTI JOIN (SELECT DISTINCT source, listing_id FROM listing_held) h
        ON h.source = w.source AND h.listing_id = w.listing_id
      UNION ALL BY NAME SELECT * FROM listing_held)
    """
        .formatted(names);
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
   * Reads the weeks into memory, for many questions; about 0.4 kB for each listing and week.
   * Answers are the same.
   */
  void load() {
    query.execute(
        """
        CREATE TEMP TABLE seen_week_loaded AS
        SELECT * EXCLUDE (listing_id, account, substance_class, ships_from, low, high)
                 REPLACE (count(*) OVER (PARTITION BY listing, week) = 1 AS sole)
        FROM seen_week
        """);
    query.execute("DROP VIEW seen_week");
    query.execute("CREATE TEMP VIEW seen_week AS SELECT * FROM seen_week_loaded");
  }

  /** The rows of the request's scope, one for each listing and day and price in force. */
  Rows daily(MeasureRequest request) {
    Scope scope = Scope.of(request, true, columns);
    return new Rows("(SELECT * FROM seen WHERE " + scope.where() + ")", scope.parameters());
  }

  /** The rows of the request's scope by week, or by day where the request tells days apart. */
  Rows of(MeasureRequest request) {
    return rows(request, new Worth(null, null, false, false));
  }

  /**
   * The same with what was asked in the request's currency: {@code prices}, those of the row's days
   * within the range, the lowest where a day had several, null where there is none; {@code middle},
   * their median. No holding rule applies.
   */
  Rows asked(MeasureRequest request, Conversion conversion) {
    boolean rated = conversion.into(request.currency());
    return rows(request.withHolding("none"), new Worth(null, request.currency(), rated, true));
  }

  /**
   * The same with what they are worth in the request's currency: {@code sold}, by the estimator of
   * each source; {@code paid}, what was asked for these units; {@code unpriced}, those of them that
   * have no price or no rate; {@code asked}, the price on the last day seen in the row's range.
   * What the request's holding rule drops is left out.
   *
   * @param estimators by source, of the names that {@link Estimators} gives
   */
  Rows valued(MeasureRequest request, Map<String, String> estimators, Conversion conversion) {
    boolean rated = conversion.into(request.currency());
    return rows(request, new Worth(estimators, request.currency(), rated, false));
  }

  /**
   * The rows of the request's scope with what its holding rule would drop, and where a conversion
   * is given with what they are worth by each estimator: {@code stock_paid}, {@code stock_unpriced}
   * and so on, as {@link #valued} has them for one.
   */
  Rows everyWay(MeasureRequest request, @Nullable Conversion conversion) {
    MeasureRequest all = request.withHolding("none");
    return conversion == null
        ? of(all)
        : rows(
            all, new Worth(null, request.currency(), conversion.into(request.currency()), false));
  }

  /**
   * What rows are worth.
   *
   * @param estimators null for what they are worth by each
   * @param currency null when it is not asked for
   * @param rated whether there is any rate into it
   * @param asked prices instead of what was sold at them
   */
  private record Worth(
      @Nullable Map<String, String> estimators,
      @Nullable String currency,
      boolean rated,
      boolean asked) {}

  /**
   * Rows added up for each listing and group, as common table expressions of which the last is
   * named {@code sums}: the keys, source, listing, units, x, unpriced, and shown, whether it was
   * seen. Most listings have one row a week, which is their sum in groups by week as it stands:
   * adding up a million groups of one row took most of such a question's time.
   *
   * @param rows from {@link #of} or {@link #valued}, for that request
   */
  static String sums(
      MeasureRequest request, Keys keys, Rows rows, String units, String x, String unpriced) {
    String alone = alone(request);
    return """
    WITH seen_rows AS NOT MATERIALIZED (SELECT * FROM %1$s),
    sums AS MATERIALIZED (
      SELECT %2$s source, listing, %3$s AS units, %4$s AS x, %5$s AS unpriced, days > 0 AS shown
      FROM seen_rows WHERE %6$s
      UNION ALL
      SELECT %2$s any_value(source) AS source, listing, sum(%3$s) AS units, sum(%4$s) AS x,
             sum(%5$s) AS unpriced, bool_or(days > 0) AS shown
      FROM seen_rows WHERE NOT %6$s GROUP BY %7$s listing)
    """
        .formatted(rows.sql(), keys.columns(), units, x, unpriced, alone, keys.given());
  }

  /** Whether a row is all that there is of its listing in its group, as SQL. */
  static String alone(MeasureRequest request) {
    return request.by().contains("week") || request.by().contains("day") ? "sole" : "false";
  }

  private Rows rows(MeasureRequest request, Worth worth) {
    String currency = worth.currency();
    boolean rated = worth.rated();
    boolean byDay =
        request.by().contains("day")
            || request.by().contains("month")
            || request.filters().containsKey("day")
            || request.filters().containsKey("month");
    Scope things = Scope.of(request, false, columns);
    StringBuilder where = new StringBuilder(things.where());
    List<@Nullable Object> own = new ArrayList<>();
    LocalDate from = request.from();
    LocalDate to = request.to();
    if (from != null) {
      where.append(" AND week >= ?");
      own.add(monday(from));
    }
    if (to != null) {
      where.append(" AND week < ?");
      own.add(to);
    }
    if (currency != null) {
      where.append(" AND ").append(HeldPrices.kept(request.holding()));
    }
    // Joined with no factor at all, DuckDB at times loses a streamed result ("Invalid result set").
    String table =
        currency == null
            ? "seen_week"
            : !rated
                ? "(SELECT *, %s FROM seen_week)"
                    .formatted(
                        days(WHOLE_WEEK).stream()
                            .map(d -> "CAST(NULL AS DOUBLE) AS factor_" + d)
                            .collect(Collectors.joining(", ")))
                : """
                (SELECT w.*, c.* EXCLUDE (target, currency, week)
                 FROM seen_week w LEFT JOIN conversion_week c
                   ON c.target = %s AND c.currency = w.currency AND c.week = w.week)
                """
                    .formatted(Estimators.quoted(currency));
    List<@Nullable Object> parameters = new ArrayList<>();
    if (!byDay) {
      parameters.addAll(things.parameters());
      parameters.addAll(own);
      return new Rows(
          "(SELECT %s, week, held, %s FROM %s WHERE %s)"
              .formatted(COMMON, values(worth, mask -> inRange(from, to, mask)), table, where),
          parameters);
    }
    // The day is named first, so that filters may speak of it.
    List<String> days = new ArrayList<>();
    for (int d = 1; d <= 7; d++) {
      int bit = 1 << (d - 1);
      days.add(
          """
          SELECT * FROM (
            SELECT %s, week, held, week + %d AS day, strftime(week + %d, '%%Y-%%m') AS month, %s
            FROM %s)
          WHERE %s %s %s AND (days > 0 OR sold_by_stock IS NOT NULL
            OR sold_by_counter IS NOT NULL OR sold_by_feedback IS NOT NULL)
          """
              .formatted(
                  COMMON,
                  d - 1,
                  d - 1,
                  values(worth, mask -> mask.apply(bit)),
                  table,
                  where,
                  from == null ? "" : "AND day >= ?",
                  to == null ? "" : "AND day < ?"));
      parameters.addAll(things.parameters());
      parameters.addAll(own);
      if (from != null) {
        parameters.add(from);
      }
      if (to != null) {
        parameters.add(to);
      }
    }
    return new Rows("(" + String.join(" UNION ALL ", days) + ")", parameters);
  }

  private interface Masked {
    String with(IntFunction<String> byMask);
  }

  /** An expression for each week's days within the range: all of them but in the first and last. */
  private static String inRange(
      @Nullable LocalDate from, @Nullable LocalDate to, IntFunction<String> byMask) {
    TreeSet<LocalDate> edges = new TreeSet<>();
    if (from != null && from.getDayOfWeek() != DayOfWeek.MONDAY) {
      edges.add(monday(from));
    }
    if (to != null && to.getDayOfWeek() != DayOfWeek.MONDAY) {
      edges.add(monday(to));
    }
    if (edges.isEmpty()) {
      return byMask.apply(WHOLE_WEEK);
    }
    StringBuilder sql = new StringBuilder("CASE week");
    for (LocalDate week : edges) {
      int mask = 0;
      for (int d = 0; d < 7; d++) {
        LocalDate day = week.plusDays(d);
        if ((from == null || !day.isBefore(from)) && (to == null || day.isBefore(to))) {
          mask |= 1 << d;
        }
      }
      sql.append(" WHEN DATE '").append(week).append("' THEN ").append(byMask.apply(mask));
    }
    return sql.append(" ELSE ").append(byMask.apply(WHOLE_WEEK)).append(" END").toString();
  }

  private static String values(Worth worth, Masked masked) {
    List<String> values = new ArrayList<>();
    values.add(
        masked.with(mask -> mask == WHOLE_WEEK ? "days" : "(days & %d)::UTINYINT".formatted(mask))
            + " AS days");
    for (WeekRows.Sold sold : WeekRows.SOLD) {
      values.add(masked.with(mask -> units(sold, mask)) + " AS " + sold.column());
    }
    Map<String, String> estimators = worth.estimators();
    if (worth.currency() == null) {
      return String.join(",\n", values);
    }
    if (worth.asked()) {
      values.add(masked.with(SeenRows::prices) + " AS prices");
      values.add(masked.with(SeenRows::middle) + " AS middle");
    } else if (estimators == null) {
      for (WeekRows.Sold sold : WeekRows.SOLD) {
        values.add(masked.with(mask -> paid(sold, mask)) + " AS " + sold.name() + "_paid");
        values.add(masked.with(mask -> unpriced(sold, mask)) + " AS " + sold.name() + "_unpriced");
      }
    } else {
      values.add(
          Estimators.choice(estimators, sold -> masked.with(mask -> units(sold, mask)))
              + " AS sold");
      values.add(
          Estimators.choice(estimators, sold -> masked.with(mask -> paid(sold, mask)))
              + " AS paid");
      values.add(
          Estimators.choice(estimators, sold -> masked.with(mask -> unpriced(sold, mask)))
              + " AS unpriced");
      values.add(masked.with(SeenRows::asked) + " AS asked");
    }
    return String.join(",\n", values);
  }

  private static List<Integer> days(int mask) {
    return IntStream.rangeClosed(1, 7).filter(d -> (mask & 1 << (d - 1)) != 0).boxed().toList();
  }

  private static String units(WeekRows.Sold sold, int mask) {
    return mask == WHOLE_WEEK
        ? sold.column()
        : sum(days(mask).stream().map(d -> sold.name() + "_" + d).toList());
  }

  private static String paid(WeekRows.Sold sold, int mask) {
    return sum(
        days(mask).stream()
            .map(d -> "%s_paid_%d * factor_%d".formatted(sold.name(), d, d))
            .toList());
  }

  private static String unpriced(WeekRows.Sold sold, int mask) {
    return days(mask).stream()
        .map(d ->
            "CASE WHEN %1$s_paid_%2$d * factor_%2$d IS NULL THEN coalesce(%1$s_%2$d, 0) ELSE 0 END"
                .formatted(sold.name(), d))
        .collect(Collectors.joining(" + ", "(", ")"));
  }

  private static String asked(int mask) {
    return days(mask).reversed().stream()
        .map(d -> "price_%d * factor_%d".formatted(d, d))
        .collect(Collectors.joining(", ", "coalesce(", ")"));
  }

  private static String prices(int mask) {
    return days(mask).stream()
        .map(d -> "CASE WHEN price_%1$d > 0 THEN price_%1$d * factor_%1$d END".formatted(d))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** Most listings ask the same all week, which spares a list for each. */
  private static String middle(int mask) {
    String prices = prices(mask);
    String each = prices.substring(1, prices.length() - 1);
    return days(mask).size() == 1
        ? each
        : "CASE WHEN least(%1$s) = greatest(%1$s) THEN least(%1$s) ELSE list_median(%2$s) END"
            .formatted(each, prices);
  }

  /** What is known of them added up; null where nothing is. */
  private static String sum(List<String> terms) {
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    return "CASE WHEN coalesce(%s) IS NOT NULL THEN %s END"
        .formatted(
            String.join(", ", terms),
            terms.stream().map(t -> "coalesce(" + t + ", 0)").collect(Collectors.joining(" + ")));
  }

  static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
