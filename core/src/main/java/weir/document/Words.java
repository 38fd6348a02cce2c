package weir.document;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of a document: {@code CRIMINAL_LAW} is written {@code criminal-law}, and a slip of the
 * pen finds the word that was meant.
 */
public final class Words {

  /** Longer than any key or id; what is longer is no slip of the pen, and costly to compare. */
  private static final int LONGEST = 100;

  private Words() {}

  /** The word by which documents name a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static <E extends Enum<E>> Optional<E> find(Class<E> choices, String word) {
    return Arrays.stream(choices.getEnumConstants()).filter(c -> of(c).equals(word)).findFirst();
  }

  static <E extends Enum<E>> List<String> all(Class<E> choices) {
    return Arrays.stream(choices.getEnumConstants()).map(Words::of).toList();
  }

  /**
   * What to add to a message about a word that is not known: {@code " Did you mean 'sector'?"}.
   *
   * @return empty when no known word is near enough to be meant
   */
  public static String suggestion(String written, Iterable<String> known) {
    return nearest(written, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  private static Optional<String> nearest(String written, Iterable<String> known) {
    String best = null;
    int bestDistance = Math.max(1, written.length() / 3) + 1;
    for (String word : known) {
      int distance = distance(written.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
      if (distance < bestDistance) {
        bestDistance = distance;
        best = word;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Edits (insert, drop, replace, swap two neighbours) that turn one word into the other. */
  private static int distance(String a, String b) {
    if (a.length() > LONGEST || b.length() > LONGEST) {
      return Integer.MAX_VALUE;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
