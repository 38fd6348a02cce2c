package weir.web.workbench;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Gauge;
import weir.plan.Activity;
import weir.plan.Commitment;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.PlanGap;
import weir.plan.Plans;
import weir.plan.Promise;
import weir.plan.Schedule;
import weir.web.Frame;
import weir.web.GaugeReading;
import weir.web.Page;
import weir.web.chart.Svg;
import weir.web.chart.Timeline;
import weir.workbench.PlanStore;

/**
 * A plan: what should be different, what is done for it by whom and when, what slips, what partners
 * said, and what is missing.
 *
 * @param decision that it carries out, in words; null for none
 * @param part the part that stands open for change; null for none
 * @param fault why a change was refused; null when none was
 */
record PlanPage(
    Frame frame,
    Bar bar,
    PlanStore.Held held,
    BarrierModel model,
    LocalDate today,
    List<Goal> goals,
    List<Work> works,
    @Nullable Svg timeline,
    Schedule schedule,
    List<PlanGap> gaps,
    List<PlanStore.Version> versions,
    @Nullable String decision,
    @Nullable Part part,
    @Nullable String fault)
    implements Page {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  /**
   * An objective and where its figure stands.
   *
   * @param reading null when it has no gauge
   * @param reached null when it cannot be told
   */
  record Goal(Objective objective, @Nullable GaugeReading reading, @Nullable Boolean reached) {

    static Goal of(Objective one, Surroundings surroundings) {
      Gauge gauge = one.gauge();
      GaugeReading reading = gauge == null ? null : surroundings.reading(gauge);
      Double value = reading == null ? null : reading.value();
      return new Goal(one, reading, value == null ? null : one.isReachedBy(value));
    }

    String state() {
      return reached == null ? "cannot be told" : reached ? "reached" : "not reached";
    }
  }

  /** A measure with the work for it. */
  record Work(Measure measure, @Nullable String barrier, List<Schedule.Line> lines) {}

  /** What is open for change: exactly one is there. */
  record Part(
      @Nullable Objective objective, @Nullable Measure measure, @Nullable Activity activity) {}

  static PlanPage of(
      Surroundings surroundings,
      Bar bar,
      PlanStore.Held held,
      BarrierModel model,
      LocalDate today,
      List<PlanStore.Version> versions,
      @Nullable String decision,
      @Nullable String opened,
      @Nullable String fault) {
    Plan plan = held.plan();
    Schedule schedule = Plans.schedule(plan, today);
    return new PlanPage(
        surroundings.frame("Plan: " + plan.title(), false),
        bar,
        held,
        model,
        today,
        plan.objectives().stream().map(one -> Goal.of(one, surroundings)).toList(),
        plan.measures().stream()
            .map(measure ->
                new Work(
                    measure,
                    measure.barrier() == null ? null : Said.label(model, measure.barrier()),
                    plan.of(measure).stream().map(one -> schedule.line(one.id())).toList()))
            .toList(),
        timeline(plan, schedule, today),
        schedule,
        Plans.gaps(plan, model),
        versions,
        decision,
        opened == null ? null : part(plan, opened),
        fault);
  }

  private static @Nullable Part part(Plan plan, String id) {
    Objective objective = plan.objective(id).orElse(null);
    Measure measure = plan.measure(id).orElse(null);
    Activity activity = plan.activity(id).orElse(null);
    return objective == null && measure == null && activity == null
        ? null
        : new Part(objective, measure, activity);
  }

  private static @Nullable Svg timeline(Plan plan, Schedule schedule, LocalDate today) {
    List<Timeline.Work> work = new ArrayList<>();
    for (Schedule.Line line : schedule.lines()) {
      Activity one = line.activity();
      LocalDate from = one.start() == null ? one.end() : one.start();
      LocalDate to = one.end() == null ? one.start() : one.end();
      if (from != null && to != null && line.state() != Activity.State.DROPPED) {
        work.add(
            new Timeline.Work(
                one.title(), from, to, line.end(), line.state() == Activity.State.DONE));
      }
    }
    return new Timeline(
            work,
            today,
            "Timeline of %d activities of the plan '%s'; the list below holds every date."
                .formatted(work.size(), plan.title()))
        .draw();
  }

  Plan plan() {
    return held.plan();
  }

  String place() {
    return PlanRoutes.place(held.plan());
  }

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  static String day(@Nullable LocalDate day) {
    return day == null ? "no day" : DAY.format(day);
  }

  String label(@Nullable String id) {
    return id == null ? "nobody yet" : Said.label(model, id);
  }

  /** A part of the plan by its words. */
  String named(@Nullable String id) {
    return id == null
        ? "the plan"
        : plan()
            .objective(id)
            .map(Objective::words)
            .or(() -> plan().measure(id).map(Measure::title))
            .or(() -> plan().activity(id).map(Activity::title))
            .orElse(id);
  }

  static String state(Activity.State state) {
    return Said.plain(state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  /** What hangs on an activity, in words; empty for nothing. */
  String hanging(Schedule.Line line) {
    return String.join(
        ", ", schedule.hangingOn(line.activity().id()).stream().map(Activity::title).toList());
  }

  List<Promise> late() {
    return Plans.promises(plan()).stream().filter(one -> one.isLate(today)).toList();
  }

  List<Commitment> unanswered() {
    return Plans.unanswered(plan());
  }

  List<Commitment> log() {
    return plan().log().reversed();
  }

  static String said(Commitment line) {
    return switch (line.said()) {
      case ASKED -> "was asked";
      case AGREED -> "agreed";
      case DECLINED -> "declined";
      case DELIVERED -> "did what was agreed";
    };
  }

  List<Choice> partners(@Nullable String chosen) {
    return partners(chosen == null ? List.of() : List.of(chosen));
  }

  List<Choice> partners(List<String> chosen) {
    Map<String, String> words = new LinkedHashMap<>();
    model.partners().forEach(one -> words.put(one.id(), one.label()));
    chosen.forEach(one -> words.putIfAbsent(one, one + " (not in the model any more)"));
    return PlanForm.choices(words, chosen);
  }

  List<Choice> barriers(@Nullable String chosen) {
    Map<String, String> words = new LinkedHashMap<>();
    model.barriers().forEach(one -> words.put(one.id(), one.label()));
    return PlanForm.choices(words, chosen == null ? List.of() : List.of(chosen));
  }

  List<Choice> objectives(List<String> chosen) {
    Map<String, String> words = new LinkedHashMap<>();
    plan().objectives().forEach(one -> words.put(one.id(), one.words()));
    return PlanForm.choices(words, chosen);
  }

  List<Choice> measures(@Nullable String chosen) {
    Map<String, String> words = new LinkedHashMap<>();
    plan().measures().forEach(one -> words.put(one.id(), one.title()));
    return PlanForm.choices(words, chosen == null ? List.of() : List.of(chosen));
  }

  List<Choice> others(@Nullable Activity one) {
    Map<String, String> words = new LinkedHashMap<>();
    plan().activities().stream()
        .filter(other -> one == null || !other.id().equals(one.id()))
        .forEach(other -> words.put(other.id(), other.title()));
    return PlanForm.choices(words, one == null ? List.of() : one.after());
  }

  List<Choice> parts() {
    Map<String, String> words = new LinkedHashMap<>();
    plan().measures().forEach(one -> words.put(one.id(), one.title()));
    plan().activities().forEach(one -> words.put(one.id(), one.title()));
    return PlanForm.choices(words, List.of());
  }

  static List<Choice> kinds(Activity.@Nullable Kind chosen) {
    return Choice.of(Activity.Kind.class, chosen);
  }

  static List<Choice> towards(Objective.@Nullable Towards chosen) {
    return Choice.of(Objective.Towards.class, chosen);
  }

  static List<Choice> saidChoices() {
    return Choice.of(Commitment.Said.class, (Commitment.Said) null);
  }

  String filters(@Nullable Objective one) {
    return one == null ? "" : PlanForm.filters(one.gauge());
  }

  /** What a training reaches, in words. */
  static String reach(Activity.Reach reach) {
    Integer reached = reach.reached();
    return reached == null
        ? "to reach %,d people; how many were is not known".formatted(reach.planned())
        : "reached %,d of %,d people".formatted(reached, reach.planned());
  }

  /** A value as a form or a table shows it; empty for what is not known. */
  static String shown(@Nullable Object value) {
    return value instanceof Double figure && figure == Math.rint(figure) && Math.abs(figure) < 1e15
        ? Long.toString(Math.round(figure))
        : Objects.toString(value, "");
  }

  @Override
  public String template() {
    return "workbench/plan.jte";
  }
}
