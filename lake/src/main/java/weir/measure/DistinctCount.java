package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.Estimated;
import weir.estimate.Recaptures;
import weir.estimate.SavedTime;
import weir.estimate.Uncertain;
import weir.estimate.UnseenThings;

/** Counts of different things seen, with an estimate of all there were. */
final class DistinctCount {

  /**
   * Of the listings that are hidden on a day, those that never show: the others were new once, or
   * will rise in the list. Nobody can know; half, and from a sixth to all.
   */
  private static final double NEVER_VISIBLE = 0.5;

  /** The option that says how those are estimated that nobody saw. */
  private static final String POPULATION = "population";

  private final MarketTables tables;
  private final String thing;
  private final MeasureDefinition definition;
  private final String unit;

  /**
   * @param thing the column that tells things of one source apart
   */
  DistinctCount(MarketTables tables, String thing, MeasureDefinition definition) {
    this.tables = tables;
    this.thing = thing;
    this.definition = definition;
    this.unit = definition.unit();
  }

  List<MeasureRow> of(MeasureRequest request) {
    String population = request.option(definition, POPULATION);
    return population.equals("chao")
        ? openPopulation(request)
        : closedPopulation(request, population.equals("schnabel"));
  }

  /** Things come and go: those that came and went between two saves are added. */
  private List<MeasureRow> openPopulation(MeasureRequest request) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().of(request);
    String sameGroup =
        keys.names().stream()
            .map(key -> "t.k_%1$s IS NOT DISTINCT FROM o.k_%1$s".formatted(key))
            .collect(Collectors.joining(" AND "));
    Keys times = keys.among(List.of("day", "week", "month"));
    Scope range = Scope.range(request);
    // Days are bits of a week until the end, since a thing may have several rows of one day.
    String sql =
        """
        WITH marks AS MATERIALIZED (
          SELECT %1$s source, %2$s, week, bit_or(days) AS days
          FROM %3$s WHERE days > 0 AND %2$s IS NOT NULL GROUP BY ALL),
        things AS (
          SELECT %4$s source, sum(bit_count(days)) AS days,
                 min(week + log2(days::INTEGER & -days::INTEGER)::INTEGER) AS first,
                 max(week + floor(log2(days::INTEGER))::INTEGER) AS last
          FROM marks GROUP BY %4$s source, %2$s),
        ends AS (
          SELECT %7$s source, min(day) AS start, max(day) AS finish FROM source_day
          WHERE %8$s GROUP BY ALL),
        occasions AS (
          SELECT %4$s sum(bit_count(days)) AS occasions
          FROM (SELECT %4$s week, bit_or(days) AS days FROM marks GROUP BY ALL) %5$s),
        counts AS (
          SELECT %4$s count(*) AS n,
                 count(*) FILTER (days = 1 AND first > start AND last < finish) AS f1,
                 count(*) FILTER (days = 2 AND first > start AND last < finish) AS f2,
                 count(*) FILTER (first > start) AS came,
                 count(*) FILTER (last < finish) AS went,
                 list(DISTINCT source) AS sources
          FROM things JOIN ends USING (source%9$s) %5$s)
        SELECT t.*, o.occasions FROM counts t LEFT JOIN occasions o ON %6$s
        """
                .formatted(
                    keys.columns(),
                    thing,
                    seen.sql(),
                    keys.given(),
                    keys.groupBy(),
                    sameGroup.isEmpty() ? "TRUE" : sameGroup,
                    times.columns(),
                    range.where(),
                    times.names().stream().map(key -> ", k_" + key).collect(Collectors.joining()))
            + keys.orderBy();
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    List<@Nullable Object> parameters = new ArrayList<>(seen.parameters());
    parameters.addAll(range.parameters());
    for (Map<String, @Nullable Object> row : tables.rows(sql, parameters)) {
      long n = Numbers.count(row.get("n"));
      boolean twoSaves = Numbers.count(row.get("occasions")) >= 2;
      UnseenThings unseen =
          new UnseenThings(
              thing.equals("vendor") ? UnseenThings.Thing.ACCOUNTS : UnseenThings.Thing.LISTINGS,
              Numbers.count(row.get("f1")),
              Numbers.count(row.get("f2")),
              times.names().isEmpty() ? beyond(request, row) : 0);
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "seen at least once");
      Double all = null;
      Double high = null;
      if (twoSaves) {
        double untold = n * missing(row) * NEVER_VISIBLE;
        all = n + unseen.expected() + untold;
        Uncertain more =
            Uncertain.exactly(n + unseen.expected()).withError(unseen.high() - unseen.expected());
        if (untold > 0.5) {
          more = more.plus(Uncertain.onLogScale(untold, 0.7, SalesInterval.Z_UPPER));
          choices.put("listings_never_seen", "the site counts or links more than were seen");
        }
        high = Math.ceil(more.high() - 1e-9);
        choices.put("estimate", Long.toString(Math.round(all)));
      }
      choices.put(
          "high",
          twoSaves
              ? "95 %: with those that came and went unseen, from those seen on one and two days"
              : "unknown: seen on one day only");
      Double stated = coverage.of(row, choices);
      rows.add(
          new MeasureRow(
              keys.of(row),
              (double) n,
              unit,
              (double) n,
              high,
              all == null ? stated : n == 0 ? null : Double.valueOf(n / all),
              choices));
    }
    return rows;
  }

  /**
   * Nothing comes or goes within the group's time: how many there were follows from how often the
   * same ones were met again. Each source has its own saves; what is found of each is added up.
   */
  private List<MeasureRow> closedPopulation(MeasureRequest request, boolean alike) {
    Keys keys = tables.keys().of(request.by());
    SeenRows.Rows seen = tables.seen().of(request);
    String sameGroup =
        keys.names().stream()
            .map(key -> " AND t.k_%1$s IS NOT DISTINCT FROM w.k_%1$s".formatted(key))
            .collect(Collectors.joining());
    String sql =
        """
        WITH marks AS MATERIALIZED (
          SELECT %1$s source, %2$s AS thing, week, bit_or(days) AS days
          FROM %3$s WHERE days > 0 AND %2$s IS NOT NULL GROUP BY ALL),
        things AS MATERIALIZED (
          SELECT %4$s source, thing, sum(bit_count(days)) AS days,
                 min(week + log2(days::INTEGER & -days::INTEGER)::INTEGER) AS first
          FROM marks GROUP BY %4$s source, thing),
        times AS (
          SELECT %4$s source, count(*) AS n, count(*) FILTER (days = 1) AS f1,
                 count(*) FILTER (days = 2) AS f2, count(*) FILTER (days = 3) AS f3,
                 count(*) FILTER (days = 4) AS f4
          FROM things GROUP BY %4$s source),
        events AS (
          SELECT %4$s source, week + bit AS day, count(*) AS shown, 0 AS fresh
          FROM marks, (SELECT unnest(range(7))::INTEGER AS bit)
          WHERE (days::INTEGER >> bit) & 1 = 1 GROUP BY ALL
          UNION ALL
          SELECT %4$s source, first AS day, 0 AS shown, count(*) AS fresh FROM things GROUP BY ALL),
        saves AS (
          SELECT %4$s source, day, sum(shown) AS shown, sum(fresh) AS fresh
          FROM events GROUP BY ALL),
        walked AS (
          SELECT *, sum(fresh) OVER (PARTITION BY %4$s source ORDER BY day) - fresh AS known
          FROM saves),
        totals AS (
          SELECT %4$s source, count(*) AS saves, sum(shown::DOUBLE * known) AS products,
                 sum(shown - fresh) AS again
          FROM walked GROUP BY %4$s source)
        SELECT t.*, [t.source] AS sources, w.saves, w.products, w.again
        FROM times t JOIN totals w ON t.source = w.source%5$s
        """
                .formatted(keys.columns(), thing, seen.sql(), keys.given(), sameGroup)
            + keys.orderBy()
            + (keys.orderBy().isEmpty() ? " ORDER BY source" : ", source");
    Map<Map<String, @Nullable String>, Closed> groups = new LinkedHashMap<>();
    for (Map<String, @Nullable Object> row : tables.rows(sql, new ArrayList<>(seen.parameters()))) {
      groups.computeIfAbsent(keys.of(row), _ -> new Closed()).add(row, alike, missing(row));
    }
    Coverage.Shares coverage = tables.coverage().of(request);
    List<MeasureRow> rows = new ArrayList<>();
    groups.forEach((Map<String, @Nullable String> group, Closed closed) -> {
      Map<String, String> choices = new LinkedHashMap<>();
      choices.put("low", "seen at least once");
      Uncertain all = closed.all;
      if (all == null) {
        choices.put("high", "unknown: a source showed nothing of it twice");
      } else {
        choices.put("estimate", Long.toString(Math.round(all.estimate())));
        choices.put(
            "high",
            alike
                ? "95 %: by how many were seen again, all seen as easily (Schnabel)"
                : "95 %: by how many were seen on few days only, some less easily (jackknife)");
        if (closed.untold) {
          choices.put("listings_never_seen", "the site counts or links more than were seen");
        }
      }
      Double stated = coverage.at(group, choices);
      rows.add(
          new MeasureRow(
              group,
              (double) closed.seen,
              unit,
              (double) closed.seen,
              all == null ? null : (Double) Math.ceil(all.high() - 1e-9),
              all == null ? stated : Double.valueOf(closed.seen / all.estimate()),
              choices));
    });
    return rows;
  }

  /** What the sources of a group tell, added up. */
  private static final class Closed {
    private long seen;

    /** Null as soon as one source tells nothing. */
    private @Nullable Uncertain all = Uncertain.exactly(0);

    private boolean untold;

    void add(Map<String, @Nullable Object> row, boolean alike, double missing) {
      long n = Numbers.count(row.get("n"));
      long saves = Numbers.count(row.get("saves"));
      seen += n;
      Uncertain before = all;
      if (before == null || saves < 2) {
        all = null;
        return;
      }
      Recaptures recaptures =
          new Recaptures(
              n,
              saves,
              List.of(
                  Numbers.count(row.get("f1")),
                  Numbers.count(row.get("f2")),
                  Numbers.count(row.get("f3")),
                  Numbers.count(row.get("f4"))),
              Numbers.amount(row.get("products")),
              Numbers.count(row.get("again")));
      Estimated here = alike ? recaptures.schnabel() : recaptures.jackknife();
      if (here == null || here.low() == null || here.high() == null) {
        all = null;
        return;
      }
      Uncertain sum = before.plus(new Uncertain(here.value(), here.low(), here.high()));
      double more = n * missing * NEVER_VISIBLE;
      if (more > 0.5) {
        sum = sum.plus(Uncertain.onLogScale(more, 0.7, SalesInterval.Z_UPPER));
        untold = true;
      }
      all = sum;
    }
  }

  /**
   * Things to be expected in the part of the request's days that no save reached: as many came and
   * went a day as between the first and the last save.
   */
  private double beyond(MeasureRequest request, Map<String, @Nullable Object> row) {
    double expected = 0;
    List<?> sources = sources(row);
    for (Object name : sources) {
      SavedTime saved = tables.facts().of((String) name).saved();
      if (saved == null) {
        continue;
      }
      LocalDate from = request.from();
      LocalDate to = request.to();
      SavedTime.Margins margins =
          saved.margins(
              from == null ? saved.firstDay() : from.toEpochDay(),
              to == null ? saved.endDay() : to.toEpochDay());
      expected +=
          (Numbers.count(row.get("came")) * margins.after()
                  + Numbers.count(row.get("went")) * margins.before())
              / margins.between()
              / sources.size();
    }
    return expected;
  }

  /** The sources that a row is of: none where nothing was seen. */
  private static List<?> sources(Map<String, @Nullable Object> row) {
    return row.get("sources") instanceof List<?> some ? some : List.of();
  }

  private double missing(Map<String, @Nullable Object> row) {
    double sum = 0;
    List<?> sources = sources(row);
    for (Object source : sources) {
      sum += tables.facts().of((String) source).missing();
    }
    return sources.isEmpty() ? 0 : sum / sources.size();
  }
}
