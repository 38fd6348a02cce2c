package weir.measure;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.estimate.CutLists;
import weir.estimate.HiddenSales;
import weir.estimate.RatedShare;
import weir.estimate.SavedTime;
import weir.estimate.UnseenThings;
import weir.lake.query.LakeQuery;

/**
 * What each source's saves tell of what they missed: found once for all sources, when it is first
 * asked for, over everything that was saved.
 */
final class SourceFacts {

  /** Estimators as requests name them, with the columns of rows. */
  enum Count {
    SOLD("sold", "sold_count", "counter", false, 0),
    STOCK("stock", "stock", "stock", true, 3),
    FEEDBACK("feedback", "feedback_count", "feedback", false, 6);

    final String word;
    final String shown;
    final String thinned;

    /** Whether a sale makes it fall. */
    final boolean falls;

    /** Where its three counts stand in a day's. */
    final int place;

    Count(String word, String shown, String thinned, boolean falls, int place) {
      this.word = word;
      this.shown = shown;
      this.falls = falls;
      this.thinned = thinned;
      this.place = place;
    }

    static Count named(String word) {
      for (Count count : values()) {
        if (count.word.equals(word)) {
          return count;
        }
      }
      throw new IllegalArgumentException(word);
    }
  }

  /**
   * @param share of what was counted that was counted in these days, 0 to 1
   */
  record Lost(double days, double share) {}

  /** One source's days with a save, and what was counted on each by each estimator. */
  static final class Source {
    private final NavigableMap<Long, double[]> days = new TreeMap<>();
    private final Map<Long, Double> moments = new HashMap<>();
    private final Map<Count, HiddenSales> hidden = new HashMap<>();
    private final Map<Count, double[]> squares = new HashMap<>();
    private long once;
    private long twice;
    private long intervals;
    private double missing;
    private @Nullable RatedShare rated;
    private @Nullable SavedTime saved;
    private @Nullable CutLists cutLists;

    /** Null when nothing was saved of it but ratings. */
    @Nullable SavedTime saved() {
      return saved;
    }

    HiddenSales hidden(Count count) {
      return Objects.requireNonNull(hidden.get(count));
    }

    /** Null where no page showed ratings on two saves. */
    @Nullable CutLists cutLists() {
      return cutLists;
    }

    /** Sales of a cluster of sales that go together. */
    double clusters(Count count) {
      double[] squared = squares.get(count);
      return squared == null || squared[3] <= 0 ? 1 : Math.max(1, squared[0] / squared[3]);
    }

    /** Listings seen on one day, and never seen, as a share of all sales counted. */
    double strays() {
      return intervals == 0
          ? 0
          : (once + 0.5 * new UnseenThings(UnseenThings.Thing.LISTINGS, once, twice, 0).expected())
              / intervals;
    }

    /** Listings that the site counts or links and nobody saw, for each one that was seen. */
    double missing() {
      return missing;
    }

    /**
     * Long gaps between saves in which this count may have missed more than at other times: how
     * long they were, and what share of what was counted in the period was counted in them. A
     * counter goes on while nobody looks.
     */
    Lost lost(Count count, double from, double to) {
      SavedTime time = saved;
      if (time == null || count == Count.SOLD) {
        return new Lost(0, 0);
      }
      double lostDays = 0;
      double inGaps = 0;
      double[] gaps = time.longGaps(from, to);
      for (int i = 0; i < gaps.length; i += 2) {
        lostDays += gaps[i + 1] - gaps[i];
        inGaps += counted(count, (long) Math.floor(gaps[i]) + 1, (long) Math.floor(gaps[i + 1]));
      }
      double all = counted(count, (long) Math.ceil(from), (long) Math.ceil(to) - 1);
      return new Lost(lostDays, all > 0 ? Math.min(1, inGaps / all) : 0);
    }

    /** Units sold for each rating. */
    RatedShare rated() {
      return Objects.requireNonNull(rated);
    }

    /** What was counted on days from one to another, both included, with all saves. */
    private double counted(Count count, long from, long to) {
      return from > to
          ? 0
          : days.subMap(from, true, to, true).values().stream()
              .mapToDouble(row -> row[count.place])
              .sum();
    }

