package weir.suggest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How dates are printed: found out from several of them. */
final class Dates {

  /** Ages in languages other than English, as {@code format: relative} reads them. */
  private static final String AGO =
      "|\\b(?:vor|hace|il y a|há|över|för)\\s+(?:etwa |ca\\.? |unos |environ )?(?:\\d{1,3}|\\p{L}{2,5})\\s\\p{L}{3,10}"
          + "|\\b\\d{1,3}\\s\\p{L}{1,10}\\.?\\s(?:назад|тому|geleden|temu|fa|atrás|sedan)(?!\\p{L})"
          + "|^(?:heute|gestern|ayer|hoy|hier|aujourd'hui|вчера|сегодня|вчора|сьогодні|ieri|oggi|ontem"
          + "|hoje|gisteren|vandaag|wczoraj|dzisiaj)(?!\\p{L})";

  private static final Pattern LOOKS =
      Pattern.compile(
          "(?iu)\\b\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{2,4}\\b|\\b(?:\\d{1,2}(?:st|nd|rd|th)?\\.?"
              + " )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\\.?,? \\d{1,4}"
              + "|\\b(?:\\d{1,3}|an?|one)\\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\\b"
              + "|^~?\\d{1,3}\\s?(?:[smhdwy]|mo)$|^(?:today|yesterday)\\b"
              + AGO);

  private static final Pattern AGE =
      Pattern.compile(
          "(?iu)\\b(?:\\d{1,3}|an?|one)\\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\\b"
              + "|^~?\\d{1,3}\\s?(?:[smhdwy]|mo)$|^(?:today|yesterday)$"
              + AGO);

  /** The parts of a text that formats are tried on, by the format; the first group is taken. */
  private static final Map<String, String> FORMATS = new LinkedHashMap<>();

  static {
    FORMATS.put("yyyy-MM-dd HH:mm:ss", "(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2})");
    FORMATS.put("yyyy-MM-dd HH:mm", "(\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2})");
    FORMATS.put("yyyy-MM-dd", "(\\d{4}-\\d{2}-\\d{2})");
    FORMATS.put("yyyy/MM/dd", "(\\d{4}/\\d{2}/\\d{2})");
    FORMATS.put("dd/MM/yyyy HH:mm", "(\\d{2}/\\d{2}/\\d{4} \\d{2}:\\d{2})");
    FORMATS.put("dd/MM/yyyy", "(\\d{2}/\\d{2}/\\d{4})");
    FORMATS.put("MM/dd/yyyy", "(\\d{2}/\\d{2}/\\d{4})");
    FORMATS.put("d/M/yyyy", "(\\d{1,2}/\\d{1,2}/\\d{4})");
    FORMATS.put("M/d/yyyy", "(\\d{1,2}/\\d{1,2}/\\d{4})");
    FORMATS.put("dd.MM.yyyy, HH:mm", "(\\d{2}\\.\\d{2}\\.\\d{4}, \\d{2}:\\d{2})");
    FORMATS.put("dd.MM.yyyy HH:mm", "(\\d{2}\\.\\d{2}\\.\\d{4} \\d{2}:\\d{2})");
    FORMATS.put("dd.MM.yyyy", "(\\d{2}\\.\\d{2}\\.\\d{4})");
    FORMATS.put("d.M.yyyy", "(\\d{1,2}\\.\\d{1,2}\\.\\d{4})");
    FORMATS.put("dd-MM-yyyy", "(\\d{2}-\\d{2}-\\d{4})");
    FORMATS.put("dd.MM.yy", "(\\d{2}\\.\\d{2}\\.\\d{2})");
    FORMATS.put("dd/MM/yy", "(\\d{2}/\\d{2}/\\d{2})");
    FORMATS.put("MMM dd, yyyy", "([A-Z][a-z]{2} \\d{2}, \\d{4})");
    FORMATS.put("MMM d, yyyy", "([A-Z][a-z]{2} \\d{1,2}, \\d{4})");
    FORMATS.put("MMMM d, yyyy", "([A-Z][a-z]{2,8} \\d{1,2}, \\d{4})");
    FORMATS.put("d MMM yyyy", "(\\d{1,2} [A-Z][a-z]{2} \\d{4})");
    FORMATS.put("d MMMM yyyy", "(\\d{1,2} [A-Z][a-z]{2,8} \\d{4})");
    FORMATS.put("dd MMM, yyyy", "(\\d{2} [A-Z][a-z]{2}, \\d{4})");
    FORMATS.put("MMM d yyyy", "([A-Z][a-z]{2} \\d{1,2} \\d{4})");
    FORMATS.put("MMM yyyy", "([A-Z][a-z]{2} \\d{4})");
  }

  private Dates() {}

  /** Whether a text holds something like a date or an age. */
  static boolean looksLike(String text) {
    return text.length() <= 60
        && (Judge.hasDigit(text) || text.length() <= 16)
        && LOOKS.matcher(text).find();
  }

  /**
   * How to read them.
   *
   * @param match takes the date out of a text; "" when it is all of it
   */
  record Way(String format, String match) {}

  /** The first way that reads most of the texts; empty when none does. */
  static Optional<Way> wayOf(List<String> texts) {
    List<String> asked = new ArrayList<>();
    for (String text : texts) {
      if (asked.size() < 60) {
        asked.add(text);
      }
    }
    for (Map.Entry<String, String> entry : FORMATS.entrySet()) {
      Pattern pattern = Pattern.compile(entry.getValue());
      DateTimeFormatter formatter = formatter(entry.getKey());
      int read = 0;
      boolean whole = true;
      for (String text : asked) {
        Matcher matcher = pattern.matcher(text);
        if (matcher.find() && isRead(formatter, matcher.group(1))) {
          read++;
          whole &= matcher.group(1).length() == text.strip().length();
        }
      }
      if (read > 0 && read * 10 >= asked.size() * 8) {
        return Optional.of(new Way(entry.getKey(), whole ? "" : entry.getValue()));
      }
    }
    long ages = asked.stream().filter(text -> AGE.matcher(text).find()).count();
    return ages > 0 && ages * 10 >= asked.size() * 7L
        ? Optional.of(new Way("relative", ""))
        : Optional.empty();
  }

  private static DateTimeFormatter formatter(String format) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(format.replace('y', 'u'))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static boolean isRead(DateTimeFormatter formatter, String text) {
    try {
      LocalDate date = formatter.parse(text).query(TemporalQueries.localDate());
      return date != null && date.getYear() >= 1995 && date.getYear() < 2100;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
