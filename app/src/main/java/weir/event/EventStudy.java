package weir.event;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.evaluation.Series;
import weir.evaluation.Spread;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.MeasuredSeries;
import weir.measure.Measures;
import weir.measure.SavedSums;

/**
 * What a measure was before and after an event, where else something changed, and what harm was
 * counted beside.
 *
 * @param finding about the series that was asked for
 * @param elsewhere what happened to other sources, origins, classes, graver substances and what was
 *     stopped offline, by what they are; a list is empty where nothing could be tested
 * @param thin series elsewhere that hold too little before or after the event to be compared
 * @param harm what happened to counts of harm; empty where none was brought in
 * @param leftOut sources that are in no sum over sources, since they came into view or went out of
 *     it during the time before
 */
public record EventStudy(
    Finding finding,
    Map<Elsewhere, List<Evaluation.Elsewhere>> elsewhere,
    Map<Elsewhere, List<String>> thin,
    List<Evaluation.Elsewhere> harm,
    List<String> leftOut) {

  /** What the design cannot tell, in plain words. */
  public List<String> cannotTell() {
    List<String> words = new ArrayList<>(finding.cannotTell());
    if (!leftOut.isEmpty()) {
      words.add(
          "Left out of what is added up over sources, since %s into view or went out of it during the time before or after it: %s. What moved there is not told; ask about it alone."
              .formatted(
                  leftOut.size() == 1 ? "it came" : "they came", String.join(", ", leftOut)));
    }
    return words;
  }

  /** Where a market can move to. */
  public enum Elsewhere {
    SOURCES("other sources", "source"),
    ORIGINS("other origins", "origin"),
    CLASSES("other classes", "class"),
    /** What a barrier model binds to the steps in which the barrier does not stand. */
    STEPS("other steps of the crime", "step"),
    /** Families that kill in amounts that nobody can see. */
    GRAVER("more dangerous substances", "family"),
    /** What was stopped on its way, and what laboratories were brought. */
    OFFLINE("the world offline", "offline");

    private final String words;
    private final String key;

    Elsewhere(String words, String key) {
      this.words = words;
      this.key = key;
    }

    /** Such as {@code other sources}. */
    public String words() {
      return words;
    }

    /** The word by which it is asked for; for the first three and families, the measures' key. */
    public String key() {
      return key;
    }
  }

  /** Whether something moved there. */
  public enum Verdict {
    SEEN("seen"),
    NOT_SEEN("not seen"),
    CANNOT_TELL("cannot tell");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** What was looked at. */
  public List<Elsewhere> places() {
    return List.copyOf(elsewhere.keySet());
  }

  /**
   * Whether something moved there: it did where a series rose, by a test corrected for their
   * number; it did not where none rose and a doubling of one at least would have been seen.
   */
  public Verdict verdict(Elsewhere place) {
    List<Evaluation.Elsewhere> found = elsewhere.getOrDefault(place, List.of());
    if (found.stream().anyMatch(Evaluation.Elsewhere::rose)) {
      return Verdict.SEEN;
    }
    return found.stream().anyMatch(Evaluation.Elsewhere::tellsDoubling)
        ? Verdict.NOT_SEEN
        : Verdict.CANNOT_TELL;
  }

  /** Why it reads so, in a sentence. */
  public String why(Elsewhere place) {
    return why(place, name -> named(place, name));
  }

  /** The same with names as the reader knows them. */
  public String why(Elsewhere place, UnaryOperator<String> names) {
    List<Evaluation.Elsewhere> found = elsewhere.getOrDefault(place, List.of());
    List<String> rose =
        found.stream()
            .filter(Evaluation.Elsewhere::rose)
            .map(one -> names.apply(one.name()) + " " + Effect.percent(one.effect().ratio()))
            .toList();
    if (!rose.isEmpty()) {
      return String.join(", ", rose) + ".";
    }
    List<String> weak =
        found.stream()
            .filter(one -> !one.tellsDoubling())
            .map(one -> names.apply(one.name()))
            .toList();
    String open =
        weak.isEmpty() ? "" : " May have doubled, or more: %s.".formatted(String.join(", ", weak));
    if (found.stream().anyMatch(Evaluation.Elsewhere::tellsDoubling)) {
      return (found.size() == 1
              ? names.apply(found.getFirst().name()) + " did not rise."
              : "None of %d rose.".formatted(found.size()))
          + open;
    }
    if (!found.isEmpty()) {
      return open.strip();
    }
    return thin.getOrDefault(place, List.of()).isEmpty()
        ? switch (place) {
          case SOURCES ->
              "No other source was saved around that day, or all are in the series itself.";
          case ORIGINS -> "Listings of one origin at most were seen.";
          case CLASSES -> "Listings of one class at most were seen.";
          case STEPS ->
              "No figure of another step is bound in a model. Name a model and its barrier, and bind gauges to other steps.";
          case GRAVER -> "Nothing of these families was seen.";
          case OFFLINE ->
              "Nothing was brought in; 'weir import interception' and 'weir import analysis' take it.";
        }
        : "Too few before or after to compare.";
  }

  private static final List<String> GRAVER =
      List.of("opioid/fentanyl", "nps/fentanyl", "nps/nitazene", "nps/benzodiazepine");

  /** What another step's figure may be: what can be said day by day, and is no share. */
  private static final List<String> BY_TIME =
      List.of("sales", "revenue", "listings", "accounts", "price_per_gram");

  /** A series as readers know it: what pages did not say has a name too. */
  public static String named(Elsewhere place, String name) {
    return !name.equals("none")
        ? name
        : place == Elsewhere.ORIGINS ? "not told" : place == Elsewhere.SOURCES ? name : "not named";
  }

  /** Whatever answers questions about one state of the lake. */
  public interface Lake {
    /** A measure's rows. */
    List<MeasureRow> measure(MeasureRequest request);

    /** Rows of a question in SQL, by column. */
    List<Map<String, @Nullable Object>> rows(String sql);

    /** The state of the lake that the measures are of. */
    static Lake over(Measures measures) {
      return new Lake() {
        @Override
        public List<MeasureRow> measure(MeasureRequest request) {
          return measures.run(request);
        }

        @Override
        public List<Map<String, @Nullable Object>> rows(String sql) {
          return measures.query().rows(sql);
        }
      };
    }
  }

  /**
   * How an event is looked at.
   *
   * @param source null for all
   * @param step {@code day} or {@code week}
   * @param window steps after the event that count
   */
  public record Question(
      String measure,
      @Nullable String source,
      Map<String, String> filters,
      String step,
      int window,
      String estimator,
      String currency) {

    public Question {
      if (!step.equals("day") && !step.equals("week")) {
        throw new EventFault("The step '%s' is neither day nor week.".formatted(step));
      }
      if (window < 2) {
        throw new EventFault(
            "A window of %d is too short; give 2 or more steps.".formatted(window));
      }
      filters = Map.copyOf(filters);
    }

    /** Whether values of days add up to those of weeks. */
    boolean addsUp() {
      return measure.equals("sales") || measure.equals("revenue");
    }

    int stepDays() {
      return step.equals("week") ? 7 : 1;
    }

    /** What the series is called. */
    String series() {
      return source == null ? "all sources" : source;
    }

    MeasureRequest request(List<String> by, @Nullable String of) {
      return new MeasureRequest(measure, by, null, null, of, filters, estimator, "none", currency);
    }
  }

  /** The series of a question, asked once and evaluated for each event. */
  public static final class Asked {
    private final Lake lake;
    private final Question question;
    private final List<StepGauge> gauges;
    private final Evaluation.Settings settings;
    private final @Nullable SavedSums sums;
    private final Map<String, LocalDate> saved;
    private final List<Series> plain;
    private final List<Series> plainOthers;
    private final Map<Elsewhere, Function<LocalDate, List<Evaluation.Candidate>>> series =
        new EnumMap<>(Elsewhere.class);
    private @Nullable List<Series> harms;

    private Asked(Lake lake, Question question, List<StepGauge> gauges) {
      this.lake = lake;
      this.question = question;
      this.gauges = gauges;
      String source = question.source();
      List<MeasureRow> rows;
      if (question.addsUp()) {
        rows = lake.measure(question.request(List.of("source", "day"), null));
        saved = saved(lake, question.estimator());
        sums = SavedSums.of(rows, null, saved);
        plain = List.of();
        plainOthers = List.of();
      } else {
        rows = lake.measure(question.request(List.of(question.step()), source));
        saved = Map.of();
        sums = null;
        plain = MeasuredSeries.of(rows, null, question.series());
        plainOthers =
            source == null
                ? List.of()
                : MeasuredSeries.of(
                    lake.measure(question.request(List.of("source", question.step()), null)),
                    "source",
                    "");
      }
      boolean amounts = rows.stream().anyMatch(row -> row.unit().equals(question.currency()));
      this.settings =
          new Evaluation.Settings(amounts ? Spread.AMOUNTS : Spread.COUNTS, question.window());
    }

    /** The series that was asked for, around an event; null when nothing of the kind was seen. */
    private @Nullable Series whole(LocalDate event) {
      if (sums == null) {
        return plain.isEmpty() ? null : plain.getFirst();
      }
      String source = question.source();
      return sums.isEmpty()
          ? null
          : source == null
              ? sums.around(event).together(named(event), question.stepDays(), event)
              : sums.ofSource(source, question.stepDays(), event);
    }

    private List<String> leftOut(LocalDate event) {
      return sums == null || question.source() != null ? List.of() : sums.outOfView(event);
    }

    private String named(LocalDate event) {
      List<String> out = leftOut(event);
      return out.isEmpty()
          ? question.series()
          : question.series() + " but " + String.join(", ", out);
    }

    private List<Series> others(LocalDate event) {
      String source = question.source();
      if (source == null) {
        return List.of();
      }
      // Spread over their days, so that they can be compared on days of any save.
      List<Series> all = sums == null ? plainOthers : sums.spread(question.stepDays(), event);
      return all.stream().filter(one -> !one.name().equals(source)).toList();
    }

    /**
     * Evaluates one event.
     *
     * @param where places that are looked at
     * @throws IllegalArgumentException when the series does not reach far enough around it
     */
    public EventStudy of(Event event, List<Elsewhere> where) {
      Series whole = whole(event.day());
      if (whole == null) {
        throw nothing(question, lake);
      }
      Finding finding = Evaluation.of(whole, others(event.day()), event, settings);
      Map<Elsewhere, List<Evaluation.Elsewhere>> found = new LinkedHashMap<>();
      Map<Elsewhere, List<String>> thin = new LinkedHashMap<>();
      for (Elsewhere place : where) {
        List<Evaluation.Candidate> of =
            series.computeIfAbsent(place, this::series).apply(event.day());
        List<Evaluation.Elsewhere> told = Evaluation.displacement(of, event);
        found.put(place, told);
        thin.put(
            place,
            of.stream()
                .map(one -> one.series().name())
                .filter(name -> told.stream().noneMatch(one -> one.name().equals(name)))
                .toList());
      }
      List<Series> harmful = harms;
      if (harmful == null) {
        harmful = harm(lake);
        harms = harmful;
      }
      return new EventStudy(
          finding,
          found,
          thin,
          Evaluation.displacement(
              harmful, event, new Evaluation.Settings(Spread.COUNTS, weeks(settings.window()))),
          leftOut(event.day()));
    }

    private int weeks(int steps) {
      return question.step().equals("week") ? steps : Math.max(2, steps / 7);
    }

    private Function<LocalDate, List<Evaluation.Candidate>> series(Elsewhere place) {
      return switch (place) {
        case STEPS -> steps();
        case OFFLINE -> {
          List<Evaluation.Candidate> offline = offline();
          yield _ -> offline;
        }
        case SOURCES, ORIGINS, CLASSES, GRAVER -> {
          Function<LocalDate, List<Series>> online = online(place);
          yield event -> candidates(online.apply(event), settings);
        }
      };
    }

    private static List<Evaluation.Candidate> candidates(
        List<Series> of, Evaluation.Settings settings) {
      return of.stream().map(one -> new Evaluation.Candidate(one, settings)).toList();
    }

    private Function<LocalDate, List<Series>> online(Elsewhere place) {
      String source = question.source();
      try {
        return switch (place) {
          case SOURCES -> {
            if (source == null) {
              yield _ -> List.of();
            }
            SavedSums all = sums;
            yield event ->
                (all == null ? plainOthers : all.bySource(question.stepDays(), event))
                    .stream().filter(one -> !one.name().equals(source)).toList();
          }
          case ORIGINS, CLASSES -> {
            Function<LocalDate, List<Series>> all = by(place.key(), source);
            // One alone is the series that was asked for, under another name.
            yield event -> {
              List<Series> found = all.apply(event);
              return found.size() < 2 ? List.of() : found;
            };
          }
          case GRAVER -> {
            Function<LocalDate, List<Series>> all = by(place.key(), null);
            yield event ->
                all.apply(event).stream().filter(one -> GRAVER.contains(one.name())).toList();
          }
          case STEPS, OFFLINE -> _ -> List.of();
        };
      } catch (MeasureProblem notAsked) {
        // This measure cannot be told apart so: nothing can be said of that place.
        return _ -> List.of();
      }
    }

    /** What the barrier model binds to other steps, each figure asked for as it stands there. */
    private Function<LocalDate, List<Evaluation.Candidate>> steps() {
      List<Function<LocalDate, List<Evaluation.Candidate>>> all = new ArrayList<>();
      for (StepGauge gauge : gauges) {
        boolean itself =
            gauge.measure().equals(question.measure())
                && java.util.Objects.equals(gauge.source(), question.source())
                && gauge.filters().equals(question.filters());
        if (itself || !BY_TIME.contains(gauge.measure())) {
          continue;
        }
        Question own =
            new Question(
                gauge.measure(),
                gauge.source(),
                gauge.filters(),
                question.step(),
                question.window(),
                question.estimator(),
                question.currency());
        try {
          Asked asked = new Asked(lake, own, List.of());
          all.add(event -> {
            Series found = asked.whole(event);
            return found == null
                ? List.of()
                : List.of(new Evaluation.Candidate(found.named(gauge.name()), asked.settings));
          });
        } catch (MeasureProblem notAsked) {
          // Where a gauge cannot be asked, its page says so.
        }
      }
      return event -> all.stream().flatMap(one -> one.apply(event).stream()).toList();
    }

    /** Items stopped and samples brought to laboratories, by the week. */
    private List<Evaluation.Candidate> offline() {
      Evaluation.Settings counted =
          new Evaluation.Settings(Spread.COUNTS, weeks(settings.window()));
      List<Series> found = new ArrayList<>();
      try {
        found.addAll(
            MeasuredSeries.of(
                lake.measure(MeasureRequest.of("interceptions", "week")), null, "items stopped"));
      } catch (MeasureProblem nothingBroughtIn) {
        // Said by its absence.
      }
      found.addAll(
          weekly(
              lake.rows(
                  "SELECT 'samples analysed' AS kind, CAST(date_trunc('week', analysed_on) AS VARCHAR) AS week,"
                      + " count(DISTINCT sample_id) AS n FROM analysis GROUP BY ALL ORDER BY ALL")));
      return candidates(found, counted);
    }

    private Function<LocalDate, List<Series>> by(String key, @Nullable String source) {
      if (sums != null) {
        SavedSums apart =
            SavedSums.of(
                lake.measure(question.request(List.of("source", key, "day"), source)), key, saved);
        return event ->
            apart.isEmpty() ? List.of() : apart.around(event).byKey(question.stepDays(), event);
      }
      List<Series> all =
          MeasuredSeries.of(
              lake.measure(question.request(List.of(key, question.step()), source)), key, "");
      return _ -> all;
    }
  }

  /**
   * Asks for the series.
   *
   * @throws EventFault when nothing of the kind was seen
   */
  public static Asked ask(Lake lake, Question question) {
    return ask(lake, question, List.of());
  }

  /**
   * Asks for the series, and for those of other steps of the crime when they are looked at.
   *
   * @throws EventFault when nothing of the kind was seen
   */
  public static Asked ask(Lake lake, Question question, List<StepGauge> gauges) {
    Asked asked = new Asked(lake, question, gauges);
    if (asked.whole(LocalDate.EPOCH) == null) {
      throw nothing(question, lake);
    }
    return asked;
  }

  private static final String SOURCES =
      "SELECT DISTINCT source FROM capture ORDER BY source LIMIT 20";

  private static EventFault nothing(Question question, Lake lake) {
    String source = question.source();
    List<String> known =
        source == null
            ? List.of()
            : lake.rows(SOURCES).stream().map(row -> String.valueOf(row.get("source"))).toList();
    if (source != null && !known.isEmpty() && !known.contains(source)) {
      return new EventFault(
          "No page of a source '%s' was ever taken in. There are: %s."
              .formatted(source, String.join(", ", known)));
    }
    return new EventFault(
        "Nothing of the kind was seen, so nothing can be compared. 'weir measure %s --by %s' shows what there is."
            .formatted(question.measure(), question.step()));
  }

  /** The day of each source's first save; empty for figures that others published. */
  private static Map<String, LocalDate> saved(Lake lake, String estimator) {
    Map<String, LocalDate> first = new TreeMap<>();
    if (estimator.equals("import")) {
      return first;
    }
    for (Map<String, @Nullable Object> row :
        lake.rows(
            "SELECT source, CAST(min(captured_at) AS DATE)::VARCHAR AS day FROM capture"
                + " WHERE captured_at IS NOT NULL GROUP BY source")) {
      first.put(String.valueOf(row.get("source")), LocalDate.parse(String.valueOf(row.get("day"))));
    }
    return first;
  }

  /** Counts of harm by week; a week between the first and the last that has no row had none. */
  static List<Series> harm(Lake lake) {
    return weekly(
        lake.rows(
            "SELECT kind, CAST(date_trunc('week', day) AS VARCHAR) AS week, sum(count) AS n FROM harm"
                + " GROUP BY ALL ORDER BY ALL"));
  }

  /** Counts by {@code kind} and {@code week} as series. */
  private static List<Series> weekly(List<Map<String, @Nullable Object>> rows) {
    Map<String, TreeMap<LocalDate, Double>> kinds = new TreeMap<>();
    for (Map<String, @Nullable Object> row : rows) {
      String week = String.valueOf(row.get("week"));
      Object count = row.get("n");
      if (count instanceof Number number && week.length() >= 10) {
        kinds
            .computeIfAbsent(String.valueOf(row.get("kind")), _ -> new TreeMap<>())
            .put(LocalDate.parse(week.substring(0, 10)), number.doubleValue());
      }
    }
    List<Series> series = new ArrayList<>();
    kinds.forEach((kind, weeks) -> {
      LocalDate first = weeks.firstKey();
      LocalDate last = weeks.lastKey();
      List<@Nullable Double> values = new ArrayList<>();
      long length = ChronoUnit.WEEKS.between(first, last) + 1;
      for (long i = 0; i < length; i++) {
        values.add(weeks.getOrDefault(first.plusWeeks(i), 0.0));
      }
      series.add(Series.of(kind, first, 7, values));
    });
    return series;
  }
}
