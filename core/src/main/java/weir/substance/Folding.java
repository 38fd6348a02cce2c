package weir.substance;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Maps each UTF-16 unit to the sign it is compared by: without case, accents and width, and with
 * look-alike letters of the Cyrillic and Greek scripts joined to the Latin ones ("wишки" and
 * "шишки" fold to the same signs). A folded text has as many units as the text, so offsets stay
 * those of the text.
 *
 * <p>A folded unit is the sign in its lower 16 bits and what is known of it above.
 */
final class Folding {
  /** Not part of any name: brackets, dingbats and the like. */
  static final char BREAK = 0;

  /** May stand between the parts of a name: space, hyphen, full stop and the like. */
  static final char SEPARATOR = 1;

  /** Read as if it were not there: combining marks, zero-width signs, the second half of a pair. */
  static final char IGNORED = 2;

  /** Part of a word. */
  static final int WORD_BIT = 16;

  static final int WORD = 1 << WORD_BIT;

  static final int DIGIT_BIT = 17;
  static final int DIGIT = 1 << DIGIT_BIT;
  static final int LATIN = 1 << 18;
  static final int CYRILLIC = 1 << 19;

  /** A word begins and ends with it: emoji, and the scripts that put no space between words. */
  static final int ALONE = 1 << 20;

  /** A digit or sign read as the letter that it is put for, as in "h3roin". */
  static final int SUBSTITUTED = 1 << 21;

  static final int MARKED_BIT = 24;

  /** A digit, or a unit with the flag {@link #ALONE} or {@link #FIGURE}: to be looked at closer. */
  private static final int MARKED = 1 << MARKED_BIT;

  /** May be put for a letter where it stands inside a word. */
  static final int FIGURE = 1 << 23;

  private static final String FIGURES = "134578!|€@$";

  /** The second unit of a sign that takes two: read as if it were not there. */
  static final int SECOND_HALF = 1 << 22 | IGNORED;

  /** The first unit of the styled alphabets (bold, script and the like). */
  private static final char STYLED = '\uD835';

  private static final int FIRST_PICTURE = 0x1F000;
  private static final int LAST_PICTURE = 0x1FAFF;

  /** Signs of pictures beyond the first plane; texts have no signs of their own here. */
  private static final char PICTURES = '\uE000';

  /** Stands in the table until the unit is first met. */
  private static final int UNMET = -1;

  private static final int[] TABLE = table();

  private Folding() {}

  /** The sign of one unit: {@link #BREAK}, {@link #SEPARATOR}, {@link #IGNORED}, or a letter. */
  static char fold(char unit) {
    return sign(unit(unit));
  }

  static char sign(int folded) {
    return (char) folded;
  }

  static boolean inWord(int folded) {
    return (folded & WORD) != 0;
  }

  static boolean isIgnored(int folded) {
    return sign(folded) == IGNORED;
  }

  static boolean isDigit(int folded) {
    return (folded & DIGIT) != 0;
  }

  private static int unit(char unit) {
    int folded = TABLE[unit];
    return folded == UNMET ? meet(unit) : folded;
  }

  /** The text's units, folded. */
  static int[] of(CharSequence text) {
    int length = text.length();
    int[] folded = new int[length];
    int met = 0;
    for (int i = 0; i < length; i++) {
      int known = TABLE[text.charAt(i)];
      folded[i] = known;
      met |= known;
    }
    return met < 0 ? withRarer(text, folded) : folded;
  }

