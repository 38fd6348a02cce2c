package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Units sold, or money, as a series says that somebody else published, such as a study of payments.
 *
 * <p>A figure of some days is spread over them evenly, so that it answers for any period; money is
 * converted at each day's rate. Ends of intervals are added up, as if all figures erred the same
 * way: a series does not say how its figures hang together.
 */
final class ImportedTotal {

  /** The estimator as requests name it, and the option that names one of several series. */
  static final String ESTIMATOR = "import";

  static final String SERIES = "series";

  /** A day of a figure; the last import of a figure counts. */
  private static final String DAYS =
      """
      CREATE OR REPLACE TEMP TABLE imported_day AS
      WITH figures AS (
        SELECT source, from_day, to_day, measure, substance_class, citation,
               max_by(struct_pack(value := value, low := low, high := high, currency := currency),
                      coalesce(ingest, '')) AS f
        FROM series GROUP BY source, from_day, to_day, measure, substance_class, citation),
      days AS (
        SELECT source, measure, substance_class, citation, from_day, f.currency AS currency,
               f.value / (to_day - from_day) AS value, f.low / (to_day - from_day) AS low,
               f.high / (to_day - from_day) AS high, to_day - from_day > 1 AS spread,
               unnest(generate_series(from_day::TIMESTAMP, to_day::TIMESTAMP - INTERVAL 1 DAY,
                                      INTERVAL 1 DAY))::DATE AS day
        FROM figures)
      SELECT source, measure, citation, currency, value, low, high, spread, from_day, day,
             date_trunc('week', day)::DATE AS week, strftime(day, '%Y-%m') AS month,
             split_part(substance_class, '/', 1) AS class, substance_class AS family,
             NULL::VARCHAR AS substance, NULL::VARCHAR AS origin, NULL::VARCHAR AS offer_kind,
             NULL::DOUBLE AS grams, NULL::DOUBLE AS units
      FROM days
      """;

  private final MarketTables tables;
  private final MeasureDefinition definition;
  private final boolean money;

  ImportedTotal(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
    this.money = definition.name().equals("revenue");
  }

  /** Whether any series was imported that may answer. */
  static boolean any(MarketTables tables, String measure) {
    return !tables
        .query()
        .rows("SELECT 1 FROM series WHERE measure = '" + measure + "' LIMIT 1")
        .isEmpty();
  }

