package weir.event;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.evaluation.Series;
import weir.evaluation.Spread;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.MeasuredSeries;

/**
 * What a measure was before and after an event, where else something changed, and what harm was
 * counted beside.
 *
 * @param finding about the series that was asked for
 * @param elsewhere what happened to other sources, origins, classes, graver substances and what was
 *     stopped offline, by what they are; a list is empty where nothing could be tested
 * @param thin series elsewhere that hold too little before or after the event to be compared
 * @param harm what happened to counts of harm; empty where none was brought in
 */
public record EventStudy(
    Finding finding,
    Map<Elsewhere, List<Evaluation.Elsewhere>> elsewhere,
    Map<Elsewhere, List<String>> thin,
    List<Evaluation.Elsewhere> harm) {

  /** Where a market can move to. */
  public enum Elsewhere {
    SOURCES("other sources", "source"),
    ORIGINS("other origins", "origin"),
    CLASSES("other classes", "class"),
    /** Families that kill in amounts that nobody can see. */
    GRAVER("more dangerous substances", "family"),
    /** What was stopped on its way. */
    OFFLINE("what was stopped offline", "");

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

    /** The measures' key; empty where another measure is asked. */
    public String key() {
      return key;
    }
  }

  private static final List<String> GRAVER =
      List.of("opioid/fentanyl", "nps/fentanyl", "nps/nitazene", "nps/benzodiazepine");

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

    MeasureRequest request(List<String> by, @Nullable String of) {
      return new MeasureRequest(measure, by, null, null, of, filters, estimator, "none", currency);
    }
  }

  /** The series of a question, asked once and evaluated for each event. */
  public static final class Asked {
    private final Lake lake;
    private final Question question;
    private final Series whole;
    private final List<Series> others;
    private final Evaluation.Settings settings;
    private final Map<Elsewhere, List<Series>> series = new LinkedHashMap<>();
    private @Nullable List<Series> harms;

    private Asked(
        Lake lake,
        Question question,
        Series whole,
        List<Series> others,
        Evaluation.Settings settings) {
      this.lake = lake;
      this.question = question;
      this.whole = whole;
      this.others = others;
      this.settings = settings;
    }

    /**
     * Evaluates one event.
     *
     * @param where places that are looked at
     * @throws IllegalArgumentException when the series does not reach far enough around it
     */
    public EventStudy of(Event event, List<Elsewhere> where) {
      Finding finding = Evaluation.of(whole, others, event, settings);
      Map<Elsewhere, List<Evaluation.Elsewhere>> found = new LinkedHashMap<>();
      Map<Elsewhere, List<String>> thin = new LinkedHashMap<>();
      for (Elsewhere place : where) {
        List<Series> of = series.computeIfAbsent(place, this::series);
        Evaluation.Settings counted =
            place == Elsewhere.OFFLINE
                ? new Evaluation.Settings(Spread.COUNTS, weeks(settings.window()))
                : settings;
        List<Evaluation.Elsewhere> told = Evaluation.displacement(of, event, counted);
        found.put(place, told);
        thin.put(
            place,
            of.stream()
                .map(Series::name)
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
              harmful, event, new Evaluation.Settings(Spread.COUNTS, weeks(settings.window()))));
    }

    private int weeks(int steps) {
      return question.step().equals("week") ? steps : Math.max(2, steps / 7);
    }

    private List<Series> series(Elsewhere place) {
      try {
        return switch (place) {
          case SOURCES ->
              question.source() == null
                  ? List.of()
                  : by("source", null).stream()
                      .filter(one -> !one.name().equals(question.source()))
                      .toList();
          case ORIGINS, CLASSES -> {
            List<Series> all = by(place.key(), question.source());
            // One alone is the series that was asked for, under another name.
            yield all.size() < 2 ? List.of() : all;
          }
          case GRAVER ->
              by("family", null).stream().filter(one -> GRAVER.contains(one.name())).toList();
          case OFFLINE ->
              MeasuredSeries.of(
                  lake.measure(MeasureRequest.of("interceptions", "week")), null, "items stopped");
        };
      } catch (MeasureProblem notAsked) {
        // This measure cannot be told apart so: nothing can be said of that place.
        return List.of();
      }
    }

    private List<Series> by(String key, @Nullable String source) {
      return MeasuredSeries.of(
          lake.measure(question.request(List.of(key, question.step()), source)), key, "");
    }
  }

  /**
   * Asks for the series.
   *
   * @throws EventFault when nothing of the kind was seen
   */
  public static Asked ask(Lake lake, Question question) {
    String source = question.source();
    List<Series> whole =
        MeasuredSeries.of(
            lake.measure(question.request(List.of(question.step()), source)),
            null,
            source == null ? "all sources" : source);
    if (whole.isEmpty()) {
      throw new EventFault(
          "Nothing of the kind was seen, so nothing can be compared. 'weir measure %s --by %s' shows what there is."
              .formatted(question.measure(), question.step()));
    }
    List<Series> others =
        source == null
            ? List.of()
            : MeasuredSeries.of(
                    lake.measure(question.request(List.of("source", question.step()), null)),
                    "source",
                    "")
                .stream()
                .filter(series -> !series.name().equals(source))
                .toList();
    boolean amounts =
        lake.measure(question.request(List.of(), source)).stream()
            .anyMatch(row -> row.unit().equals(question.currency()));
    return new Asked(
        lake,
        question,
        whole.getFirst(),
        others,
        new Evaluation.Settings(amounts ? Spread.AMOUNTS : Spread.COUNTS, question.window()));
  }

  /** Counts of harm by week; a week between the first and the last that has no row had none. */
  static List<Series> harm(Lake lake) {
    Map<String, Map<LocalDate, Double>> kinds = new TreeMap<>();
    for (Map<String, @Nullable Object> row :
        lake.rows(
            "SELECT kind, CAST(date_trunc('week', day) AS VARCHAR) AS week, sum(count) AS n FROM harm"
                + " GROUP BY ALL ORDER BY ALL")) {
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
      LocalDate first = ((TreeMap<LocalDate, Double>) weeks).firstKey();
      LocalDate last = ((TreeMap<LocalDate, Double>) weeks).lastKey();
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
