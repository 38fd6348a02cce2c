package weir.barrier;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The word by which a document names a constant: {@code CRIMINAL_LAW} is {@code criminal-law}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> Optional<E> find(Class<E> choices, String word) {
    return Arrays.stream(choices.getEnumConstants()).filter(c -> of(c).equals(word)).findFirst();
  }

  static <E extends Enum<E>> List<String> all(Class<E> choices) {
    return Arrays.stream(choices.getEnumConstants()).map(Words::of).toList();
  }

  /** The nearest of the known words, when it is near enough to be a slip of the pen. */
  static Optional<String> nearest(String written, Iterable<String> known) {
    String best = null;
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (var word : known) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = word;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edits (insert, drop, replace) that turn one word into the other; long texts count as far. */
  private static int distance(String a, String b) {
    if (a.length() > 100 || b.length() > 100) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
