package weir.measure;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingDay;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.money.Exchange;
import weir.money.Money;
import weir.money.Rate;
import weir.row.Column;

/**
 * Answers questions about one state of the lake. Opening takes about half a second; answers take
 * milliseconds. Used by one thread at a time.
 */
public final class Measures implements AutoCloseable {

  /** What values can be grouped by. */
  public static final List<String> KEYS =
      List.of("source", "class", "family", "substance", "origin", "day", "week", "month");

  private static final List<String> ESTIMATORS = List.of("auto", "stock", "sold", "feedback");
  private static final List<String> HOLDINGS = List.of("none", "A", "B");

  /** The normal deviate of a 95 % interval. */
  private static final double Z = 1.959964;

  private final LakeQuery query;
  private @Nullable Exchange exchange;
  private final List<String> converted = new ArrayList<>();

  private Measures(LakeQuery query) {
    this.query = query;
  }

  /** Opens the lake's newest state; brings the derived tables up to date first. */
  public static Measures over(Lake lake) {
    LakeView view = Derivation.upToDate(lake);
    LakeQuery query = LakeQuery.over(lake, view, QueryLimits.USUAL);
    Measures measures = new Measures(query);
    measures.prepare();
    return measures;
  }

  /** The ledger number of the state that is asked. */
  public long ledgerNumber() {
    return query.view().number();
  }

  /** The same state for questions in SQL; the caller does not close it. */
  public LakeQuery query() {
    return query;
  }

  @Override
  public void close() {
    query.close();
  }

  /** Every measure, in the order in which pages show them. */
  public static List<MeasureDefinition> definitions() {
    return MeasureCatalogue.ALL;
  }

  /**
   * Answers a question.
   *
   * @return a row for each group, in the order of the keys; none when nothing was seen
   * @throws MeasureProblem when the question cannot be answered, saying what to ask instead
   */
  public List<MeasureRow> run(MeasureRequest request) {
    check(request);
    return switch (request.measure()) {
      case "listings" -> count(request, "source || chr(31) || listing_id");
      case "accounts" -> count(request, "source || chr(31) || account");
      case "sales" -> total(request, false);
      case "revenue" -> total(request, true);
      case "price_per_gram" -> price(request);
      case "origin_share" -> originShare(request);
      default -> throw new IllegalStateException(request.measure());
    };
  }

  private static void check(MeasureRequest request) {
    List<String> names = definitions().stream().map(MeasureDefinition::name).toList();
    demand(names, request.measure(), "There is no measure '%s'. There are: %s.");
    for (String key : request.by()) {
      demand(KEYS, key, "Values cannot be grouped by '%s'. They can by: %s.");
    }
    for (String key : request.filters().keySet()) {
      List<String> filters = new ArrayList<>(KEYS);
      filters.add("offer_kind");
      demand(filters, key, "Values cannot be filtered by '%s'. They can by: %s.");
    }
    demand(ESTIMATORS, request.estimator(), "There is no estimator '%s'. There are: %s.");
    demand(HOLDINGS, request.holding(), "There is no holding rule '%s'. There are: %s.");
    if (!request.currency().matches("[A-Z]{3,5}")) {
      throw new MeasureProblem(
          "'%s' is no currency. Write three letters, like EUR.".formatted(request.currency()));
    }
    LocalDate from = request.from();
    LocalDate to = request.to();
    if (from != null && to != null && !from.isBefore(to)) {
      throw new MeasureProblem(
          "The range from %s to %s is empty: --to is the first day not counted."
              .formatted(from, to));
    }
  }

  private static void demand(List<String> known, String word, String message) {
    if (!known.contains(word)) {
      throw new MeasureProblem(message.formatted(word, String.join(", ", known)));
    }
  }

  // ---- Preparation: views that every measure reads.

