package weir.masking;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.masking.Marks.Line;

/**
 * Finds people who are named together with a postal address, as on lists that expose buyers. What
 * counts as an address: a street word with a house number, and beside it a person's name or a
 * postal code with a place. Street words alone are no address: a market is called a road, and
 * parcels go "via" somebody.
 */
final class Addresses {

  interface Sink {
    void span(int start, int end);
  }

  /** Longer pieces of text without an end are no line of an address. */
  private static final int LONGEST = 400;

  /** How many lines after the street may hold the rest of an address. */
  private static final int LINES_AFTER = 3;

  /** Longer lines after the street hold no address. */
  private static final int LONGEST_AFTER = 60;

  /** Words that follow a street's name: 12 High Street. */
  private static final Set<String> AFTER =
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
          "dr",
          "blvd",
          "boulevard",
          "court",
          "ct",
          "close",
          "crescent",
          "terrace",
          "way",
          "square",
          "place",
          "straat",
          "laan",
          "weg",
          "strasse",
          "straße",
          "str",
          "gasse",
          "plein",
          "platz",
          "allee",
          "gade",
          "vej",
          "gatan",
          "katu",
          "utca",
          "caddesi",
          "sokak");

  /** Words of both lists that mean other things more often: they need a postal code beside them. */
  private static final Set<String> WEAK =
      Set.of(
          "st", "dr", "drive", "court", "ct", "close", "way", "square", "place", "via", "al", "os",
          "pr", "plaza", "str", "weg", "road");

  /** Words that stand before a street's name: 5 rue de la Paix, Via Roma 10, ul. Lesnaya 5. */
  private static final Set<String> BEFORE =
      Set.of(
          "rue",
          "avenue",
          "av",
          "boulevard",
          "bd",
          "chemin",
          "allée",
          "place",
          "via",
          "viale",
          "piazza",
          "corso",
          "calle",
          "avenida",
          "plaza",
          "paseo",
          "rua",
          "praça",
          "ulica",
          "ulitsa",
          "ul",
          "al",
          "os",
          "ул",
          "улица",
          "вул",
          "вулиця",
          "пр",
          "просп",
          "проспект",
          "пер",
          "переулок",
          "шоссе",
          "бул",
          "strada",
          "str",
          "odos");

  /** Endings of street names written as one word: Hauptstrasse 12. */
  static final List<String> ENDINGS =
      List.of(
          "straat", "strasse", "straße", "str", "laan", "gasse", "gatan", "weg", "vej", "allee",
          "gade", "plein", "platz", "kade", "gracht", "singel", "dijk", "vägen", "veien", "damm");

  /** Small words within names. */
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "van", "der", "den", "von", "zu", "da", "di", "del", "della", "la", "le", "el",
          "al", "bin", "ibn", "y", "e", "dos", "ten", "ter");

  private static final Pattern POSTAL_CODE =
      Pattern.compile(
          "(?:^|[\\s,])(?:\\d{4}\\s?[A-Z]{2}|[A-Z]{1,2}-?\\d{4,5}|\\d{4,6}|\\d{2}-\\d{3}|\\d{3} \\d{2}"
              + "|\\d{5}-\\d{3,4}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d)"
              + "(?:$|[\\s,.])");

  private record Word(int start, int end, String bare, boolean capital) {}

  private Addresses() {}

  /** Words that make a street when they stand by themselves. */
  static Set<String> streetWords() {
    Set<String> words = new HashSet<>(AFTER);
    words.addAll(BEFORE);
    return words;
  }

  /**
   * @param marks of the text
   */
  static void find(String text, Marks marks, Sink sink) {
    int done = 0;
    for (int k = 0; k < marks.digits(); k++) {
      if (marks.digit(k) < done || !marks.mayBeHouseNumber(marks.digit(k))) {
        continue; // in a line that was looked at, or a price or the like
      }
      Line line = marks.lineAround(marks.digit(k));
      done = line.end();
      if (line.end() - line.start() > LONGEST || !marks.mayBeStreet(line)) {
        continue;
      }
      List<Word> words = words(text, line);
      int street = street(words);
      if (street < 0) {
        continue;
      }
      int streetAt = words.get(street).start();
      boolean codeHere = isCodeWithPlace(text.substring(streetAt, line.end()));
      int nameAt = nameBefore(text, words, street, codeHere);
      Line above = nameAt < 0 && street == 0 ? marks.lineBefore(line) : null;
      boolean nameAbove = above != null && isName(words(text, above));
      List<Line> below = new ArrayList<>(LINES_AFTER);
      boolean codeBelow = false;
      Line next = marks.lineAfter(line);
      while (next != null
          && next.end() - next.start() <= LONGEST_AFTER
          && below.size() < LINES_AFTER
          && !codeBelow) {
        below.add(next);
        codeBelow = isCodeWithPlace(text.substring(next.start(), next.end()));
        next = marks.lineAfter(next);
      }
      boolean named = (nameAt >= 0 || nameAbove) && !isWeak(words, street);
      if (!named && !codeHere && !codeBelow) {
        continue;
      }
      if (above != null && nameAbove) {
        sink.span(above.start(), above.end());
      }
      sink.span(nameAt < 0 ? streetAt : nameAt, line.end());
      if (!codeHere && codeBelow) {
        for (Line rest : below) {
          sink.span(rest.start(), rest.end());
          done = rest.end();
        }
      }
    }
  }

  private static List<Word> words(String text, Line line) {
    List<Word> words = new ArrayList<>();
    int i = line.start();
    while (i < line.end()) {
      while (i < line.end() && isGap(text.charAt(i))) {
        i++;
      }
      int start = i;
      while (i < line.end() && !isGap(text.charAt(i))) {
        i++;
      }
      if (i > start) {
        String word = text.substring(start, i);
        words.add(new Word(start, i, bare(word), Character.isUpperCase(word.codePointAt(0))));
      }
    }
    return words;
  }

  static boolean isGap(char c) {
    if (c > ' ' && c < 127) {
      return c == ',';
    }
    return Character.isWhitespace(c) || c == ',' || c == '\u00a0';
  }

  /** The number of the word where a street with a house number begins; -1 when there is none. */
  private static int street(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i).bare();
      boolean capital = words.get(i).capital();
      // 12 High Street
      if (AFTER.contains(word) && i >= 2 && words.get(i - 1).capital()) {
        for (int j = i - 2; j >= Math.max(0, i - 4); j--) {
          if (isHouseNumber(words.get(j).bare())) {
            return j;
          }
        }
      }
      // Hauptstrasse 12, Lange Straat 12
      boolean ending = word.length() > 5 && capital && ENDINGS.stream().anyMatch(word::endsWith);
      boolean twoWords = AFTER.contains(word) && capital && i > 0 && words.get(i - 1).capital();
      if ((ending || twoWords) && i + 1 < words.size() && isHouseNumber(words.get(i + 1).bare())) {
        return twoWords ? i - 1 : i;
      }
      if (BEFORE.contains(word)) {
        boolean named = false;
        for (int j = i + 1; j < Math.min(words.size(), i + 5); j++) {
          named |= words.get(j).capital();
          // 5 rue de la Paix
          if (named && i > 0 && isHouseNumber(words.get(i - 1).bare())) {
            return i - 1;
          }
          // Via Roma 10, ul. Lesnaya, d. 5
          if (named && j > i + 1 && isHouseNumber(words.get(j).bare())) {
            return i;
          }
        }
      }
    }
    return -1;
  }

  /** Whether only a word that means other things too makes it a street. */
  private static boolean isWeak(List<Word> words, int street) {
    int end = Math.min(words.size(), street + 5);
    return words.subList(street, end).stream()
        .noneMatch(word ->
            !WEAK.contains(word.bare())
                && (AFTER.contains(word.bare())
                    || BEFORE.contains(word.bare())
                    || ENDINGS.stream().anyMatch(word.bare()::endsWith)));
  }

  /**
   * Where the two to four words before a street begin that read like a name; -1 if none do. A comma
   * or the like must part them from the street: in titles every word has a capital.
   *
   * @param sure whether a postal code shows that it is a street
   */
  private static int nameBefore(String text, List<Word> words, int street, boolean sure) {
    if (street == 0) {
      return -1;
    }
    String between = text.substring(words.get(street - 1).end(), words.get(street).start());
    char last = text.charAt(words.get(street - 1).end() - 1);
    if (!sure && between.indexOf(',') < 0 && last != ':' && last != '-' && last != '–') {
      return -1;
    }
    for (int length = Math.min(4, street); length >= 2; length--) {
      if (isName(words.subList(street - length, street))) {
        return words.get(street - length).start();
      }
    }
    return -1;
  }

  private static boolean isName(List<Word> words) {
    if (words.size() < 2 || words.size() > 4) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      boolean particle = i > 0 && i < words.size() - 1 && PARTICLES.contains(word.bare());
      if (word.bare().chars().anyMatch(Character::isDigit)
          || word.bare().isEmpty()
          || !(particle || word.capital())) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text holds a postal code and a place's name. */
  private static boolean isCodeWithPlace(String text) {
    if (text.length() > 160 || !POSTAL_CODE.matcher(text).find()) {
      return false;
    }
    for (String word : text.split("[\\s,]+", -1)) {
      if (word.length() > 2
          && Character.isUpperCase(word.codePointAt(0))
          && word.chars().noneMatch(Character::isDigit)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHouseNumber(String word) {
    int digits = 0;
    while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
      digits++;
    }
    return digits >= 1 && digits <= 5 && word.length() - digits <= 1;
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