    /**
     * Sales of listings that were there at the first or at the last save are not lost by fewer
     * saves: both saves are made in any case.
     *
     * @param step 2 or 3: each which save is left
     */
    double keptAtEnds(Count count, int step) {
      List<Long> at = new ArrayList<>(moments.keySet().stream().sorted().toList());
      int n = at.size();
      if (n < 4) {
        return 0;
      }
      double late = counted(count, at.get(n - 2) + 1, at.get(n - 1));
      double later = counted(count, at.get(n - 3) + 1, at.get(n - 2));
      if (count == Count.FEEDBACK) {
        return step == 2 ? late / 2 : (2 * late + later) / 3;
      }
      double early = counted(count, at.get(0) + 1, at.get(1));
      double earlier = counted(count, at.get(1) + 1, at.get(2));
      return step == 2 ? (early + late) / 2 : (2 * early + earlier + 2 * late + later) / 3;
    }
  }

  /** Observations of listings that tell enough of what was missed. */
  private static final long SAMPLE = 500_000;

  private final LakeQuery query;
  private @Nullable Map<String, Source> known;

  /** The sample: one vendor in so many. */
  private long oneIn = 1;

  SourceFacts(LakeQuery query) {
    this.query = query;
  }

  Source of(String source) {
    return all().computeIfAbsent(source, _ -> new Source());
  }

  private Map<String, Source> all() {
    Map<String, Source> facts = known;
    if (facts == null) {
      facts = new TreeMap<>();
      thin();
      readDays(facts);
      readSquares(facts);
      readCutLists(facts);
      readThings(facts);
      readMissing(facts);
      for (Source source : facts.values()) {
        weigh(source);
      }
      rate(facts);
      known = facts;
    }
    return facts;
  }

  private static Source in(Map<String, Source> facts, Map<String, @Nullable Object> row) {
    return facts.computeIfAbsent(
        (String) Objects.requireNonNull(row.get("source")), _ -> new Source());
  }

  /**
   * The tables {@code thinned}: what each day's save showed sold since the one before, and what it
   * would have shown, had one or two saves before it not been, as shares of the two or three ways
   * to leave saves out; and {@code listing_span}, each listing's first and last day. Of large
   * sources a sample of vendors is taken, with all they offered: what is found is shares.
   */
  private void thin() {
    long observations = 0;
    for (Map<String, @Nullable Object> row :
        query.rows("SELECT count(*) AS n FROM listing WHERE captured_at IS NOT NULL")) {
      observations = Numbers.count(row.get("n"));
    }
    oneIn = Math.max(1, observations / SAMPLE);
    StringBuilder changes = new StringBuilder();
    StringBuilder earlier = new StringBuilder();
    for (Count count : Count.values()) {
      for (int step = 1; step <= 3; step++) {
        earlier.append(
            ", lag(%1$s, %2$d) OVER saves AS %3$s_%2$d"
                .formatted(count.shown, step, count.thinned));
        changes.append(
            ", greatest(%1$s, 0) / %2$d.0 AS %3$s%2$d"
                .formatted(
                    count.falls
                        ? "%s_%d - %s".formatted(count.thinned, step, count.shown)
                        : "%s - %s_%d".formatted(count.shown, count.thinned, step),
                    step,
                    count.thinned));
      }
    }
    try (Statement statement = query.connection().createStatement()) {
      statement.execute(
          """
          CREATE TEMP TABLE thinned AS
          WITH saves AS (
            SELECT source, listing_id, any_value(account) AS account, captured_at::DATE AS day,
                   arg_max(stock, captured_at) AS stock,
                   arg_max(sold_count, captured_at) AS sold_count,
                   arg_max(feedback_count, captured_at) AS feedback_count
            FROM listing
            WHERE captured_at IS NOT NULL AND listing_id IS NOT NULL
              AND hash(coalesce(account, listing_id)) %% %1$d = 0
            GROUP BY source, listing_id, captured_at::DATE),
          followed AS (
            SELECT * %2$s FROM saves
            WINDOW saves AS (PARTITION BY source, listing_id ORDER BY day))
          SELECT source, listing_id, coalesce(account, listing_id) AS who, day, TRUE AS seen %3$s
          FROM followed
          """
              .formatted(oneIn, earlier, changes));
      statement.execute(
          """
          CREATE TEMP TABLE sampled_feedback AS
          SELECT source, feedback_id, listing_id, account, given_at, given_at_precision,
                 captured_at, capture
          FROM feedback
          WHERE coalesce(given_at, captured_at) IS NOT NULL
            AND coalesce(account, listing_id) IS NOT NULL
            AND hash(coalesce(account, listing_id)) %% %d = 0
          """
              .formatted(oneIn));
      // Where ratings can be read one by one, they are what is counted, and not their number.
      statement.execute(
          """
          CREATE TEMP TABLE rated_days AS
          SELECT source, any_value(listing_id) AS listing_id,
                 coalesce(any_value(account), any_value(listing_id)) AS who,
                 coalesce(min(given_at), min(captured_at))::DATE AS day,
                 count(DISTINCT captured_at::DATE) AS saves
          FROM sampled_feedback
          GROUP BY source, feedback_id
          """);
      statement.execute(
          """
          UPDATE thinned SET feedback1 = NULL, feedback2 = NULL, feedback3 = NULL
          WHERE source IN (SELECT source FROM rated_days)
          """);
      statement.execute(
          """
          INSERT INTO thinned BY NAME
          SELECT source, listing_id, who, day, FALSE AS seen, count(*) AS feedback1,
                 sum(least(1, saves / 2)) AS feedback2, sum(least(1, saves / 3)) AS feedback3
          FROM rated_days GROUP BY ALL
          """);
      statement.execute(
          """
          CREATE TEMP TABLE listing_span AS
          SELECT source, listing_id, any_value(who) AS who, min(day) AS first, max(day) AS last,
                 count(*) AS days
          FROM thinned WHERE seen GROUP BY source, listing_id
          """);
      // A total may be of all, or of the category whose list states it: lists with different
      // totals are added up. Pages of one list differ in the number at their address's end.
      statement.execute(
          """
          CREATE TEMP TABLE stated_day AS
          SELECT source, day,
                 CASE WHEN max(total) <= 1.2 * min(total) THEN max(total) ELSE sum(total) END / %d
                   AS stated
          FROM (
            SELECT source, captured_at::DATE AS day, max(total_stated) AS total,
                   regexp_replace(
                     regexp_replace(url, '\\.[a-z]+$', ''),
                     '[-_/?&]*(page|p)?[-_/=]*[0-9]{1,4}$', '') AS list
            FROM capture WHERE total_stated > 0 AND captured_at IS NOT NULL GROUP BY ALL)
          GROUP BY source, day
          """
              .formatted(oneIn));
    } catch (SQLException e) {
      throw new IllegalStateException("What saves missed cannot be found", e);
    }
  }

