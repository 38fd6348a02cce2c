package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.barrier.Signal;
import weir.estimate.Estimated;
import weir.estimate.Proportions;
import weir.signal.SignalBook;

/**
 * What partners reported: counted, or set against how much they looked. Never by areas below a
 * country; one such area can be asked for, and its small cells are suppressed.
 */
final class Signals {

  /** The filter that is no key. */
  static final String REGION = "region";

  /** Fewer signals than these, in one region, could lead to somebody. */
  static final int LEAST = 5;

  /** The keys that looking can be told apart by; what was found has more. */
  private static final List<String> OF_EFFORT = List.of("kind", "partner", "day", "week", "month");

  private static final double PER = 1_000;

  private static final String TIMES =
      "date_trunc('week', day)::DATE AS week, strftime(day, '%Y-%m') AS month";

  /** Each effort a row for every day of it; the looking of a period is spread evenly. */
  private static final String LOOKED =
      """
      looked AS (
        SELECT partner, kind AS looked_for, unit, checks / (to_day - from_day) AS checks,
               unnest(generate_series(from_day::TIMESTAMP, to_day::TIMESTAMP - INTERVAL 1 DAY,
                                      INTERVAL 1 DAY))::DATE AS day
        FROM (\
      """
          + SignalBook.EFFORT
          + "))";

  private static final String DATED =
      """
      dated AS (
        SELECT *, %s FROM (
          SELECT kind, step, split_part(substance_class, '/', 1) AS class,
                 substance_class AS family, substance, flow, declared_origin AS origin, country,
                 region, outcome, partner, seen_on AS day
          FROM (%s)))\
      """
          .formatted(TIMES, SignalBook.SIGNALS);

  private final MarketTables tables;
  private final MeasureDefinition definition;

  Signals(MarketTables tables, MeasureDefinition definition) {
    this.tables = tables;
    this.definition = definition;
  }

  List<MeasureRow> of(MeasureRequest request) {
    if (request.source() != null) {
      throw new MeasureProblem(
          "Signals come from partners, not from a source of pages: leave the source out, or filter"
              + " by partner.");
    }
    return definition.name().equals("signals") ? counts(request) : rates(request);
  }

  /** Why there is no key {@code region}. */
  static MeasureProblem neverByRegion(MeasureDefinition definition) {
    return new MeasureProblem(
        "Values of %s are never grouped by region: areas below a country are not ranked, since signals follow who looks and who lives there. Group by country, or ask for one region with --filter region=NL-ZH, which answers from %d signals on."
            .formatted(definition.name(), LEAST));
  }

  /**
   * What a request narrows rows to.
   *
   * @param keys the filters that are taken
   */
  private static Scope scope(MeasureRequest request, List<String> keys) {
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
    for (Map.Entry<String, String> filter : request.filters().entrySet()) {
      if (keys.contains(filter.getKey())) {
        where.append(" AND lower(CAST(").append(filter.getKey()).append(" AS VARCHAR)) = lower(?)");
        parameters.add(filter.getValue());
      }
    }
    return new Scope(where.toString(), parameters);
  }

  private List<String> filters() {
    List<String> filters = new ArrayList<>(definition.keys());
    filters.add(REGION);
    return filters;
  }

