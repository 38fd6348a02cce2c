package weir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.capture.PageKind;
import weir.fill.FillRates;
import weir.fill.Loss;
import weir.lake.KeptPage;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.lake.LakeView;
import weir.lake.Manifest;
import weir.lake.Part;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;
import weir.measure.Multiverse;
import weir.novelty.Emerging;
import weir.novelty.Novelty;
import weir.source.Profile;
import weir.source.Profiles;
import weir.substance.SubstanceNamer;
import weir.vocabulary.Vocabularies;
import weir.warning.TitleSights;
import weir.watch.Alert;
import weir.watch.Decision;
import weir.watch.ItemLog;
import weir.watch.StandingQuery;
import weir.watch.Watch;
import weir.web.sheet.Sheet;

/**
 * What pages ask of the lake. DuckDB is opened at the first question. When the ledger has a newer
 * entry, a small lake is opened anew at once; over a large one pages go on with the state that they
 * have, and say which entry it is, until the newer one is ready and the usual questions to it are
 * answered. A lake that does not exist yet is empty, and is never created here.
 */
final class Market implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Market.class);

  /** Of answers, all together: a listing's row takes about a kilobyte. */
  private static final int ROWS_KEPT = 100_000;

  /** Up to so many observations a page waits until the newest state is open: a second or two. */
  private static final long WAITED_FOR = 250_000;

  /** Gates as SQL has them: words from the enum, never from a page. */
  private static final String GATES =
      Arrays.stream(PageKind.values())
          .filter(kind -> !kind.isContent())
          .map(kind -> "'" + kind.word() + "'")
          .collect(Collectors.joining(", "));

  private final Path home;
  private final Path folder;

  /** The lake in one state, open, and what was answered of it. */
  private static final class State {
    final Measures measures;
    final Answers answers = new Answers(ROWS_KEPT);

    /**
     * One question at a time. Fair, so that a reader need not wait until all is asked that may be
     * asked next; what was answered before is given without it.
     */
    final ReentrantLock asking = new ReentrantLock(true);

    boolean closed;

    /** The parts that this state was opened with, but for what partners report. */
    private final Set<String> market;

    /** The newest entry of the ledger that is known to leave the market as it is. */
    private volatile long sameUntil;

    /** The newest entry of the ledger that is known to change it. */
    private volatile long otherFrom = -1;

    State(Measures measures) {
      this.measures = measures;
      LakeView view = measures.query().view();
      this.market = market(view);
      this.sameUntil = view.number();
    }

    private static Set<String> market(LakeView view) {
      return view.parts().stream()
          .filter(part -> !Reports.TABLES.contains(part.table()))
          .map(Part::path)
          .collect(Collectors.toSet());
    }

    /** Whether nothing but reports came in since: these are asked by themselves. */
    boolean isSameMarket(LakeView newest) {
      if (newest.number() == sameUntil) {
        return true;
      }
      if (newest.number() == otherFrom) {
        return false;
      }
      boolean same = market.equals(market(newest));
      if (same) {
        sameUntil = newest.number();
      } else {
        otherFrom = newest.number();
      }
      return same;
    }

    void close() {
      asking.lock();
      try {
        closed = true;
        measures.close();
      } finally {
        asking.unlock();
      }
    }
  }

  /** Held while the lake is opened in a newer state, or a page is looked for. */
  private final ReentrantLock opening = new ReentrantLock(true);

  private final AtomicBoolean refreshing = new AtomicBoolean();

  /** The state that this thread asks instead of the one that pages see. */
  @SuppressWarnings("ThreadLocalUsage") // of one lake: two servers in a process must not share it
  private final ThreadLocal<@Nullable State> ahead = new ThreadLocal<>();

  private volatile @Nullable Lake lake;
  private volatile boolean closed;
  private volatile @Nullable State state;
  private volatile Runnable onNewState = () -> {};

  private final Reports reports;

  Market(WebSettings settings) {
    this.home = settings.home();
    this.folder = settings.lake();
    this.reports = new Reports(folder);
  }

  /** What partners reported. */
  Reports reports() {
    return reports;
  }

  /** The names that users brought, as they stand now. */
  Vocabularies vocabularies() {
    return Vocabularies.in(home);
  }

  Path home() {
    return home;
  }

  /** One row of an answer, by column name. */
  record Row(Map<String, @Nullable Object> values) {
    @Nullable String text(String column) {
      Object value = values.get(column);
      return value == null ? null : value.toString();
    }

    @Nullable Instant instant(String column) {
      return values.get(column) instanceof Instant at ? at : null;
    }

    @Nullable Double real(String column) {
      return values.get(column) instanceof Number number ? (Double) number.doubleValue() : null;
    }

    @Nullable Long integer(String column) {
      return values.get(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    long count(String column) {
      return values.get(column) instanceof Number number ? number.longValue() : 0;
    }
  }

  /** The rows that a question gives; none while there is no lake. */
  List<Row> rows(String sql, Object... parameters) {
    return answer(
        List.of(sql, List.of(parameters)),
        List.of(),
        open -> rows(open, sql, (@Nullable Object[]) parameters));
  }

  private static List<Row> rows(Measures open, String sql, @Nullable Object... parameters) {
    return open.query().rows(sql, parameters).stream().map(Row::new).toList();
  }

  /** A measure's rows; none while there is no lake. */
  List<MeasureRow> measure(MeasureRequest request) {
    return Reports.answers(request.measure()) && ahead.get() == null
        ? reports.measure(request)
        : answer(request, List.of(), open -> open.run(request));
  }

  /** A measure under every combination of choices; nothing while there is no lake. */
  Multiverse multiverse(MeasureRequest request) {
    return answer(
        List.of("multiverse", request),
        new Multiverse(List.of(), Map.of()),
        open -> open.multiverse(request));
  }

  /** The series that were imported of a measure, by their citations. */
  List<String> series(String measure) {
    return rows("SELECT DISTINCT citation FROM series WHERE measure = ? ORDER BY citation", measure)
        .stream()
        .map(row -> String.valueOf(row.text("citation")))
        .toList();
  }

  /**
   * A table of what a question gives, made once for each state of the ledger: of long ones, making
   * takes longer than asking.
   */
  Sheet sheet(String sql, String parameter, Function<List<Row>, Sheet> make) {
    return answer(
        List.of("sheet", sql, parameter),
        make.apply(List.of()),
        open -> make.apply(rows(open, sql, parameter)));
  }

  /**
   * What was first seen lately, as known at the end of a day.
   *
   * @param day null for that of the newest save
   */
  Novel novel(@Nullable LocalDate day) {
    SubstanceNamer namer;
    try {
      namer = vocabularies().namer();
    } catch (IOException e) {
      throw new UncheckedIOException("The names of this home cannot be read", e);
    }
    return answer(
        Arrays.asList("novel", day),
        new Novel(null, List.of(), null),
        open -> {
          LocalDate asked = day == null ? TitleSights.newest(open.query()) : day;
          if (asked == null) {
            return new Novel(null, List.of(), null);
          }
          Novelty novelty = Novelty.over(namer);
          TitleSights sights = TitleSights.until(open.query(), asked);
          if (day != null) {
            return new Novel(day, novelty.at(day, sights, Novelty.Settings.USUAL), null);
          }
          Novelty.Latest latest = novelty.latest(asked, sights, Novelty.Settings.USUAL);
          return new Novel(
              latest.asOf(),
              latest.items(),
              latest.asOf().equals(latest.newest()) ? null : latest.newest());
        });
  }

  /**
   * The note of a month. What was decided and told is read anew each time: the lake does not hold
   * it.
   *
   * @param month null for that of the newest save
   * @return null while nothing was saved
   */
  @Nullable MonthlyNote note(@Nullable YearMonth month) {
    List<Decision> decisions;
    List<Alert> alerts;
    SubstanceNamer namer;
    try {
      decisions = ItemLog.in(home, Clock.systemUTC()).all();
      alerts = Watch.in(home, Clock.systemUTC()).alerts();
      namer = vocabularies().namer();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The decisions, alerts or names of this home cannot be read", e);
    }
    List<MonthlyNote> notes =
        answer(
            Arrays.asList("note", month, decisions, alerts),
            List.of(),
            open -> {
              YearMonth asked = month == null ? MonthlyNote.newest(open.query()) : month;
              return asked == null
                  ? List.of()
                  : List.of(MonthlyNote.of(asked, open.query(), namer, decisions, alerts));
            });
    return notes.isEmpty() ? null : notes.getFirst();
  }

  /** Number of the lake's state that is asked; 0 while nothing was saved. */
  long ledger() {
    return answer("ledger", 0L, Measures::ledgerNumber);
  }

  /**
   * What was new on a day.
   *
   * @param asOf null while nothing was saved
   * @param empty the day of the newest save, where nothing was new on it and an earlier day is
   *     shown; else null
   */
  record Novel(@Nullable LocalDate asOf, List<Emerging> items, @Nullable LocalDate empty) {}

  /** What was answered to that question in this state of the ledger, or a new answer. */
  @SuppressWarnings("unchecked") // an answer is kept under the question that it was given to
  private <T> T answer(Object question, T withoutLake, Function<Measures, T> ask) {
    Lake present = present();
    if (present == null) {
      return withoutLake;
    }
    while (true) {
      State of = current(present);
      Object known = of.answers.known(question);
      if (known != null) {
        return (T) known;
      }
      of.asking.lock();
      try {
        if (of.closed) {
          if (ahead.get() == of) {
            throw new LakeProblem(
                "This earlier state was closed to make room for others; load the page again.");
          }
          continue;
        }
        known = of.answers.known(question);
        if (known != null) {
          return (T) known;
        }
        T fresh = ask.apply(of.measures);
        of.answers.keep(question, fresh);
        return fresh;
      } finally {
        of.asking.unlock();
      }
    }
  }

  /** Whether more can be asked ahead without forgetting what was. */
  boolean hasRoom() {
    State of = ahead.get();
    State now = of == null ? state : of;
    return now == null || now.answers.hasRoom();
  }

  /** What is done beside, each time the lake is opened in a newer state. */
  void onNewState(Runnable task) {
    onNewState = task;
  }

  /**
   * The state to ask: the newest, or the one before it while that of a large lake is made ready.
   */
  private State current(Lake present) {
    State own = ahead.get();
    if (own != null) {
      return own;
    }
    State now = state;
    LakeView newest = present.view();
    if (now != null && now.isSameMarket(newest)) {
      return now;
    }
    if (now != null && newest.parts("listing").stream().mapToLong(Part::rows).sum() > WAITED_FOR) {
      if (refreshing.compareAndSet(false, true)) {
        Thread.ofPlatform().daemon().name("weir-refresh").start(() -> refresh(present));
      }
      return now;
    }
    opening.lock();
    try {
      present();
      now = state;
      if (now == null || !now.isSameMarket(present.view())) {
        State fresh = new State(Measures.forManyQuestions(present));
        replace(fresh);
        now = fresh;
        Thread.ofPlatform().daemon().name("weir-ask-ahead").start(onNewState);
      }
      return now;
    } finally {
      opening.unlock();
    }
  }

  /** Opens the newest state, asks it what pages usually ask, and then shows it to them. */
  private void refresh(Lake present) {
    try {
      State fresh = new State(Measures.forManyQuestions(present));
      ahead.set(fresh);
      onNewState.run();
      opening.lock();
      try {
        if (closed) {
          fresh.close();
        } else {
          replace(fresh);
        }
      } finally {
        opening.unlock();
      }
    } catch (LakeProblem e) {
      LOG.warn("The newest state of the lake cannot be opened: {}", e.getMessage());
    } finally {
      ahead.remove();
      refreshing.set(false);
    }
  }

  private void replace(State fresh) {
    State before = state;
    state = fresh;
    if (before != null) {
      before.close();
    }
  }

  /** The lake; null while there is none. */
  private @Nullable Lake present() {
    if (closed) {
      throw new LakeProblem("Weir is closing; start it again with `weir serve`.");
    }
    Lake present = lake;
    if (present != null || !Files.isRegularFile(folder.resolve("lake.json"))) {
      return present;
    }
    opening.lock();
    try {
      present = lake;
      if (present == null) {
        // What is derived from the listings is brought up to date when the lake is asked.
        present =
            Files.isWritable(folder)
                ? Lake.open(folder, Clock.systemUTC())
                : Lake.openReadOnly(folder);
        lake = present;
      }
      return present;
    } finally {
      opening.unlock();
    }
  }

  /** States before the newest that pages were asked for, the last asked last. */
  private final Map<Long, State> earlier = new LinkedHashMap<>(4, 0.75f, true);

  private static final int EARLIER_OPEN = 2;

  /**
   * Makes something from the lake as it was after an entry of the ledger.
   *
   * @throws LakeProblem when parts of that state are gone
   */
  <T> T asOf(long number, Supplier<T> make) {
    Lake present = present();
    if (present == null || number < 1 || number > present.view().number()) {
      throw new NotFound(
          "The ledger has no entry %d; it ends at %d."
              .formatted(number, present == null ? 0 : present.view().number()),
          "/");
    }
    ahead.set(earlier(present, number));
    try {
      return make.get();
    } finally {
      ahead.remove();
    }
  }

  private State earlier(Lake present, long number) {
    opening.lock();
    try {
      State known = earlier.get(number);
      if (known == null) {
        present.checkState(number);
        known = new State(Measures.asOf(present, number));
        earlier.put(number, known);
        if (earlier.size() > EARLIER_OPEN) {
          var eldest = earlier.entrySet().iterator();
          eldest.next().getValue().close();
          eldest.remove();
        }
      }
      return known;
    } finally {
      opening.unlock();
    }
  }

  /** Opens the lake before the first page asks; what is amiss is said by the page that asks. */
  void open() {
    try {
      sources();
    } catch (LakeProblem saidByThePage) {
      LOG.debug("The lake cannot be opened ahead", saidByThePage);
    }
  }

  /** Whether this thread's page shows a state before the newest. */
  private boolean isEarlier() {
    State own = ahead.get();
    opening.lock();
    try {
      return own != null && earlier.containsValue(own);
    } finally {
      opening.unlock();
    }
  }

  /**
   * Looks whether standing queries have something new to tell; an ingest does so itself, but for
   * one that was cut off right after it.
   *
   * @return what hindered it, in words; null when all is looked at
   */
  @Nullable String look(Watch watch) {
    Lake present = present();
    if (present == null) {
      return null;
    }
    try {
      watch.look(present);
      return null;
    } catch (IOException | LakeProblem | MeasureProblem e) {
      LOG.warn("Standing queries cannot be looked at: {}", e.getMessage());
      return "The newest pages were not looked at for standing queries. `weir watch alerts` does it, and says what hinders it.";
    }
  }

  /** Adds a standing query; what is there now is not told. */
  StandingQuery watch(Watch watch, StandingQuery.Kind kind, String text, int percent)
      throws IOException {
    return watch.add(kind, text, percent, vocabularies().lexicon(), present());
  }

  /** The listings behind an alert, the first ones; none for a price. */
  List<Row> behind(Alert alert, int most) {
    Lake present = present();
    String sql = present == null ? "" : Watch.listingsBehind(alert, present, most);
    return sql.isEmpty() ? List.of() : rows(sql);
  }

  /** The number of the ledger's newest entry; zero before the first. */
  long entry() {
    return answer("entry", 0L, Measures::ledgerNumber);
  }

  /** When the newest entry was made; null before the first. */
  @Nullable Instant changed() {
    Lake present = present();
    if (present == null) {
      return null;
    }
    List<Instant> when =
        answer(
            "changed",
            List.of(),
            open ->
                present.ledger().stream()
                    .filter(entry -> entry.number() <= open.ledgerNumber())
                    .map(Manifest::when)
                    .max(Instant::compareTo)
                    .stream()
                    .toList());
    return when.isEmpty() ? null : when.getFirst();
  }

  boolean isEmpty() {
    return sources().isEmpty();
  }

  /** Every source that something was saved of, by id. */
  List<SourceSummary> sources() {
    Map<String, Row> records =
        rows(
                """
                SELECT source, listings, accounts
                FROM (SELECT source, count(DISTINCT listing_id) AS listings FROM listing_seen GROUP BY source)
                LEFT JOIN (SELECT source, count(DISTINCT vendor) AS accounts FROM seen_week
                           WHERE days > 0 GROUP BY source) USING (source)
                """)
            .stream()
            .collect(Collectors.toMap(row -> String.valueOf(row.text("source")), row -> row));
    List<SourceSummary> sources = new ArrayList<>();
    for (Row row :
        rows(
            "SELECT source, count(*) FILTER (page_kind NOT IN ("
                + GATES
                + ")) AS content, count(*) FILTER (page_kind IN ("
                + GATES
                + ")) AS gates, min(captured_at) AS first, max(captured_at) AS last FROM capture"
                + " GROUP BY source ORDER BY source")) {
      String id = String.valueOf(row.text("source"));
      Row counts = records.get(id);
      sources.add(
          new SourceSummary(
              id,
              profile(id).orElse(null),
              row.count("content"),
              row.count("gates"),
              row.instant("first"),
              row.instant("last"),
              counts == null ? 0 : counts.count("listings"),
              counts == null ? 0 : counts.count("accounts")));
    }
    return sources;
  }

  /**
   * @throws NotFound when nothing was saved of that source
   */
  SourceSummary source(String id) {
    List<SourceSummary> sources = sources();
    return sources.stream()
        .filter(source -> source.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new NotFound(
                sources.isEmpty()
                    ? "Nothing was saved of a source of this name: the lake is empty. Run `weir"
                        + " ingest` first."
                    : "Nothing was saved of a source of this name. Known are %s."
                        .formatted(
                            sources.stream()
                                .map(SourceSummary::id)
                                .limit(20)
                                .collect(Collectors.joining(", "))),
                "/"));
  }

  /**
   * The description of a source: the user's own in the folder {@code profiles}, or one that ships.
   */
  Optional<Profile> profile(String source) {
    if (!source.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,80}")) {
      return Optional.empty();
    }
    Path own = home.resolve("profiles").resolve(source + ".yaml");
    if (Files.isRegularFile(own)) {
      try {
        return switch (Profiles.read(Files.readString(own), own.getFileName().toString())) {
          case Profiles.Outcome.Sound(Profile profile) -> Optional.of(profile);
          case Profiles.Outcome.Faulty _ -> Optional.empty();
        };
      } catch (IOException e) {
        throw new UncheckedIOException(
            "Cannot read %s. Check that the file is text in UTF-8 and readable.".formatted(own), e);
      }
    }
    return Profiles.shipped().contains(source) ? Profiles.named(source) : Optional.empty();
  }

  /** What the source's pages showed once and no longer show. */
  List<Loss> losses(String source) {
    return answer(
        List.of("losses", source), List.of(), open -> FillRates.all(open.query(), source));
  }

  Optional<KeptPage> page(String source, String digest) {
    opening.lock();
    try {
      Lake present = present();
      return present == null ? Optional.empty() : present.page(source, digest);
    } finally {
      opening.unlock();
    }
  }

  /** The line under figures of a measure over all sources. */
  SourceLine lineOf(String measure) {
    if (!Reports.answers(measure)) {
      return line();
    }
    return SourceLine.ofReports(
        Clock.systemUTC().instant(), ahead.get() == null ? reports.entry() : entry());
  }

  /** The line under figures that rest on all sources. */
  SourceLine line() {
    return line(sources().stream());
  }

  SourceLine line(SourceSummary source) {
    return line(Stream.of(source));
  }

  private SourceLine line(Stream<SourceSummary> of) {
    List<SourceSummary> sources = of.toList();
    return new SourceLine(
        sources.stream().map(SourceSummary::name).toList(),
        sources.stream()
            .map(SourceSummary::first)
            .filter(java.util.Objects::nonNull)
            .min(Instant::compareTo)
            .orElse(null),
        sources.stream()
            .map(SourceSummary::last)
            .filter(java.util.Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null),
        sources.stream().mapToLong(s -> s.content() + s.gates()).sum(),
        entry(),
        false);
  }

  /** What surrounds a page. */
  Frame frame(String title, String place, boolean wide) {
    List<SourceSummary> sources = sources();
    String fresh;
    if (sources.isEmpty()) {
      fresh = "Nothing has been ingested yet.";
    } else {
      Instant last =
          sources.stream()
              .map(SourceSummary::last)
              .filter(java.util.Objects::nonNull)
              .max(Instant::compareTo)
              .orElse(null);
      String before = isEarlier() ? "As it was, without newer entries. " : "";
      fresh =
          "%sNewest save of %s; ledger entry %d of %s."
              .formatted(before, Words.day(last), entry(), Words.minute(changed()));
    }
    return new Frame(title, place, fresh, wide);
  }

  @Override
  public void close() {
    opening.lock();
    try {
      closed = true;
      State last = state;
      state = null;
      if (last != null) {
        last.close();
      }
      earlier.values().forEach(State::close);
      earlier.clear();
      Lake present = lake;
      if (present != null) {
        present.close();
      }
    } finally {
      opening.unlock();
    }
    reports.close();
  }
}
