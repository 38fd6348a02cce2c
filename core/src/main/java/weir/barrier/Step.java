package weir.barrier;

import org.jspecify.annotations.Nullable;

/**
 * One step that the crime needs. Steps are listed in the order a board shows them, which is not
 * strictly the order in time; {@code follows} relations say what comes after what, loops included.
 *
 * @param id a short name, such as {@code shipping}
 */
public record Step(String id, String title, @Nullable String note) {
  public Step {
    Required.id(id);
    Required.text(title, "A step's title");
  }
}
