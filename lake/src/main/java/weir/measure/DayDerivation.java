package weir.measure;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.estimate.ListingCarry;
import weir.estimate.ListingDay;
import weir.estimate.Observation;
import weir.estimate.Rating;
import weir.estimate.SalesKernel;
import weir.lake.Ingest;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.row.Column;

/**
 * Derives the days of one source's listings.
 *
 * <p>The days are cut two days before the newest save: what a page says of yesterday's ratings is
 * no older than that, as a rule. {@code listing_carry} holds what the kernel knew of each listing
 * at the cut. When nothing but later events came in, the kernel goes on from there: it reads the
 * events since the cut, and parts of earlier days stay as they are. Listings of which something
 * older came in, or of which a first rating or observation changes earlier days, are derived from
 * all of their events, and their rows in those parts replaced. The rows are the same as if all were
 * derived anew.
 *
 * <p>Rows of weeks that ended before the cut stand in closed parts. Those of later weeks stand by
 * week, before the cut and after it, and become closed once the cut is past their week; {@code
 * listing_week} adds up all parts of such a week together.
 */
final class DayDerivation {

  private static final int CHUNK = 4096;
  private static final String CLOSED = "/closed";
  private static final String WEEK = "/week-";
  private static final String OPEN = "/open-";

  /** From the cut to the day of the newest save. */
  private static final int LATE_DAYS = 2;

  private static final List<Column> DAY = Column.of(ListingDay.class);
  private static final List<Column> CARRY = Column.of(ListingCarry.class);

  private final Lake lake;
  private final LakeView view;
  private final Ingest ingest;
  private final String source;
  private final String key;
  private final QueryLimits limits;
  private final LocalDate cut;

  /**
   * @param key of the parts that the rows are derived from
   * @param limits what DuckDB may take for it
   */
  DayDerivation(
      Lake lake, LakeView view, Ingest ingest, String source, String key, QueryLimits limits) {
    this.lake = lake;
    this.view = view;
    this.ingest = ingest;
    this.source = source;
    this.key = key;
    this.limits = limits;
    this.cut =
        events().stream()
            .map(Part::latest)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .map(at -> at.atZone(ZoneOffset.UTC).toLocalDate().minusDays(LATE_DAYS))
            .orElse(LocalDate.EPOCH);
  }

  /**
   * Parts whose rows of a week belong together.
   *
   * @param days parts of {@code listing_day} of one source
   */
  static List<List<Part>> byWeek(List<Part> days) {
    List<List<Part>> groups = new ArrayList<>();
    Map<String, List<Part>> weeks = new TreeMap<>();
    for (Part part : days) {
      String week = week(part);
      if (week == null) {
        groups.add(List.of(part));
      } else {
        weeks.computeIfAbsent(week, _ -> new ArrayList<>()).add(part);
      }
    }
    groups.addAll(weeks.values());
    return groups;
  }

  /** The Monday of a part of one week; null where it holds whole weeks. */
  private static @Nullable String week(Part part) {
    String from = String.valueOf(part.derivedFrom());
    int open = from.lastIndexOf(OPEN);
    int week = from.lastIndexOf(WEEK);
    return open >= 0
        ? from.substring(open + OPEN.length())
        : week >= 0 ? from.substring(week + WEEK.length()) : null;
  }

  private List<Part> events() {
    List<Part> parts = new ArrayList<>(Derivation.of(view, "listing", source));
    parts.addAll(Derivation.of(view, "feedback", source));
    return parts;
  }

  void run() {
    Part carry =
        Derivation.of(view, Derivation.LISTING_CARRY, source).stream().findFirst().orElse(null);
    Set<String> before = carry == null ? Set.of() : readBefore(carry);
    if (carry == null || before.isEmpty()) {
      whole();
    } else {
      since(before, LocalDate.parse(String.valueOf(carry.derivedFrom()).replaceFirst("^.*@", "")));
    }
  }

  /** The parts that were read when that was derived; none where it cannot be gone on from. */
  private Set<String> readBefore(Part carry) {
    if (!SalesKernel.VERSION.equals(carry.versions().get(Derivation.KERNEL))
        || !SeenListings.VERSION.equals(carry.versions().get(Derivation.SEEN))) {
      return Set.of();
    }
    LakeView then =
        lake.viewAt(Long.parseLong(carry.versions().getOrDefault(Derivation.VIEW, "0")));
    Set<String> before =
        then.parts().stream()
            .filter(part -> Objects.equals(part.source(), source))
            .filter(part -> part.table().equals("listing") || part.table().equals("feedback"))
            .map(Part::path)
            .collect(Collectors.toSet());
    Set<String> now = events().stream().map(Part::path).collect(Collectors.toSet());
    return now.containsAll(before) ? before : Set.of();
  }