  /**
   * @throws MeasureProblem where several series speak of the same days of one source
   */
  List<MeasureRow> of(MeasureRequest request) {
    tables.query().execute(DAYS);
    String series = request.option(definition, SERIES);
    Keys keys = tables.keys().of(request.by());
    Scope scope = Scope.of(request.withoutFilter("offer_kind"), true, tables.keys());
    StringBuilder where = new StringBuilder(scope.where()).append(" AND measure = ?");
    List<@Nullable Object> parameters = new ArrayList<>(scope.parameters());
    parameters.add(definition.name());
    if (!series.equals("any")) {
      where.append(" AND citation = ?");
      parameters.add(series);
    }
    boolean byClass =
        request.by().stream().anyMatch(ImportedTotal::isOfClass)
            || request.filters().keySet().stream().anyMatch(ImportedTotal::isOfClass);
    tables
        .query()
        .execute(
            "CREATE OR REPLACE TEMP TABLE imported_chosen AS SELECT * FROM imported_day LIMIT 0");
    // A total beside its parts is not added to them: by class the parts count, else the total.
    tables
        .query()
        .execute(
            """
            INSERT INTO imported_chosen
            SELECT * FROM imported_day WHERE %s
            QUALIFY (class IS NULL) = (%s bool_or(class IS NULL) OVER (PARTITION BY source, citation, day))
            """
                .formatted(
                    where,
                    byClass
                        ? "NOT bool_or(class IS NOT NULL) OVER (PARTITION BY source, citation, day)"
                            + " AND"
                        : ""),
            parameters);
    checkApart();
    if (money) {
      Conversion.factors(
          tables.query(),
          "imported_factor",
          "SELECT DISTINCT currency, day FROM imported_chosen",
          tables.conversion().exchange(),
          request.currency());
    }
    String sql =
        """
        SELECT %1$s sum(value * factor) AS value,
               CASE WHEN count(low) = count(*) THEN sum(low * factor) END AS low,
               CASE WHEN count(high) = count(*) THEN sum(high * factor) END AS high,
               count(*) FILTER (factor IS NULL) AS unpriced, count(DISTINCT day) AS days,
               count(DISTINCT (source, class, from_day)) AS figures, bool_or(spread) AS spread,
               min(day) AS first, max(day) AS last,
               list(DISTINCT citation ORDER BY citation) AS citations
        FROM (SELECT c.*, %2$s AS factor FROM imported_chosen c %3$s) %4$s
        """
                .formatted(
                    keys.columns(),
                    money ? "f.factor" : "1.0",
                    money
                        ? "LEFT JOIN imported_factor f ON f.currency = c.currency AND f.day = c.day"
                        : "",
                    keys.groupBy())
            + keys.orderBy();
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, List.of())) {
      if (Numbers.count(row.get("days")) > 0) {
        rows.add(row(request, keys.of(row), row));
      }
    }
    return rows;
  }

  private static boolean isOfClass(String key) {
    return key.equals("class") || key.equals("family");
  }

  private MeasureRow row(
      MeasureRequest request,
      Map<String, @Nullable String> key,
      Map<String, @Nullable Object> row) {
    Map<String, String> choices = new LinkedHashMap<>();
    choices.put("estimator", ESTIMATOR);
    choices.put(
        SERIES,
        row.get("citations") instanceof List<?> cited
            ? cited.stream().map(String::valueOf).collect(Collectors.joining("; "))
            : "");
    choices.put("figures", Long.toString(Numbers.count(row.get("figures"))));
    choices.put("days", row.get("first") + " to " + row.get("last"));
    if (Boolean.TRUE.equals(row.get("spread"))) {
      choices.put("dated", "each figure spread evenly over its days");
    }
    if (money) {
      choices.put("currency", request.currency());
      choices.put("days_without_rate", Long.toString(Numbers.count(row.get("unpriced"))));
    }
    Double low = Numbers.real(row.get("low"));
    Double high = Numbers.real(row.get("high"));
    choices.put(
        "interval",
        low == null && high == null
            ? "none: the series states none for all its figures"
            : "as the series states it");
    Double asked = daysAsked(request, key);
    return new MeasureRow(
        key,
        Numbers.real(row.get("value")),
        money ? request.currency() : definition.unit(),
        low,
        high,
        asked == null ? null : Double.valueOf(Math.min(1, Numbers.count(row.get("days")) / asked)),
        choices);
  }

  /** Days of the period that was asked for; null where it has no bounds. */
  private static @Nullable Double daysAsked(
      MeasureRequest request, Map<String, @Nullable String> key) {
    LocalDate from = request.from();
    LocalDate to = request.to();
    Period period = Period.of(key, request.filters());
    if (period != null) {
      from = from == null || from.isBefore(period.from()) ? period.from() : from;
      to = to == null || to.isAfter(period.to()) ? period.to() : to;
    }
    return from == null || to == null || !from.isBefore(to)
        ? null
        : Double.valueOf((double) (to.toEpochDay() - from.toEpochDay()));
  }

  /** Two series of the same days are two answers, and not one that is twice as large. */
  private void checkApart() {
    TreeSet<String> sources = new TreeSet<>();
    TreeSet<String> citations = new TreeSet<>();
    for (Map<String, @Nullable Object> row :
        tables
            .query()
            .rows(
                """
                SELECT source, list(DISTINCT citation) AS citations, count(*) AS n
                FROM imported_chosen GROUP BY source, day, family HAVING n > 1
                """)) {
      sources.add(String.valueOf(row.get("source")));
      if (row.get("citations") instanceof List<?> cited) {
        cited.forEach(one -> citations.add(Objects.toString(one)));
      }
    }
    if (citations.size() > 1) {
      throw new MeasureProblem(
          "Several imported series speak of the same days of %s. Choose one with --option \"%s=%s\"; the others are: %s."
              .formatted(
                  String.join(", ", sources),
                  SERIES,
                  citations.first(),
                  citations.stream().skip(1).collect(Collectors.joining("; "))));
    }
    if (citations.size() == 1) {
      throw new MeasureProblem(
          "Figures of '%s' overlap in time for %s: some day would count twice. Import each of its figures under a citation of its own, like '%s, by week'."
              .formatted(citations.first(), String.join(", ", sources), citations.first()));
    }
  }
}