  private void readDays(Map<String, Source> facts) {
    StringBuilder sums = new StringBuilder();
    for (Count count : Count.values()) {
      for (int step = 1; step <= 3; step++) {
        sums.append(", coalesce(sum(%1$s%2$d), 0) AS %1$s%2$d".formatted(count.thinned, step));
      }
    }
    for (Map<String, @Nullable Object> row :
        query.rows(
            "SELECT source, day, count(*) FILTER (seen) AS seen"
                + sums
                + " FROM thinned GROUP BY source, day")) {
      Source source = in(facts, row);
      double[] counts = new double[9];
      int i = 0;
      for (Count count : Count.values()) {
        for (int step = 1; step <= 3; step++) {
          counts[i++] = Numbers.amount(row.get(count.thinned + step));
        }
      }
      long day = ((LocalDate) Objects.requireNonNull(row.get("day"))).toEpochDay();
      source.days.put(day, counts);
      if (Numbers.count(row.get("seen")) > 0) {
        source.moments.put(day, day + 0.5);
      }
    }
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            SELECT source, captured_at::DATE AS day, avg(epoch(captured_at)) / 86400 AS moment
            FROM capture WHERE captured_at IS NOT NULL AND source IS NOT NULL GROUP BY ALL
            """)) {
      long day = ((LocalDate) Objects.requireNonNull(row.get("day"))).toEpochDay();
      in(facts, row).moments.computeIfPresent(day, (_, _) -> Numbers.amount(row.get("moment")));
    }
  }

  private void readSquares(Map<String, Source> facts) {
    StringBuilder outer = new StringBuilder();
    StringBuilder middle = new StringBuilder();
    StringBuilder inner = new StringBuilder();
    for (Count count : Count.values()) {
      String name = count.thinned;
      for (int step = 1; step <= 3; step++) {
        inner.append(", coalesce(sum(%1$s%2$d), 0) AS %1$s%2$d".formatted(name, step));
      }
      // Around each vendor's own mean: how unevenly its sales come, not how many they are.
      middle.append(
          ", sum(%1$s1 * %1$s1) - sum(%1$s1) ^ 2 / count(*) AS %1$ss, sum((%1$s1 - %1$s2) ^ 2) - sum(%1$s1 - %1$s2) ^ 2 / count(*) AS %1$sl, sum((%1$s2 - %1$s3) ^ 2) - sum(%1$s2 - %1$s3) ^ 2 / count(*) AS %1$sf, sum(%1$s1) AS %1$sn"
              .formatted(name));
      outer.append(
          ", sum(%1$ss) AS %1$ss, sum(%1$sl) AS %1$sl, sum(%1$sf) AS %1$sf, sum(%1$sn) AS %1$sn"
              .formatted(name));
    }
    for (Map<String, @Nullable Object> row :
        query.rows(
            "SELECT source"
                + outer
                + " FROM (SELECT source, who"
                + middle
                + " FROM (SELECT source, who, date_trunc('week', day) AS week"
                + inner
                + " FROM thinned d WHERE day >= (SELECT min(s.day) FROM source_day s WHERE s.source"
                + " = d.source) GROUP BY ALL) GROUP BY source, who) GROUP BY source")) {
      for (Count count : Count.values()) {
        String name = count.thinned;
        in(facts, row)
            .squares
            .put(
                count,
                new double[] {
                  Numbers.amount(row.get(name + "s")),
                  Numbers.amount(row.get(name + "l")),
                  Numbers.amount(row.get(name + "f")),
                  Numbers.amount(row.get(name + "n"))
                });
      }
    }
  }

  /**
   * Pages that show the last few ratings alone: where all that one showed were given after its last
   * save, older ones may have been pushed out in between. What is shown is then a censored count.
   */
  private void readCutLists(Map<String, Source> facts) {
    Map<String, CutLists.Tally> tallies = new HashMap<>();
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            WITH shown AS (
              SELECT source, account, captured_at, capture, min(listing_id) AS listing_id,
                     count(DISTINCT listing_id) AS listings, count(DISTINCT feedback_id) AS ratings,
                     min(given_at) AS oldest,
                     bool_or(given_at_precision IN ('hour', 'minute', 'second')) AS timed
              FROM sampled_feedback
              WHERE captured_at IS NOT NULL
              GROUP BY source, account, captured_at, capture
              HAVING count(given_at) = count(*)
                 AND bool_and(given_at_precision IN ('day', 'hour', 'minute', 'second'))),
            -- Ratings stand on a vendor's page, or on each listing's own.
            kinds AS (
              SELECT source, avg(listings) > 1.05 AS by_vendor FROM shown
              WHERE ratings > 1 GROUP BY source),
            paged AS (
              SELECT s.source, coalesce(account, listing_id) AS who,
                     CASE WHEN by_vendor OR listing_id IS NULL THEN account ELSE listing_id END
                       AS page,
                     captured_at, ratings, epoch(captured_at) / 86400 AS moment,
                     CASE WHEN timed THEN epoch(oldest) / 86400
                            ELSE floor(epoch(oldest) / 86400) + 0.5 END AS since
              FROM shown s JOIN kinds USING (source)),
            followed AS (
              SELECT *, lag(moment) OVER (PARTITION BY source, page ORDER BY moment) AS before FROM paged),
            between_saves AS (
              SELECT source, who, ratings, moment, since, before,
                     since > before AND floor(since) > floor(before) AS cut
              FROM followed WHERE before IS NOT NULL AND moment > before)
            SELECT source, who, ratings, count(*) AS saves, count(*) FILTER (cut) AS cut,
                   list(moment - before) FILTER (cut AND ratings > 1) AS gaps,
                   list(moment - since) FILTER (cut AND ratings > 1) AS reaches
            FROM between_saves GROUP BY source, who, ratings
            """)) {
      CutLists.Tally tally =
          tallies.computeIfAbsent(
              (String) Objects.requireNonNull(row.get("source")), _ -> new CutLists.Tally());
      tally.saves(Numbers.count(row.get("saves")), Numbers.count(row.get("cut")));
      if (row.get("gaps") instanceof List<?> gaps
          && row.get("reaches") instanceof List<?> reaches) {
        for (int i = 0; i < gaps.size(); i++) {
          tally.cut(
              String.valueOf(row.get("who")),
              Numbers.count(row.get("ratings")),
              Numbers.amount(gaps.get(i)),
              Numbers.amount(reaches.get(i)));
        }
      }
    }
    tallies.forEach((source, tally) ->
        facts.computeIfAbsent(source, _ -> new Source()).cutLists = tally.done());
  }

  private void readThings(Map<String, Source> facts) {
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            WITH ends AS (SELECT source, min(first) AS start, max(last) AS finish
                          FROM listing_span GROUP BY source)
            SELECT source, sum(days - 1) AS intervals,
                   count(*) FILTER (days = 1 AND first > start AND last < finish) AS once,
                   count(*) FILTER (days = 2 AND first > start AND last < finish) AS twice
            FROM listing_span JOIN ends USING (source) GROUP BY source
            """)) {
      Source source = in(facts, row);
      source.once = Numbers.count(row.get("once"));
      source.twice = Numbers.count(row.get("twice"));
      source.intervals = Numbers.count(row.get("intervals"));
    }
  }

  /**
   * Listings on offer by the site's own count, else by links on its vendors' pages, against those
   * that were within their first and last sight that day.
   */
  private void readMissing(Map<String, Source> facts) {
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            WITH moves AS (
              SELECT source, first AS day, 1 AS move FROM listing_span
              UNION ALL SELECT source, last + 1, -1 FROM listing_span),
            level AS (
              SELECT source, day, sum(sum(move)) OVER (PARTITION BY source ORDER BY day) AS spanned
              FROM moves GROUP BY source, day)
            SELECT s.source, sum(s.stated) AS stated, sum(l.spanned) AS spanned
            FROM stated_day s
            ASOF JOIN level l ON l.source = s.source AND s.day >= l.day
            GROUP BY s.source
            """)) {
      double stated = Numbers.amount(row.get("stated"));
      double spanned = Numbers.amount(row.get("spanned"));
      if (stated > 0 && spanned > 0) {
        in(facts, row).missing = Math.max(0, stated / spanned - 1);
      }
    }
    for (Map<String, @Nullable Object> row :
        query.rows(
            """
            WITH shops AS (
              SELECT a.source, a.account, a.captured_at::DATE AS day, max(c.links_seen) AS linked
              FROM account a JOIN capture c ON c.source = a.source AND c.digest = a.capture
              WHERE a.captured_at IS NOT NULL
                AND a.source NOT IN (SELECT source FROM stated_day)
                AND hash(a.account) %% %d = 0
              GROUP BY ALL HAVING linked > 0)
            SELECT source, sum(linked) AS linked, sum(spanned) AS spanned FROM (
              SELECT s.source, s.account, s.day, any_value(s.linked) AS linked,
                     count(o.listing_id) AS spanned
              FROM shops s LEFT JOIN listing_span o ON o.source = s.source AND o.who = s.account
                AND s.day BETWEEN o.first AND o.last
              GROUP BY ALL) GROUP BY source
            """
                .formatted(oneIn))) {
      double linked = Numbers.amount(row.get("linked"));
      double spanned = Numbers.amount(row.get("spanned"));
      if (linked > 0 && spanned > 0) {
        in(facts, row).missing = Math.max(0, linked / spanned - 1);
      }
    }
  }

  private static void weigh(Source source) {
    if (!source.moments.isEmpty()) {
      source.saved =
          new SavedTime(
              source.moments.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
    long first = source.saved == null ? Long.MIN_VALUE : (long) source.saved.firstDay();
    for (Count count : Count.values()) {
      double[] sums = new double[3];
      source
          .days
          .tailMap(first, true)
          .values()
          .forEach(row -> {
            for (int i = 0; i < 3; i++) {
              sums[i] += row[count.place + i];
            }
          });
      double[] squared = source.squares.getOrDefault(count, new double[4]);
      HiddenSales hidden =
          HiddenSales.of(
              new HiddenSales.Counts(
                  sums[0],
                  Math.min(sums[0], sums[1] + source.keptAtEnds(count, 2)),
                  sums[2] + source.keptAtEnds(count, 3),
                  squared[1],
                  squared[2]));
      CutLists cut = source.cutLists;
      source.hidden.put(
          count,
          count == Count.FEEDBACK && cut != null && cut.tell() && sums[0] > 0
              ? hidden.censored(cut.pushedOut(), sums[0], cut.deviation())
              : hidden);
    }
  }

  /** Units sold for each rating: of the source itself where it shows both, else of the others. */
  private static void rate(Map<String, Source> facts) {
    List<RatedShare> seen = new ArrayList<>();
    for (Source source : facts.values()) {
      SavedTime saved = source.saved;
      if (saved == null) {
        continue;
      }
      long first = (long) saved.firstDay();
      double ratings = source.counted(Count.FEEDBACK, first, Long.MAX_VALUE);
      for (Count count : List.of(Count.SOLD, Count.STOCK)) {
        double units = source.counted(count, first, Long.MAX_VALUE);
        if (source.rated == null && units >= 20 && ratings >= 20) {
          source.rated =
              RatedShare.observed(
                  units * (1 + source.hidden(count).ratio() * source.hidden(count).growth()),
                  ratings
                      * (1
                          + source.hidden(Count.FEEDBACK).ratio()
                              * source.hidden(Count.FEEDBACK).growth()),
                  Math.hypot(source.hidden(count).ratio() * source.hidden(count).deviation(), 0.05),
                  count.word);
          seen.add(source.rated);
        }
      }
    }
    RatedShare elsewhere = RatedShare.elsewhere(seen);
    for (Source source : facts.values()) {
      if (source.rated == null) {
        source.rated = elsewhere;
      }
    }
  }
}
