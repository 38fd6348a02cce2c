package weir.update;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;
import weir.barrier.OpenQuestion;

/**
 * A question that a model should ask, since something moved.
 *
 * @param question as it would stand in the model; its id stays the same for the same thing, its
 *     figure is the newest
 * @param sign the figure that raised it, as the question holds it
 * @param weight the heavier, the earlier it stands
 * @param gauge the one that raised it; null when none did
 * @param step by how much the figure has to change until it counts as another one
 * @param since the first week of those that lie outside without a break; null without weeks
 * @param page where the figure is shown; null when nowhere
 */
public record Proposal(
    OpenQuestion question,
    OpenQuestion.Sign sign,
    double weight,
    @Nullable Gauge gauge,
    double step,
    @Nullable LocalDate since,
    @Nullable String page) {

  public String id() {
    return question.id();
  }

  public OpenQuestion.Cause cause() {
    return sign.cause();
  }

  /** Ids of the elements that it is about; empty for the model as a whole. */
  public List<String> about() {
    return question.about();
  }

  /**
   * Whether it says something else than a question that was accepted or set aside before: it is
   * made of something that the earlier one was not (another gauge, another name, another element);
   * the figure went back inside and has left again; or the figure of the same gauge has changed by
   * more than {@link #step}, which is half of the range within which it moves without a cause.
   */
  public boolean movedOnFrom(OpenQuestion.Sign earlier) {
    if (!new HashSet<>(earlier.items()).containsAll(sign.items())) {
      return true;
    }
    if (since != null && earlier.day() != null && since.isAfter(earlier.day())) {
      return true;
    }
    Double now = sign.figure();
    Double then = earlier.figure();
    boolean same =
        !sign.items().isEmpty()
            && !earlier.items().isEmpty()
            && sign.items().getFirst().equals(earlier.items().getFirst());
    return cause() != OpenQuestion.Cause.NOVEL
        && same
        && now != null
        && then != null
        && Math.abs(now - then) >= step;
  }
}
