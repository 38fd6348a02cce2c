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

  private static final Filter STREETS = new Filter(Addresses.streetWords(), Addresses.ENDINGS);

  /** Runs of letters and digits of that length may be wallets, addresses of Tor, pictures. */
  static final int LONG = 25;

  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte OPENS_NUMBER = 3;
  private static final byte AT_SIGN = 4;
  private static final byte OPENS_TOKEN = 5;

  private static final byte[] KINDS = new byte[128];

  static {
    for (char c = 0; c < KINDS.length; c++) {
      KINDS[c] = Character.isLetter(c) ? LETTER : Character.isDigit(c) ? DIGIT : OTHER;
    }
    KINDS['+'] = OPENS_NUMBER;
    KINDS['('] = OPENS_NUMBER;
    KINDS['@'] = AT_SIGN;
    KINDS['['] = OPENS_TOKEN;
  }

  private static final int[] NONE = {};

  private final char[] text;
  private int[] digits = NONE;
  private int digitCount;
  private int[] phones = NONE;
  private int phoneCount;
  private int[] ats = NONE;
  private int atCount;

  /** Starts and ends of long runs, in turn. */
  private int[] runs = NONE;

  private int runCount;

  /** Starts and ends of words that lead to something, in turn. */
  private int[] words = NONE;

  private long[] classes = {};
  private int wordCount;
  private long allClasses;

  Marks(String text) {
    this.text = text.toCharArray();
    int wordStart = -1;
    int hash = 0;
    int runStart = -1;
    int length = this.text.length;
    boolean inDigits = false;
    for (int i = 0; i <= length; i++) {
      char c = i < length ? this.text[i] : ' ';
      byte kind = c < 0x80 ? KINDS[c] : kind(c);
      if (kind == LETTER) {
        if (wordStart < 0) {
          wordStart = i;
          hash = 0;
          runStart = runStart < 0 ? i : runStart;
          inDigits = false;
        }
        hash = CueWords.hash(hash, c);
        continue;
      }
      if (wordStart >= 0) {
        word(wordStart, i, hash);
        wordStart = -1;
      }
      if (kind == DIGIT) {
        if (!inDigits) {
          digits = added(digits, digitCount++, i);
          phones = added(phones, phoneCount++, i);
          inDigits = true;
          runStart = runStart < 0 ? i : runStart;
        }
        continue;
      }
      inDigits = false;
      if (runStart >= 0) {
        if (i - runStart >= LONG) {
          runs = added(runs, runCount++, runStart);
          runs = added(runs, runCount++, i);
        }
        runStart = -1;
      }
      if (kind != OTHER) {
        switch (kind) {
          case OPENS_NUMBER -> phones = added(phones, phoneCount++, i);
          case AT_SIGN -> ats = added(ats, atCount++, i);
          default -> i = Math.max(i, Tokens.end(text, i) - 1); // what was masked is passed over
        }
      }
    }
  }

  private static byte kind(char c) {
    return Character.isLetter(c) ? LETTER : Character.isDigit(c) ? DIGIT : OTHER;
  }

  private void word(int start, int end, int hash) {
    long found = CueWords.classes(hash);
    if (found != 0) {
      if (wordCount == classes.length) {
        classes = Arrays.copyOf(classes, Math.max(8, wordCount * 2));
        words = Arrays.copyOf(words, Math.max(16, wordCount * 4));
      }
      words[2 * wordCount] = start;
      words[2 * wordCount + 1] = end;
      classes[wordCount++] = found;
      allClasses |= found;
    }
  }

  private static int[] added(int[] list, int size, int value) {
    int[] room = size < list.length ? list : Arrays.copyOf(list, Math.max(8, size * 2));
    room[size] = value;
    return room;
  }

  /** Whether a word of a class occurs. */
  boolean has(Cue cue) {
    return (allClasses & cue.bit) != 0;
  }

  /** How many words lead to something; they stand in the order of the text. */
  int words() {
    return wordCount;
  }

  int wordStart(int index) {
    return words[2 * index];
  }

  int wordEnd(int index) {
    return words[2 * index + 1];
  }

  /** The classes of a word, as {@link Cue#bit}s. */
  long classes(int index) {
    return classes[index];
  }

  boolean is(int index, Cue cue) {
    return (classes[index] & cue.bit) != 0;
  }

  /** How many words that lead to something begin before a place. */
  int wordsBefore(int at) {
    int low = 0;
    int high = wordCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (words[2 * middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Whether a word of some classes ends shortly before a place, on the same line.
   *
   * @param cues as {@link Cue#bit}s
   */
  boolean announced(int at, int within, long cues) {
    if ((allClasses & cues) == 0) {
      return false;
    }
    for (int k = wordsBefore(at) - 1; k >= 0 && wordEnd(k) >= at - within; k--) {
      if ((classes[k] & cues) != 0) {
        for (int i = wordEnd(k); i < at; i++) {
          if (text[i] == '\n') {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }

  int ats() {
    return atCount;
  }

  /** Where an at sign stands. */
  int at(int index) {
    return ats[index];
  }

  /** How many long runs of letters and digits there are. */
  int runs() {
    return runCount / 2;
  }

  int runStart(int index) {
    return runs[2 * index];
  }

  int runEnd(int index) {
    return runs[2 * index + 1];
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
    boolean range =
        number < end && end - number <= 5 && (text[number] == '-' || text[number] == '/');
    return number > start && number - start <= 5 && (range || end - number <= 1);
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
