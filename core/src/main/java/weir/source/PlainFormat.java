package weir.source;

import java.time.LocalDateTime;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A format of dates in which every part has a fixed width, such as {@code dd/MM/yyyy HH:mm} and
 * {@code dd MMM yyyy} with English names of months, read by hand: a tenth of the time that {@link
 * java.time.format.DateTimeFormatter} takes, on pages that hold a hundred dates. Gives an answer
 * only where the formatter gives the same.
 */
final class PlainFormat {

  /** The letters that stand for digits. */
  private static final String PARTS = "yuMdHms";

  /** Stands for each of the three letters of a month's name. */
  private static final char NAME = 'L';

  private static final String NAMES = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** Without quotes. */
  private final String format;

  private final String precision;

  private PlainFormat(String format, String precision) {
    this.format = format;
    this.precision = precision;
  }

  /** Null when the format asks for more: names of months, zones, parts of varying width. */
  static @Nullable PlainFormat of(String format) {
    StringBuilder parts = new StringBuilder();
    StringBuilder bare = new StringBuilder();
    for (int i = 0; i < format.length(); ) {
      char c = format.charAt(i);
      if (format.startsWith("'T'", i)) {
        bare.append('T');
        i += 3;
        continue;
      }
      int end = i;
      while (end < format.length() && format.charAt(end) == c) {
        end++;
      }
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (letter) {
        boolean named = c == 'M' && end - i == 3;
        int width = c == 'y' || c == 'u' ? 4 : named ? 3 : 2;
        boolean known = PARTS.indexOf(c) >= 0 && parts.indexOf(String.valueOf(c)) < 0;
        // A year takes all digits that follow, so a mark must end it.
        boolean ends = end == format.length() || !Character.isLetter(format.charAt(end));
        if (!known || end - i != width || (width == 4 && !ends)) {
          return null;
        }
        parts.append(c);
        if (named) {
          bare.append(NAME).append(NAME).append(NAME);
          i = end;
          continue;
        }
      } else if ("/-.: ,".indexOf(c) < 0) {
        return null;
      }
      bare.append(format, i, end);
      i = end;
    }
    String said = parts.toString().replace('u', 'y');
    String sorted = said.chars().sorted().mapToObj(Character::toString).reduce("", String::concat);
    return switch (sorted) {
      case "Mdy" -> new PlainFormat(bare.toString(), "day");
      case "HMdmy" -> new PlainFormat(bare.toString(), "minute");
      case "HMdmsy" -> new PlainFormat(bare.toString(), "second");
      default -> null;
    };
  }

  /** How exactly the format says a moment. */
  String precision() {
    return precision;
  }

  /** Null when the text does not fit, or names no date; the formatter is then asked. */
  @Nullable LocalDateTime read(String text) {
    if (text.length() != format.length()) {
      return null;
    }
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    for (int i = 0; i < text.length(); i++) {
      char part = format.charAt(i);
      if (part == NAME) {
        month = month(text, i);
        i += 2;
        continue;
      }
      int digit = text.charAt(i) - '0';
      if (PARTS.indexOf(part) < 0) {
        if (text.charAt(i) != part) {
          return null;
        }
        continue;
      }
      if (digit < 0 || digit > 9) {
        return null;
      }
      switch (part) {
        case 'd' -> day = day * 10 + digit;
        case 'M' -> month = month * 10 + digit;
        case 'H' -> hour = hour * 10 + digit;
        case 'm' -> minute = minute * 10 + digit;
        case 's' -> second = second * 10 + digit;
        default -> year = year * 10 + digit;
      }
    }
    boolean isDate = month >= 1 && month <= 12 && day >= 1 && (day <= 28 || fits(year, month, day));
    return isDate && hour <= 23 && minute <= 59 && second <= 59
        ? LocalDateTime.of(year, month, day, hour, minute, second)
        : null;
  }

  /** 1 to 12; 0 where no English name of a month begins. */
  private static int month(String text, int at) {
    for (int i = 0; i < NAMES.length(); i += 3) {
      if (text.regionMatches(true, at, NAMES, i, 3)) {
        return i / 3 + 1;
      }
    }
    return 0;
  }

  private static boolean fits(int year, int month, int day) {
    return day <= YearMonth.of(year, month).lengthOfMonth();
  }
}
