package weir.source;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads counts and scores as pages print them. */
final class Numbers {

  private Numbers() {}

  /**
   * A whole number of zero or more, with or without separators: "1,234", "(1000)", "17 times".
   *
   * <p>Of a number that is printed rounded, the lowest that it may stand for: "100+" is 100, "1.2k"
   * 1,200.
   */
  static Optional<Long> integer(String text) {
    int i = 0;
    while (i < text.length() && !isDigit(text.charAt(i))) {
      if (text.charAt(i) == '-') {
        return Optional.empty();
      }
      i++;
    }
    StringBuilder digits = new StringBuilder();
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean separator =
          (c == ',' || c == '.' || c == ' ' || c == '\u00a0' || c == '\'')
              && i + 3 < text.length()
              && isDigit(text.charAt(i + 1))
              && isDigit(text.charAt(i + 2))
              && isDigit(text.charAt(i + 3))
              && (i + 4 >= text.length() || !isDigit(text.charAt(i + 4)))
              && !digits.isEmpty();
      if (isDigit(c)) {
        digits.append(c);
      } else if (!separator) {
        break;
      }
      i++;
    }
    if (digits.isEmpty() || digits.length() > 15) {
      return Optional.empty();
    }
    return Optional.of(rounded(text, i, Long.parseLong(digits.toString())));
  }

  /** The number, or that many thousands or millions where a sign for them follows it. */
  private static long rounded(String text, int end, long whole) {
    int at = end;
    int decimals = 0;
    if (at + 1 < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      while (at + 1 + decimals < text.length() && isDigit(text.charAt(at + 1 + decimals))) {
        decimals++;
      }
      at += decimals == 0 ? 0 : 1 + decimals;
    }
    int power = power(text, at);
    if (power == 0 || decimals > power || whole > 999_999) {
      return whole;
    }
    String all = whole + text.substring(at - decimals, at);
    return new BigDecimal(all).scaleByPowerOfTen(power - decimals).longValueExact();
  }

  /** Of ten, by the sign that stands there and ends there: "k", "K", "M", "тыс". */
  private static int power(String text, int at) {
    if (text.startsWith("\u0442\u044b\u0441", skipSpace(text, at))) {
      return 3;
    }
    boolean ends = at + 1 >= text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    if (at >= text.length() || !ends) {
      return 0;
    }
    return switch (text.charAt(at)) {
      case 'k', 'K' -> 3;
      case 'M' -> 6;
      default -> 0;
    };
  }

  private static int skipSpace(String text, int at) {
    return at < text.length() && Character.isSpaceChar(text.charAt(at)) ? at + 1 : at;
  }

  /** A number with a point or comma before its decimals: "4.97", "4,97", "100 %". */
  static Optional<BigDecimal> decimal(String text) {
    int i = 0;
    while (i < text.length() && !isDigit(text.charAt(i))) {
      i++;
    }
    boolean negative = i > 0 && text.charAt(i - 1) == '-';
    StringBuilder number = new StringBuilder(negative ? "-" : "");
    boolean point = false;
    while (i < text.length() && number.length() < 30) {
      char c = text.charAt(i);
      if (isDigit(c)) {
        number.append(c);
      } else if ((c == '.' || c == ',')
          && !point
          && i + 1 < text.length()
          && isDigit(text.charAt(i + 1))) {
        number.append('.');
        point = true;
      } else {
        break;
      }
      i++;
    }
    if (number.isEmpty() || number.toString().equals("-")) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(number.toString()));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
