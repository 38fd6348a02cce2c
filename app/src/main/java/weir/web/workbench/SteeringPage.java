package weir.web.workbench;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.Plans;
import weir.plan.Progress;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.PlanStore;

/**
 * One page for the steering group: what was planned, what was done, and what was seen of it.
 *
 * @param counts measures by what is known of them, in words
 */
record SteeringPage(
    Frame frame,
    Bar bar,
    Plan plan,
    LocalDate today,
    String counts,
    List<Line> lines,
    List<PlanPage.Goal> goals,
    List<PlanStore.Evaluation> kept,
    @Nullable String fault)
    implements Page {

  /**
   * One measure.
   *
   * @param seen what its newest evaluation says; null when none was made
   * @param tellers objectives whose gauge can tell; empty when {@code cannot} says why not
   */
  record Line(
      Progress progress,
      @Nullable String barrier,
      @Nullable LocalDate from,
      PlanStore.@Nullable Evaluation seen,
      List<Choice> tellers,
      @Nullable String cannot) {

    String process() {
      return words(progress.state());
    }

    String outcome() {
      PlanStore.Evaluation found = seen;
      return found == null ? "unknown: not evaluated" : words(found.seen());
    }
  }

  static String words(Progress.State state) {
    return switch (state) {
      case NOTHING_PLANNED -> "nothing planned";
      case NOT_BEGUN -> "not begun";
      case UNDER_WAY -> "under way";
      case LATE -> "late";
      case DONE -> "done";
      case DROPPED -> "given up";
    };
  }

  static String words(PlanStore.Seen seen) {
    return switch (seen) {
      case SEEN -> "seen";
      case NOT_SEEN -> "not seen";
      case UNKNOWN -> "unknown: it could not be told";
    };
  }

  static SteeringPage of(
      Surroundings surroundings,
      Bar bar,
      PlanStore.Held held,
      BarrierModel model,
      List<PlanStore.Evaluation> kept,
      LocalDate today,
      @Nullable String fault) {
    Plan plan = held.plan();
    List<Line> lines = new ArrayList<>();
    for (Progress progress : Plans.progress(plan, today)) {
      lines.add(line(plan, model, progress, kept, today));
    }
    return new SteeringPage(
        surroundings.frame("Steering: " + plan.title(), false),
        bar,
        plan,
        today,
        counts(lines),
        lines,
        plan.objectives().stream().map(one -> PlanPage.Goal.of(one, surroundings)).toList(),
        kept,
        fault);
  }

  private static Line line(
      Plan plan,
      BarrierModel model,
      Progress progress,
      List<PlanStore.Evaluation> kept,
      LocalDate today) {
    Measure measure = progress.measure();
    Optional<Barrier> barrier = barrier(model, measure);
    LocalDate from = barrier.map(Barrier::from).orElse(null);
    String cannot =
        barrier.isEmpty()
            ? "It puts up no barrier of the model."
            : from == null
                ? "The model does not say since when the barrier is in force."
                : from.isAfter(today)
                    ? "The barrier is not in force yet."
                    : gauged(plan, measure).findAny().isEmpty()
                        ? "None of its objectives has a gauge."
                        : null;
    return new Line(
        progress,
        barrier.map(Barrier::label).orElse(null),
        from,
        kept.stream().filter(one -> one.measure().equals(measure.id())).findFirst().orElse(null),
        cannot == null
            ? gauged(plan, measure).map(one -> new Choice(one.id(), one.words(), false)).toList()
            : List.of(),
        cannot);
  }

  static Optional<Barrier> barrier(BarrierModel model, Measure measure) {
    return model.barriers().stream().filter(one -> one.id().equals(measure.barrier())).findFirst();
  }

  /** Those of a measure's objectives that a gauge can tell of. */
  static Stream<Objective> gauged(Plan plan, Measure measure) {
    return measure.objectives().stream()
        .flatMap(id -> plan.objective(id).stream())
        .filter(one -> one.gauge() != null);
  }

  private static String counts(List<Line> lines) {
    int done = 0;
    int seen = 0;
    int not = 0;
    for (Line line : lines) {
      done += line.progress.state() == Progress.State.DONE ? 1 : 0;
      PlanStore.Evaluation found = line.seen;
      seen += found != null && found.seen() == PlanStore.Seen.SEEN ? 1 : 0;
      not += found != null && found.seen() == PlanStore.Seen.NOT_SEEN ? 1 : 0;
    }
    return "%d planned, %d done; what they should bring about: seen of %d, not seen of %d, unknown of %d."
        .formatted(lines.size(), done, seen, not, lines.size() - seen - not);
  }

  String money(@Nullable BigDecimal amount) {
    return amount == null
        ? "unknown"
        : "%s %s".formatted(String.format(Locale.ROOT, "%,.0f", amount), plan.currency());
  }

  String place() {
    return PlanRoutes.place(plan);
  }

  @Override
  public String template() {
    return "workbench/steering.jte";
  }
}
