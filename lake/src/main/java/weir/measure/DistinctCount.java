package weir.measure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

  private final MarketTables tables;
  private final String thing;
  private final String unit;

  /**
   * @param thing the column that tells things of one source apart
   */
  DistinctCount(MarketTables tables, String thing, String unit) {
    this.tables = tables;
    this.thing = thing;
    this.unit = unit;
  }

  List<MeasureRow> of(MeasureRequest request) {
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
