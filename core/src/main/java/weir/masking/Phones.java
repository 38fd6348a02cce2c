package weir.masking;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/**
 * Telephone numbers: with + or 00; after a word that announces one; or grouped as a country prints
 * its own, and valid there. Bare runs of digits stay: they are stock numbers, prices and dates far
 * more often.
 */
final class Phones {

  /** How far before a number the word that announces it may stand, in UTF-16 units. */
  private static final int ANNOUNCED_WITHIN = 24;

  /** A number with a leading zero is tried in these countries, in turn. */
  private static final List<String> WITH_ZERO =
      List.of("DE", "FR", "GB", "NL", "BE", "IT", "AT", "CH", "IE", "SE", "FI", "AU", "UA");

  /** Spanish and Polish mobile numbers have nine digits and no zero. */
  private static final Pattern NINE =
      Pattern.compile("\\d{3}[ .-]\\d{3}[ .-]\\d{3}|\\d{3} \\d{2} \\d{2} \\d{2}");

  private static final Pattern AMERICAN =
      Pattern.compile(
          "\\([2-9]\\d{2}\\) ?[2-9]\\d{2}[-. ]\\d{4}|[2-9]\\d{2}([-.])[2-9]\\d{2}[-.]\\d{4}");

  private static final Pattern RUSSIAN =
      Pattern.compile("8[ -]?\\(?[3489]\\d{2}\\)?[ -]\\d{3}[- ]\\d{2}[- ]\\d{2}");

  /** What behind a number makes it an amount. */
  private static final Set<String> UNITS =
      Set.of(
          "mg",
          "mcg",
          "ug",
          "g",
          "gr",
          "gram",
          "grams",
          "gramm",
          "kg",
          "ml",
          "l",
          "pcs",
          "pieces",
          "pills",
          "tabs",
          "tablets",
          "stk",
          "stück",
          "stuks",
          "units",
          "unités",
          "unidades",
          "eur",
          "euro",
          "euros",
          "usd",
          "gbp",
          "btc",
          "xmr",
          "pln",
          "zł",
          "rub",
          "руб",
          "шт",
          "mm",
          "cm",
          "x");

  /** Loaded when the first number needs it: its tables are read country by country. */
  private static final class Library {
    static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  }

  private final String text;
  private final Marks marks;
  private final Found found;

  private Phones(String text, Marks marks, Found found) {
    this.text = text;
    this.marks = marks;
    this.found = found;
  }

  static void find(String text, Marks marks, Found found) {
    new Phones(text, marks, found).find();
  }

  private void find() {
    int done = 0;
    for (int k = 0; k < marks.phones(); k++) {
      int i = marks.phone(k);
      if (i < done || (i > 0 && gluesTo(text.charAt(i - 1)))) {
        continue;
      }
      int end = i;
      int digits = 0;
      int groups = 0;
      int lastDigit = i;
      int gap = 1;
      while (end < text.length() && gap <= 3) {
        char d = text.charAt(end);
        if (isDigit(d)) {
          digits++;
          groups += gap > 0 ? 1 : 0;
          lastDigit = end;
          gap = 0;
        } else if (d == ' '
            || d == '-'
            || d == '('
            || d == ')'
            || d == '/'
            || d == '.'
            || d == '\u00a0'
            || d == '\u2011'
            || d == '\u2013'
            || (d == '+' && end == i)) {
          gap++;
        } else {
          break;
        }
        end++;
      }
      int stop = lastDigit + 1;
      boolean glued = stop < text.length() && isUnit(text.charAt(stop));
      if (digits >= 8 && digits <= 15 && !glued) {
        boolean masked =
            international(i)
                || (!isDate(i, stop)
                    && ((marks.announced(i, ANNOUNCED_WITHIN, Cue.PHONE.bit) && !digitsBetween(i))
                        || ((groups >= 2 || marks.has(Cue.EXPOSED))
                            && digits <= 12
                            && !isDecimal(i, stop)
                            && isNational(i, stop, digits))));
        if (masked) {
          found.contact("phone", i, stop, bare(i, stop));
        }
      }
      done = Math.max(end, i + 1);
    }
  }

