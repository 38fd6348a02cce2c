package weir.novelty;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of a title that can be names, with their places. */
final class TitleWords {

  /**
   * A word.
   *
   * @param key how it is told from others: lower case, hyphens within left out
   * @param start UTF-16 units into the title
   * @param end exclusive
   */
  record Word(String key, String shown, int start, int end) {}

  private static final int SHORTEST = 3;
  private static final int LONGEST = 60;

  /** Amounts, counts, prices, shares, dates and fractions. */
  private static final Pattern AMOUNT =
      Pattern.compile(
          "[~<>#№x×]?[€$£฿]?\\d[\\d.,:/]*(?:[-x×]\\d[\\d.,]*)*(?:[€$£%+]+|x|×|(?:st|nd|rd|th)|k|er)?"
              + "|[\\d.,½¼¾/x×-]*\\d[x×-]?(?:mgs?|g|gr|grs|gms?|grams?|gramm?|grammes?|kgs?|kilos?|oz|ozs|ounces?|lbs?|ml"
              + "|cl|l|ltr|u|ug|mcg|µg|μg|iu|cm|mm|m|in|inch|w|v|gb|mb|tabs?|tablets?|pills?|caps?|capsules?"
              + "|pcs?|pieces?|hits?|blotters?|vials?|amps?|packs?|strips?|btc|usd|eur|gbp|aud|days?|hrs?|hours?"
              + "|min|yrs?|years?|percent|cc|pk|ct|s|г|гр|кг|мг|мл|шт|таб|р|руб)(?:[/@].*)?"
              + "|\\d+(?:mg|g|ug)?/\\d*(?:mg|g|ml|tab|pill|cap|unit)s?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Bounded, so that no title can make the search slow. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b[a-z][a-z0-9+.-]{1,15}://\\S{1,2000}"
              + "|\\b[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,3}\\.(?:onion|i2p|loki|com|net|org)\\b(?:/\\S{0,500})?",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> ORDINARY = ordinary();

  private TitleWords() {}

  /**
   * From left to right; amounts, words of everyday English and addresses of sites are left out. A
   * name is shown to readers, and no page shows an address.
   */
  static List<Word> of(String text) {
    String title = withoutAddresses(text);
    List<Word> words = new ArrayList<>();
    int i = 0;
    int length = title.length();
    while (i < length) {
      if (between(title, i)) {
        i++;
        continue;
      }
      int from = i;
      int depth = 0;
      while (i < length) {
        char c = title.charAt(i);
        // A bracket that opens inside a word belongs to a systematic name.
        if (i > from
            && (c == '(' || c == '[')
            && (Character.isLetterOrDigit(title.charAt(i - 1)) || title.charAt(i - 1) == '-')) {
          int close = title.indexOf(c == '(' ? ')' : ']', i);
          if (close > 0
              && close + 1 < length
              && (Character.isLetter(title.charAt(close + 1)) || title.charAt(close + 1) == '-')) {
            depth++;
            i++;
            continue;
          }
        }
        if (depth > 0 && (c == ')' || c == ']')) {
          depth--;
          i++;
          continue;
        }
        if (between(title, i) && depth == 0) {
          break;
        }
        if (c <= ' ') {
          break;
        }
        i++;
      }
      Word word = word(title, from, i);
      if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  /** Blanks in the place of addresses, so that the other words keep their places. */
  private static String withoutAddresses(String title) {
    if (title.indexOf("://") < 0 && title.indexOf('.') < 0) {
      return title;
    }
    return ADDRESS.matcher(title).replaceAll(found -> " ".repeat(found.group().length()));
  }

  private static @Nullable Word word(String title, int from, int to) {
    int start = from;
    int end = to;
    while (start < end
        && !Character.isLetterOrDigit(title.charAt(start))
        && title.charAt(start) != '(') {
      start++;
    }
    while (end > start
        && !Character.isLetterOrDigit(title.charAt(end - 1))
        && title.charAt(end - 1) != ')') {
      end--;
    }
    if (end - start < SHORTEST || end - start > LONGEST) {
      return null;
    }
    String shown = title.substring(start, end);
    int letters = 0;
    for (int i = 0; i < shown.length(); i++) {
      letters += Character.isLetter(shown.charAt(i)) ? 1 : 0;
    }
    if (letters < 2 || AMOUNT.matcher(shown).matches()) {
      return null;
    }
    String lower = shown.toLowerCase(Locale.ROOT);
    if (ORDINARY.contains(lower) || shown.contains("://") || shown.contains(".onion")) {
      return null;
    }
    String key = key(lower);
    return key.length() < SHORTEST ? null : new Word(key, shown, start, end);
  }

  /** How words that differ in case and hyphens alone are told to be the same. */
  static String key(String shown) {
    return shown.toLowerCase(Locale.ROOT).replaceAll("[-‐‑–'’.]", "");
  }

  private static boolean between(String title, int i) {
    char c = title.charAt(i);
    if (c <= ' ' || c == '\u00a0') {
      return true;
    }
    return switch (c) {
      case '/',
          '|',
          '+',
          '*',
          '!',
          '?',
          ';',
          '"',
          '“',
          '”',
          '~',
          '=',
          '&',
          '_',
          '<',
          '>',
          '•',
          '★',
          '✯',
          '{',
          '}',
          '#',
          '@',
          '^',
          '—' ->
          true;
      case '(', ')', '[', ']' -> true; // those of systematic names are kept by the caller
      case ',', ':', '.' -> {
        // A comma inside a number or between locants stays: 2,5-dimethoxy.
        boolean inside =
            i > 0
                && i + 1 < title.length()
                && Character.isDigit(title.charAt(i - 1))
                && Character.isDigit(title.charAt(i + 1));
        yield !inside;
      }
      default -> // any other character is part of a word
          c > 0x2500 && !Character.isLetterOrDigit(c);
    };
  }

  /** Words of the project's own sentences, made-up titles, places and units: nobody's new name. */
  private static Set<String> ordinary() {
    Set<String> words = new HashSet<>();
    for (String file : List.of("senses.txt", "offers.txt")) {
      for (String line : Resource.text("/weir/substance/" + file).split("\n", -1)) {
        if (line.startsWith("@slot drug")
            || line.startsWith("@slot medicine")
            || line.startsWith("@slot brand")
            || line.startsWith("@slot strain")
            || line.startsWith("@everyday")) {
          continue;
        }
        String plain = line.replaceAll("\\[[^\\]]*\\]|\\{[^}]*\\}|<[^>]*>", " ");
        for (String word : plain.split("[^\\p{L}'’-]+", -1)) {
          // A name in a sentence of ours is no everyday word: those begin small.
          if (word.length() >= SHORTEST && Character.isLowerCase(word.charAt(0))) {
            words.add(word);
          }
        }
      }
    }
    for (String file : List.of("substance/ordinary-words.txt", "novelty/everyday.txt")) {
      for (String line : Resource.text("/weir/" + file).split("\n", -1)) {
        if (!line.startsWith("#")) {
          words.addAll(List.of(line.strip().split("\\s+", -1)));
        }
      }
    }
    for (String line : Resource.text("/weir/substance/offer-words.csv").split("\n", -1)) {
      words.addAll(List.of(line.split(",", -1)[0].split("\\s+", -1)));
    }
    words.remove("");
    return words;
  }
}