  private void whole() {
    try (LakeQuery query =
        LakeQuery.deriving(lake, new LakeView(view.number(), true, events()), limits)) {
      Writer writer = new Writer(SeenRows.monday(cut));
      ListingEvents.all(query, writer);
      writer.finish();
      ingest.addDerived(
          Derivation.LISTING_SEEN,
          source,
          SeenListings.COLUMNS,
          key,
          file -> query.copy(SeenListings.SQL, file));
      ingest.settle();
    }
  }

  /**
   * @param before paths of the parts that were read
   * @param since the cut then
   */
  private void since(Set<String> before, LocalDate since) {
    List<Part> parts = new ArrayList<>(events());
    for (Part part : events()) {
      parts.add(part.as((before.contains(part.path()) ? "old_" : "added_") + part.table()));
    }
    parts.addAll(Derivation.of(view, Derivation.LISTING_CARRY, source));
    parts.addAll(Derivation.of(view, Derivation.LISTING_SEEN, source));
    LocalDate monday = SeenRows.monday(since);
    List<Part> closed = new ArrayList<>();
    List<Part> over = new ArrayList<>();
    for (Part part : Derivation.of(view, Derivation.LISTING_DAY, source)) {
      String from = String.valueOf(part.derivedFrom());
      if (from.endsWith(CLOSED) || from.endsWith(WEEK + monday)) {
        closed.add(part);
      } else if (from.contains(WEEK)) {
        over.add(part);
        parts.add(part.as("over_day"));
      }
    }
    for (int i = 0; i < closed.size(); i++) {
      parts.add(closed.get(i).as("closed_" + i));
    }
    try (LakeQuery query =
        LakeQuery.deriving(lake, new LakeView(view.number(), true, parts), limits)) {
      for (String table : List.of("listing", "feedback")) {
        for (String which : List.of("old_", "added_")) {
          if (!query.tables().contains(which + table)) {
            query.execute(
                "CREATE VIEW %s%s AS SELECT * FROM %s WHERE false".formatted(which, table, table));
          }
        }
      }
      choose(query, since);
      Writer writer = new Writer(monday);
      ListingEvents.chosen(query, writer);
      writer.finish();
      ingest.addDerived(
          Derivation.LISTING_CARRY,
          source,
          CARRY.stream().map(Column::name).toList(),
          key + "@" + cut,
          file ->
              query.copy(
                  "SELECT c.* FROM listing_carry c ANTI JOIN event_number n ON n.source = c.source"
                      + " AND n.listing_id = c.listing_id",
                  file));
      for (int i = 0; i < closed.size(); i++) {
        keep(query, closed.get(i), "closed_" + i);
      }
      if (!over.isEmpty()) {
        ingest.addDerived(
            Derivation.LISTING_DAY,
            source,
            over.getFirst().columns(),
            key + CLOSED,
            file -> query.copy(without("over_day") + " ORDER BY source, listing_id, day", file));
      }
      query.execute(
          """
          CREATE TABLE seen_late AS SELECT DISTINCT a.source, a.listing_id
          FROM added_listing a JOIN listing_seen s
            ON s.source = a.source AND s.listing_id = a.listing_id
          WHERE coalesce(a.captured_at, TIMESTAMP '1970-01-01') <= s.moment
          """);
      ingest.addDerived(
          Derivation.LISTING_SEEN,
          source,
          SeenListings.COLUMNS,
          key,
          file ->
              query.copy(
                  SeenListings.since("listing_seen", "added_listing", "listing", "seen_late"),
                  file));
      ingest.settle();
    }
  }

  private static final String SAME = "ON e.source = %1$s.source AND e.listing_id = %1$s.listing_id";

  /** A rating's listing and moment, from all rows that show it; as {@link ListingEvents} has it. */
  private static String ratings(String rows) {
    return """
    SELECT id, any_value(source) AS source,
           coalesce(min(listing_id), 'account:' || min(account)) AS listing_id,
           coalesce(min(epoch_us(given_at)), min(epoch_us(captured_at))) AS moment,
           min(amount) AS amount, arg_min(amount_currency, amount) AS currency,
           min(account) AS account
    FROM %s GROUP BY id
    """
        .formatted(rows);
  }

