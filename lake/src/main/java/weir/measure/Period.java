package weir.measure;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days that a group's own day, week or month stands for.
 *
 * @param to the first day after it
 */
record Period(LocalDate from, LocalDate to) {

  /** Of the group's keys, else of the filters; null where neither names a time. */
  static @Nullable Period of(Map<String, @Nullable String> group, Map<String, String> filters) {
    String day = named(group, filters, "day");
    String week = named(group, filters, "week");
    String month = named(group, filters, "month");
    if (day != null) {
      LocalDate begins = LocalDate.parse(day);
      return new Period(begins, begins.plusDays(1));
    }
    if (week != null) {
      LocalDate begins = LocalDate.parse(week);
      return new Period(begins, begins.plusDays(7));
    }
    if (month != null) {
      LocalDate begins = YearMonth.parse(month).atDay(1);
      return new Period(begins, begins.plusMonths(1));
    }
    return null;
  }

  private static @Nullable String named(
      Map<String, @Nullable String> group, Map<String, String> filters, String key) {
    String own = group.get(key);
    return own != null ? own : filters.get(key);
  }
}
