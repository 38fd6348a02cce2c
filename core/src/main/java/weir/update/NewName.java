package weir.update;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A name of a substance that was offered for the first time, and is worth an alert.
 *
 * @param id stable from week to week, such as {@code name:qx-417}
 * @param name as sellers write it
 * @param family the class path that its name tells, such as {@code nps/nitazene}; null when none
 * @param first the day on which it was first seen
 * @param points of its rank in the early warning
 * @param page where it is shown
 */
public record NewName(
    String id,
    String name,
    @Nullable String family,
    LocalDate first,
    int listings,
    int accounts,
    double points,
    String page) {

  /** What early warning calls a name that tells no family. */
  private static final String UNKNOWN = "nps/unknown";

  /** The class path, also of a name that tells none. */
  String path() {
    return family == null ? UNKNOWN : family;
  }
}