  /** The same with the units that stand in the table as {@link #UNMET} worked out. */
  private static int[] withRarer(CharSequence text, int[] folded) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (folded[i] >= 0) {
        continue;
      }
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        folded[i] = pair(unit, text.charAt(i + 1));
        folded[++i] = SECOND_HALF;
      } else {
        folded[i] = meet(unit);
      }
    }
    return folded;
  }

  /** Whether a unit only lengthens the last sign of the same word, as in "nboooome". */
  static boolean repeats(int folded, int last) {
    return sign(folded) == sign(last) && ((folded | last) & (DIGIT | ALONE)) == 0;
  }

  static boolean isDigit(char unit) {
    return (unit >= '0' && unit <= '9') || (unit >= '０' && unit <= '９');
  }

  static boolean isCyrillic(char unit) {
    return unit >= '\u0400' && unit <= '\u052F';
  }

  static boolean isLatin(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '\u00C0' && unit <= '\u024F' && unit != '×' && unit != '÷');
  }

  /** The signs that need no thought; all others are worked out when first met. */
  private static int[] table() {
    int[] table = new int[0x10000];
    Arrays.fill(table, UNMET);
    Arrays.fill(table, 0, 0xA0, BREAK);
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = known(c, c);
      table[c - 'a' + 'A'] = table[c];
    }
    for (char c = '1'; c <= '9'; c++) {
      table[c] = known(c, c);
    }
    table['0'] = known('0', 'o'); // "c0caine"
    for (char c = 'а'; c <= 'я'; c++) {
      table[c] = known(c, lookAlike(c == 'й' ? 'и' : c));
      table[c - 'а' + 'А'] = table[c];
    }
    table['ё'] = known('ё', lookAlike('е'));
    table['Ё'] = table['ё'];
    String accented = "àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüuýy";
    for (int i = 0; i < accented.length(); i += 2) {
      table[accented.charAt(i)] = known(accented.charAt(i), accented.charAt(i + 1));
    }
    for (int i = 0; i < FIGURES.length(); i++) {
      char c = FIGURES.charAt(i);
      table[c] = (table[c] == UNMET ? BREAK : table[c]) | FIGURE | MARKED;
    }
    Arrays.fill(table, 0x0300, 0x0370, IGNORED);
    Arrays.fill(table, 0x200B, 0x2010, IGNORED);
    Arrays.fill(table, 0xFE00, 0xFE10, IGNORED); // variation selectors, as behind an emoji
    table['\u00AD'] = IGNORED;
    table['\u2060'] = IGNORED;
    table['\uFEFF'] = IGNORED;
    Arrays.fill(table, 0x2010, 0x2016, SEPARATOR);
    for (char c : " \t\n\r\u00A0\u2009\u202F\u3000-_./,'’`´·•\u2212".toCharArray()) {
      table[c] = SEPARATOR;
    }
    return table;
  }

  /** What is known of a unit that folds to this sign of a word. */
  private static int known(char unit, char sign) {
    int script = 0;
    if (isDigit(unit)) {
      script = DIGIT | MARKED;
    } else if (isCyrillic(unit)) {
      script = CYRILLIC;
    } else if (isLatin(unit) || unit >= '\uD800') {
      script = LATIN;
    }
    return sign | WORD | script;
  }

  /**
   * Works out the sign of a rarer unit: its compatibility decomposition, then its shape. Threads
   * may meet the same unit at once; they come to the same sign.
   */
  private static int meet(char unit) {
    int folded = BREAK;
    if (Character.getType(unit) == Character.NON_SPACING_MARK) {
      folded = IGNORED; // vowels and tones of Thai, points of Arabic and Hebrew
    } else if (unit >= '\u2600' && unit <= '\u27BF') {
      folded = unit | WORD | ALONE | MARKED;
    } else if (unspaced(unit)) {
      folded = unit | WORD | ALONE | MARKED;
    } else if (Character.isLetterOrDigit(unit)) {
      // A Korean syllable would fall apart into its letters, and only the first be left.
      Normalizer.Form form = isKorean(unit) ? Normalizer.Form.NFKC : Normalizer.Form.NFKD;
      String plain = Normalizer.normalize(String.valueOf(unit), form);
      char base = Character.toLowerCase(plain.charAt(0));
      folded = known(unit, base == '0' ? 'o' : lookAlike(base));
    }
    if (!Character.isHighSurrogate(unit)) { // what it is depends on the next
      TABLE[unit] = folded;
    }
    return folded;
  }

  private static boolean isKorean(char unit) {
    return unit >= '\uAC00' && unit <= '\uD7A3';
  }

  private static boolean unspaced(char unit) {
    if (unit < '\u0E00') {
      return false;
    }
    return switch (Character.UnicodeScript.of(unit)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(unit);
      default -> false;
    };
  }

  /** A sign beyond the first plane: letters of the styled alphabets, and pictures. */
  private static int pair(char high, char low) {
    int point = Character.toCodePoint(high, low);
    if (high == STYLED) {
      String plain = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKD);
      return plain.length() == 1 ? unit(plain.charAt(0)) : BREAK;
    }
    if (point < FIRST_PICTURE || point > LAST_PICTURE) {
      return BREAK;
    }
    boolean skinTone = point >= 0x1F3FB && point <= 0x1F3FF;
    return skinTone ? IGNORED : (PICTURES + (point - FIRST_PICTURE)) | WORD | ALONE | MARKED;
  }

  /** The Latin letter of the same shape, or the letter itself. */
  private static char lookAlike(char letter) {
    return switch (letter) {
      case 'а', 'α' -> 'a';
      case 'в', 'β', 'ß' -> 'b';
      case 'е', 'є', 'ε' -> 'e';
      case 'һ', 'н' -> 'h';
      case 'і', 'ı', 'ι' -> 'i';
      case 'ј' -> 'j';
      case 'к', 'κ' -> 'k';
      case 'ӏ', 'ł' -> 'l';
      case 'ƒ' -> 'f';
      case 'м' -> 'm';
      case 'п', 'η' -> 'n';
      case 'о', 'ο', 'ø', 'σ' -> 'o';
      case 'р', 'ρ' -> 'p';
      case 'г', 'ґ' -> 'r';
      case 'с' -> 'c';
      case 'ѕ' -> 's';
      case 'т', 'τ' -> 't';
      case 'и', 'μ', 'υ' -> 'u';
      case 'ν', 'ѵ' -> 'v';
      case 'ш', 'ω' -> 'w';
      case 'х', 'χ' -> 'x';
      case 'у' -> 'y';
      default -> letter;
    };
  }

  /** Whether this unit stands between two letters of a word and may be put for one. */
  static boolean figureInWord(int[] folded, int index) {
    return index > 0
        && index + 1 < folded.length
        && (folded[index] & FIGURE) != 0
        && isLetter(folded[index - 1])
        && isLetter(folded[index + 1]);
  }

  /**
   * A copy with each {@link #figureInWord figure in a word} read as the letter that it is put for.
   *
   * @param one what a 1 is read as
   */
  static int[] substituted(int[] folded, CharSequence text, char one) {
    int[] read = folded.clone();
    for (int i = 1; i < folded.length - 1; i++) {
      if (figureInWord(folded, i)) {
        read[i] = standsFor(text.charAt(i), one) | WORD | LATIN | SUBSTITUTED;
      }
    }
    return read;
  }

  private static boolean isLetter(int folded) {
    return (folded & (WORD | DIGIT | ALONE)) == WORD;
  }

  private static char standsFor(char figure, char one) {
    return switch (figure) {
      case '3', '€' -> 'e';
      case '4', '@' -> 'a';
      case '5', '$' -> 's';
      case '7' -> 't';
      case '8' -> 'b';
      default -> one;
    };
  }
}
