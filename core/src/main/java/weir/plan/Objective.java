package weir.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;

/**
 * What should be different by when: specific by its words, measurable by its gauge and target.
 *
 * @param gauge the measure that will tell; null when nobody has said
 * @param baseline the gauge's figure when the objective was set; null when it was not read
 * @param target the figure to reach, in the gauge's unit; null when nobody has said
 * @param towards whether the figure should come down to the target or up to it
 * @param by last day to reach it; null when nobody has said
 */
public record Objective(
    String id,
    String words,
    @Nullable Gauge gauge,
    @Nullable Double baseline,
    @Nullable Double target,
    Towards towards,
    @Nullable LocalDate by) {

  /** Which way the figure should go. */
  public enum Towards {
    AT_MOST,
    AT_LEAST
  }

  public Objective {
    Needed.id(id, "An objective's id");
    Needed.text(words, "An objective");
    Needed.finite(baseline, "An objective's figure at the start");
    Needed.finite(target, "An objective's target");
  }

  /** Whether it can be told afterwards that it was reached. */
  public boolean isMeasurable() {
    return gauge != null && target != null && by != null;
  }

  /**
   * Whether a figure reaches the target.
   *
   * @return null where no target is set
   */
  public @Nullable Boolean isReachedBy(double figure) {
    Double wanted = target;
    if (wanted == null) {
      return null;
    }
    return towards == Towards.AT_MOST ? figure <= wanted : figure >= wanted;
  }
}
