package weir.measure;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Series;

/**
 * Sales or revenue as series around an event. Stock and counters tell a sum at each save, of all
 * that was sold since the save before: such a sum is a sum of several days, and one that began
 * before the event tells of neither side. Ratings have days of their own.
 */
public final class SavedSums {

  private record Told(double value, @Nullable Double seen) {}

  /** One source: its days with anything told, and what was told by group and day. */
  private static final class Source {
    final TreeSet<LocalDate> days = new TreeSet<>();
    final Map<LocalDate, Double> seen = new TreeMap<>();
    final Map<String, Map<LocalDate, Told>> groups = new TreeMap<>();
    boolean sums;

    /** What was told of a group on a day with a save; nothing of the kind is zero. */
    @Nullable Told at(String group, LocalDate day) {
      if (!days.contains(day)) {
        return null;
      }
      Told told = groups.getOrDefault(group, Map.of()).get(day);
      return told != null ? told : new Told(0, seen.get(day));
    }
  }

  private static final String ALL = "";

  private final Map<String, Source> sources = new TreeMap<>();
  private final TreeSet<String> groups = new TreeSet<>();

  private SavedSums() {}

  /**
   * Takes the rows apart.
   *
   * @param rows grouped by {@code source} and {@code day}, and by the key if there is one
   * @param key what series are told apart by beside the source; null for none
   * @param saved the day of each source's first save. Of days before it only those ratings are
   *     known that still stood there then: they are left out
   */
  public static SavedSums of(
      List<MeasureRow> rows, @Nullable String key, Map<String, LocalDate> saved) {
    SavedSums sums = new SavedSums();
    for (MeasureRow row : rows) {
      String day = row.keys().get("day");
      Double value = row.value();
      if (day == null || day.length() < 10 || value == null) {
        continue;
      }
      LocalDate at = LocalDate.parse(day.substring(0, 10));
      String group = key == null ? ALL : Objects.requireNonNullElse(row.keys().get(key), "none");
      String name = Objects.requireNonNullElse(row.keys().get("source"), "none");
      LocalDate begins = saved.get(name);
      if (begins != null && at.isBefore(begins)) {
        continue;
      }
      Source source = sums.sources.computeIfAbsent(name, _ -> new Source());
      String estimator = row.choices().getOrDefault("estimator", "");
      source.sums |= estimator.startsWith("stock") || estimator.startsWith("sold");
      Double share = row.coverage();
      Double seen = share == null || share <= 0 ? null : (Double) Math.min(1, share);
      source.days.add(at);
      if (seen != null) {
        source.seen.put(at, seen);
      }
      source.groups.computeIfAbsent(group, _ -> new TreeMap<>()).put(at, new Told(value, seen));
      sums.groups.add(group);
    }
    return sums;
  }

  /**
   * How far into the time before an event a source may come into view, or how far before its end go
   * out of it: our choice, so that the trend rests on the same sources in four fifths of it.
   */
  private static final double A_FIFTH = 0.2;

  /**
   * Only the sources that were in view through the time before an event. One that came into view
   * later than a fifth of that time, or went out of view in its first four fifths, makes a rise or
   * a fall that the event's trend would be foretold from.
   */
  public SavedSums around(LocalDate event) {
    SavedSums kept = new SavedSums();
    kept.groups.addAll(groups);
    List<String> out = outOfView(event);
    sources.forEach((name, source) -> {
      if (!out.contains(name)) {
        kept.sources.put(name, source);
      }
    });
    return kept;
  }

  /** The others, by name; none where all are: then the event lies outside what was saved. */
  public List<String> outOfView(LocalDate event) {
    if (sources.isEmpty()) {
      return List.of();
    }
    LocalDate first = first(List.copyOf(sources.values()));
    long slack = Math.round(A_FIFTH * Math.max(0, days(first, event)));
    List<String> out =
        sources.entrySet().stream()
            .filter(one ->
                one.getValue().days.first().isAfter(first.plusDays(slack))
                    || one.getValue().days.last().isBefore(event.minusDays(slack)))
            .map(Map.Entry::getKey)
            .toList();
    return out.size() == sources.size() ? List.of() : out;
  }

  public boolean isEmpty() {
    return sources.isEmpty();
  }

  /** All groups of one source together where there is no key; null when nothing was told of it. */
  public @Nullable Series ofSource(String source, int stepDays, LocalDate event) {
    Source one = sources.get(source);
    return one == null ? null : series(source, ALL, List.of(one), stepDays, event);
  }

  /** A series for each source. */
  public List<Series> bySource(int stepDays, LocalDate event) {
    List<Series> all = new ArrayList<>();
    sources.forEach((name, one) -> all.add(series(name, ALL, List.of(one), stepDays, event)));
    return all;
  }

  /** A series for each source, all over the same days, with sums spread evenly over their days. */
  public List<Series> spread(int stepDays, LocalDate event) {
    List<Series> all = new ArrayList<>();
    List<Source> range = List.copyOf(sources.values());
    sources.forEach((name, one) -> {
      Days days = new Days(first(range), last(range));
      days.add(one, ALL, event, stepDays == 7);
      all.add(stepDays == 1 ? days.byDay(name) : days.byWeek(name, event));
    });
    return all;
  }

  /** All sources together. */
  public Series together(String name, int stepDays, LocalDate event) {
    return series(name, ALL, List.copyOf(sources.values()), stepDays, event);
  }

