package weir.web.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.plan.Plans;
import weir.plan.Progress;
import weir.workbench.PlanStore;

/** What plans do about each barrier of a model, and what was seen of it. */
final class Outcomes {

  /** Of a model no plan hangs on. */
  static final Outcomes NONE = new Outcomes(Map.of());

  /**
   * One measure that puts a barrier up.
   *
   * @param place of its plan's page for the steering group
   * @param found its newest evaluation; null when none was made
   */
  record Line(String plan, String place, Progress progress, PlanStore.@Nullable Evaluation found) {

    String process() {
      return SteeringPage.words(progress.state());
    }

    String outcome() {
      return found == null ? "unknown: not evaluated" : SteeringPage.words(found.seen());
    }

    /** Both in a few words, for a board's cell. */
    String brief() {
      return "%s; outcome %s"
          .formatted(
              process(),
              found == null
                  ? "unknown"
                  : switch (found.seen()) {
                    case SEEN -> "seen";
                    case NOT_SEEN -> "not seen";
                    case UNKNOWN -> "unknown";
                  });
    }
  }

  private final Map<String, List<Line>> lines;

  private Outcomes(Map<String, List<Line>> lines) {
    this.lines = lines;
  }

  /**
   * @param evaluations of these plans' measures, the newest first
   */
  static Outcomes of(
      List<PlanStore.Held> plans, List<PlanStore.Evaluation> evaluations, LocalDate today) {
    Map<String, List<Line>> lines = new LinkedHashMap<>();
    for (PlanStore.Held held : plans) {
      for (Progress progress : Plans.progress(held.plan(), today)) {
        String barrier = progress.measure().barrier();
        if (barrier == null) {
          continue;
        }
        PlanStore.Evaluation found =
            evaluations.stream()
                .filter(one -> one.plan().equals(held.plan().id()))
                .filter(one -> one.measure().equals(progress.measure().id()))
                .filter(one -> one.barrier().equals(barrier))
                .findFirst()
                .orElse(null);
        lines
            .computeIfAbsent(barrier, _ -> new ArrayList<>())
            .add(
                new Line(
                    held.plan().title(),
                    PlanRoutes.place(held.plan()) + "/steering",
                    progress,
                    found));
      }
    }
    return new Outcomes(lines);
  }

  /** Of one barrier, a line for each measure that puts it up. */
  List<Line> of(String barrier) {
    return lines.getOrDefault(barrier, List.of());
  }
}
