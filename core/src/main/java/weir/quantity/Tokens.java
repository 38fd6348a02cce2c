package weir.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import weir.quantity.Token.Glue;
import weir.quantity.Token.Kind;

/**
 * Cuts a text into numbers, words and signs in one pass from left to right, looking ahead over one
 * run of digits at most; the time is proportional to the length of the text.
 */
final class Tokens {

  private static final int MOST_DIGITS_OF_A_QUANTITY = 7;

  /** Groups of digits in the longest telephone number; more are not looked at. */
  private static final int MOST_GROUPS = 8;

  private static final Set<String> MONEY_WORDS =
      Set.of(
          "usd",
          "eur",
          "euro",
          "euros",
          "gbp",
          "btc",
          "xbt",
          "ltc",
          "xmr",
          "eth",
          "rub",
          "rur",
          "gel",
          "lari",
          "uah",
          "pln",
          "sek",
          "dkk",
          "nok",
          "chf",
          "aud",
          "cad",
          "dollar",
          "dollars",
          "bucks",
          "bitcoin",
          "bitcoins",
          "kr",
          "zł",
          "czk",
          "byn",
          "amd",
          "kzt",
          "руб",
          "рублей",
          "рубля",
          "рубль",
          "р",
          "лари",
          "грн",
          "гривен",
          "долларов",
          "евро",
          "ლარი",
          "satoshi",
          "mbtc",
          "percent",
          "процентов");
  private static final Set<String> WORDS_IN_X = Set.of("xtc", "xr", "xl", "xan", "xans", "xanny");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  static boolean isMoneyWord(String lowerCase) {
    return MONEY_WORDS.contains(lowerCase);
  }

  static List<Token> of(String text) {
    Tokens tokens = new Tokens(text);
    tokens.cut();
    return tokens.tokens;
  }

  private void cut() {
    int length = text.length();
    while (at < length) {
      char c = text.charAt(at);
      if (isDigit(c) || vulgarFraction(c) > 0 || opensDecimal(at)) {
        number();
      } else if (isLetter(c)) {
        word();
      } else if (Character.isWhitespace(c) || c == '\u00a0' || c == '\u200b' || c == '\ufe0f') {
        at++;
      } else if (c == '×' || c == '✕' || c == '✖') {
        add(Kind.TIMES, at, at + 1, "x");
        at++;
      } else {
        int end = at + (Character.isHighSurrogate(c) && at + 1 < length ? 2 : 1);
        add(Kind.SIGN, at, end, c == '–' || c == '—' || c == '‑' ? "-" : String.valueOf(c));
        at = end;
      }
    }
  }

  private void add(Kind kind, int start, int end, String word) {
    tokens.add(new Token(kind, start, end, word, Double.NaN, Glue.NONE));
  }

  private void word() {
    int start = at;
    if (Character.isIdeographic(text.charAt(at))) {
      // Chinese writes on without spaces: a unit is the one or two signs that begin the run.
      int two = Math.min(start + 2, text.length());
      at = Unit.named(text.substring(start, two)) != null ? two : start + 1;
      add(Kind.WORD, start, at, text.substring(start, at));
      return;
    }
    while (at < text.length()
        && isLetter(text.charAt(at))
        && !Character.isIdeographic(text.charAt(at))) {
      at++;
    }
    boolean afterDigit = start > 0 && isDigit(text.charAt(start - 1));
    boolean beforeDigit =
        at < text.length() && (isDigit(text.charAt(at)) || vulgarFraction(text.charAt(at)) > 0);
    String word = text.substring(start, at).toLowerCase(Locale.ROOT);
    if (word.length() != at - start) {
      word = text.substring(start, at); // lower case changed the length: offsets must hold
    }
    int length = word.length();
    if (length == 1 && isTimes(word.charAt(0))) {
      add(Kind.TIMES, start, at, "x");
    } else if (afterDigit
        && isTimes(word.charAt(0))
        && !WORDS_IN_X.contains(word)
        && !word.startsWith("xanax")) {
      add(Kind.TIMES, start, start + 1, "x");
      add(Kind.WORD, start + 1, at, word.substring(1));
    } else if (beforeDigit
        && isTimes(word.charAt(length - 1))
        && Unit.named(word.substring(0, length - 1)) != null) {
      add(Kind.WORD, start, at - 1, word.substring(0, length - 1));
      add(Kind.TIMES, at - 1, at, "x");
    } else {
      add(Kind.WORD, start, at, word);
    }
  }

