package weir.substance;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * Maps each UTF-16 unit to the sign it is compared by: without case, accents and width, and with
 * look-alike letters of the Cyrillic and Greek scripts joined to the Latin ones ("wишки" and
 * "шишки" fold to the same signs). Text is folded while it is read; nothing is copied, so offsets
 * stay those of the text.
 */
final class Folding {
  /** Not part of any name: brackets, emoji and the like. */
  static final char BREAK = 0;

  /** May stand between the parts of a name: space, hyphen, full stop and the like. */
  static final char SEPARATOR = 1;

  /** Read as if it were not there: combining marks, zero-width signs. */
  static final char IGNORED = 2;

  /** The first unit of the styled alphabets (bold, script and the like). */
  static final char STYLED = '\uD835';

  private static final char FIRST_SIGN = 3;

  /** Stands in the table until the unit is first met; U+FFFF is no character. */
  private static final char UNMET = 0xFFFF;

  private static final char[] TABLE = table();

  private Folding() {}

  /** The sign of one unit: {@link #BREAK}, {@link #SEPARATOR}, {@link #IGNORED}, or a letter. */
  static char fold(char unit) {
    char sign = TABLE[unit];
    return sign == UNMET ? meet(unit) : sign;
  }

  /**
   * The sign that starts here; differs from {@link #fold} for the styled alphabets, which take two
   * units.
   */
  static char foldAt(CharSequence text, int index) {
    char unit = text.charAt(index);
    if (unit != STYLED || index + 1 >= text.length()) {
      return fold(unit);
    }
    char low = text.charAt(index + 1);
    if (!Character.isLowSurrogate(low)) {
      return BREAK;
    }
    String plain =
        Normalizer.normalize(
            new String(Character.toChars(Character.toCodePoint(unit, low))), Normalizer.Form.NFKD);
    return plain.length() == 1 ? fold(plain.charAt(0)) : BREAK;
  }

  /** How many units the sign at this place takes: 2 for the styled alphabets, else 1. */
  static int width(CharSequence text, int index) {
    return text.charAt(index) == STYLED
            && index + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(index + 1))
        ? 2
        : 1;
  }

  /** Whether this unit is part of a word. */
  static boolean inWord(char unit) {
    return fold(unit) >= FIRST_SIGN;
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
  private static char[] table() {
    char[] table = new char[0x10000];
    Arrays.fill(table, UNMET);
    Arrays.fill(table, 0, 0xA0, BREAK);
    for (char c = 'a'; c <= 'z'; c++) {
      table[c] = c;
      table[c - 'a' + 'A'] = c;
    }
    for (char c = '1'; c <= '9'; c++) {
      table[c] = c;
    }
    table['0'] = 'o'; // "c0caine"
    for (char c = 'а'; c <= 'я'; c++) {
      table[c] = lookAlike(c == 'й' ? 'и' : c);
      table[c - 'а' + 'А'] = table[c];
    }
    table['ё'] = lookAlike('е');
    table['Ё'] = table['ё'];
    String accented = "àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüuýy";
    for (int i = 0; i < accented.length(); i += 2) {
      table[accented.charAt(i)] = accented.charAt(i + 1);
    }
    Arrays.fill(table, 0x0300, 0x0370, IGNORED);
    Arrays.fill(table, 0x200B, 0x2010, IGNORED);
    table['\u00AD'] = IGNORED;
    table['\u2060'] = IGNORED;
    table['\uFEFF'] = IGNORED;
    Arrays.fill(table, 0x2010, 0x2016, SEPARATOR);
    for (char c : " \t\n\r\u00A0\u2009\u202F\u3000-_./,'’`´·•\u2212".toCharArray()) {
      table[c] = SEPARATOR;
    }
    return table;
  }

  /**
   * Works out the sign of a rarer unit: its compatibility decomposition, then its shape. Threads
   * may meet the same unit at once; they come to the same sign.
   */
  private static char meet(char unit) {
    char sign = BREAK;
    if (Character.isLetterOrDigit(unit)) {
      String plain = Normalizer.normalize(String.valueOf(unit), Normalizer.Form.NFKD);
      char base = Character.toLowerCase(plain.charAt(0));
      sign = base == '0' ? 'o' : lookAlike(base);
    }
    TABLE[unit] = sign;
    return sign;
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
}
