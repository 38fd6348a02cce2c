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

  private static final Map<String, DateTimeFormatter> FORMATTERS = new ConcurrentHashMap<>();

  private static final DateTimeFormatter ISO_LIKE =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Moments() {}

  /** A moment and its precision: {@code second}, {@code minute}, {@code hour}, {@code day}… */
  record Said(Instant at, String precision) {
    boolean isPlausible() {
      return !at.isBefore(EARLIEST) && at.isBefore(LATEST);
    }
  }

  /** What is wrong with a format, or null when it is sound. */
  static @Nullable String problemWith(String format) {
    if (format.equals("epoch-seconds") || format.equals("relative")) {
      return null;
    }
    try {
      formatter(format);
      return null;
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private static DateTimeFormatter formatter(String format) {
    return FORMATTERS.computeIfAbsent(
        format,
        f ->
            new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(f)
                .toFormatter(Locale.ENGLISH));
  }

  /**
   * Reads a moment.
   *
   * @param formats tried in order; none: ISO dates and times. {@code relative} reads "3 days ago"
   *     and "4d" against the time of saving
   * @param zone for texts without one; null: UTC
   * @return empty when no format fits
   */
  static Optional<Said> read(
      String text, List<String> formats, @Nullable ZoneId zone, @Nullable Instant savedAt) {
    ZoneId at = zone == null ? ZoneOffset.UTC : zone;
    String trimmed = text.strip();
    if (formats.isEmpty()) {
      return parse(trimmed, ISO_LIKE, at);
    }
    for (String format : formats) {
      Optional<Said> said =
          switch (format) {
            case "epoch-seconds" -> epoch(trimmed);
            case "relative" -> relative(trimmed, savedAt);
            default -> parse(trimmed, formatter(format), at);
          };
      if (said.isPresent()) {
        return said;
      }
    }
    return Optional.empty();
  }

  private static Optional<Said> parse(String text, DateTimeFormatter formatter, ZoneId zone) {
    try {
      TemporalAccessor parsed = formatter.parse(text);
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
              : parsed.isSupported(ChronoField.SECOND_OF_MINUTE)
                      && formatter.toString().contains("SecondOfMinute")
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

  private static final com.google.re2j.Pattern RELATIVE =
      com.google.re2j.Pattern.compile(
          "(?i)~?\\s*(\\d+|an?|one|last)\\s*"
              + "(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?|mo|months?|y|years?)"
              + "\\b.*");

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
    com.google.re2j.Matcher matcher = RELATIVE.matcher(lower);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count =
        Character.isDigit(matcher.group(1).charAt(0))
            ? Long.parseLong(matcher.group(1).substring(0, Math.min(9, matcher.group(1).length())))
            : 1;
    String unit = matcher.group(2);
    if (count > 20_000) {
      return Optional.empty();
    }
    if (unit.startsWith("mo")) {
      return Optional.of(new Said(savedAt.minus(Duration.ofHours(count * 730)), "month"));
    }
    return switch (unit.charAt(0)) {
      case 's' -> Optional.of(new Said(savedAt.minusSeconds(count), "second"));
      case 'm' -> Optional.of(new Said(savedAt.minus(Duration.ofMinutes(count)), "minute"));
      case 'h' -> Optional.of(new Said(savedAt.minus(Duration.ofHours(count)), "hour"));
      case 'd' -> Optional.of(new Said(savedAt.minus(Duration.ofDays(count)), "day"));
      case 'w' -> Optional.of(new Said(savedAt.minus(Duration.ofDays(7 * count)), "week"));
      default -> Optional.of(new Said(savedAt.minus(Duration.ofDays(365 * count)), "year"));
    };
  }
}
