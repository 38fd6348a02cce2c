package weir.source;

import java.time.DateTimeException;
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

  /** Formats that are words rather than patterns. */
  private static final List<String> WORDS =
      List.of("epoch-seconds", "epoch-days", "relative", "mail");

  /** What is wrong with a format, or null when it is sound. */
  static @Nullable String problemWith(String format) {
    if (WORDS.contains(format)) {
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
   * @param formats tried in order; none: ISO dates and times. {@code relative} reads "3 days ago",
   *     "4d" and "gestern 14:05" against the time of saving; {@code mail} reads dates of mails
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
            case "epoch-days" -> epoch(trimmed).map(moment -> day(moment, at));
            case "relative" -> RelativeTime.read(trimmed, zone, savedAt);
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
      List.of(
          known("yyyy-MM-dd"),
          known("yyyy-MM-dd'T'HH:mm:ss"),
          known("yyyy-MM-dd HH:mm:ss"),
          known("yyyy-MM-dd'T'HH:mm"),
          known("yyyy-MM-dd HH:mm"));

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

  /** The day in a zone on which a moment fell. */
  private static Said day(Said said, ZoneId zone) {
    LocalDate date = said.at().atZone(zone).toLocalDate();
    return new Said(date.atStartOfDay(ZoneOffset.UTC).toInstant(), "day");
  }

  private static Optional<Said> epoch(String text) {
    try {
      return Optional.of(
          new Said(Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)), "second"));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
