package weir.substance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a text, in lower case and with their places; {@value #END} stands for the end of a
 * sentence and {@value #NUMBER} for a number.
 */
final class Sentence {
  static final String END = "</s>";
  static final String NUMBER = "<n>";

  private static final Set<String> RUNNING =
      Set.of(
          "i", "i'm", "i've", "im", "ive", "i'd", "i'll", "me", "my", "you", "your", "you're", "u",
          "he", "she", "it", "it's", "its", "they", "we", "his", "her", "their", "them", "him",
          "was", "were", "is", "are", "am", "be", "been", "do", "does", "did", "have", "has", "had",
          "that", "this", "but", "if", "because", "when", "what", "how", "why", "who", "where",
          "would", "could", "should", "can", "can't", "just", "not", "don't", "dont", "didn't",
          "there", "then", "than", "never", "always", "ever", "anyone", "someone", "really", "lol",
          "got", "get", "know", "think", "will", "about", "isn't", "wasn't", "doesn't", "that's");

  private static final int SHORTEST_PROSE = 4;

  private final List<String> words = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();

  /** Whether a word stands here that makes a text a running one. */
  private boolean running;

  Sentence(CharSequence text) {
    int i = 0;
    while (i < text.length()) {
      char unit = text.charAt(i);
      int start = i;
      if (Character.isLetter(unit)) {
        while (i < text.length() && inWord(text, i)) {
          i++;
        }
        String word =
            text.subSequence(start, i).toString().toLowerCase(Locale.ROOT).replace('’', '\'');
        add(word, start);
        running = running || (free(text, start, i) && RUNNING.contains(word));
      } else if (Character.isDigit(unit)) {
        while (i < text.length() && Character.isDigit(text.charAt(i))) {
          i++;
        }
        add(NUMBER, start);
      } else {
        if (unit == '.' || unit == '!' || unit == '?' || unit == '\n' || unit == ';') {
          add(END, start);
        } else if (unit == '$' || unit == '€' || unit == '£') {
          add("$", start);
        } else if (unit == '/' || unit == ',' || unit == '(' || unit == '-' || unit == ':') {
          add(String.valueOf(unit), start);
        }
        i++;
      }
    }
  }

  /**
   * Whether no digit or hyphen touches: the I of "25I-NBOMe" and the AM of "AM-2201" are no words.
   */
  private static boolean free(CharSequence text, int start, int end) {
    return (start == 0 || !touches(text.charAt(start - 1)))
        && (end == text.length() || !touches(text.charAt(end)));
  }

  private static boolean touches(char unit) {
    return unit == '-' || Character.isDigit(unit);
  }

  private static boolean inWord(CharSequence text, int i) {
    char unit = text.charAt(i);
    boolean apostrophe = unit == '\'' || unit == '’';
    return Character.isLetterOrDigit(unit)
        || (apostrophe && i + 1 < text.length() && Character.isLetter(text.charAt(i + 1)));
  }

  private void add(String word, int start) {
    boolean repeated = word.equals(END) && !words.isEmpty() && words.getLast().equals(END);
    if (!repeated) {
      words.add(word);
      starts.add(start);
    }
  }

  /** Whether this reads as running text, not as the title of a listing. */
  boolean prose() {
    int letters = 0;
    for (String word : words) {
      letters += Character.isLetter(word.charAt(0)) ? 1 : 0;
    }
    return running && letters >= SHORTEST_PROSE;
  }

  /** The number of the first word that starts at this place or behind it. */
  int wordAt(int place) {
    int low = 0;
    int high = starts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts.get(middle) < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The word of this number; {@link #END} before the first and behind the last. */
  String word(int number) {
    return number < 0 || number >= words.size() ? END : words.get(number);
  }
}
