package weir.novelty;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether a new word is an older one with a slip of the pen, or two older ones joined. */
final class Spellings {

  private static final int SHORTEST = 5;
  private static final int OFTEN = 3;

  private final Map<String, Integer> sights;
  private final Predicate<String> older;

  /**
   * Over the words of all titles.
   *
   * @param sights of each word, by key
   * @param older whether a word was seen before what counts as new
   */
  Spellings(Map<String, Integer> sights, Predicate<String> older) {
    this.sights = sights;
    this.older = older;
  }

  private boolean known(String word) {
    Integer seen = sights.get(word);
    return seen != null && seen >= OFTEN && older.test(word);
  }

  int seen(String word) {
    return sights.getOrDefault(word, 0);
  }

  /**
   * The older word that is one letter off, or null. Digits are never slips: they tell codes apart.
   */
  @Nullable String near(String word) {
    if (word.length() < SHORTEST) {
      return null;
    }
    String best = null;
    for (int i = 0; i <= word.length(); i++) {
      if (i < word.length() && !Character.isDigit(word.charAt(i))) {
        best = better(best, word.substring(0, i) + word.substring(i + 1));
        for (char c = 'a'; c <= 'z'; c++) {
          best = better(best, word.substring(0, i) + c + word.substring(i + 1));
        }
        if (i + 1 < word.length() && !Character.isDigit(word.charAt(i + 1))) {
          best =
              better(
                  best,
                  word.substring(0, i)
                      + word.charAt(i + 1)
                      + word.charAt(i)
                      + word.substring(i + 2));
        }
      }
      for (char c = 'a'; c <= 'z'; c++) {
        best = better(best, word.substring(0, i) + c + word.substring(i));
      }
    }
    return best;
  }

  private @Nullable String better(@Nullable String best, String candidate) {
    if (candidate.length() < SHORTEST - 1 || !known(candidate)) {
      return best;
    }
    return best == null || seen(candidate) > seen(best) ? candidate : best;
  }

  /** Such as {@code blue + berry}, or null. */
  @Nullable String joined(String word) {
    for (int i = 3; i <= word.length() - 3; i++) {
      if (known(word.substring(0, i)) && known(word.substring(i))) {
        return word.substring(0, i) + " + " + word.substring(i);
      }
    }
    return null;
  }
}
