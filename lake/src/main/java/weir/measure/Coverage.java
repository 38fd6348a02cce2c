package weir.measure;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;

/**
 * Share of the market that was seen, by a request's sources and times: listings seen among those
 * the site states, on average over the days. Where it states nothing, days with a save among all
 * days; unknown when those do not matter either.
 */
final class Coverage {

  /** The keys on which coverage depends. */
  private static final List<String> KEYS =
      List.of("source", "day", "week", "month", "layer", "access", "kind");

  /** A smaller share of a day's pages may be odd pages, or a crawl that went another way. */
  private static final double LEAST_LOST = 0.2;

  private final LakeQuery query;
  private final KeyColumns columns;

  Coverage(LakeQuery query, KeyColumns columns) {
    this.query = query;
    this.columns = columns;
  }

  /** A day of a source: was anything saved, and how much of what the site states was seen? */
  void prepare() {
    String shown =
        IntStream.range(0, 7)
            .mapToObj(d ->
                "SELECT source, week + %d AS day, count(DISTINCT listing) AS listings FROM seen_week WHERE days & %d > 0 GROUP BY source, week"
                    .formatted(d, 1 << d))
            .collect(Collectors.joining(" UNION ALL "));
    try (Statement statement = query.connection().createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE source_day AS
          WITH stated AS (
            SELECT source, captured_at::DATE AS day, max(total_stated) AS stated
            FROM capture WHERE total_stated IS NOT NULL AND captured_at IS NOT NULL GROUP BY ALL),
          shown AS (%2$s),
          saved AS (
            SELECT source, captured_at::DATE AS day,
                   count(*) FILTER (page_kind = 'unfit') AS unfit,
                   count(*) FILTER (page_kind IN ('index', 'unrecognised')) AS bare,
                   count(*) FILTER (page_kind NOT IN ('login', 'captcha', 'queue', 'guard', 'error',
                                                      'empty', 'closed')) AS pages
            FROM capture WHERE captured_at IS NOT NULL GROUP BY ALL HAVING pages > 0),
          usual AS (
            SELECT source, quantile_cont(bare / pages, 0.25) AS bare FROM saved GROUP BY source),
          lost AS (
            SELECT source, day,
                   least(1.0, (unfit + greatest(0, saved.bare - usual.bare * pages)) / pages) AS lost
            FROM saved JOIN usual USING (source)),
          every AS (
            SELECT coalesce(s.source, l.source) AS source, coalesce(s.day, l.day) AS day,
                   coalesce(listings, 0) AS listings, CASE WHEN lost >= %1$s THEN lost ELSE 0 END AS lost
            FROM shown s FULL JOIN lost l ON l.source = s.source AND l.day = s.day
            WHERE listings > 0 OR lost >= %1$s)
          SELECT e.source, e.day, date_trunc('week', e.day)::DATE AS week,
                 strftime(e.day, '%%Y-%%m') AS month, listings,
                 coalesce(t.stated, CASE WHEN lost > 0 THEN before.stated END) AS stated, lost,
                 bool_or(lost > 0) OVER (PARTITION BY e.source) AS loses
          FROM every e LEFT JOIN stated t ON t.source = e.source AND t.day = e.day
          ASOF LEFT JOIN stated before ON before.source = e.source AND before.day <= e.day
          """
              .formatted(LEAST_LOST, shown));
    } catch (SQLException e) {
      throw new IllegalStateException("The days of sources cannot be counted", e);
    }
  }

  /** The shares that answer one request. */
  static final class Shares {
    private final Keys keys;
    private final Map<Map<String, @Nullable String>, Double> known = new HashMap<>();

    private Shares(Keys keys) {
      this.keys = keys;
    }

    /**
     * The share for a row; noted among the choices that drove its value.
     *
     * @return null when unknown
     */
    @Nullable Double of(Map<String, @Nullable Object> row, Map<String, String> choices) {
      return noted(known.get(keys.of(row)), choices);
    }

    /** The share for what a value was grouped by, which may hold other keys too. */
    @Nullable Double at(Map<String, @Nullable String> grouped, Map<String, String> choices) {
      Map<String, @Nullable String> mine = new LinkedHashMap<>();
      keys.names().forEach(name -> mine.put(name, grouped.get(name)));
      return noted(known.get(mine), choices);
    }

    private static @Nullable Double noted(@Nullable Double share, Map<String, String> choices) {
      if (share != null) {
        choices.put("seen", "%.0f %%".formatted(100 * share));
      }
      return share;
    }
  }

  Shares of(MeasureRequest request) {
    return of(request, List.of());
  }

  /**
   * @param gapsMatter sources of which a day without a save is lost: stock may fall and be topped
   *     up unseen, whereas counters and dated ratings go on while nobody looks
   */
  Shares of(MeasureRequest request, List<String> gapsMatter) {
    Keys keys = columns.of(request.by()).among(KEYS);
    Scope range = Scope.range(request);
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
                      THEN CASE WHEN s.loses OR c.source IN (%1$s) THEN 1.0 - s.lost END
                      ELSE least(1.0, s.listings / s.stated) END AS share
          FROM calendar c LEFT JOIN source_day s ON s.source = c.source AND s.day = c.day
          WHERE s.day IS NOT NULL OR c.source IN (%1$s))
        SELECT %3$s avg(share) AS share FROM days %4$s
        """
            .formatted(
                gapsMatter.isEmpty()
                    ? "NULL"
                    : gapsMatter.stream().map(Estimators::quoted).collect(Collectors.joining(", ")),
                range.where(),
                keys.columns(),
                keys.groupBy());
    Shares shares = new Shares(keys);
    List<@Nullable Object> parameters = new ArrayList<>(range.parameters());
    for (Map<String, @Nullable Object> row : query.rows(sql, parameters.toArray())) {
      Double share = Numbers.real(row.get("share"));
      if (share != null) {
        shares.known.put(keys.of(row), Objects.requireNonNull(share));
      }
    }
    return shares;
  }
}
