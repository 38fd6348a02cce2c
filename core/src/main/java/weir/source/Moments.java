package weir.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads dates and times as pages print them, with how exactly they were said. */
final class Moments {

  /** Online markets begin later than this; anything before it is a misreading. */
  static final Instant EARLIEST = Instant.parse("1995-01-01T00:00:00Z");

  static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final Map<String, Format> FORMATS = new ConcurrentHashMap<>();

  /**
   * @param seconds whether it can say them
   */
  private record Format(DateTimeFormatter formatter, boolean seconds, @Nullable PlainFormat plain) {
    static Format of(DateTimeFormatter formatter, @Nullable PlainFormat plain) {
      return new Format(formatter, formatter.toString().contains("SecondOfMinute"), plain);
    }
  }

  private static final Format ISO_LIKE =
      Format.of(
          new DateTimeFormatterBuilder()
              .append(DateTimeFormatter.ISO_LOCAL_DATE)
              .optionalStart()
              .appendPattern("['T'][' ']")
              .append(DateTimeFormatter.ISO_LOCAL_TIME)
              .optionalEnd()
              .optionalStart()
              .appendOffset("+HH:mm", "Z")
              .optionalEnd()
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT),
          null);

  private Moments() {}

  /** A moment and its precision: {@code second}, {@code minute}, {@code hour}, {@code day}… */
  record Said(Instant at, String precision) {
    boolean isPlausible() {
      return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }
  }

  private static final List<String> PRECISIONS =
      List.of("second", "minute", "hour", "day", "week", "month", "year");

  /** The less exact of two precisions. */
  static String coarser(String one, String other) {
    return PRECISIONS.indexOf(one) >= PRECISIONS.indexOf(other) ? one : other;
  }

  /** What is wrong with a format, or null when it is sound. */
  static @Nullable String problemWith(String format) {
    if (format.equals("epoch-seconds") || format.equals("relative") || format.equals("mail")) {
      return null;
    }
    try {
      known(format);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static Format known(String format) {
    Format known = FORMATS.get(format);
    return known != null ? known : FORMATS.computeIfAbsent(format, Moments::format);
  }

  private static Format format(String format) {
    return Format.of(
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(strictYears(format))
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT), // else 31 February is the 29th
        PlainFormat.of(format));
  }

  /** A year of an era, as people write it, means the year itself: strict reading asks for that. */
  private static String strictYears(String format) {
    StringBuilder strict = new StringBuilder(format.length());
    boolean quoted = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      quoted ^= c == '\'';
      strict.append(c == 'y' && !quoted ? 'u' : c);
    }
    return strict.toString();
  }

  /**
   * Reads a moment.
   *
   * @param formats tried in order; none: ISO dates and times. {@code relative} reads "3 days ago"
   *     and "4d" against the time of saving; {@code mail} reads dates of mails
   * @param zone for texts without one; null: UTC
   * @return empty when no format fits
   */
  static Optional<Said> read(
      String text, List<String> formats, @Nullable ZoneId zone, @Nullable Instant savedAt) {
    ZoneId at = zone == null ? ZoneOffset.UTC : zone;
    String trimmed = text.strip();
    if (formats.isEmpty()) {
      return iso(trimmed, at);
    }
    for (String format : formats) {
      Optional<Said> said =
          switch (format) {
            case "epoch-seconds" -> epoch(trimmed);
            case "relative" -> relative(trimmed, savedAt);
            case "mail" -> MailDate.read(trimmed);
            default -> parse(trimmed, known(format), at);
          };
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }

  private static final List<Format> ISO_PLAIN =
      List.of(known("yyyy-MM-dd"), known("yyyy-MM-dd'T'HH:mm:ss"), known("yyyy-MM-dd HH:mm:ss"));

  /** Dates and times as ISO 8601 writes them; the common forms are read by hand. */
  private static Optional<Said> iso(String text, ZoneId zone) {
    boolean utc = text.endsWith("Z");
    String local = utc ? text.substring(0, text.length() - 1) : text;
    for (Format format : ISO_PLAIN) {
      PlainFormat plain = format.plain();
      LocalDateTime moment = plain == null ? null : plain.read(local);
      if (plain != null && moment != null) {
        ZoneId used = utc ? ZoneOffset.UTC : zone;
        return Optional.of(new Said(moment.atZone(used).toInstant(), plain.precision()));
      }
    }
    return ISO_READ.get(
        new Printed(text, zone), printed -> parse(printed.text(), ISO_LIKE, printed.zone()));
  }

  private record Printed(String text, ZoneId zone) {}

  /** The same moments stand on every save of a page, and the less common forms take long. */
  private static final Memo<Printed, Optional<Said>> ISO_READ = new Memo<>();

  private static Optional<Said> parse(String text, Format format, ZoneId zone) {
    PlainFormat plain = format.plain();
    LocalDateTime moment = plain == null ? null : plain.read(text);
    if (plain != null && moment != null) {
      return Optional.of(new Said(moment.atZone(zone).toInstant(), plain.precision()));
    }
    try {
      TemporalAccessor parsed = format.formatter().parse(text);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null) {
        return Optional.empty();
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      ZoneId said = parsed.query(TemporalQueries.zone());
      ZoneId used = said == null ? zone : said;
      String precision =
          time == null
              ? "day"
              : format.seconds() && parsed.isSupported(ChronoField.SECOND_OF_MINUTE)
                  ? "second"
                  : "minute";
      LocalDateTime local = LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time);
      return Optional.of(new Said(local.atZone(used).toInstant(), precision));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Said> epoch(String text) {
    try {
      return Optional.of(
          new Said(Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)), "second"));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** One part of an age: "3 days", "a week", "22h". */
  private static final com.google.re2j.Pattern AGE_PART =
      com.google.re2j.Pattern.compile(
          "^[~\\s,]*(?:and\\s+)?(\\d{1,5}|an?|one|last)\\s*"
              + "(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mo|months?"
              + "|y|yrs?|years?)(?:$|[^a-z])");

  private static final com.google.re2j.Pattern CLOCK_AGE =
      com.google.re2j.Pattern.compile("^~?(\\d{1,2}):([0-5]\\d)$");

  private static Optional<Said> relative(String text, @Nullable Instant savedAt) {
    if (savedAt == null) {
      return Optional.empty();
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("today") || lower.equals("just now")) {
      return Optional.of(new Said(savedAt, "day"));
    }
    if (lower.equals("yesterday")) {
      return Optional.of(new Said(savedAt.minus(Duration.ofDays(1)), "day"));
    }
    com.google.re2j.Matcher clock = CLOCK_AGE.matcher(lower);
    if (clock.find()) {
      Duration age =
          Duration.ofHours(Long.parseLong(clock.group(1)))
              .plusMinutes(Long.parseLong(clock.group(2)));
      return Optional.of(new Said(savedAt.minus(age), "minute"));
    }
    Duration age = Duration.ZERO;
    String precision = null;
    String rest = lower;
    com.google.re2j.Matcher part = AGE_PART.matcher(rest);
    while (part.find()) {
      String word = part.group(1);
      long count = Character.isDigit(word.charAt(0)) ? Long.parseLong(word) : 1;
      Age unit = Age.of(part.group(2));
      if (count > 20_000) {
        return Optional.empty();
      }
      age = age.plus(unit.length.multipliedBy(count));
      precision = unit.precision; // parts come from the largest to the smallest
      rest = rest.substring(part.end(2));
      part = AGE_PART.matcher(rest);
    }
    return precision == null
        ? Optional.empty()
        : Optional.of(new Said(savedAt.minus(age), precision));
  }

  /** A unit of age; months and years count at their mean length. */
  private enum Age {
    SECOND("second", Duration.ofSeconds(1)),
    MINUTE("minute", Duration.ofMinutes(1)),
    HOUR("hour", Duration.ofHours(1)),
    DAY("day", Duration.ofDays(1)),
    WEEK("week", Duration.ofDays(7)),
    MONTH("month", Duration.ofHours(730)),
    YEAR("year", Duration.ofDays(365));

    private final String precision;
    private final Duration length;

    Age(String precision, Duration length) {
      this.precision = precision;
      this.length = length;
    }

    static Age of(String unit) {
      if (unit.startsWith("mo")) {
        return MONTH;
      }
      return switch (unit.charAt(0)) {
        case 's' -> SECOND;
        case 'm' -> MINUTE;
        case 'h' -> HOUR;
        case 'd' -> DAY;
        case 'w' -> WEEK;
        default -> YEAR;
      };
    }
  }
}
