package weir.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Map;

/**
 * Numbers of accounts and cards, and those by which a state knows a person. A check digit, a
 * country's way of printing, or a word before it tells them from numbers of things.
 */
final class Numbers {

  private static final int ANNOUNCED_WITHIN = 36;
  private static final int NUMBER_OF_WITHIN = 20;

  /** Lengths of IBANs (ISO 13616 registry). */
  private static final Map<String, Integer> IBAN =
      Map.ofEntries(
          Map.entry("AD", 24),
          Map.entry("AT", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("CH", 21),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("EE", 20),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GR", 27),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MC", 27),
          Map.entry("MT", 31),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PL", 28),
          Map.entry("PT", 25),
          Map.entry("RO", 24),
          Map.entry("RS", 22),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("TR", 26),
          Map.entry("UA", 29));

  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  private static final Pattern SSN =
      Pattern.compile("^(\\d{3})-(\\d{2})-(\\d{4})(?:[^\\d-]|-\\D|$)");
  private static final Pattern SNILS =
      Pattern.compile("^(\\d{3})-(\\d{3})-(\\d{3}) (\\d{2})(?:\\D|$)");
  private static final Pattern CPF = Pattern.compile("^\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}(?:\\D|$)");
  private static final Pattern DNI = Pattern.compile("^(\\d{8})-?([A-Z])(?:[^\\pL\\d]|$)");
  private static final Pattern NIE = Pattern.compile("^([XYZ])-?(\\d{7})-?([A-Z])(?:[^\\pL\\d]|$)");
  private static final Pattern NIR =
      Pattern.compile(
          "^([12] ?\\d{2} ?(?:0[1-9]|1[0-2]) ?(?:\\d{2}|2[AB]) ?\\d{3} ?\\d{3})"
              + " ?(\\d{2})(?:\\D|$)");
  private static final Pattern NINO =
      Pattern.compile("^([A-Z]{2})( ?)(\\d{2})( ?)(\\d{2})( ?)(\\d{2})( ?)([A-D])(?:[^\\pL\\d]|$)");
  private static final Pattern FISCAL_CODE =
      Pattern.compile("^[A-Z]{6}\\d{2}[ABCDEHLMPRST]\\d{2}[A-Z]\\d{3}([A-Z])(?:[^\\pL\\d]|$)");
  private static final Pattern ANY_NUMBER =
      Pattern.compile("^(?:[A-Z]{0,3}[ -]?)\\d[\\dA-Z]*(?:[ ./-][\\dA-Z]*\\d[\\dA-Z]*){0,7}");

  private final String text;
  private final Marks marks;
  private final Found found;

  private Numbers(String text, Marks marks, Found found) {
    this.text = text;
    this.marks = marks;
    this.found = found;
  }

  static void find(String text, Marks marks, Found found) {
    Numbers numbers = new Numbers(text, marks, found);
    int done = 0;
    for (int k = 0; k < marks.digits(); k++) {
      int digit = marks.digit(k);
      if (digit >= done) {
        done = Math.max(done, numbers.at(digit));
      }
    }
  }

  /**
   * Looks at a run of digits.
   *
   * @return where what was masked ends; 0 when nothing was
   */
  private int at(int digit) {
    int length = 0;
    while (digit + length < text.length() && isDigit(text.charAt(digit + length))) {
      length++;
    }
    char before = digit > 0 ? text.charAt(digit - 1) : ' ';
    boolean letterBefore = before < 128 && Character.isLetter(before);
    if (letterBefore) {
      int iban = length >= 2 && digit >= 2 ? iban(digit - 2) : 0;
      return iban > 0 ? iban : ledByLetters(digit);
    }
    if (Character.isLetterOrDigit(before) || before == '_' || before == '#' || before == '=') {
      return 0;
    }
    if (marks.has(Cue.IDENTITY) && marks.announced(digit, ANNOUNCED_WITHIN, Cue.IDENTITY.bit)) {
      int end = announcedNumber(digit);
      if (end > 0) {
        return mask("identity", digit, end);
      }
    }
    if (length == 2 && digit > 2 && before == ' ' && isCapital(text.charAt(digit - 2))) {
      int nino = ledByLetters(digit - 1);
      if (nino > 0) {
        return nino;
      }
    }
    if (!mayBeNumber(digit, length) || isFraction(digit)) {
      return 0;
    }
    int card = card(digit);
    if (card > 0) {
      return mask("card", digit, card);
    }
    int end = stateNumber(digit, length);
    return end > 0 ? mask("identity", digit, end) : 0;
  }

