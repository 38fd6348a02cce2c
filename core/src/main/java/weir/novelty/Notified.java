package weir.novelty;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A substance that somebody notified, or put under control, on a day: what a back-test looks for.
 *
 * @param also other names and codes; an item under any of them counts
 */
public record Notified(String name, LocalDate on, List<String> also) {

  public Notified {
    if (name.isBlank()) {
      throw new IllegalArgumentException("What was notified needs a name.");
    }
    also = List.copyOf(also);
  }

  /**
   * Whether an item is it: under one of its names, or as a known substance whose titles hold one.
   */
  public boolean is(Emerging item) {
    Set<String> keys = new HashSet<>();
    keys.add(key(name));
    also.forEach(other -> keys.add(key(other)));
    String subject = item.id().substring(item.id().indexOf(':') + 1).replaceFirst("/.*", "");
    if (keys.contains(key(subject)) || keys.contains(key(item.name()))) {
      return true;
    }
    if (item.kind() == Emerging.Kind.NAME) {
      return false;
    }
    // A lexicon that does not know it may take it for its nearest kin.
    int holding = 0;
    for (Sight sight : item.behind()) {
      boolean holds = false;
      for (TitleWords.Word word : TitleWords.of(sight.title())) {
        holds |= keys.contains(word.key());
      }
      holding += holds ? 1 : 0;
    }
    return holding > 0 && holding * 2 >= item.behind().size();
  }

  private static String key(String name) {
    return TitleWords.key(name.toLowerCase(Locale.ROOT)).replaceAll("[\\s,]", "");
  }
}
