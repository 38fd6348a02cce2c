package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.evaluation.Recovery;
import weir.event.EventFault;
import weir.event.EventFile;
import weir.event.EventStudy;
import weir.event.StepGauge;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.web.chart.EventChart;
import weir.web.chart.Svg;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * Did something change after an event, and would it have changed anyway?
 *
 * @param models that can be named, the one asked for included
 * @param barriers of the model asked for
 * @param problem why it could not be told; null when it could, or when nothing was asked yet
 * @param result null when nothing was asked yet, or it could not be told
 */
record EvaluatePage(
    Frame frame,
    Form form,
    List<SourceSummary> sources,
    List<String> models,
    List<Barrier> barriers,
    @Nullable String problem,
    @Nullable Result result,
    SourceLine line)
    implements Page {

  /** What can be evaluated: figures that are totals or prices by day. */
  static final List<String> MEASURES =
      List.of("sales", "revenue", "listings", "accounts", "price_per_gram");

  /** The ways of looking at an event. */
  enum Way {
    ALL("all", "all of them"),
    INTERRUPTED("interrupted", "before and after"),
    STRUCTURAL("structural", "structural model"),
    CONTROL("control", "other series");

    private final String word;
    private final String words;

    Way(String word, String words) {
      this.word = word;
      this.words = words;
    }

    String word() {
      return word;
    }

    String words() {
      return words;
    }

    static List<String> names() {
      return Stream.of(values()).map(Way::word).toList();
    }

    static Way named(String word) {
      return Stream.of(values()).filter(way -> way.word.equals(word)).findFirst().orElseThrow();
    }

    boolean shows(Way way) {
      return this == ALL || this == way;
    }
  }

  /**
   * What was asked.
   *
   * @param on the event's day, as typed; empty before the first question
   * @param model a barrier model's name; empty for none
   * @param barrier whose other steps are looked at; empty for none
   */
  record Form(
      String on,
      String name,
      String measure,
      String source,
      String step,
      int window,
      Way way,
      String model,
      String barrier) {

    Form on(LocalDate day, String called) {
      return new Form(
          on.isEmpty() ? day.toString() : on,
          name.isEmpty() ? called : name,
          measure,
          source,
          step,
          window,
          way,
          model,
          barrier);
    }

    static Form of(Map<String, String> parameters) {
      String window = Objects.requireNonNullElse(parameters.get("window"), "60").strip();
      if (!window.matches("[0-9]{1,4}") || Integer.parseInt(window) < 2) {
        throw new BadAddress(
            "'%s' is no number of steps after the event. Give 2 or more, such as 60."
                .formatted(window.length() > 20 ? window.substring(0, 20) : window));
      }
      String measure = one(parameters, "measure", MEASURES);
      String step = one(parameters, "step", List.of("day", "week"));
      String name = Objects.requireNonNullElse(parameters.get("name"), "").strip();
      return new Form(
          Objects.requireNonNullElse(parameters.get("on"), "").strip(),
          name.length() > 120 ? name.substring(0, 120) : name,
          measure,
          Objects.requireNonNullElse(parameters.get("source"), "").strip(),
          step,
          Integer.parseInt(window),
          Way.named(one(parameters, "way", Way.names())),
          Objects.requireNonNullElse(parameters.get("model"), "").strip(),
          Objects.requireNonNullElse(parameters.get("barrier"), "").strip());
    }

    private static String one(Map<String, String> parameters, String key, List<String> known) {
      String value = Objects.requireNonNullElse(parameters.get(key), known.getFirst());
      if (!known.contains(value)) {
        throw new BadAddress(
            "This cannot be evaluated. Expected for %s one of %s."
                .formatted(key, String.join(", ", known)));
      }
      return value;
    }
  }

  /**
   * What was found.
   *
   * @param words the finding in a sentence or two
   * @param cannotTell what the design cannot tell, in plain words
   */
  record Result(
      String words,
      String power,
      @Nullable String recovery,
      Svg chart,
      List<String> cannotTell,
      SheetView figures,
      SheetView places,
      SheetView elsewhere,
      @Nullable String thin,
      SheetView harm,
      SheetView course) {}

  static EvaluatePage of(
      Market market,
      Function<String, Optional<BarrierModel>> known,
      Options options,
      SheetRequest request) {
    Form form = Form.of(request.parameters());
    String problem = null;
    Result result = null;
    BarrierModel model = form.model().isEmpty() ? null : model(known, form.model());
    Barrier barrier = model == null || form.barrier().isEmpty() ? null : barrier(model, form);
    if (barrier != null && barrier.from() != null) {
      form = form.on(Objects.requireNonNull(barrier.from()), barrier.label());
    }
    if (!form.on().isEmpty() && !market.isEmpty()) {
      try {
        List<StepGauge> gauges =
            barrier == null
                ? List.of()
                : StepGauge.elsewhere(Objects.requireNonNull(model), barrier);
        result = result(market, options, form, gauges, request);
      } catch (EventFault | IllegalArgumentException cannot) {
        problem = cannot.getMessage();
      }
    } else if (barrier != null && barrier.from() == null) {
      problem =
          "The barrier '%s' has no day from which it was in force. Write it into the model, or give the event's day."
              .formatted(barrier.label());
    }
    List<String> models = new ArrayList<>(BarrierModels.shipped());
    if (!form.model().isEmpty() && !models.contains(form.model())) {
      models.add(form.model());
    }
    return new EvaluatePage(
        market.frame("Evaluate", "evaluate", false),
        form,
        market.sources(),
        models,
        model == null ? List.of() : model.barriers(),
        problem,
        result,
        market.line());
  }

  private static BarrierModel model(Function<String, Optional<BarrierModel>> known, String name) {
    return known
        .apply(name)
        .orElseThrow(() ->
            new BadAddress(
                "There is no model '%s'. Expected one of %s, or workbench/ID."
                    .formatted(brief(name), String.join(", ", BarrierModels.shipped()))));
  }

  private static Barrier barrier(BarrierModel model, Form form) {
    return model.barriers().stream()
        .filter(one -> one.id().equals(form.barrier()))
        .findFirst()
        .orElseThrow(() ->
            new BadAddress(
                "The model '%s' has no barrier '%s'. It has: %s."
                    .formatted(
                        form.model(),
                        brief(form.barrier()),
                        model.barriers().isEmpty()
                            ? "none"
                            : String.join(
                                ", ", model.barriers().stream().map(Barrier::id).toList()))));
  }

  private static String brief(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** The market as an evaluation asks it. */
  record OfMarket(Market market) implements EventStudy.Lake {
    @Override
    public List<MeasureRow> measure(MeasureRequest request) {
      return market.measure(request);
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(String sql) {
      return market.rows(sql).stream().map(Market.Row::values).toList();
    }
  }

  private static Result result(
      Market market, Options options, Form form, List<StepGauge> gauges, SheetRequest request) {
    LocalDate day = EventFile.day(form.on(), "The day");
    String source = form.source().isEmpty() ? null : market.source(form.source()).id();
    EventStudy study =
        EventStudy.ask(
                new OfMarket(market),
                new EventStudy.Question(
                    form.measure(),
                    source,
                    Map.of(),
                    form.step(),
                    form.window(),
                    options.estimator(),
                    options.currency()),
                gauges)
            .of(
                new Event(form.name().isEmpty() ? "the event" : form.name(), day),
                List.of(EventStudy.Elsewhere.values()));
    Finding finding = study.finding();
    return new Result(
        words(finding, form.way()),
        "This design would have seen a fall of 30 %% in %d of 100 cases, and a fall of %d %% in 80 of 100."
            .formatted(
                Math.round(100 * finding.powerOfFall30()),
                Math.round(100 * finding.fallSeenIn80())),
        recovery(finding),
        chart(finding, form),
        study.cannotTell(),
        figures(finding, form.way()).view(request),
        places(study).view(request),
        elsewhere(study).view(request),
        thin(study),
        harm(study).view(request),
        course(finding).view(request));
  }

  /** The finding by the way that was chosen, in a sentence. */
  private static String words(Finding finding, Way way) {
    Finding.Control control = finding.control();
    return switch (way) {
      case ALL, INTERRUPTED -> finding.words();
      case STRUCTURAL -> finding.words("By the structural model", finding.structural());
      case CONTROL ->
          finding.words("Against other series", control == null ? null : control.effect());
    };
  }

  private static @Nullable String recovery(Finding finding) {
    Recovery recovery = finding.recovery();
    Double steps = recovery.steps();
    if (steps == null) {
      return finding.effect().seen() ? "No return was seen within the time after." : null;
    }
    Double high = recovery.high();
    return String.format(
        Locale.ROOT,
        "Half of the change was undone after %.0f %s (%s).",
        steps,
        finding.series().stepDays() == 1 ? "days" : "weeks",
        high == null ? "how long at most is open" : "at most %.0f".formatted(high));
  }

  private static Svg chart(Finding finding, Form form) {
    List<EventChart.Step> steps = new ArrayList<>();
    for (int i = 0; i < finding.course().size(); i++) {
      Finding.Expected expected = finding.course().get(i);
      steps.add(
          new EventChart.Step(
              finding.series().day(i),
              seen(finding, i),
              expected.mean() / finding.series().spans().get(i),
              expected.low() / finding.series().spans().get(i),
              expected.high() / finding.series().spans().get(i)));
    }
    String words =
        "%s of %s by %s from %s to %s, with what would have been after %s without the event, and its 95 %% band. %s The table below holds every figure."
            .formatted(
                Words.capital(Words.plain(form.measure())),
                finding.series().name(),
                form.step(),
                Words.day(finding.series().first()),
                Words.day(finding.series().day(finding.until() - 1)),
                Words.day(finding.event().day()),
                finding.words());
    return new EventChart(steps, finding.from(), finding.event().day(), Words::brief, words).draw();
  }

  /** What was seen at a step; of a sum over several, the share of one. */
  private static @Nullable Double seen(Finding finding, int step) {
    Double value = finding.series().values().get(step);
    return value == null ? null : (Double) (value / finding.series().spans().get(step));
  }

  private static List<Cell> figure(String what, @Nullable Effect effect) {
    return effect == null
        ? List.of(Cell.text(what), Cell.measured(null, null, null, null, null), Cell.text(null))
        : List.of(Cell.text(what), change(effect), Cell.number(p(effect.p()), effect.p()));
  }

  private static Cell change(Effect effect) {
    return Cell.measured(
        Effect.percent(effect.ratio()),
        Effect.percent(effect.low()) + " to " + Effect.percent(effect.high()),
        effect.ratio() - 1,
        effect.low() - 1,
        effect.high() - 1);
  }

  private static String p(double p) {
    return p < 0.001 ? "below 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static Sheet figures(Finding finding, Way way) {
    List<List<Cell>> lines = new ArrayList<>();
    if (way.shows(Way.INTERRUPTED)) {
      lines.add(figure("Before and after (the figure to quote)", finding.effect()));
    }
    if (way.shows(Way.STRUCTURAL)) {
      lines.add(figure("Structural model, drifting level and slope", finding.structural()));
    }
    Finding.Control control = finding.control();
    if (control != null && way.shows(Way.CONTROL)) {
      lines.add(
          List.of(
              Cell.text(
                  "Against a mean of %s"
                      .formatted(Words.count(control.donors(), "other series", "other series"))),
              change(control.effect()),
              Cell.number(p(control.effect().p()), control.effect().p())));
    }
    Finding.Placebos placebos = finding.placebos();
    if (placebos.tried() > 0 && way.shows(Way.INTERRUPTED)) {
      double share = (placebos.asFar() + 1) / (placebos.tried() + 1.0);
      lines.add(
          List.of(
              Cell.text(
                  "On %s before, when nothing happened, as far"
                      .formatted(Words.count(placebos.tried(), "day", "days"))),
              Cell.number(Words.count(placebos.asFar()), placebos.asFar()),
              Cell.number(p(share), share)));
    }
    return new Sheet(
        "figures",
        "The change by each way of looking",
        List.of(
            Head.text("way", "Way").unsorted(),
            Head.measured("change", "Change").unsorted(),
            Head.number("p", "p, without any effect").unsorted()),
        lines,
        "Nothing was found.");
  }

  private static Sheet places(EventStudy study) {
    return new Sheet(
        "places",
        "Did it move elsewhere?",
        List.of(
            Head.text("place", "To"), Head.word("verdict", "A rise"), Head.text("why", "Because")),
        study.places().stream()
            .map(place ->
                List.of(
                    Cell.text(Words.capital(place.words())),
                    Cell.text(study.verdict(place).words()),
                    Cell.text(study.why(place, name -> name(place, name)))))
            .toList(),
        "Nothing was looked at.");
  }

  private static Sheet elsewhere(EventStudy study) {
    List<List<Cell>> lines = new ArrayList<>();
    study
        .elsewhere()
        .forEach((place, found) ->
            found.forEach(one ->
                lines.add(
                    List.of(
                        Cell.text(Words.capital(place.words()), place.words()),
                        Cell.text(name(place, one.name()), one.name()),
                        change(one.effect()),
                        Cell.number(p(one.p()), one.p()),
                        Cell.text(one.seen() ? "changed" : "no change could be seen")))));
    return new Sheet(
        "elsewhere",
        "Where else something changed",
        List.of(
            Head.text("where", "To"),
            Head.text("name", "Which"),
            Head.measured("change", "Change"),
            Head.number("p", "p, corrected for their number"),
            Head.text("seen", "Read as")),
        lines,
        "Nothing else can be tested: other sources, origins and classes have too few known steps.");
  }

  private static @Nullable String thin(EventStudy study) {
    List<String> names = new ArrayList<>();
    study.thin().forEach((place, thin) -> thin.forEach(name -> names.add(name(place, name))));
    return names.isEmpty()
        ? null
        : "Too few before or after the event to compare: %s."
            .formatted(String.join(", ", names.stream().distinct().toList()));
  }

  private static String name(EventStudy.Elsewhere place, String name) {
    return switch (place) {
      case SOURCES, STEPS, OFFLINE -> name;
      case ORIGINS -> name.equals("none") ? "not told" : Words.country(name);
      case CLASSES, GRAVER -> name.equals("none") ? "not named" : Words.substanceClass(name);
    };
  }

  private static Sheet harm(EventStudy study) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Evaluation.Elsewhere one : study.harm()) {
      lines.add(
          List.of(
              Cell.text(Words.capital(one.name()), one.name()),
              change(one.effect()),
              Cell.number(p(one.p()), one.p()),
              Cell.text(one.seen() ? "changed" : "no change could be seen")));
    }
    return new Sheet(
        "harm",
        "Harm counted in the same weeks",
        List.of(
            Head.text("kind", "Kind"),
            Head.measured("change", "Change"),
            Head.number("p", "p, corrected for their number"),
            Head.text("seen", "Read as")),
        lines,
        "No counts of harm were brought in. `weir import harm FILE` takes poisonings, emergency"
            + " visits and violence by day or week.");
  }

  private static Sheet course(Finding finding) {
    List<List<Cell>> lines = new ArrayList<>();
    for (int i = 0; i < finding.course().size(); i++) {
      Finding.Expected expected = finding.course().get(i);
      Double seen = seen(finding, i);
      int span = finding.series().spans().get(i);
      LocalDate day = finding.series().day(i);
      lines.add(
          List.of(
              Cell.text(Words.day(day), day.toString()),
              Cell.text(i < finding.from() ? "before" : "after"),
              Cell.number(seen == null ? null : Words.brief(seen), seen),
              Cell.measured(
                  Words.brief(expected.mean() / span),
                  Words.brief(expected.low() / span) + " to " + Words.brief(expected.high() / span),
                  expected.mean() / span,
                  expected.low() / span,
                  expected.high() / span)));
    }
    return new Sheet(
        "course",
        "Seen, and expected without the event",
        List.of(
            Head.word("day", "From"),
            Head.word("time", "Time"),
            Head.number("seen", "Seen"),
            Head.measured("expected", "Without the event")),
        lines,
        "No step.");
  }

  @Override
  public String template() {
    return "evaluate.jte";
  }

  @Override
  public List<SheetView> sheets() {
    Result found = result;
    return found == null
        ? List.of()
        : List.of(found.figures(), found.places(), found.elsewhere(), found.harm(), found.course());
  }
}
