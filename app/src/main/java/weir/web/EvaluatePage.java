package weir.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.evaluation.Recovery;
import weir.event.EventFault;
import weir.event.EventFile;
import weir.event.EventStudy;
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
 * @param problem why it could not be told; null when it could, or when nothing was asked yet
 * @param result null when nothing was asked yet, or it could not be told
 */
record EvaluatePage(
    Frame frame,
    Form form,
    List<SourceSummary> sources,
    @Nullable String problem,
    @Nullable Result result,
    SourceLine line)
    implements Page {

  /** What can be evaluated: figures that are totals or prices by day. */
  static final List<String> MEASURES =
      List.of("sales", "revenue", "listings", "accounts", "price_per_gram");

  /**
   * What was asked.
   *
   * @param on the event's day, as typed; empty before the first question
   */
  record Form(String on, String name, String measure, String source, String step, int window) {

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
          Integer.parseInt(window));
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
      SheetView elsewhere,
      @Nullable String thin,
      SheetView harm,
      SheetView course) {}

  static EvaluatePage of(Market market, Options options, SheetRequest request) {
    Form form = Form.of(request.parameters());
    String problem = null;
    Result result = null;
    if (!form.on().isEmpty() && !market.isEmpty()) {
      try {
        result = result(market, options, form, request);
      } catch (EventFault | IllegalArgumentException cannot) {
        problem = cannot.getMessage();
      }
    }
    return new EvaluatePage(
        market.frame("Evaluate", "evaluate", false),
        form,
        market.sources(),
        problem,
        result,
        market.line());
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

  private static Result result(Market market, Options options, Form form, SheetRequest request) {
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
                    options.currency()))
            .of(
                new Event(form.name().isEmpty() ? "the event" : form.name(), day),
                List.of(EventStudy.Elsewhere.values()));
    Finding finding = study.finding();
    return new Result(
        finding.words(),
        "This design would have seen a fall of 30 %% in %d of 100 cases, and a fall of %d %% in 80 of 100."
            .formatted(
                Math.round(100 * finding.powerOfFall30()),
                Math.round(100 * finding.fallSeenIn80())),
        recovery(finding),
        chart(finding, form),
        finding.cannotTell(),
        figures(finding).view(request),
        elsewhere(study).view(request),
        thin(study),
        harm(study).view(request),
        course(finding).view(request));
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
              finding.series().values().get(i),
              expected.mean(),
              expected.low(),
              expected.high()));
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

  private static Sheet figures(Finding finding) {
    List<List<Cell>> lines = new ArrayList<>();
    lines.add(figure("Before and after (the figure to quote)", finding.effect()));
    lines.add(figure("Structural model, drifting level and slope", finding.structural()));
    Finding.Control control = finding.control();
    if (control != null) {
      lines.add(
          List.of(
              Cell.text(
                  "Against a mean of %s"
                      .formatted(Words.count(control.donors(), "other series", "other series"))),
              Cell.measured(Effect.percent(control.ratio()), null, control.ratio() - 1, null, null),
              Cell.number(p(control.p()), control.p())));
    }
    Finding.Placebos placebos = finding.placebos();
    if (placebos.tried() > 0) {
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
      case SOURCES, OFFLINE -> name;
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
      Double seen = finding.series().values().get(i);
      LocalDate day = finding.series().day(i);
      lines.add(
          List.of(
              Cell.text(Words.day(day), day.toString()),
              Cell.text(i < finding.from() ? "before" : "after"),
              Cell.number(seen == null ? null : Words.brief(seen), seen),
              Cell.measured(
                  Words.brief(expected.mean()),
                  Words.brief(expected.low()) + " to " + Words.brief(expected.high()),
                  expected.mean(),
                  expected.low(),
                  expected.high())));
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
        : List.of(found.figures(), found.elsewhere(), found.harm(), found.course());
  }
}