  /** A cheap look by the length of the first group: prices and amounts end here. */
  private boolean mayBeNumber(int at, int length) {
    char next = at + length < text.length() ? text.charAt(at + length) : ' ';
    return switch (length) {
      case 1 ->
          (text.charAt(at) == '1' || text.charAt(at) == '2')
              && next == ' '
              && isDigitAt(at + 2)
              && isDigitAt(at + 3)
              && isDigitAt(at + 5)
              && isDigitAt(at + 6);
      case 3 -> next == '-' || next == '.';
      case 4 -> // four more at least: no date
          (next == ' ' || next == '-' || next == '\u00a0')
              && isDigitAt(at + 7)
              && isDigitAt(at + 8);
      case 8 -> next == '-' || isCapital(next);
      case 11, 13, 15, 16 -> true;
      default -> false;
    };
  }

  private boolean isDigitAt(int at) {
    return at < text.length() && isDigit(text.charAt(at));
  }

  private int mask(String kind, int start, int end) {
    found.plain(kind, start, end);
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int ledByLetters(int digit) {
    int start = digit;
    while (start > 0 && isCapital(text.charAt(start - 1)) && digit - start < 7) {
      start--;
    }
    if (start >= digit || (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)))) {
      return 0;
    }
    String rest = text.substring(start, Math.min(text.length(), start + 24));
    Matcher nie = digit - start == 1 ? NIE.matcher(rest) : null;
    if (nie != null && nie.find()) {
      int number = Integer.parseInt("XYZ".indexOf(nie.group(1)) + nie.group(2));
      if (DNI_LETTERS.charAt(number % 23) == nie.group(3).charAt(0)) {
        return mask("identity", start, start + nie.end(3));
      }
    }
    Matcher fiscal = digit - start == 6 ? FISCAL_CODE.matcher(rest) : null;
    if (fiscal != null && fiscal.find() && isFiscalCode(rest.substring(0, 16))) {
      return mask("identity", start, start + 16);
    }
    Matcher nino = digit - start == 2 ? NINO.matcher(rest) : null;
    if (nino != null
        && nino.find()
        && (!nino.group(4).isEmpty()
            || marks.announced(start, ANNOUNCED_WITHIN, Cue.IDENTITY.bit))) {
      return mask("identity", start, start + nino.end(9));
    }
    if (marks.has(Cue.IDENTITY) && marks.announced(start, ANNOUNCED_WITHIN, Cue.IDENTITY.bit)) {
      int end = announcedNumber(start);
      return end > 0 ? mask("identity", start, end) : 0;
    }
    return 0;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** A number of six digits or more after a word for such numbers. */
  private int announcedNumber(int start) {
    Matcher number = ANY_NUMBER.matcher(text.substring(start, Math.min(text.length(), start + 40)));
    if (!number.find()) {
      return 0;
    }
    String whole = number.group();
    long digits = whole.chars().filter(c -> isDigit((char) c)).count();
    boolean stateOwned = digits == 10 && ledBy(start, "инн"); // of a firm: ten digits
    return digits >= 6 && digits <= 16 && !stateOwned ? start + number.end() : 0;
  }

  private boolean ledBy(int start, String word) {
    return found.lower(Math.max(0, start - 8), start).contains(word);
  }