  /** A series for each value of the key, of all sources in these rows. */
  public List<Series> byKey(int stepDays, LocalDate event) {
    List<Series> all = new ArrayList<>();
    for (String group : groups) {
      all.add(series(group, group, List.copyOf(sources.values()), stepDays, event));
    }
    return all;
  }

  private static Series series(
      String name, String group, List<Source> of, int stepDays, LocalDate event) {
    LocalDate first = first(of);
    LocalDate last = last(of);
    if (of.size() == 1 && of.getFirst().sums && stepDays == 1) {
      return save(name, group, of.getFirst(), first, last, event);
    }
    Days days = new Days(first, last);
    for (Source source : of) {
      days.add(source, group, event, stepDays == 7 || of.size() > 1);
    }
    return stepDays == 1 ? days.byDay(name) : days.byWeek(name, event);
  }

  private static LocalDate first(List<Source> of) {
    return of.stream().map(one -> one.days.first()).min(LocalDate::compareTo).orElseThrow();
  }

  private static LocalDate last(List<Source> of) {
    return of.stream().map(one -> one.days.last()).max(LocalDate::compareTo).orElseThrow();
  }

  /** The sum of each save on the save's own day, with the number of days that it is of. */
  private static Series save(
      String name, String group, Source source, LocalDate first, LocalDate last, LocalDate event) {
    List<@Nullable Double> values = new ArrayList<>();
    List<@Nullable Double> seen = new ArrayList<>();
    List<Integer> spans = new ArrayList<>();
    LocalDate before = null;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      Told told = source.at(group, day);
      boolean tells = told != null && before != null && !across(before, day, event);
      values.add(tells ? Double.valueOf(Objects.requireNonNull(told).value()) : null);
      seen.add(tells ? Objects.requireNonNull(told).seen() : null);
      spans.add(tells ? days(Objects.requireNonNull(before), day) : 1);
      before = told == null ? before : day;
    }
    return Series.of(name, first, 1, values, seen, spans);
  }

  private static boolean across(LocalDate before, LocalDate day, LocalDate event) {
    return before.isBefore(event) && !day.isBefore(event);
  }

  private static int days(LocalDate from, LocalDate to) {
    return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
  }

  /** Sums spread evenly over their days, and added up over sources. */
  private static final class Days {
    private final LocalDate first;
    private final double[] value;

    /** The value over the share of the market seen: what all of it would have been. */
    private final double[] whole;

    private final boolean[] unknown;
    private final boolean[] told;

    Days(LocalDate first, LocalDate last) {
      this.first = first;
      int length = days(first, last) + 1;
      this.value = new double[length];
      this.whole = new double[length];
      this.unknown = new boolean[length];
      this.told = new boolean[length];
    }

    /**
     * Adds a source.
     *
     * @param zeros whether a day without a rating, between days with some, counts as one of none;
     *     alone and by day it is unknown
     */
    void add(Source source, String group, LocalDate event, boolean zeros) {
      LocalDate before = null;
      for (LocalDate day : source.days) {
        Told sum = Objects.requireNonNull(source.at(group, day));
        int until = days(first, day);
        if (!source.sums) {
          put(until, sum.value(), sum.seen());
          int from = before == null || !zeros ? until : days(first, before) + 1;
          for (int at = from; at < until; at++) {
            told[at] = true;
          }
        } else if (before == null) {
          // Nobody knows of how many days the first sum is.
          unknown[until] = true;
        } else {
          int from = days(first, before) + 1;
          boolean across = across(before, day, event);
          for (int at = from; at <= until; at++) {
            if (across) {
              unknown[at] = true;
            } else {
              put(at, sum.value() / (until - from + 1), sum.seen());
            }
          }
        }
        before = day;
      }
    }

    private void put(int at, double amount, @Nullable Double seen) {
      told[at] = true;
      value[at] += amount;
      whole[at] += seen == null ? amount : amount / seen;
    }

    private boolean known(int at) {
      return told[at] && !unknown[at];
    }

    private static @Nullable Double share(double value, double whole, double of) {
      double share = (whole > 0 ? value / whole : 1) * of;
      return share >= 1 ? null : (Double) share;
    }

    Series byDay(String name) {
      List<@Nullable Double> values = new ArrayList<>();
      List<@Nullable Double> seen = new ArrayList<>();
      for (int at = 0; at < value.length; at++) {
        values.add(known(at) ? (Double) value[at] : null);
        seen.add(known(at) ? share(value[at], whole[at], 1) : null);
      }
      return Series.of(name, first, 1, values, seen);
    }

    /** Whole weeks; of one that was known in part, the part. One that the event cuts ends there. */
    Series byWeek(String name, LocalDate event) {
      LocalDate monday = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      int lead = days(monday, first);
      int weeks = Math.ceilDiv(lead + value.length, 7);
      List<@Nullable Double> values = new ArrayList<>();
      List<@Nullable Double> seen = new ArrayList<>();
      for (int week = 0; week < weeks; week++) {
        LocalDate start = monday.plusWeeks(week);
        boolean cut = start.isBefore(event) && event.isBefore(start.plusDays(7));
        double sum = 0;
        double all = 0;
        int known = 0;
        for (int day = 0; day < 7; day++) {
          int at = 7 * week + day - lead;
          if (at < 0 || at >= value.length || !known(at)) {
            continue;
          }
          if (cut && !start.plusDays(day).isBefore(event)) {
            continue;
          }
          known++;
          sum += value[at];
          all += whole[at];
        }
        values.add(known == 0 ? null : (Double) sum);
        seen.add(known == 0 ? null : share(sum, all, known / 7.0));
      }
      return Series.of(name, monday, 7, values, seen);
    }
  }
}
