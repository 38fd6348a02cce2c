package weir.masking;

import com.google.re2j.Matcher;
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

  private static final String PERSON = "person";

  /** Longer pieces of text without an end are no line of an address. */
  private static final int LONGEST = 400;

  /** Longer rows before a postal code hold no address. */
  private static final int LONGEST_ROW = 160;

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

  /** What stands in a street's place: a number follows. */
  private static final Set<String> BOXES =
      Set.of(
          "packstation",
          "postfach",
          "postbus",
          "box",
          "bp",
          "apartado",
          "correos",
          "casella",
          "а/я");

  /** Parts of a house between a name and the street: a number follows. */
  private static final Set<String> PARTS =
      Set.of("flat", "apt", "apartment", "unit", "suite", "wohnung", "appartement", "piso", "кв");

  /** Words that show that a firm is named, and no person. */
  private static final Set<String> FIRMS =
      Set.of(
          "gmbh",
          "ag",
          "kg",
          "ug",
          "ohg",
          "ltd",
          "limited",
          "inc",
          "llc",
          "llp",
          "plc",
          "corp",
          "co",
          "company",
          "bv",
          "nv",
          "vof",
          "sarl",
          "sa",
          "sas",
          "eurl",
          "sl",
          "slu",
          "spa",
          "srl",
          "ab",
          "oy",
          "as",
          "aps",
          "sp",
          "ооо",
          "зао",
          "оао",
          "ао",
          "labs",
          "laboratories",
          "laboratoires",
          "laboratorios",
          "pharmaceuticals",
          "pharma",
          "university",
          "universität",
          "hospital",
          "ministry",
          "police",
          "b.v",
          "s.a",
          "s.l",
          "n.v",
          "s.r.l",
          "s.p.a");

  /** Words that stand behind a number where no place does. */
  private static final Set<String> UNITS =
      Set.of(
          "tabs",
          "tablets",
          "pills",
          "pieces",
          "pcs",
          "caps",
          "capsules",
          "stück",
          "stuks",
          "tabletten",
          "pillen",
          "reviews",
          "sales",
          "orders",
          "euro",
          "eur",
          "usd",
          "units");

  /** Small words within names. */
  private static final Set<String> PARTICLES =
      Set.of(
          "de", "van", "der", "den", "von", "zu", "da", "di", "del", "della", "la", "le", "el",
          "al", "bin", "ibn", "y", "e", "dos", "ten", "ter");

  private static final Pattern POSTAL_CODE =
      Pattern.compile(
          "(?:^|[\\s,])(?:\\d{4}\\s?[A-Z]{2}|[A-Z]{1,2}-?\\d{4,5}|\\d{4,6}|\\d{2}-\\d{3}|\\d{3}"
              + " \\d{2}|\\d{5}-\\d{3,4}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z]"
              + " ?\\d[A-Z]\\d)(?:$|[\\s,.])");

  private record Word(int start, int end, String bare, boolean capital) {}

  private Addresses() {}

  /** Words that make a street when they stand by themselves. */
  static Set<String> streetWords() {
    Set<String> words = new HashSet<>(AFTER);
    words.addAll(BEFORE);
    words.addAll(BOXES);
    return words;
  }

  /**
   * @param marks of the text
   */
  static void find(String text, Marks marks, Found found) {
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
      Line above = street == 0 ? marks.lineBefore(line) : null;
      List<Word> wordsAbove = above == null ? List.of() : words(text, above);
      if (isFirm(words.subList(Math.max(0, street - 6), street)) || isFirm(wordsAbove)) {
        continue;
      }
      boolean codeHere = isCodeWithPlace(text.substring(streetAt, line.end()));
      int nameAt = nameBefore(text, words, street, codeHere);
      boolean nameAbove = nameAt < 0 && isName(wordsAbove);
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
        found.plain(PERSON, above.start(), above.end());
      }
      found.plain(
          PERSON, nameAt < 0 ? streetAt : nameAt, addressEnd(text, words, street, codeHere, line));
      if (!codeHere && codeBelow) {
        for (Line rest : below) {
          found.plain(PERSON, rest.start(), rest.end());
          done = rest.end();
        }
      }
    }
    rows(text, marks, found);
  }

  /**
   * Rows of a name, a street of whatever kind, a postal code and a place, parted by commas: Am
   * Anger 12, 99084 Erfurt.
   */
  private static void rows(String text, Marks marks, Found found) {
    for (int k = 0; k < marks.digits(); k++) {
      int code = marks.digit(k);
      int end = code;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      boolean dutch =
          end - code == 4
              && end + 3 < text.length()
              && Character.isUpperCase(text.charAt(end + 1))
              && Character.isUpperCase(text.charAt(end + 2));
      if (code < 8 || !text.startsWith(", ", code - 2) || (end - code != 5 && !dutch)) {
        continue;
      }
      end += dutch ? 3 : 0;
      int placeEnd = capitals(text, end + 1, 3);
      if (end >= text.length() || text.charAt(end) != ' ' || placeEnd < 0) {
        continue;
      }
      int lineStart = code;
      while (lineStart > 0
          && code - lineStart < LONGEST_ROW
          && text.charAt(lineStart - 1) != '\n') {
        lineStart--;
      }
      int stop = code - 2;
      boolean house = false;
      for (int parts = 0; parts < 3 && stop > lineStart; parts++) {
        int start = Math.max(lineStart, text.lastIndexOf(',', stop - 1) + 1);
        while (start < stop && !Character.isLetterOrDigit(text.charAt(start))) {
          start++;
        }
        List<Word> words = words(text, new Line(start, stop));
        if (house) {
          for (int length = Math.min(4, words.size()); length >= 2; length--) {
            List<Word> last = words.subList(words.size() - length, words.size());
            if (isName(last) && !isFirm(words)) {
              found.plain(PERSON, last.getFirst().start(), placeEnd);
              parts = 3;
              break;
            }
          }
        }
        house |=
            words.size() >= 2
                && words.size() <= 6
                && words.getFirst().capital()
                && isHouseNumber(words.getLast().bare());
        stop = text.lastIndexOf(',', stop - 1);
      }
    }
  }

  /** Where up to so many capitalised words end; -1 when there is none, or a unit stands there. */
  private static int capitals(String text, int start, int most) {
    int end = -1;
    int i = start;
    for (int n = 0; n < most && i < text.length() && Character.isUpperCase(text.charAt(i)); n++) {
      int from = i;
      while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '-')) {
        i++;
      }
      if (i - from < 3 || UNITS.contains(text.substring(from, i).toLowerCase(Locale.ROOT))) {
        break;
      }
      end = i;
      if (i < text.length() && text.charAt(i) == ' ') {
        i++;
      } else {
        break;
      }
    }
    return end;
  }

  private static boolean isFirm(List<Word> words) {
    return words.stream().anyMatch(word -> word.capital() && FIRMS.contains(word.bare()));
  }

  /** Where an address ends on its line: behind its place, or where words of a sentence begin. */
  private static int addressEnd(
      String text, List<Word> words, int street, boolean code, Line line) {
    int from = words.get(street).start();
    int end = words.get(street).end();
    if (code) {
      Matcher matcher = POSTAL_CODE.matcher(text.substring(from, line.end()));
      if (matcher.find()) {
        end = from + matcher.end();
        while (end > from && !Character.isLetterOrDigit(text.charAt(end - 1))) {
          end--;
        }
      }
    }
    for (int i = street + 1; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.end() <= end) {
        continue;
      }
      boolean stops =
          text.substring(words.get(i - 1).start(), words.get(i - 1).end()).endsWith(".");
      boolean digits = word.bare().chars().anyMatch(Character::isDigit);
      boolean part =
          word.capital()
              || (!code && (digits || word.bare().length() <= 3))
              || AFTER.contains(word.bare())
              || PARTICLES.contains(word.bare());
      if (!part || (code && stops && word.start() > end)) {
        break;
      }
      end = word.end();
    }
    while (end > from
        && !Character.isLetterOrDigit(text.charAt(end - 1))
        && text.charAt(end - 1) != ')') {
      end--;
    }
    return end;
  }

  /**
   * Where a name of two to four words ends that begins at a place.
   *
   * @param stop where the line ends
   * @return -1 when none begins there
   */
  static int nameEnd(String text, int start, int stop) {
    int end = start;
    int words = 0;
    int lastName = -1;
    int names = 0;
    while (end < stop && words < 5) {
      int from = end;
      while (end < stop
          && (Character.isLetter(text.charAt(end)) || "'’-.".indexOf(text.charAt(end)) >= 0)) {
        end++;
      }
      String word = text.substring(from, end);
      if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
        break;
      }
      boolean particle = names > 0 && PARTICLES.contains(bare(word));
      if (!particle && !Character.isUpperCase(word.charAt(0))) {
        break;
      }
      words++;
      if (!particle) {
        names++;
        lastName = from + word.length() - (word.endsWith("-") ? 1 : 0);
      }
      if (end < stop && text.charAt(end) == ' ') {
        end++;
      } else {
        break;
      }
    }
    return names >= 2 && names <= 4 ? lastName : -1;
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
      // Postfach 12 34, PO Box 114, Apartado de Correos 234
      if (BOXES.contains(word) && i + 1 < words.size() && isHouseNumber(words.get(i + 1).bare())) {
        boolean led =
            i > 0 && Set.of("po", "p.o", "de", "casella").contains(words.get(i - 1).bare());
        return led ? Math.max(0, i - (words.get(i - 1).bare().equals("de") ? 2 : 1)) : i;
      }
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
          boolean bis = i > 1 && Set.of("bis", "ter").contains(words.get(i - 1).bare());
          if (named && bis && isHouseNumber(words.get(i - 2).bare())) {
            return i - 2;
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
                && !BOXES.contains(word.bare())
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
    if (street > 3
        && PARTS.contains(words.get(street - 2).bare())
        && isHouseNumber(words.get(street - 1).bare())) {
      return nameBefore(text, words, street - 2, sure);
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
    boolean range =
        digits >= 1
            && digits <= 4
            && word.length() - digits >= 2
            && word.length() - digits <= 5
            && (word.charAt(digits) == '-' || word.charAt(digits) == '/')
            && word.chars().skip(digits + 1).allMatch(Character::isLetterOrDigit);
    return range || (digits >= 1 && digits <= 5 && word.length() - digits <= 1);
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
