package weir.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody does on some days.
 *
 * @param measure id of the measure that it belongs to
 * @param kind what sort of work it is
 * @param owner id of the partner who does it; null when nobody has taken it
 * @param supporters ids of partners who help
 * @param coordinator who keeps it moving: a role or an office; null for the plan's
 * @param competence the ground on which the owner may do it, in words; null when nobody has looked
 * @param start first day planned; null when not planned yet
 * @param end last day planned; null when not planned yet
 * @param cost planned, in the plan's currency; null when nobody has said
 * @param after ids of activities that must be done first
 * @param started day on which it began; null when it has not
 * @param done day on which it was finished; null when it was not
 * @param spent what it has cost so far; null when nobody has said
 * @param dropped why it was given up; null when it was not
 * @param reach of a training of partners; null for anything else, or when nobody has said
 */
public record Activity(
    String id,
    String measure,
    String title,
    Kind kind,
    @Nullable String owner,
    List<String> supporters,
    @Nullable String coordinator,
    @Nullable String competence,
    @Nullable LocalDate start,
    @Nullable LocalDate end,
    @Nullable BigDecimal cost,
    List<String> after,
    @Nullable LocalDate started,
    @Nullable LocalDate done,
    @Nullable BigDecimal spent,
    @Nullable String dropped,
    @Nullable Reach reach) {

  /** What sort of work it is. */
  public enum Kind {
    WORK,
    TRAINING,
    EVALUATION
  }

  /**
   * What a training of partners reached.
   *
   * @param planned people to be reached
   * @param reached people who were; null when nobody has counted
   * @param daysFromFinding days from the finding that it passes on until the partners had it; null
   *     when nobody has said
   */
  public record Reach(int planned, @Nullable Integer reached, @Nullable Integer daysFromFinding) {
    public Reach {
      if (planned < 0
          || (reached != null && reached < 0)
          || (daysFromFinding != null && daysFromFinding < 0)) {
        throw new PlanRefused("People reached and days are zero or more.");
      }
    }
  }

  /** How far it is. */
  public enum State {
    NOT_PLANNED,
    PLANNED,
    UNDER_WAY,
    LATE,
    DONE,
    DROPPED
  }

  public Activity {
    Needed.id(id, "An activity's id");
    Needed.text(title, "An activity's title");
    Needed.amount(cost, "A planned cost");
    Needed.amount(spent, "A cost");
    Needed.order(start, end, "An activity ends before it starts: planned from %s to %s.");
    Needed.order(started, done, "An activity is done before it began: from %s to %s.");
    supporters = List.copyOf(supporters);
    after = List.copyOf(after);
    if (after.contains(id)) {
      throw new PlanRefused("The activity '%s' cannot wait for itself.".formatted(id));
    }
  }

  /** How far it is on a day: late when a planned day has passed without what belongs to it. */
  public State on(LocalDate day) {
    if (dropped != null) {
      return State.DROPPED;
    }
    if (done != null && !done.isAfter(day)) {
      return State.DONE;
    }
    if ((end != null && end.isBefore(day))
        || (start != null && start.isBefore(day) && !hasBegun(day))) {
      return State.LATE;
    }
    if (hasBegun(day)) {
      return State.UNDER_WAY;
    }
    return start == null && end == null ? State.NOT_PLANNED : State.PLANNED;
  }

  private boolean hasBegun(LocalDate day) {
    return started != null && !started.isAfter(day);
  }
}
