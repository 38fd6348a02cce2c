package weir.masking;

import java.util.Locale;
import java.util.Set;

/**
 * Finds people who are named together with a postal address, as on lists that expose buyers. What
 * counts as an address: a street word with a house number, or a postal code with a place name. The
 * line that holds it is masked, and the line or words before it when they read like a name.
 */
final class Addresses {

  interface Sink {
    void span(int start, int end);
  }

  private static final Set<String> STREET_WORDS =
      Set.of(
          "street",
          "st",
          "road",
          "rd",
          "avenue",
          "ave",
          "lane",
          "ln",
          "drive",
          "blvd",
          "boulevard",
          "court",
          "close",
          "crescent",
          "terrace",
          "rue",
          "via",
          "calle",
          "straat",
          "laan",
          "weg",
          "strasse",
          "straße",
          "str",
          "ulica",
          "ul",
          "ул",
          "улица",
          "просп",
          "gasse",
          "plein",
          "allee",
          "platz",
          "gade",
          "vej",
          "gatan",
          "katu",
          "utca");

  private static final Set<String> STREET_ENDINGS =
      Set.of(
          "straat", "strasse", "straße", "str.", "laan", "gasse", "gatan", "weg", "vej", "allee");

  private Addresses() {}

  static void find(String text, Sink sink) {
    int lineStart = 0;
    int previousStart = -1;
    int previousEnd = -1;
    boolean inAddress = false;
    while (lineStart <= text.length()) {
      int lineEnd = text.indexOf('\n', lineStart);
      if (lineEnd < 0) {
        lineEnd = text.length();
      }
      String line = text.substring(lineStart, lineEnd);
      int street = streetAt(line);
      boolean code = postalLine(line);
      if (street >= 0 || (inAddress && code)) {
        int from = lineStart + nameBefore(line, street < 0 ? 0 : street);
        if (!inAddress
            && previousStart >= 0
            && isName(text.substring(previousStart, previousEnd))) {
          sink.span(previousStart, previousEnd);
        }
        sink.span(from, lineEnd);
        inAddress = true;
      } else {
        inAddress = false;
      }
      if (!line.isBlank()) {
        previousStart = lineStart;
        previousEnd = lineEnd;
      }
      lineStart = lineEnd + 1;
    }
  }

  /** Where "12 High Street" or "Hauptstrasse 12" begins; -1 when the line has no such thing. */
  private static int streetAt(String line) {
    if (line.length() > 200 || line.chars().noneMatch(Character::isDigit)) {
      return -1;
    }
    String[] words = line.split("(?<=[\\s,;|])", -1);
    int position = 0;
    int[] starts = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      starts[i] = position;
      position += words[i].length();
    }
    for (int i = 0; i < words.length; i++) {
      String word = bare(words[i]);
      boolean streetWord = STREET_WORDS.contains(word);
      boolean streetEnding =
          word.length() > 6
              && STREET_ENDINGS.stream().anyMatch(word::endsWith)
              && startsUpper(words[i]);
      if (!streetWord && !streetEnding) {
        continue;
      }
      // 12 High Street: a house number up to four words before, a capital right before.
      if (streetWord && i >= 2 && startsUpper(words[i - 1])) {
        for (int j = i - 2; j >= Math.max(0, i - 4); j--) {
          if (isHouseNumber(bare(words[j]))) {
            return starts[j];
          }
        }
      }
      // Hauptstrasse 12, ul. Lesnaya 5: a number one to three words after.
      for (int j = i + 1; j < Math.min(words.length, i + 4); j++) {
        if (isHouseNumber(bare(words[j]))
            && (streetEnding || (j > i + 1 && startsUpper(words[i + 1])))) {
          return starts[i];
        }
      }
    }
    return -1;
  }

  private static boolean postalLine(String line) {
    String[] words = line.strip().split("\\s+", -1);
    if (words.length < 2 || words.length > 6) {
      return false;
    }
    boolean code = false;
    boolean place = false;
    for (String word : words) {
      String bare = bare(word);
      code |=
          bare.length() >= 4
              && bare.length() <= 8
              && bare.chars().filter(Character::isDigit).count() >= 3;
      place |= startsUpper(word) && word.chars().noneMatch(Character::isDigit) && word.length() > 2;
    }
    return code && place;
  }

  /** Where the two or three capitalised words before an address begin, or the address itself. */
  private static int nameBefore(String line, int address) {
    String before = line.substring(0, address);
    return isName(before) ? before.length() - before.stripLeading().length() : address;
  }

  private static boolean isName(String text) {
    String[] words = text.strip().replaceAll("[,;:|-]+\\s*$", "").split("\\s+", -1);
    if (words.length < 2 || words.length > 4) {
      return false;
    }
    for (String word : words) {
      if (!startsUpper(word) || word.chars().anyMatch(Character::isDigit)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHouseNumber(String word) {
    int digits = 0;
    while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
      digits++;
    }
    return digits >= 1 && digits <= 5 && word.length() - digits <= 1;
  }

  private static boolean startsUpper(String word) {
    return !word.isEmpty() && Character.isUpperCase(word.codePointAt(0));
  }

  private static String bare(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && !Character.isLetterOrDigit(word.charAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