  private void prepare() {
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
          SELECT d.*, split_part(substance_class, '/', 1) AS class, substance_class AS family,
                 ships_from AS origin, date_trunc('week', day)::DATE AS week,
                 strftime(day, '%Y-%m') AS month
          FROM listing_day d
          """);
      // A day of a source: was anything saved, and how much of what the site states was seen?
      statement.execute(
          """
          CREATE TEMP TABLE source_day AS
          WITH stated AS (
            SELECT source, captured_at::DATE AS day, max(total_stated) AS stated
            FROM capture WHERE total_stated IS NOT NULL AND captured_at IS NOT NULL GROUP BY ALL),
          shown AS (
            SELECT source, day, count(DISTINCT listing_id) FILTER (observations > 0) AS listings
            FROM listing_day GROUP BY ALL HAVING listings > 0)
          SELECT source, day, date_trunc('week', day)::DATE AS week, strftime(day, '%Y-%m') AS month,
                 listings, stated
          FROM shown LEFT JOIN stated USING (source, day)
          """);
      statement.execute(
          "CREATE TEMP TABLE conversion (currency VARCHAR, target VARCHAR, day DATE, factor DOUBLE)");
    } catch (SQLException e) {
      throw failed(e);
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

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("A measure's query failed: " + e.getMessage(), e);
  }

  /** Factors into the currency for every price and day that occur; once for each currency. */
  private void convertTo(String target) {
    if (converted.contains(target)) {
      return;
    }
    converted.add(target);
    List<Map<String, @Nullable Object>> wanted =
        query.rows(
            "SELECT DISTINCT price_currency AS currency, day FROM listing_day"
                + " WHERE price_currency IS NOT NULL");
    try (PreparedStatement insert =
        query.connection().prepareStatement("INSERT INTO conversion VALUES (?, ?, ?, ?)")) {
      query.connection().setAutoCommit(false);
      for (Map<String, @Nullable Object> row : wanted) {
        String currency = (String) Objects.requireNonNull(row.get("currency"));
        LocalDate day = (LocalDate) Objects.requireNonNull(row.get("day"));
        factor(currency, day, target)
            .ifPresent(factor -> {
              try {
                insert.setString(1, currency);
                insert.setString(2, target);
                insert.setObject(3, day);
                insert.setDouble(4, factor);
                insert.addBatch();
              } catch (SQLException e) {
                throw failed(e);
              }
            });
      }
      insert.executeBatch();
      query.connection().commit();
      query.connection().setAutoCommit(true);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private java.util.OptionalDouble factor(String currency, LocalDate day, String target) {
    if (currency.equals(target)) {
      return java.util.OptionalDouble.of(1);
    }
    return exchange()
        .convert(new Money(BigDecimal.ONE, currency), day, target)
        .map(amount -> java.util.OptionalDouble.of(amount.doubleValue()))
        .orElse(java.util.OptionalDouble.empty());
  }

  private Exchange exchange() {
    Exchange known = exchange;
    if (known == null) {
      List<Rate> rates = new ArrayList<>();
      query.forEach(
          "SELECT day, base, quote, rate, origin FROM rate",
          row ->
              rates.add(
                  new Rate(
                      Objects.requireNonNull(row.date("day")),
                      Objects.requireNonNull(row.text("base")),
                      Objects.requireNonNull(row.text("quote")),
                      Objects.requireNonNull(row.real("rate")),
                      Objects.requireNonNull(row.text("origin")))));
      known = Exchange.of(rates);
      exchange = known;
    }
    return known;
  }

  // ---- The measures.

  /** What a request narrows the rows to, as SQL with its parameters. */
  private record Scope(String where, List<@Nullable Object> parameters) {}

  /** The days and the source of a request. */
  private static Scope range(MeasureRequest request) {
    StringBuilder where = new StringBuilder("TRUE");
    List<@Nullable Object> parameters = new ArrayList<>();
    if (request.from() != null) {
      where.append(" AND day >= ?");
      parameters.add(request.from());
    }
    if (request.to() != null) {
      where.append(" AND day < ?");
      parameters.add(request.to());
    }
    if (request.source() != null) {
      where.append(" AND source = ?");
      parameters.add(request.source());
    }
    return new Scope(where.toString(), parameters);
  }

  private static Scope scope(MeasureRequest request, boolean products) {
    Scope range = range(request);
    StringBuilder where = new StringBuilder(range.where());
    List<@Nullable Object> parameters = new ArrayList<>(range.parameters());
    request
        .filters()
        .forEach((key, value) -> {
          if (!key.equals("offer_kind")) {
            where.append(" AND CAST(").append(key).append(" AS VARCHAR) = ?");
            parameters.add(value);
          }
        });
    if (products && !"all".equals(request.filters().get("offer_kind"))) {
      String kind = request.filters().getOrDefault("offer_kind", "product");
      where.append(" AND coalesce(offer_kind, 'product') = ?");
      parameters.add(kind);
    }
    return new Scope(where.toString(), parameters);
  }

  private static String keyList(List<String> keys, String prefix) {
    return keys.stream()
        .map(key -> "CAST(" + key + " AS VARCHAR) AS k_" + key)
        .map(text -> prefix + text)
        .collect(Collectors.joining(", "));
  }

  private static String groups(List<String> keys) {
    return keys.stream().map(key -> "k_" + key).collect(Collectors.joining(", "));
  }

  /** Counts of different things seen, with an estimate of all there were (Chao 1987). */
  private List<MeasureRow> count(MeasureRequest request, String thing) {
    Scope scope = scope(request, true);
    String keys = request.by().isEmpty() ? "" : keyList(request.by(), "") + ", ";
    String groups = request.by().isEmpty() ? "" : groups(request.by()) + ", ";
    String groupBy = request.by().isEmpty() ? "" : " GROUP BY " + groups(request.by());
    String sql =
        """
        WITH things AS (
          SELECT %s %s AS thing, list(DISTINCT day) AS days
          FROM seen WHERE observations > 0 AND %s GROUP BY ALL)
        SELECT %s count(thing) AS n, len(list_distinct(flatten(list(days)))) AS occasions,
               count(thing) FILTER (len(days) = 1) AS f1, count(thing) FILTER (len(days) = 2) AS f2
        FROM things WHERE thing IS NOT NULL%s
        """
                .formatted(keys, thing, scope.where(), groups, groupBy)
            + orderBy(request.by());
    Map<List<@Nullable String>, Double> coverage = coverage(request, List.of());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : query.rows(sql, scope.parameters().toArray())) {
      long n = number(row.get("n"));
      double f1 = number(row.get("f1"));
      double f2 = number(row.get("f2"));
      if (n == 0 && !request.by().isEmpty()) {
        continue;
      }
      double occasions = number(row.get("occasions"));
      // Bias-corrected Chao estimate for repeated saves; one save alone tells nothing of the
      // unseen.
      Double all =
          occasions < 2
              ? null
              : Double.valueOf(n + (occasions - 1) / occasions * f1 * (f1 - 1) / (2 * (f2 + 1)));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "seen at least once");
      choices.put(
          "high",
          all == null
              ? "unknown: seen on one day only"
              : "Chao estimate from those seen on one and on two days");
      Double stated = addCoverage(choices, request, row, coverage);
      rows.add(
          new MeasureRow(
              keysOf(request.by(), row),
              (double) n,
              definition(request.measure()).unit(),
              (double) n,
              all == null ? null : Double.valueOf(Math.rint(all)),
              all == null ? stated : n == 0 ? null : Double.valueOf(n / all),
              choices));
    }
    return rows;
  }

  private static String orderBy(List<String> keys) {
    return keys.isEmpty() ? "" : " ORDER BY " + groups(keys);
  }

  private static final Map<String, String> ESTIMATOR_COLUMNS =
      Map.of("stock", "sold_by_stock", "sold", "sold_by_counter", "feedback", "sold_by_feedback");

  /** Which estimator counts for which source, in the order of sources. */
  private Map<String, String> estimators(MeasureRequest request) {
    Map<String, String> bySource = new TreeMap<>();
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            SELECT source, count(sold_by_counter) AS sold, count(sold_by_stock) AS stock
            FROM listing_day GROUP BY source
            """)) {
      String source = (String) Objects.requireNonNull(row.get("source"));
      String best =
          number(row.get("sold")) > 0
              ? "sold"
              : number(row.get("stock")) > 0 ? "stock" : "feedback";
      if (request.source() == null || request.source().equals(source)) {
        bySource.put(source, request.estimator().equals("auto") ? best : request.estimator());
      }
    }
    return bySource;
  }

  /** The expression that counts sales, one for each row of listing and day. */
  private static String soldExpression(Map<String, String> estimators) {
    if (estimators.isEmpty()) {
      return "NULL";
    }
    StringBuilder sql = new StringBuilder("CASE source");
    estimators.forEach((source, estimator) ->
        sql.append(" WHEN ")
            .append(quoted(source))
            .append(" THEN ")
            .append(ESTIMATOR_COLUMNS.get(estimator)));
    return sql + " END";
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The estimators in words: of one source where the row is of one. */
  private static String words(
      MeasureRequest request, Map<String, String> estimators, @Nullable String source) {
    if (!request.estimator().equals("auto")) {
      return request.estimator();
    }
    return estimators.entrySet().stream()
        .filter(e -> source == null || e.getKey().equals(source))
        .map(e -> e.getValue() + " (" + e.getKey() + ")")
        .collect(Collectors.joining(", "));
  }

  private List<MeasureRow> total(MeasureRequest request, boolean money) {
    Map<String, String> estimators = estimators(request);
    String sold = soldExpression(estimators);
    Map<String, String> common = new LinkedHashMap<>();
    common.put("holding", request.holding());
    common.put("offers", request.filters().getOrDefault("offer_kind", "product"));
    boolean priced = money || !request.holding().equals("none");
    if (priced) {
      convertTo(request.currency());
    }
    Scope scope = scope(request, true);
    String keys = request.by().isEmpty() ? "" : keyList(request.by(), "") + ", ";
    String groups = request.by().isEmpty() ? "" : groups(request.by()) + ", ";
    String sql =
        """
        WITH sales AS (
          SELECT *, %s AS sold FROM seen WHERE %s),
        valued AS (
          SELECT s.*, %s AS price
          FROM sales s %s),
        held AS (
          SELECT *, median(price) OVER listing AS middle,
                 quantile_cont(price, 0.75) OVER listing AS upper, min(price) OVER listing AS lowest
          FROM valued WINDOW listing AS (PARTITION BY source, listing_id)),
        kept AS (SELECT * FROM held WHERE %s),
        listing_sums AS (
          SELECT %s source, listing_id, sum(%s) AS x, sum(sold) AS units,
                 coalesce(sum(sold) FILTER (price IS NULL), 0) AS unpriced
          FROM kept WHERE sold IS NOT NULL GROUP BY ALL)
        SELECT %s sum(x) AS value, sum(x * x) AS squares, sum(units) AS units,
               sum(unpriced) AS unpriced, count(*) AS listings,
               (SELECT count(DISTINCT source || chr(31) || listing_id) FROM sales
                WHERE observations > 0) AS n
        FROM listing_sums %s
        """
                .formatted(
                    sold,
                    scope.where(),
                    priced
                        ? "CAST(price_amount AS DOUBLE) * c.factor"
                        : "CAST(price_amount AS DOUBLE)",
                    priced
                        ? "LEFT JOIN conversion c ON c.currency = s.price_currency AND c.day = s.day"
                            + " AND c.target = ?"
                        : "",
                    holding(request.holding()),
                    keys,
                    money ? "sold * price" : "sold",
                    groups,
                    request.by().isEmpty() ? "" : "GROUP BY " + groups(request.by()))
            + orderBy(request.by());
    List<@Nullable Object> parameters = new ArrayList<>(scope.parameters());
    if (priced) {
      parameters.add(request.currency());
    }
    Map<List<@Nullable String>, Double> coverage =
        coverage(
            request,
            estimators.keySet().stream()
                .filter(source -> "stock".equals(estimators.get(source)))
                .toList());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : query.rows(sql, parameters.toArray())) {
      Double value = real(row.get("value"));
      if (value == null && number(row.get("listings")) == 0) {
        continue; // nothing of the kind was seen: no row, rather than a zero
      }
      double squares = Objects.requireNonNullElse(real(row.get("squares")), 0.0);
      double n = Math.max(1, number(row.get("n")));
      Double deviation =
          value == null
              ? null
              : Double.valueOf(Math.sqrt(Math.max(0, squares - value * value / n)));
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("estimator", words(request, estimators, (String) row.get("k_source")));
      choices.putAll(common);
      choices.put("interval", "95 %, listings resampled");
      if (money) {
        choices.put("currency", request.currency());
        choices.put("units_without_price", Long.toString(number(row.get("unpriced"))));
      }
      Double share = addCoverage(choices, request, row, coverage);
      rows.add(
          new MeasureRow(
              keysOf(request.by(), row),
              value,
              money ? request.currency() : definition(request.measure()).unit(),
              value == null || deviation == null ? null : Math.max(0, value - Z * deviation),
              value == null || deviation == null ? null : value + Z * deviation,
              share,
              choices));
    }
    return rows;
  }

  /**
   * Prices that hold a place rather than ask for money, by published rules: A drops prices above
   * five times the listing's median or below a quarter of it; B drops listings whose upper quartile
   * is above five times their lowest price; both drop 0 and more than 10,000 of the currency.
   */
  private static String holding(String rule) {
    String sane = "(price IS NULL OR (price > 0 AND price <= 10000))";
    return switch (rule) {
      case "A" -> sane + " AND (price IS NULL OR (price <= 5 * middle AND price >= 0.25 * middle))";
      case "B" -> sane + " AND (price IS NULL OR upper <= 5 * lowest)";
      default -> "TRUE";
    };
  }

  /** The median of what listings ask for a gram, each listing counted once for each group. */
  private List<MeasureRow> price(MeasureRequest request) {
    convertTo(request.currency());
    Scope scope = scope(request, true);
    String keys = request.by().isEmpty() ? "" : keyList(request.by(), "") + ", ";
    String groups = request.by().isEmpty() ? "" : groups(request.by()) + ", ";
    String sql =
        """
        WITH priced AS (
          SELECT %s source, listing_id,
                 median(CAST(price_amount AS DOUBLE) * c.factor / grams) AS per_gram
          FROM (SELECT * FROM seen WHERE %s AND grams > 0 AND price_amount > 0) s
          JOIN conversion c ON c.currency = s.price_currency AND c.day = s.day AND c.target = ?
          GROUP BY ALL)
        SELECT %s median(per_gram) AS value, count(*) AS n, list_sort(list(per_gram)) AS all_prices
        FROM priced %s
        """
                .formatted(
                    keys,
                    scope.where(),
                    groups,
                    request.by().isEmpty() ? "" : "GROUP BY " + groups(request.by()))
            + orderBy(request.by());
    List<@Nullable Object> parameters = new ArrayList<>(scope.parameters());
    parameters.add(request.currency());
    Map<List<@Nullable String>, Double> coverage = coverage(request, List.of());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : query.rows(sql, parameters.toArray())) {
      Double value = real(row.get("value"));
      if (value == null) {
        continue;
      }
      List<?> sorted = (List<?>) Objects.requireNonNull(row.get("all_prices"));
      int n = sorted.size();
      // Ranks that hold the median in 95 % of samples (binomial, normal approximation).
      int reach = (int) Math.ceil(Z * Math.sqrt(n) / 2);
      int low = n / 2 - reach;
      int high = (n - 1) / 2 + reach;
      boolean enough = low >= 0 && high < n;
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", enough ? "95 %, ranks of the median" : "none: fewer than 6 listings");
      choices.put("currency", request.currency());
      choices.put("listings", Integer.toString(n));
      choices.put("offers", request.filters().getOrDefault("offer_kind", "product"));
      Double share = addCoverage(choices, request, row, coverage);
      rows.add(
          new MeasureRow(
              keysOf(request.by(), row),
              value,
              request.currency() + " per gram",
              enough ? real(sorted.get(low)) : null,
              enough ? real(sorted.get(high)) : null,
              share,
              choices));
    }
    return rows;
  }

  /** Listings by declared origin, as shares of all listings of the same other keys. */
  private List<MeasureRow> originShare(MeasureRequest request) {
    List<String> by = new ArrayList<>(request.by());
    if (!by.contains("origin")) {
      by.add("origin");
    }
    List<String> rest = by.stream().filter(key -> !key.equals("origin")).toList();
    Scope scope = scope(request, true);
    String sql =
        """
        WITH things AS (
          SELECT DISTINCT %s, source || chr(31) || listing_id AS thing
          FROM seen WHERE observations > 0 AND %s)
        SELECT %s, count(*) AS n, sum(count(*)) OVER (%s) AS total,
               sum(count(*) FILTER (k_origin IS NULL)) OVER (%s) AS undeclared
        FROM things GROUP BY %s
        """
                .formatted(
                    keyList(by, ""),
                    scope.where(),
                    groups(by),
                    rest.isEmpty() ? "" : "PARTITION BY " + groups(rest),
                    rest.isEmpty() ? "" : "PARTITION BY " + groups(rest),
                    groups(by))
            + orderBy(by);
    Map<List<@Nullable String>, Double> coverage = coverage(request, List.of());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : query.rows(sql, scope.parameters().toArray())) {
      double n = number(row.get("n"));
      double total = number(row.get("total"));
      double undeclared = number(row.get("undeclared"));
      boolean declared = row.get("k_origin") != null;
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", declared ? "no undeclared listing from here" : "as seen");
      choices.put("high", declared ? "every undeclared listing from here" : "as seen");
      choices.put("listings", Long.toString(number(row.get("n"))));
      Double share = addCoverage(choices, request, row, coverage);
      rows.add(
          new MeasureRow(
              keysOf(by, row),
              n / total,
              "share of listings",
              n / total,
              declared ? (n + undeclared) / total : n / total,
              share,
              choices));
    }
    return rows;
  }

  // ---- Coverage.

  /**
   * Share of the market that was seen, by the request's sources and times: listings seen among
   * those the site states, on average over the days. Where it states nothing, days with a save
   * among all days; unknown when those do not matter either.
   *
   * @param gapsMatter sources of which a day without a save is lost: stock may fall and be topped
   *     up unseen, whereas counters and dated ratings go on while nobody looks
   */
  private Map<List<@Nullable String>, Double> coverage(
      MeasureRequest request, List<String> gapsMatter) {
    List<String> keys =
        request.by().stream()
            .filter(k -> List.of("source", "day", "week", "month").contains(k))
            .toList();
    Scope range = range(request);
    String keySql = keys.isEmpty() ? "" : keyList(keys, "") + ", ";
    String sql =
        """
        WITH span AS (
          SELECT source, min(day) AS first, max(day) AS last FROM source_day WHERE %2$s GROUP BY source),
        calendar AS (
          SELECT source, unnest(generate_series(first::TIMESTAMP, last::TIMESTAMP, INTERVAL 1 DAY))::DATE
                 AS day FROM span),
        days AS (
          SELECT c.source, c.day, date_trunc('week', c.day)::DATE AS week,
                 strftime(c.day, '%%Y-%%m') AS month,
                 CASE WHEN s.day IS NULL THEN 0.0
                      WHEN s.stated IS NULL OR s.stated = 0
                      THEN CASE WHEN c.source IN (%1$s) THEN 1.0 END
                      ELSE least(1.0, s.listings / s.stated) END AS share
          FROM calendar c LEFT JOIN source_day s ON s.source = c.source AND s.day = c.day
          WHERE s.day IS NOT NULL OR c.source IN (%1$s))
        SELECT %3$s avg(share) AS share FROM days %4$s
        """
            .formatted(
                gapsMatter.isEmpty()
                    ? "NULL"
                    : gapsMatter.stream().map(Measures::quoted).collect(Collectors.joining(", ")),
                range.where(),
                keySql,
                keys.isEmpty() ? "" : "GROUP BY " + groups(keys));
    Map<List<@Nullable String>, Double> shares = new java.util.HashMap<>();
    for (Map<String, @Nullable Object> row : query.rows(sql, range.parameters().toArray())) {
      Double share = real(row.get("share"));
      if (share != null) {
        shares.put(timeAndSource(keys, row), share);
      }
    }
    return shares;
  }

  /** The values of those keys on which coverage depends. */
  private static List<@Nullable String> timeAndSource(
      List<String> keys, Map<String, @Nullable Object> row) {
    List<@Nullable String> values = new ArrayList<>();
    for (String key : keys) {
      if (List.of("source", "day", "week", "month").contains(key)) {
        values.add((String) row.get("k_" + key));
      }
    }
    return values;
  }

  private static @Nullable Double addCoverage(
      Map<String, String> choices,
      MeasureRequest request,
      Map<String, @Nullable Object> row,
      Map<List<@Nullable String>, Double> coverage) {
    Double share = coverage.get(timeAndSource(request.by(), row));
    if (share != null) {
      choices.put("seen", "%.0f %%".formatted(100 * share));
    }
    return share;
  }

  private static MeasureDefinition definition(String name) {
    return definitions().stream().filter(d -> d.name().equals(name)).findFirst().orElseThrow();
  }

  private static Map<String, @Nullable String> keysOf(
      List<String> keys, Map<String, @Nullable Object> row) {
    Map<String, @Nullable String> values = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = row.get("k_" + key);
      values.put(key, value == null || value.toString().isEmpty() ? null : value.toString());
    }
    return values;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static @Nullable Double real(@Nullable Object value) {
    return value instanceof Number number ? Double.valueOf(number.doubleValue()) : null;
  }
}
