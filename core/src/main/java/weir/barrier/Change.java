package weir.barrier;

import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * One difference between two models.
 *
 * @param place such as {@code barriers/licensing/owner}; parts with ids are named by them
 * @param before null when added
 * @param after null when removed
 */
public record Change(Kind kind, String place, @Nullable String before, @Nullable String after) {
  /** What happened on the way from the first model to the second. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** The same parts stand in another order. */
    REORDERED;

    public String word() {
      return Words.of(this);
    }
  }
}
