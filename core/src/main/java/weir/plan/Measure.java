package weir.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A barrier that is to be put up, or another step towards objectives.
 *
 * @param barrier id of the model's barrier; null when it puts none up
 * @param objectives ids of the objectives that it serves
 * @param owner id of the partner who answers for it; null when nobody has taken it
 */
public record Measure(
    String id,
    String title,
    @Nullable String barrier,
    List<String> objectives,
    @Nullable String owner) {

  public Measure {
    Needed.id(id, "A measure's id");
    Needed.text(title, "A measure's title");
    objectives = List.copyOf(objectives);
  }
}