  /** Latin and Cyrillic alike: on a screen they are the same sign. */
  private static boolean isTimes(char lowerCase) {
    return lowerCase == 'x' || lowerCase == 'х';
  }

  private void number() {
    int start = at;
    Glue glue = glueBefore(start);
    if (isTelephoneOrDate()) {
      add(Kind.DEAD_NUMBER, start, at, "");
      return;
    }
    double value = plainNumber();
    Kind kind = Kind.NUMBER;
    if (at < text.length()) {
      char c = text.charAt(at);
      if ((c == '/' || c == '⁄') && digitAt(at + 1) && value == Math.rint(value)) {
        int slash = at;
        at++;
        double below = plainNumber();
        boolean more = at < text.length() && text.charAt(at) == '/' && digitAt(at + 1);
        if (value < below && isUsualDenominator(below) && value >= 1 && !more) {
          value = value / below;
        } else if (value >= 1 && below >= 10 && !more && !menuOfUnits(slash)) {
          kind = Kind.RATIO;
        } else {
          at = slash; // a choice such as 1/5/10 g: leave the numbers single
        }
      } else if (vulgarFraction(c) > 0) {
        value += vulgarFraction(c);
        at++;
      } else if (c == ' ' && at + 1 < text.length() && value == Math.rint(value)) {
        double part = vulgarFraction(text.charAt(at + 1));
        if (part > 0) {
          value += part;
          at += 2;
        } else if (digitAt(at + 1) && !digitAt(at + 2) && at + 3 < text.length()) {
          value = mixedNumber(value);
        }
      }
    }
    if (kind == Kind.NUMBER && (isPrice(start) || value > 1e8)) {
      kind = Kind.DEAD_NUMBER;
    }
    tokens.add(new Token(kind, start, at, "", value, glue));
  }

  /** {@code 1 1/2}: a whole number, a space, a fraction. */
  private double mixedNumber(double whole) {
    int slash = at + 2;
    if ((text.charAt(slash) == '/' || text.charAt(slash) == '⁄')
        && digitAt(slash + 1)
        && whole < 100) {
      int above = text.charAt(at + 1) - '0';
      int end = slash + 1;
      int below = 0;
      while (digitAt(end) && end - slash <= 2) {
        below = below * 10 + text.charAt(end) - '0';
        end++;
      }
      if (!digitAt(end) && above < below && isUsualDenominator(below)) {
        at = end;
        return whole + (double) above / below;
      }
    }
    return whole;
  }

  private boolean menuOfUnits(int slash) {
    return slash > 0 && text.lastIndexOf('/', slash - 1) >= Math.max(0, slash - 4);
  }

  private static boolean isUsualDenominator(double below) {
    return below == 2 || below == 3 || below == 4 || below == 8 || below == 16 || below == 32;
  }

  /** Reads digits with their separators, from {@link #at} on. */
  private double plainNumber() {
    char first = text.charAt(at);
    double vulgar = vulgarFraction(first);
    if (vulgar > 0) {
      at++;
      return vulgar;
    }
    int start = at;
    while (digitAt(at)) at++;
    int whole = at - start;
    if (at + 1 < text.length()) {
      char c = text.charAt(at);
      if ((c == '.' || c == ',') && digitAt(at + 1)) {
        int fraction = at + 1;
        int end = fraction;
        while (digitAt(end)) end++;
        boolean threes = end - fraction == 3 && whole >= 1 && whole <= 3 && first != '0';
        boolean noughts = threes && text.startsWith("000", fraction);
        at = end;
        if (threes && (c == ',' || noughts)) {
          double value = digits(start, start + whole) * 1000 + digits(fraction, end);
          while (at + 3 < text.length()
              && text.charAt(at) == c
              && digitAt(at + 1)
              && digitAt(at + 2)
              && digitAt(at + 3)
              && !digitAt(at + 4)) {
            value = value * 1000 + digits(at + 1, at + 4);
            at += 4;
          }
          return value;
        }
        return digits(start, start + whole) + digits(fraction, end) / pow10(end - fraction);
      }
      boolean groups = whole >= 1 && whole <= 3 && first != '0';
      if (groups && (c == ' ' || c == '\u00a0' || c == '\'') && text.startsWith("000", at + 1)) {
        if (!digitAt(at + 4)) {
          double value = digits(start, at) * 1000;
          at += 4;
          return value;
        }
      }
    }
    return digits(start, at);
  }