  private static final String FEEDBACK =
      """
      (SELECT source, feedback_id, listing_id, account, given_at, captured_at, amount,
              amount_currency, hash(source, feedback_id) AS id, %2$s AS added
       FROM %1$s WHERE coalesce(given_at, captured_at) IS NOT NULL
         AND coalesce(listing_id, account) IS NOT NULL)
      """;

  /** Prepares the events that are to be read. */
  private static void choose(LakeQuery query, LocalDate since) {
    String from = "TIMESTAMP '" + since + " 00:00:00'";
    long micros = since.toEpochDay() * 86_400_000_000L;
    // Looked for by what is printed, not by its hash: where ids ascend, as most do, DuckDB passes
    // over parts that can hold none of them.
    query.execute(
        """
        CREATE TABLE fresh_id AS
        SELECT feedback_id FROM %1$s WHERE captured_at >= %3$s
        UNION SELECT feedback_id FROM %2$s
        """
            .formatted(
                FEEDBACK.formatted("old_feedback", "false"),
                FEEDBACK.formatted("added_feedback", "true"),
                from));
    query.execute(
        """
        CREATE TABLE fresh_row AS SELECT * FROM %2$s
        UNION ALL
        SELECT * FROM %1$s WHERE feedback_id IN (SELECT feedback_id FROM fresh_id)
        """
            .formatted(
                FEEDBACK.formatted("old_feedback", "false"),
                FEEDBACK.formatted("added_feedback", "true")));
    query.execute("CREATE TABLE fresh AS " + ratings("fresh_row"));
    query.execute("CREATE TABLE stale AS " + ratings("(SELECT * FROM fresh_row WHERE NOT added)"));
    query.execute(
        """
        CREATE TABLE changed AS
        SELECT f.source, f.listing_id, f.moment, s.source AS source_before,
               s.listing_id AS listing_before, s.moment AS moment_before
        FROM fresh f LEFT JOIN stale s ON s.id = f.id
        WHERE s.id IS NULL OR (f.listing_id, f.moment, f.amount, f.currency, f.account)
          IS DISTINCT FROM (s.listing_id, s.moment, s.amount, s.currency, s.account)
        """);
    // Listings of which what is new changes days before the cut.
    query.execute(
        """
        CREATE TABLE event_anew AS
        SELECT DISTINCT source, listing_id FROM (
          SELECT source, listing_id FROM added_listing WHERE captured_at < %1$s
          UNION ALL
          SELECT source, listing_id FROM changed WHERE moment < %2$d
          UNION ALL
          SELECT source_before, listing_before FROM changed WHERE moment_before < %2$d
          UNION ALL
          SELECT source, listing_id FROM listing_carry c SEMI JOIN
            (SELECT source, listing_id FROM listing WHERE captured_at >= %1$s) e %3$s
          WHERE waiting
          UNION ALL
          SELECT source, listing_id FROM listing_carry c SEMI JOIN
            (SELECT source, listing_id FROM fresh WHERE moment >= %2$d) e %3$s
          WHERE NOT rated)
        """
            .formatted(from, micros, SAME.formatted("c")));
    query.execute(
        """
        CREATE VIEW event_listing AS
        SELECT * FROM listing l ANTI JOIN event_anew e %1$s WHERE captured_at >= %2$s
        UNION ALL
        SELECT * FROM listing l SEMI JOIN event_anew e %1$s
        """
            .formatted(SAME.formatted("l"), from));
    query.execute(
        """
        CREATE TABLE event_named AS
        SELECT source, listing_id, moment, amount, currency, account
        FROM fresh f ANTI JOIN event_anew e %s WHERE moment >= %d
        """
            .formatted(SAME.formatted("f"), micros));
    if (!query.rows("SELECT 1 FROM event_anew LIMIT 1").isEmpty()) {
      String all = FEEDBACK.formatted("feedback", "true");
      query.execute(
          """
          INSERT INTO event_named
          SELECT source, listing_id, moment, amount, currency, account FROM (%1$s) r
          SEMI JOIN event_anew e %2$s
          """
              .formatted(
                  ratings(
                      """
                      (SELECT * FROM %1$s WHERE id IN (
                        SELECT id FROM (SELECT id, source, %2$s AS listing_id FROM %1$s) k
                        SEMI JOIN event_anew e %3$s))
                      """
                          .formatted(all, ListingEvents.RATED, SAME.formatted("k"))),
                  SAME.formatted("r")));
    }
    query.execute(
        "CREATE VIEW event_carry AS SELECT * FROM listing_carry c ANTI JOIN event_anew e "
            + SAME.formatted("c"));
  }

