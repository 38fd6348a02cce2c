package weir.estimate;

import java.util.Arrays;

/**
 * The moments at which a source was saved, and how they bear on a period: what was noticed in a
 * period happened between the last save before it and the last save in it.
 */
public final class SavedTime {

  /** The part of a period beyond all saves for which the saved part may speak, at most. */
  private static final double LONGEST_REACH_DAYS = 14;

  /** A gap is long when it is so many times the usual one. */
  private static final double LONG_GAP = 2.5;

  private final double[] saves;

  /**
   * @param saves in days since 1970, in any order; not empty
   */
  public SavedTime(double[] saves) {
    if (saves.length == 0) {
      throw new IllegalArgumentException("A source without a save has no saved time.");
    }
    this.saves = saves.clone();
    Arrays.sort(this.saves);
  }

  /**
   * How a count over a period becomes one for the period's own days.
   *
   * @param days of the period, as far as the saves can speak for it
   * @param countedDays in which what was noticed happened; zero when nothing can be compared
   * @param misdated days at the period's ends whose sales were noticed on the other side
   * @param beyond days before the first and after the last save
   */
  public record Period(double days, double countedDays, double misdated, double beyond) {

    /** What the count is multiplied by. */
    public double factor() {
      return countedDays > 0 ? days / countedDays : 1;
    }

    /** The same without so many days that count for nothing. */
    public Period without(double lost) {
      return lost <= 0 || lost >= 0.8 * countedDays
          ? this
          : new Period(days, countedDays - lost, misdated, beyond + lost);
    }
  }

  /** The first save's day, and the day after the last one's, in days since 1970. */
  public double firstDay() {
    return Math.floor(saves[0]);
  }

  public double endDay() {
    return Math.floor(saves[saves.length - 1]) + 1;
  }

  /**
   * A period that is counted.
   *
   * @param from its beginning, in days since 1970
   * @param to its end
   * @param dated whether what is counted carries its own date, so that only what no save reached is
   *     lost
   */
  public Period period(double from, double to, boolean dated) {
    double first = saves[0];
    double last = saves[saves.length - 1];
    double reach = Math.min(LONGEST_REACH_DAYS, 3 * usualGap());
    double start = Math.max(from, Math.min(Math.floor(first), first - reach));
    double end = Math.min(to, Math.max(Math.floor(last) + 1, last + reach));
    if (end <= start) {
      return new Period(0, 0, 0, 0);
    }
    double beyond =
        Math.max(0, Math.min(end, first) - start) + Math.max(0, end - Math.max(start, last));
    if (dated) {
      double counted = Math.max(0, Math.min(end, last) - Math.max(start, first));
      return new Period(end - start, counted, 0, beyond);
    }
    double before = Double.NaN;
    double inside = Double.NaN;
    double latest = Double.NaN;
    for (double save : saves) {
      if (save < from) {
        before = save;
      } else if (save < to) {
        inside = Double.isNaN(inside) ? save : inside;
        latest = save;
      }
    }
    if (Double.isNaN(latest)) {
      return new Period(end - start, 0, 0, beyond);
    }
    double countedFrom = Double.isNaN(before) ? inside : before;
    double misdated =
        (Double.isNaN(before) ? 0 : from - before) + (latest < last ? to - latest : 0);
    return new Period(end - start, latest - countedFrom, misdated, beyond);
  }

  /**
   * Days of a period before its first save, between its first and last, and after its last.
   *
   * @param between at least one day
   */
  public record Margins(double before, double between, double after) {}

  /** How a period lies about the saves in it; none of it before or after where there are none. */
  public Margins margins(double from, double to) {
    double first = Double.NaN;
    double last = Double.NaN;
    for (double save : saves) {
      if (save >= from && save < to) {
        first = Double.isNaN(first) ? save : first;
        last = save;
      }
    }
    return Double.isNaN(first)
        ? new Margins(0, 1, 0)
        : new Margins(
            Math.min(first - from, LONGEST_REACH_DAYS),
            Math.max(1, last - first),
            Math.min(to - last, LONGEST_REACH_DAYS));
  }

  /**
   * Gaps much longer than usual, within which little could be seen, as days since 1970: begin, end,
   * begin, end…
   *
   * @param from no gap that ends before counts, nor one that begins after {@code to}
   */
  public double[] longGaps(double from, double to) {
    double limit = LONG_GAP * usualGap();
    return java.util.stream.IntStream.range(1, saves.length)
        .filter(i -> saves[i] - saves[i - 1] > limit && saves[i] >= from && saves[i - 1] < to)
        .mapToObj(i -> java.util.stream.DoubleStream.of(saves[i - 1], saves[i]))
        .flatMapToDouble(gap -> gap)
        .toArray();
  }

  /** Days between saves; the median. */
  public double usualGap() {
    if (saves.length < 2) {
      return 0;
    }
    double[] gaps = new double[saves.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = saves[i + 1] - saves[i];
    }
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }
}
