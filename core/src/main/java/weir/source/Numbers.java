package weir.source;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads counts and scores as pages print them. */
final class Numbers {

  private Numbers() {}

  /** A whole number of zero or more, with or without separators: "1,234", "(1000)", "17 times". */
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
    return Optional.of(Long.valueOf(digits.toString()));
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