  /** Keeps a closed part, without the listings that were derived anew. */
  private void keep(LakeQuery query, Part part, String table) {
    if (part.rows() == 0) {
      return;
    }
    boolean touched =
        !query
            .rows(
                "SELECT 1 FROM %s p SEMI JOIN event_anew e %s LIMIT 1"
                    .formatted(table, SAME.formatted("p")))
            .isEmpty();
    if (!touched) {
      ingest.retain(List.of(part));
      return;
    }
    ingest.addDerived(
        Derivation.LISTING_DAY,
        source,
        part.columns(),
        String.valueOf(part.derivedFrom()),
        file -> query.copy(without(table), file));
  }

  /** Rows of listings that were not derived anew. */
  private static String without(String table) {
    return "SELECT p.* FROM %s p ANTI JOIN event_anew e %s".formatted(table, SAME.formatted("p"));
  }

  /** Feeds the kernel, and writes what it gives. */
  private final class Writer implements ListingEvents.Reader {
    private final Instant at = cut.atStartOfDay(ZoneOffset.UTC).toInstant();
    private final LocalDate firstMonday;
    private final Map<String, List<ListingDay>> chunks = new HashMap<>();
    private final List<ListingCarry> carries = new ArrayList<>(CHUNK);
    private final SalesKernel kernel = new SalesKernel(this::row);
    private boolean begun;
    private boolean crossed;

    // Where the row before went: a listing's days come one after the other.
    private @Nullable LocalDate lastDay;
    private String lastState = CLOSED;

    /**
     * @param firstMonday rows from before it are of whole weeks
     */
    Writer(LocalDate firstMonday) {
      this.firstMonday = firstMonday;
    }

    private void row(ListingDay row) {
      String state = state(row.day());
      List<ListingDay> chunk = chunks.computeIfAbsent(state, _ -> new ArrayList<>());
      chunk.add(row);
      if (chunk.size() == CHUNK) {
        write(chunk, state);
      }
    }

    private String state(LocalDate day) {
      if (day.isBefore(firstMonday)) {
        return CLOSED;
      }
      if (!day.equals(lastDay)) {
        lastDay = day;
        lastState = (day.isBefore(cut) ? WEEK : OPEN) + SeenRows.monday(day);
      }
      return lastState;
    }

    private void write(List<ListingDay> chunk, String state) {
      ingest.addDerived(
          Derivation.LISTING_DAY, source, DAY, key + state, List.copyOf(chunk).iterator());
      chunk.clear();
    }

    private void carry(@Nullable ListingCarry carry) {
      if (carry != null) {
        carries.add(carry);
      }
      if (carry == null || carries.size() == CHUNK) {
        ingest.addDerived(
            Derivation.LISTING_CARRY,
            source,
            CARRY,
            key + "@" + cut,
            List.copyOf(carries).iterator());
        carries.clear();
      }
    }

    private void come(Instant moment) {
      if (!crossed && !moment.isBefore(at)) {
        crossed = true;
        if (begun) {
          carry(kernel.carried());
        }
      }
      begun = true;
    }

    @Override
    public void resumed(ListingCarry carry) {
      kernel.resume(carry);
      begun = true;
    }

    @Override
    public void observed(Observation observation) {
      come(observation.capturedAt());
      kernel.accept(observation);
    }

    @Override
    public void rated(Rating rating, long count) {
      come(rating.at());
      kernel.accept(rating, count);
    }

    @Override
    public void end() {
      if (begun && !crossed) {
        carry(kernel.carried());
      }
      begun = false;
      crossed = false;
    }

    void finish() {
      kernel.finish();
      // Even without a row: it takes the place of what was open before.
      String open = OPEN + SeenRows.monday(cut);
      chunks.computeIfAbsent(open, _ -> new ArrayList<>());
      chunks.forEach((String state, List<ListingDay> chunk) -> {
        if (!chunk.isEmpty() || state.equals(open)) {
          write(chunk, state);
        }
      });
      carry(null);
    }
  }
}
