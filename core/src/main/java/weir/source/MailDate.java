package weir.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as mails print them (RFC 5322), and as programs print them that never read it: years
 * of two digits, missing seconds, names of zones, the American order. Impossible years are handed
 * out as they stand; whether a moment can be true is for others to say.
 */
final class MailDate {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final Pattern DAY_FIRST =
      Pattern.compile(
          "(?i)\\b(\\d{1,2})[ -]+([a-z]{3})[a-z]*\\.?[ -,]+(\\d{2,5})\\b[ ,]*(?:at )?"
              + "(?:(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))?)?\\s*([ap]m)?\\s*"
              + "([+-]\\s?\\d{2}:?\\d{2}|\\(?[a-z]{1,5}\\b)?");

  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(?i)\\b([a-z]{3})[a-z]*\\.?[ ]+(\\d{1,2})(?:,? +(\\d{1,2}):(\\d{2})(?::(\\d{2}))?)?"
              + "(?: +[a-z]{2,4})?,? +(\\d{4,5})\\b");

  /** Zones that RFC 5322 knows by name, and some that it does not. */
  private static final Map<String, String> ZONES =
      Map.ofEntries(
          Map.entry("est", "-05:00"),
          Map.entry("edt", "-04:00"),
          Map.entry("cst", "-06:00"),
          Map.entry("cdt", "-05:00"),
          Map.entry("mst", "-07:00"),
          Map.entry("mdt", "-06:00"),
          Map.entry("pst", "-08:00"),
          Map.entry("pdt", "-07:00"),
          Map.entry("cet", "+01:00"),
          Map.entry("cest", "+02:00"),
          Map.entry("bst", "+01:00"),
          Map.entry("eet", "+02:00"),
          Map.entry("eest", "+03:00"),
          Map.entry("msk", "+03:00"),
          Map.entry("jst", "+09:00"),
          Map.entry("kst", "+09:00"));

  private MailDate() {}

  static Optional<Moments.Said> read(String printed) {
    String text = printed.length() > 200 ? printed.substring(0, 200) : printed;
    Matcher matcher = DAY_FIRST.matcher(text);
    try {
      if (matcher.find() && month(matcher.group(2)) > 0) {
        int year = Integer.parseInt(matcher.group(3));
        if (matcher.group(3).length() < 4) { // RFC 5322, 4.3; 0102 is no short form
          year += year < 50 ? 2000 : 1900;
        }
        return said(
            year,
            month(matcher.group(2)),
            matcher.group(1),
            matcher.group(4),
            matcher.group(5),
            matcher.group(6),
            matcher.group(7),
            zone(matcher.group(8)));
      }
      matcher = MONTH_FIRST.matcher(text);
      if (matcher.find() && month(matcher.group(1)) > 0) {
        return said(
            Integer.parseInt(matcher.group(6)),
            month(matcher.group(1)),
            matcher.group(2),
            matcher.group(3),
            matcher.group(4),
            matcher.group(5),
            null,
            ZoneOffset.UTC);
      }
    } catch (DateTimeException e) {
      return Optional.empty(); // 31 February
    }
    return Moments.read(text, List.of(), null, null);
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
  }

  private static Optional<Moments.Said> said(
      int year,
      int month,
      String day,
      @Nullable String hour,
      @Nullable String minute,
      @Nullable String second,
      @Nullable String half,
      ZoneId zone) {
    int hours = hour == null ? 0 : Integer.parseInt(hour);
    if (half != null && hours <= 12) {
      hours = hours % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
    }
    LocalDateTime local =
        LocalDateTime.of(
            year,
            month,
            Integer.parseInt(day),
            hours,
            minute == null ? 0 : Integer.parseInt(minute),
            second == null ? 0 : Math.min(59, Integer.parseInt(second)));
    String precision = hour == null ? "day" : second == null ? "minute" : "second";
    return Optional.of(new Moments.Said(local.atZone(zone).toInstant(), precision));
  }

  /** The zone named; UTC where none is, or one that means different things in different places. */
  private static ZoneId zone(@Nullable String printed) {
    if (printed == null) {
      return ZoneOffset.UTC;
    }
    String bare = printed.replace(" ", "").replace("(", "").replace(":", "");
    if (bare.startsWith("+") || bare.startsWith("-")) {
      int hours = Integer.parseInt(bare.substring(1, 3));
      int minutes = Integer.parseInt(bare.substring(3, 5));
      if (hours > 18 || minutes > 59) {
        return ZoneOffset.UTC; // such as -9900, which says nothing
      }
      int sign = bare.charAt(0) == '-' ? -1 : 1;
      return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
    return ZoneOffset.of(ZONES.getOrDefault(bare.toLowerCase(Locale.ROOT), "Z"));
  }
}
