package weir.masking;

import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Where in a text something may stand that is masked: found in one look, so that most of a text is
 * looked at once only. Lines are what line breaks, tabs, ; and | part.
 */
final class Marks {

  /** A line without the spaces around it. */
  record Line(int start, int end) {}

  /** The first digits beyond ASCII are Arabic. */
  private static final char ARABIC_ZERO = '\u0660';

  private static final Filter STREETS = new Filter(Addresses.streetWords(), Addresses.ENDINGS);

  private final char[] text;
  private int[] digits = new int[64];
  private int digitCount;
  private int[] phones = new int[64];
  private int phoneCount;

  Marks(String text) {
    this.text = text.toCharArray();
    boolean inDigits = false;
    for (int i = 0; i < this.text.length; i++) {
      char c = this.text[i];
      if (c > '9' && c < ARABIC_ZERO) {
        inDigits = false;
      } else if (c < '0') {
        inDigits = false;
        if (c == '+' || c == '(') {
          phones = added(phones, phoneCount++, i);
        }
      } else if (c <= '9' || Character.isDigit(c)) {
        if (!inDigits) {
          digits = added(digits, digitCount++, i);
          phones = added(phones, phoneCount++, i);
        }
        inDigits = true;
      } else {
        inDigits = false;
      }
    }
  }

  private static int[] added(int[] list, int size, int value) {
    int[] room = size < list.length ? list : Arrays.copyOf(list, size * 2);
    room[size] = value;
    return room;
  }

  /** How many runs of digits there are. */
  int digits() {
    return digitCount;
  }

  /** Where a run of digits begins. */
  int digit(int index) {
    return digits[index];
  }

  /** How many places there are where a telephone number may begin. */
  int phones() {
    return phoneCount;
  }

  /** A run of digits, a plus or a bracket. */
  int phone(int index) {
    return phones[index];
  }

  /** The line that a place in the text lies in, which must not end it. */
  Line lineAround(int at) {
    int start = at;
    while (start > 0 && !endsLine(text[start - 1])) {
      start--;
    }
    int end = at;
    while (end < text.length && !endsLine(text[end])) {
      end++;
    }
    while (start < at && Character.isWhitespace(text[start])) {
      start++;
    }
    while (end > at && Character.isWhitespace(text[end - 1])) {
      end--;
    }
    return new Line(start, end);
  }

  /** The next line that is not blank; null at the end. */
  @Nullable Line lineAfter(Line line) {
    int at = line.end();
    while (at < text.length && isBetween(text[at])) {
      at++;
    }
    return at < text.length ? lineAround(at) : null;
  }

  /** The line before that is not blank; null at the start. */
  @Nullable Line lineBefore(Line line) {
    int at = line.start() - 1;
    while (at >= 0 && isBetween(text[at])) {
      at--;
    }
    return at >= 0 ? lineAround(at) : null;
  }

  private static boolean isBetween(char c) {
    return Character.isWhitespace(c) || endsLine(c);
  }

  private static boolean endsLine(char c) {
    return c <= '|' && (c == '\n' || c == '\r' || c == ';' || c == '|' || c == '\t');
  }

  /**
   * Whether a line has a word with a capital, a house number, and perhaps a street word: a street
   * has all three.
   */
  boolean mayBeStreet(Line line) {
    boolean capital = false;
    boolean number = false;
    boolean street = false;
    int i = line.start();
    while (i < line.end() && !(capital && number && street)) {
      while (i < line.end() && Addresses.isGap(text[i])) {
        i++;
      }
      int start = i;
      int first = -1;
      int last = -1;
      for (; i < line.end() && !Addresses.isGap(text[i]); i++) {
        if (Character.isLetterOrDigit(text[i])) {
          first = first < 0 ? i : first;
          last = i;
        }
      }
      if (first >= 0) {
        capital |= Character.isUpperCase(Character.codePointAt(text, start, line.end()));
        number = number || isHouseNumber(first, last + 1);
        street = street || STREETS.mayHold(text, first, last + 1);
      }
    }
    return capital && number && street;
  }

  /**
   * Whether a run of digits is a word like a house number: nothing before it but signs, and at most
   * one letter or sign after it. A line without one is no street.
   */
  boolean mayBeHouseNumber(int at) {
    for (int i = at - 1; i >= 0 && !endsWord(text[i]); i--) {
      if (Character.isLetterOrDigit(text[i])) {
        return false;
      }
    }
    int last = at;
    int i = at;
    for (; i < text.length && !endsWord(text[i]); i++) {
      if (Character.isLetterOrDigit(text[i])) {
        last = i;
      }
    }
    return isHouseNumber(at, last + 1);
  }

  private static boolean endsWord(char c) {
    return Addresses.isGap(c) || endsLine(c);
  }

  /** One to five digits, and at most one sign more. */
  private boolean isHouseNumber(int start, int end) {
    int number = start;
    while (number < end && Character.isDigit(text[number])) {
      number++;
    }
    return number > start && number - start <= 5 && end - number <= 1;
  }

  /** Tells of most words that they are not among some, without making a text of them. */
  private static final class Filter {
    private static final int SIZE = 1024;

    private final boolean[] words = new boolean[SIZE];
    private final boolean[] endings = new boolean[SIZE];

    Filter(Collection<String> words, Collection<String> endings) {
      words.forEach(word -> this.words[hash(word.toCharArray(), 0, word.length())] = true);
      endings.forEach(
          word -> this.endings[hash(word.toCharArray(), word.length() - 3, word.length())] = true);
    }

    boolean mayHold(char[] text, int start, int end) {
      return (end - start < 20 && words[hash(text, start, end)])
          || (end - start > 5 && endings[hash(text, end - 3, end)]);
    }

    private static int hash(char[] text, int start, int end) {
      int hash = 0;
      for (int i = start; i < end; i++) {
        char c = text[i];
        hash =
            31 * hash
                + (c < 0x80 ? (c >= 'A' && c <= 'Z' ? c | 0x20 : c) : Character.toLowerCase(c));
      }
      return (hash ^ hash >>> 10 ^ hash >>> 20) & (SIZE - 1);
    }
  }
}
