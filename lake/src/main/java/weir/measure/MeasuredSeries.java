package weir.measure;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Series;

/** A measure's values by day or week as series, one for each value of a key. */
public final class MeasuredSeries {

  private record Step(@Nullable Double value, @Nullable Double seen) {}

  private MeasuredSeries() {}

  /**
   * Lines the rows up in time.
   *
   * @param rows of a measure grouped by {@code day} or {@code week}, and by the key if there is one
   * @param key what the series are told apart by; null for one series
   * @param name of the series where there is no key
   * @return a series for each value of the key, all over the same days. A day without a row is
   *     unknown; but where others of the same saves have one, and the key is not the source,
   *     nothing of the kind was seen, which is zero
   */
  public static List<Series> of(List<MeasureRow> rows, @Nullable String key, String name) {
    Map<String, Map<LocalDate, Step>> groups = new TreeMap<>();
    TreeSet<LocalDate> days = new TreeSet<>();
    int stepDays = 1;
    for (MeasureRow row : rows) {
      String day = row.keys().get("day");
      String week = row.keys().get("week");
      String text = day == null ? week : day;
      if (text == null || text.length() < 10) {
        continue;
      }
      stepDays = day == null ? 7 : 1;
      LocalDate at = LocalDate.parse(text.substring(0, 10));
      days.add(at);
      String group = key == null ? name : Objects.requireNonNullElse(row.keys().get(key), "none");
      groups
          .computeIfAbsent(group, _ -> new TreeMap<>())
          .put(at, new Step(row.value(), row.coverage()));
    }
    List<Series> series = new ArrayList<>();
    if (days.isEmpty()) {
      return series;
    }
    boolean zeros = key != null && !key.equals("source");
    LocalDate first = days.first();
    int length = Math.toIntExact(ChronoUnit.DAYS.between(first, days.last()) / stepDays) + 1;
    for (Map.Entry<String, Map<LocalDate, Step>> group : groups.entrySet()) {
      List<@Nullable Double> values = new ArrayList<>();
      List<@Nullable Double> seen = new ArrayList<>();
      for (int step = 0; step < length; step++) {
        LocalDate at = first.plusDays((long) step * stepDays);
        Step known = group.getValue().get(at);
        boolean none = known == null && zeros && days.contains(at);
        values.add(known != null ? known.value() : none ? Double.valueOf(0) : null);
        Double share = known == null ? null : known.seen();
        seen.add(share == null || share <= 0 ? null : Double.valueOf(Math.min(1, share)));
      }
      series.add(Series.of(group.getKey(), first, stepDays, values, seen));
    }
    return series;
  }
}