  private List<MeasureRow> counts(MeasureRequest request) {
    Keys keys = new Keys(request.by(), Map.of());
    Scope scope = scope(request, filters());
    String sql =
        "WITH %s SELECT %s count(*) AS n FROM dated WHERE %s %s%s"
            .formatted(DATED, keys.columns(), scope.where(), keys.groupBy(), keys.orderBy());
    List<MeasureRow> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      long n = Numbers.count(row.get("n"));
      if (n == 0) {
        continue;
      }
      if (isSmall(request, n)) {
        rows.add(suppressed(keys.of(row), definition.unit()));
        continue;
      }
      Estimated count = Proportions.poisson(n);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("interval", "95 %, Poisson");
      choices.put("items", Long.toString(n));
      rows.add(
          new MeasureRow(
              keys.of(row),
              (double) n,
              definition.unit(),
              count.low(),
              count.high(),
              null,
              choices));
    }
    return rows;
  }

  private static boolean isSmall(MeasureRequest request, long signals) {
    return request.filters().containsKey(REGION) && signals < LEAST;
  }

  private static MeasureRow suppressed(Map<String, @Nullable String> keys, String unit) {
    return new MeasureRow(
        keys,
        null,
        unit,
        null,
        null,
        null,
        Map.of("suppressed", "fewer than %d signals in one region".formatted(LEAST)));
  }

  /** Signals of a group: all, and those of partners and days whose effort is known. */
  private record Found(long all, long known) {}

  /** The looking that a group could have been found by. */
  private record Looked(double checks, List<String> units, long partners) {
    static final Looked NOTHING = new Looked(0, List.of(), 0);
  }

  private List<MeasureRow> rates(MeasureRequest request) {
    Keys keys = new Keys(request.by(), Map.of());
    Map<Map<String, @Nullable String>, Found> found = found(request, keys);
    Keys effortKeys =
        new Keys(request.by().stream().filter(OF_EFFORT::contains).toList(), Map.of());
    Map<Map<String, @Nullable String>, Looked> looked = looked(request, effortKeys);
    if (effortKeys.names().size() == keys.names().size()) {
      // Who looked and found nothing counts as well.
      looked.keySet().forEach(key -> found.putIfAbsent(key, new Found(0, 0)));
    }
    List<MeasureRow> rows = new ArrayList<>();
    for (Map.Entry<Map<String, @Nullable String>, Found> entry : found.entrySet()) {
      Map<String, @Nullable String> of = new LinkedHashMap<>(entry.getKey());
      of.keySet().retainAll(effortKeys.names());
      rows.add(
          rate(request, entry.getKey(), entry.getValue(), looked.getOrDefault(of, Looked.NOTHING)));
    }
    rows.sort((a, b) -> inOrder(a.keys(), b.keys()));
    return rows;
  }

  private Map<Map<String, @Nullable String>, Found> found(MeasureRequest request, Keys keys) {
    Scope scope = scope(request, filters());
    String sql =
        """
        WITH %s, %s, matched AS (
          SELECT *, EXISTS (SELECT 1 FROM looked l WHERE l.partner = d.partner AND l.day = d.day
                            AND (l.looked_for IS NULL OR l.looked_for = d.kind)) AS known
          FROM dated d)
        SELECT %s count(*) AS n, count(*) FILTER (known) AS known FROM matched WHERE %s %s\
        """
            .formatted(DATED, LOOKED, keys.columns(), scope.where(), keys.groupBy());
    Map<Map<String, @Nullable String>, Found> found = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      Found of = new Found(Numbers.count(row.get("n")), Numbers.count(row.get("known")));
      if (of.all() > 0) {
        found.put(keys.of(row), of);
      }
    }
    return found;
  }

  private Map<Map<String, @Nullable String>, Looked> looked(MeasureRequest request, Keys keys) {
    // What was looked for in general counts for each kind, once a kind is asked for.
    boolean byKind = keys.names().contains("kind") || request.filters().containsKey("kind");
    String kinds =
        java.util.Arrays.stream(Signal.Kind.values())
            .map(kind -> "('" + kind.word() + "')")
            .collect(Collectors.joining(", "));
    Scope scope = scope(request, OF_EFFORT);
    String sql =
        """
        WITH %s, spread AS (SELECT *, %s FROM looked %s)
        SELECT %s sum(checks) AS checks, list(DISTINCT unit ORDER BY unit) AS units,
               count(DISTINCT partner) AS partners
        FROM spread WHERE %s %s\
        """
            .formatted(
                LOOKED,
                TIMES,
                byKind
                    ? "JOIN (VALUES "
                        + kinds
                        + ") AS kinds(kind) ON looked_for IS NULL OR looked_for = kinds.kind"
                    : "",
                keys.columns(),
                scope.where(),
                keys.groupBy());
    Map<Map<String, @Nullable String>, Looked> looked = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, scope.parameters())) {
      Double checks = Numbers.real(row.get("checks"));
      if (checks != null && checks > 0) {
        looked.put(
            keys.of(row),
            new Looked(
                checks,
                row.get("units") instanceof List<?> units
                    ? units.stream().map(Objects::toString).toList()
                    : List.of(),
                Numbers.count(row.get("partners"))));
      }
    }
    return looked;
  }

  private MeasureRow rate(
      MeasureRequest request, Map<String, @Nullable String> keys, Found found, Looked looked) {
    String unit =
        looked.units().size() == 1
            ? "signals per 1,000 " + looked.units().getFirst()
            : definition.unit();
    if (isSmall(request, found.known())) {
      return suppressed(keys, unit);
    }
    Map<String, String> choices = new LinkedHashMap<>();
    boolean comparable = looked.units().size() == 1;
    if (comparable) {
      choices.put("interval", "95 %, Poisson over the known effort");
    }
    choices.put("items", Long.toString(found.known()));
    choices.put("left_out", Long.toString(found.all() - found.known()));
    if (looked.checks() > 0) {
      choices.put("effort", "%.0f".formatted(looked.checks()));
      choices.put("partners", Long.toString(looked.partners()));
    }
    if (looked.units().isEmpty()) {
      choices.put("no_value", "nobody said how much was looked");
    } else if (!comparable) {
      choices.put(
          "no_value",
          "the effort is in %s, which cannot be added up: filter by partner or kind"
              .formatted(String.join(" and ", looked.units())));
    }
    Estimated count = Proportions.poisson(found.known());
    double scale = comparable ? PER / looked.checks() : 0;
    return new MeasureRow(
        keys,
        comparable ? Double.valueOf(found.known() * scale) : null,
        unit,
        scaled(comparable, count.low(), scale),
        scaled(comparable, count.high(), scale),
        found.all() == 0 ? null : Double.valueOf((double) found.known() / found.all()),
        choices);
  }

  private static @Nullable Double scaled(boolean comparable, @Nullable Double count, double scale) {
    return comparable && count != null ? Double.valueOf(count * scale) : null;
  }

  /** By the keys, one after another; what is not known comes last, as SQL has it. */
  private static int inOrder(Map<String, @Nullable String> a, Map<String, @Nullable String> b) {
    for (Map.Entry<String, @Nullable String> entry : a.entrySet()) {
      String one = entry.getValue();
      String other = b.get(entry.getKey());
      int order =
          one == null || other == null
              ? Boolean.compare(one == null, other == null)
              : one.compareTo(other);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