  private double digits(int from, int to) {
    double value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private static double pow10(int digits) {
    return Math.pow(10, digits);
  }

  /**
   * Moves past runs of digits that are no quantity: a date, a time, a telephone number, a long
   * identifier.
   */
  private boolean isTelephoneOrDate() {
    int i = at;
    int groups = 0;
    int digits = 0;
    int longest = 0;
    int shortest = 99;
    boolean clock = false;
    boolean year = false;
    boolean sameSign = true;
    char sign = 0;
    int end = i;
    while (digitAt(i) && groups < MOST_GROUPS) {
      int from = i;
      while (digitAt(i)) i++;
      int length = i - from;
      groups++;
      digits += length;
      longest = Math.max(longest, length);
      shortest = Math.min(shortest, length);
      year |= length == 4 && (text.startsWith("19", from) || text.startsWith("20", from));
      end = i;
      if (i + 1 >= text.length() || !digitAt(i + 1)) break;
      char c = text.charAt(i);
      if (c != '-' && c != '.' && c != '/' && c != ':' && c != ' ') break;
      clock |= c == ':';
      if (sign == 0) sign = c;
      sameSign &= c == sign;
      i++;
    }
    boolean date = groups == 3 && sameSign && year && (sign == '-' || sign == '.' || sign == '/');
    boolean shortDate =
        groups == 3 && sameSign && (sign == '.' || sign == '-') && shortest == 2 && longest == 2;
    boolean telephone =
        (groups >= 3 && digits >= 9 && longest <= 4 && shortest >= 2 && sameSign && sign != '/')
            || (groups >= 3 && digits >= 7 && sign == '-' && sameSign);
    if ((longest > MOST_DIGITS_OF_A_QUANTITY && groups == 1)
        || (clock && groups <= 3)
        || date
        || shortDate
        || telephone) {
      at = end;
      return true;
    }
    return false;
  }

  /** Whether a currency or per cent sign claims the number from {@code start} to {@link #at}. */
  private boolean isPrice(int start) {
    int i = start - 1;
    if (i >= 0 && text.charAt(i) == ' ') i--;
    if (i >= 0 && isMoneySign(text.charAt(i))) {
      // In "5$ 10 g" the sign belongs to the number before it.
      int before = i - 1;
      if (i == start - 1 || before < 0 || !isDigit(text.charAt(before))) return true;
    }
    int j = at;
    if (j < text.length() && text.charAt(j) == ' ') j++;
    if (j >= text.length()) return false;
    char c = text.charAt(j);
    if (c == '%' || c == '‰') return true;
    if (isMoneySign(c)) return j == at || !(digitAt(j + 1) || opensDecimal(j + 1));
    if (!isLetter(c)) {
      // 500-usd
      if (c == '-' && j == at && j + 1 < text.length() && isLetter(text.charAt(j + 1))) {
        return MONEY_WORDS.contains(wordAt(j + 1));
      }
      return false;
    }
    return MONEY_WORDS.contains(wordAt(j));
  }

  private String wordAt(int i) {
    int end = i;
    while (end < text.length() && end - i < 12 && isLetter(text.charAt(end))) end++;
    return text.substring(i, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isMoneySign(char c) {
    return Character.getType(c) == Character.CURRENCY_SYMBOL;
  }

  private Glue glueBefore(int start) {
    if (start == 0) return Glue.NONE;
    char c = text.charAt(start - 1);
    if (c == '#' || c == '№') return Glue.HASH;
    Token last = tokens.isEmpty() ? null : tokens.getLast();
    if (isLetter(c)) {
      return last != null && last.is(Kind.TIMES) ? Glue.NONE : Glue.LETTER;
    }
    if ((c == '-' || c == '_') && start > 1 && isLetter(text.charAt(start - 2))) {
      return Glue.HYPHEN;
    }
    return Glue.NONE;
  }

  private boolean opensDecimal(int i) {
    if (i >= text.length()) return false;
    char c = text.charAt(i);
    if ((c != '.' && c != ',') || !digitAt(i + 1)) return false;
    return i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
  }

  private boolean digitAt(int i) {
    return i < text.length() && isDigit(text.charAt(i));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return c < 128 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : c == 'µ' || Character.isLetter(c);
  }

  private static double vulgarFraction(char c) {
    if (c < '¼') return 0;
    return switch (c) {
      case '¼' -> 0.25;
      case '½' -> 0.5;
      case '¾' -> 0.75;
      case '⅓' -> 1 / 3.0;
      case '⅔' -> 2 / 3.0;
      case '⅛' -> 0.125;
      case '⅜' -> 0.375;
      case '⅝' -> 0.625;
      case '⅞' -> 0.875;
      default -> 0;
    };
  }
}