  /** Whether digits stand between a number and the word that would announce it. */
  private boolean digitsBetween(int start) {
    for (int i = start - 1; i >= 0 && i >= start - ANNOUNCED_WITHIN; i--) {
      if (Character.isLetter(text.charAt(i))) {
        int end = i + 1;
        while (i > 0 && Character.isLetter(text.charAt(i - 1))) {
          i--;
        }
        if ((CueWords.classes(text, i, end) & Cue.PHONE.bit) != 0) {
          return false;
        }
      } else if (isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Digits without a leading 00 and without the zero of (0), so that equal numbers are equal. */
  private String bare(int start, int end) {
    StringBuilder bare = new StringBuilder();
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      boolean trunk =
          c == '0'
              && i > start
              && text.charAt(i - 1) == '('
              && i + 1 < end
              && text.charAt(i + 1) == ')';
      if (isDigit(c) && !trunk) {
        bare.append(c);
      }
    }
    return bare.length() > 2 && bare.charAt(0) == '0' && bare.charAt(1) == '0'
        ? bare.substring(2)
        : bare.toString();
  }

  /** A cheap look by how many digits there are, and how many come first. */
  private boolean mayBeNational(int start, int end, int digits) {
    char c = text.charAt(start);
    int first = digitsAt(start, end);
    return c == '0'
        || c == '('
        || ((digits == 9 || digits == 10) && first == 3)
        || (digits == 11 && c == '8');
  }

  private boolean isNational(int start, int end, int digits) {
    if (!mayBeNational(start, end, digits)) {
      return false;
    }
    if (followedByUnit(end) || marks.announced(start, ANNOUNCED_WITHIN, Cue.NUMBER_OF.bit)) {
      return false;
    }
    String number = text.substring(start, end).replace('\u00a0', ' ').replace('\u2011', '-');
    char first =
        number.charAt(0) == '(' && number.length() > 1 ? number.charAt(1) : number.charAt(0);
    if (first == '0') {
      return WITH_ZERO.stream().anyMatch(country -> isValid(number, country, false));
    }
    if (AMERICAN.matcher(number).matches()) {
      return isValid(number, "US", false);
    }
    if (RUSSIAN.matcher(number).matches()) {
      return isValid(number, "RU", false);
    }
    return NINE.matcher(number).matches()
        && (isValid(number, "ES", true) || isValid(number, "PL", true));
  }

  private boolean followedByUnit(int end) {
    int i = end;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\u00a0')) {
      i++;
    }
    if (i < text.length() && "€$£%₽฿".indexOf(text.charAt(i)) >= 0) {
      return true;
    }
    int from = i;
    while (i < text.length() && Character.isLetter(text.charAt(i)) && i - from < 12) {
      i++;
    }
    return UNITS.contains(found.lower(from, i));
  }

  private static boolean isValid(String number, String country, boolean mobile) {
    try {
      PhoneNumber parsed = Library.NUMBERS.parse(number, country);
      return Library.NUMBERS.isValidNumberForRegion(parsed, country)
          && (!mobile || Library.NUMBERS.getNumberType(parsed) == PhoneNumberType.MOBILE);
    } catch (NumberParseException e) {
      return false;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** What before a digit makes it part of something else: a word, a decimal, a stock number. */
  private static boolean gluesTo(char before) {
    return Character.isLetterOrDigit(before)
        || before == '.'
        || before == '#'
        || before == '№'
        || before == '$'
        || before == '€'
        || before == '£'
        || before == '฿'
        || before == '='
        || before == '_';
  }

  private static boolean isUnit(char after) {
    return Character.isLetter(after)
        || after == '%'
        || after == '_'
        || after == '$'
        || after == '€';
  }

  private boolean international(int start) {
    char next = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
    return switch (text.charAt(start)) {
      case '+' -> isDigit(next) || next == '(';
      case '(' -> next == '+' || (next == '0' && text.startsWith("00", start + 1));
      case '0' ->
          next == '0'
              && start + 2 < text.length()
              && text.charAt(start + 2) >= '1'
              && text.charAt(start + 2) <= '9';
      default -> false;
    };
  }

  /** Whether a number begins as a day does: 2018-11-26, 26.11.2018. */
  private boolean isDate(int start, int end) {
    int first = digitsAt(start, end);
    int second = digitsAt(start + first + 1, end);
    int third = digitsAt(start + first + second + 2, end);
    boolean parted = isDayBreak(start + first, end) && isDayBreak(start + first + second + 1, end);
    boolean two = second == 1 || second == 2;
    return parted
        && two
        && ((first == 4 && (third == 1 || third == 2)) || (first > 0 && first < 3 && third == 4));
  }

  /** Whether a number is one digit, a dot and decimals, as prices in bitcoin are: 0.11540493. */
  private boolean isDecimal(int start, int end) {
    return digitsAt(start, end) == 1
        && start + 1 < end
        && text.charAt(start + 1) == '.'
        && start + 2 + digitsAt(start + 2, end) == end;
  }

  private boolean isDayBreak(int at, int end) {
    return at < end && (text.charAt(at) == '-' || text.charAt(at) == '.' || text.charAt(at) == '/');
  }

  private int digitsAt(int start, int end) {
    int at = start;
    while (at < end && isDigit(text.charAt(at))) {
      at++;
    }
    return Math.max(0, at - start);
  }
}
