package weir.barrier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a publication advises, in own words.
 *
 * @param group the heading under which it is given; null when ungrouped
 * @param section where it is given, such as {@code §3.4, group 1}
 * @param barriers ids of the barriers that would carry it out
 */
public record Recommendation(
    String id, @Nullable String group, String text, String section, List<String> barriers) {
  public Recommendation {
    Required.id(id);
    Required.text(text, "A recommendation's text");
    Required.text(section, "A recommendation's section");
    barriers = List.copyOf(barriers);
  }
}