  private int iban(int start) {
    if (!isCapital(text.charAt(start))
        || !isCapital(text.charAt(start + 1))
        || (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)))) {
      return 0;
    }
    Integer wanted = IBAN.get(text.substring(start, start + 2));
    if (wanted == null) {
      return 0;
    }
    StringBuilder number = new StringBuilder(wanted);
    int i = start;
    boolean gap = false;
    while (i < text.length() && number.length() < wanted) {
      char c = text.charAt(i);
      if (isDigit(c) || isCapital(c) || (c >= 'a' && c <= 'z')) {
        number.append(Character.toUpperCase(c));
        gap = false;
      } else if (!gap && (c == ' ' || c == '\u00a0' || c == '-' || c == '.')) {
        gap = true;
      } else {
        break;
      }
      i++;
    }
    boolean goesOn = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
    if (number.length() != wanted || goesOn) {
      return 0;
    }
    int rest = 0;
    for (int k = 0; k < wanted; k++) {
      int value = Character.digit(number.charAt((k + 4) % wanted), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1 ? mask("account", start, i) : 0;
  }

  /** Digits behind a decimal point: prices with sixteen of them pass a card's check at times. */
  private boolean isFraction(int start) {
    return start >= 2
        && (text.charAt(start - 1) == '.' || text.charAt(start - 1) == ',')
        && isDigit(text.charAt(start - 2));
  }

  private int card(int start) {
    int i = start;
    int digits = 0;
    int groups = 1;
    int sum = 0;
    int[] all = new int[19];
    while (i < text.length() && digits <= 16) {
      char c = text.charAt(i);
      if (isDigit(c) && digits < all.length) {
        all[digits++] = c - '0';
      } else if ((c == ' ' || c == '-' || c == '\u00a0')
          && i + 1 < text.length()
          && isDigit(text.charAt(i + 1))
          && digits >= 4
          && digits < 15) {
        groups++;
      } else {
        break;
      }
      i++;
    }
    if (digits < 15
        || digits > 16
        || (i < text.length() && Character.isLetterOrDigit(text.charAt(i)))) {
      return 0;
    }
    for (int k = 0; k < digits; k++) {
      int value = all[digits - 1 - k] * (k % 2 + 1);
      sum += value > 9 ? value - 9 : value;
    }
    int two = all[0] * 10 + all[1];
    int four = two * 100 + all[2] * 10 + all[3];
    boolean brand =
        digits == 15
            ? two == 34 || two == 37
            : all[0] == 4
                || (two >= 51 && two <= 55)
                || (four >= 2221 && four <= 2720)
                || four == 6011
                || two == 65
                || two == 35
                || two == 62;
    boolean thing = groups == 1 && marks.announced(start, NUMBER_OF_WITHIN, Cue.NUMBER_OF.bit);
    boolean whole =
        sum % 10 == 0
            || (groups == 4
                && marks.announced(start, NUMBER_OF_WITHIN, Cue.CARD.bit)); // misprinted
    return whole && brand && !thing ? i : 0;
  }

  /** Numbers told by their form and check digits alone. */
  private int stateNumber(int start, int length) {
    String rest = text.substring(start, Math.min(text.length(), start + 24));
    if (length == 3) {
      Matcher ssn = SSN.matcher(rest);
      if (ssn.find()) {
        int area = Integer.parseInt(ssn.group(1));
        return area != 0
                && area != 666
                && area < 900
                && !ssn.group(2).equals("00")
                && !ssn.group(3).equals("0000")
            ? start + ssn.end(3)
            : 0;
      }
      Matcher snils = SNILS.matcher(rest);
      if (snils.find()) {
        return isSnils(rest.substring(0, 14).replaceAll("\\D", "")) ? start + 14 : 0;
      }
      return CPF.matcher(rest).find() && isCpf(rest.substring(0, 14).replaceAll("\\D", ""))
          ? start + 14
          : 0;
    }
    if (marks.announced(start, NUMBER_OF_WITHIN, Cue.NUMBER_OF.bit)) {
      return 0;
    }
    if (length == 8) {
      Matcher dni = DNI.matcher(rest);
      return dni.find()
              && DNI_LETTERS.charAt(Integer.parseInt(dni.group(1)) % 23) == dni.group(2).charAt(0)
          ? start + dni.end(2)
          : 0;
    }
    if (length == 11) {
      return isPesel(rest) ? start + 11 : 0;
    }
    if (mayBeNir(rest)) {
      Matcher nir = NIR.matcher(rest);
      if (nir.find()) {
        String number = nir.group(1).replace(" ", "").toUpperCase(Locale.ROOT);
        long value = Long.parseLong(number.replace("2A", "19").replace("2B", "18"));
        return 97 - value % 97 == Integer.parseInt(nir.group(2)) ? start + nir.end(2) : 0;
      }
    }
    return 0;
  }

  /** Whether a number begins with a sex, a year and a month, as the French ones do. */
  private static boolean mayBeNir(String rest) {
    int month = rest.length() > 1 && rest.charAt(1) == ' ' ? 4 : 3;
    month += rest.length() > month && rest.charAt(month) == ' ' ? 1 : 0;
    return (rest.charAt(0) == '1' || rest.charAt(0) == '2')
        && rest.length() > month + 1
        && (rest.charAt(month) == '0'
            || (rest.charAt(month) == '1' && rest.charAt(month + 1) <= '2'));
  }

  private static boolean isPesel(String number) {
    int sum = 0;
    for (int i = 0; i < 11; i++) {
      sum += (number.charAt(i) - '0') * new int[] {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}[i];
    }
    int month = Integer.parseInt(number.substring(2, 4)) % 20;
    int day = Integer.parseInt(number.substring(4, 6));
    return sum % 10 == 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  }

  private static boolean isSnils(String number) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += (number.charAt(i) - '0') * (9 - i);
    }
    return sum % 101 % 100 == Integer.parseInt(number.substring(9));
  }

  private static boolean isCpf(String number) {
    for (int check = 9; check <= 10; check++) {
      int sum = 0;
      for (int i = 0; i < check; i++) {
        sum += (number.charAt(i) - '0') * (check + 1 - i);
      }
      if (sum * 10 % 11 % 10 != number.charAt(check) - '0') {
        return false;
      }
    }
    return true;
  }

  /** Values of signs at odd places of an Italian fiscal code, by the decree of 23 December 1976. */
  private static final int[] ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
  };

  private static boolean isFiscalCode(String code) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      char c = code.charAt(i);
      int value = isDigit(c) ? c - '0' : c - 'A';
      sum += i % 2 == 0 ? ODD[value] : value;
    }
    return sum % 26 == code.charAt(15) - 'A';
  }
}
