package weir.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Compares a series before and after an event, elsewhere, and at times when nothing happened. The
 * same series give the same finding.
 */
public final class Evaluation {

  private static final int MOST_PLACEBOS = 20;
  private static final int STEPS_FOR_STRUCTURE = 20;
  private static final int LEAST_COMMON = 8;

  /** Steps before the event that hold anything. */
  private static final int LEAST_STEPS = 8;

  /**
   * Counts before the event. With 30 the level before is known to about a third, were the counts
   * Poisson's; with fewer the logarithm of a ratio says nothing.
   */
  private static final int LEAST_COUNTED = 30;

  private Evaluation() {}

  /**
   * How an event is looked at.
   *
   * @param spread of the series
   * @param window steps after the event that count; the rest of the series where it is shorter
   */
  public record Settings(Spread spread, int window) {
    public Settings {
      if (window < 2) {
        throw new IllegalArgumentException(
            "A window of %d steps is too short; give 2 or more.".formatted(window));
      }
    }
  }

  /**
   * Evaluates.
   *
   * @param others series that the event does not touch, of the same steps; those that do not cover
   *     them are passed over
   * @throws IllegalArgumentException when the series does not reach far enough before or after,
   *     saying how far it does
   */
  public static Finding of(Series series, List<Series> others, Event event, Settings settings) {
    int from = series.stepFrom(event.day());
    if (from <= 0 || from >= series.length()) {
      throw new IllegalArgumentException(
          "The series '%s' goes from %s to %s; the event of %s lies outside. Choose another, or bring in older or newer pages."
              .formatted(
                  series.name(), series.first(), series.day(series.length() - 1), event.day()));
    }
    int until = until(series, from, settings);
    InterruptedSeries fit = InterruptedSeries.fit(series, from, until, settings.spread());
    enough(series, from, settings.spread());
    Mixture log = fit.effect();
    Effect effect = Effect.of(log);
    double after = 0;
    for (int step = from; step < until; step++) {
      double value = series.at(step);
      after += Double.isNaN(value) ? 0 : value;
    }
    List<Finding.Expected> course = new ArrayList<>();
    double[] ratios = new double[until - from];
    for (int step = 0; step < until; step++) {
      Mixture without = fit.without(step);
      double offset = series.offset(step);
      course.add(
          new Finding.Expected(
              Math.exp(without.mean() + offset),
              Math.exp(without.quantile(0.025) + offset),
              Math.exp(without.quantile(0.975) + offset)));
      if (step >= from) {
        double value = series.at(step);
        ratios[step - from] =
            Double.isNaN(value)
                ? Double.NaN
                : Math.log(Math.max(value, 0.25 * course.get(step).mean() * 0.01))
                    - without.mean()
                    - offset;
      }
    }
    return new Finding(
        series,
        event,
        from,
        until,
        effect,
        after * (1 - 1 / effect.ratio()),
        after * (1 - 1 / effect.low()),
        after * (1 - 1 / effect.high()),
        structural(series, from, until),
        control(series, others, from, until),
        placebos(series, from, until, settings.spread(), log),
        effect.seen() ? Recovery.of(ratios) : new Recovery(null, null, null),
        power(Math.log(0.7), log.error(), fit.degrees()),
        fallSeen(log.error(), fit.degrees()),
        fit.correlation(),
        List.copyOf(course));
  }

  /** The first step not counted: a trend is not foretold further than it was seen before. */
  private static int until(Series series, int from, Settings settings) {
    long after = Math.min(settings.window(), Math.max(from, LEAST_STEPS));
    return (int) Math.min(series.length(), from + after);
  }

  /**
   * A level of a few counts, or of a few steps with anything at all, can be told from no other: its
   * ratio to what comes after runs from nothing to thousands.
   *
   * @throws IllegalArgumentException then
   */
  private static void enough(Series series, int from, Spread spread) {
    int steps = 0;
    double sum = 0;
    for (int step = 0; step < from; step++) {
      double value = series.at(step);
      if (value > 0) {
        steps++;
        sum += value;
      }
    }
    boolean counted = spread == Spread.COUNTS;
    if (steps < LEAST_STEPS || (counted && sum < LEAST_COUNTED)) {
      throw new IllegalArgumentException(
          "The series '%s' is too thin before the event: %s%d %s with anything; %s%d are the least. Add up more (weeks, classes or sources together), or bring in older pages."
              .formatted(
                  series.name(),
                  counted ? "%.0f counted, on ".formatted(sum) : "",
                  steps,
                  series.stepDays() == 1 ? "days" : "weeks",
                  counted ? "%d on ".formatted(LEAST_COUNTED) : "",
                  LEAST_STEPS));
    }
  }

  /** How often a change of that logarithm is seen at 5 %, in two-sided tests. */
  static double power(double log, double error, double degrees) {
    double bar = TDistribution.of(degrees).inverseCumulativeProbability(0.975);
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double off = Math.abs(log) / error;
    return normal.survivalProbability(bar - off) + normal.cumulativeProbability(-bar - off);
  }

  private static double fallSeen(double error, double degrees) {
    double bar = TDistribution.of(degrees).inverseCumulativeProbability(0.975);
    double eighty = NormalDistribution.of(0, 1).inverseCumulativeProbability(0.8);
    return 1 - Math.exp(-(bar + eighty) * error);
  }

  /** What the course before alone, drifting as it did, foretells. */
  private static @Nullable Effect structural(Series series, int from, int until) {
    if (series.known(0, from) < STEPS_FOR_STRUCTURE) {
      return null;
    }
    int period = series.stepDays() == 1 && from >= 42 ? 7 : 0;
    return drifted(logs(series, 0, from), logs(series, from, until), period, true);
  }

  /**
   * How far what came after lies from what the drift before foretells; null where none is known.
   */
  private static @Nullable Effect drifted(
      double[] before, double[] after, int period, boolean sloped) {
    LocalTrend.Forecast forecast = LocalTrend.fit(before, period, sloped).forecast(after.length);
    double sum = 0;
    double variance = 0;
    int n = 0;
    for (int i = 0; i < after.length; i++) {
      if (Double.isNaN(after[i])) {
        continue;
      }
      n++;
      sum += after[i] - forecast.mean(i);
      for (int j = 0; j < after.length; j++) {
        variance += Double.isNaN(after[j]) ? 0 : forecast.covariance(i, j);
      }
    }
    if (n == 0) {
      return null;
    }
    double mean = sum / n;
    double error = Math.max(Math.sqrt(variance) / n, 1e-12);
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double z = normal.inverseCumulativeProbability(0.975);
    return new Effect(
        Math.exp(mean),
        Math.exp(mean - z * error),
        Math.exp(mean + z * error),
        2 * normal.survivalProbability(Math.abs(mean) / error));
  }

  /** Logarithms per share seen; half a unit is added so that a day of none has one. */
  private static double[] logs(Series series, int from, int to) {
    double[] logs = new double[to - from];
    for (int i = 0; i < logs.length; i++) {
      double value = series.at(from + i);
      logs[i] = Double.isNaN(value) ? Double.NaN : Math.log(value + 0.5) - series.offset(from + i);
    }
    return logs;
  }

  private static Finding.@Nullable Control control(
      Series series, List<Series> others, int from, int until) {
    List<String> names = new ArrayList<>();
    List<double[]> rows = new ArrayList<>();
    double[] own = scaled(series, from, until);
    for (Series other : others) {
      int shift =
          Math.toIntExact(
              java.time.temporal.ChronoUnit.DAYS.between(other.first(), series.first()));
      if (other.stepDays() != series.stepDays()
          || shift % series.stepDays() != 0
          || other.name().equals(series.name())) {
        continue;
      }
      int start = shift / series.stepDays();
      if (start < 0 || start + until > other.length()) {
        continue;
      }
      Series same = other.part(start, start + until);
      double[] row = scaled(same, from, until);
      if (common(own, row, 0, from) >= LEAST_COMMON && common(own, row, from, until) >= 2) {
        names.add(other.name());
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      return null;
    }
    double[][] donors = rows.toArray(double[][]::new);
    SyntheticControl fit = SyntheticControl.fit(Arrays.copyOf(own, from), cut(donors, from));
    double[] mean = fit.of(donors);
    Effect effect = against(own, mean, half(series, from), from);
    if (effect == null) {
      return null;
    }
    double ownRatio = afterToBefore(own, mean, from, until);
    int asFar = 1;
    int compared = 1;
    for (int i = 0; i < donors.length && donors.length > 1; i++) {
      double[][] rest = without(donors, i);
      SyntheticControl placebo =
          SyntheticControl.fit(Arrays.copyOf(donors[i], from), cut(rest, from));
      double ratio = afterToBefore(donors[i], placebo.of(rest), from, until);
      if (!Double.isNaN(ratio)) {
        compared++;
        asFar += ratio >= ownRatio ? 1 : 0;
      }
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    double[] found = fit.weights();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -found[i]));
    for (int i : order) {
      if (found[i] >= 0.005) {
        weights.put(names.get(i), found[i]);
      }
    }
    return new Finding.Control(
        java.util.Collections.unmodifiableMap(weights),
        effect,
        asFar / (double) compared,
        donors.length);
  }

  /**
   * What a series is to the mean of the others, after against before: the logarithm of their ratio,
   * whose level drifts as it did. Two markets part in time without any event; as if their ratio
   * varied about one level, intervals held the truth too seldom.
   *
   * @param half a unit in the series' scale, so that a step of none has a logarithm
   * @return null when too few steps are known of both
   */
  private static @Nullable Effect against(double[] own, double[] mean, double half, int from) {
    double[] logs = new double[own.length];
    int before = 0;
    int after = 0;
    for (int t = 0; t < own.length; t++) {
      double log = Math.log((own[t] + half) / (mean[t] + half));
      logs[t] = Double.isFinite(log) ? log : Double.NaN;
      before += Double.isFinite(log) && t < from ? 1 : 0;
      after += Double.isFinite(log) && t >= from ? 1 : 0;
    }
    return before < LEAST_COMMON || after < 2
        ? null
        : drifted(Arrays.copyOf(logs, from), Arrays.copyOfRange(logs, from, logs.length), 0, false);
  }

  private static double half(Series series, int from) {
    return 0.5 / mean(series, from);
  }

  /** Mean per share seen before the event; 1 where there is none. */
  private static double mean(Series series, int from) {
    double sum = 0;
    int n = 0;
    for (int t = 0; t < from; t++) {
      double value = series.at(t) / Math.exp(series.offset(t));
      if (!Double.isNaN(value)) {
        sum += value;
        n++;
      }
    }
    return n == 0 || sum == 0 ? 1 : sum / n;
  }

  /** Values per share seen, in units of their mean before the event. */
  private static double[] scaled(Series series, int from, int until) {
    double mean = mean(series, from);
    double[] values = new double[until];
    for (int t = 0; t < until; t++) {
      values[t] = series.at(t) / Math.exp(series.offset(t)) / mean;
    }
    return values;
  }

  private static int common(double[] a, double[] b, int from, int to) {
    int n = 0;
    for (int t = from; t < to; t++) {
      n += Double.isNaN(a[t]) || Double.isNaN(b[t]) ? 0 : 1;
    }
    return n;
  }

  private static double[][] cut(double[][] rows, int to) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, to)).toArray(double[][]::new);
  }

  private static double[][] without(double[][] rows, int leftOut) {
    List<double[]> rest = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      if (i != leftOut) {
        rest.add(rows[i]);
      }
    }
    return rest.toArray(double[][]::new);
  }

  /** How much worse the fit is after than before: large where something happened. */
  private static double afterToBefore(double[] own, double[] mean, int from, int until) {
    double before = SyntheticControl.distance(own, mean, 0, from);
    double after = SyntheticControl.distance(own, mean, from, until);
    return after / Math.max(before, 1e-9);
  }

  private static Finding.Placebos placebos(
      Series series, int from, int until, Spread spread, Mixture found) {
    double own = Math.abs(found.mean()) / found.error();
    int length = Math.min(until - from, Math.max(2, from / 3));
    int first = Math.max(8, from / 3);
    int last = from - length;
    int tried = 0;
    int asFar = 0;
    int step = Math.max(1, (last - first) / MOST_PLACEBOS);
    for (int at = first; at <= last && tried < MOST_PLACEBOS; at += step) {
      try {
        Mixture placebo = InterruptedSeries.fit(series, at, at + length, spread).effect();
        tried++;
        asFar += Math.abs(placebo.mean()) / placebo.error() >= own ? 1 : 0;
      } catch (IllegalArgumentException tooFewKnown) {
        // Days around which too little was saved are no placebo.
      }
    }
    return new Finding.Placebos(tried, asFar);
  }

  /**
   * What happened elsewhere: the same test on each other series, corrected for their number by Holm
   * (1979), Scandinavian Journal of Statistics 6. Series that cannot be tested are left out.
   */
  public static List<Elsewhere> displacement(List<Series> others, Event event, Settings settings) {
    return displacement(others.stream().map(one -> new Candidate(one, settings)).toList(), event);
  }

  /** The same for series that are of different kinds. */
  public static List<Elsewhere> displacement(List<Candidate> others, Event event) {
    List<Elsewhere> found = new ArrayList<>();
    for (Candidate candidate : others) {
      Series other = candidate.series();
      Settings settings = candidate.settings();
      int from = other.stepFrom(event.day());
      if (from <= 0 || from >= other.length()) {
        continue;
      }
      int until = until(other, from, settings);
      try {
        enough(other, from, settings.spread());
        Effect effect =
            Effect.of(InterruptedSeries.fit(other, from, until, settings.spread()).effect());
        double after = 0;
        for (int step = from; step < until; step++) {
          double value = other.at(step);
          after += Double.isNaN(value) ? 0 : value;
        }
        found.add(
            new Elsewhere(other.name(), effect, effect.p(), after * (1 - 1 / effect.ratio())));
      } catch (IllegalArgumentException tooFewKnown) {
        // Said by its absence from the list: nothing can be told of it.
      }
    }
    found.sort(Comparator.comparingDouble(one -> one.effect().p()));
    List<Elsewhere> corrected = new ArrayList<>();
    double least = 0;
    for (int i = 0; i < found.size(); i++) {
      Elsewhere one = found.get(i);
      least = Math.max(least, Math.min(1, one.effect().p() * (found.size() - i)));
      corrected.add(new Elsewhere(one.name(), one.effect(), least, one.difference()));
    }
    return corrected;
  }

  /** A series to look at elsewhere, and how. */
  public record Candidate(Series series, Settings settings) {}

  /**
   * What happened to another series.
   *
   * @param p corrected for how many series were looked at
   * @param difference to what would have been, in the series' units
   */
  public record Elsewhere(String name, Effect effect, double p, double difference) {
    public boolean seen() {
      return p < 0.05;
    }

    /** Whether it went up, by that test. */
    public boolean rose() {
      return seen() && effect.ratio() > 1;
    }

    /** Whether a doubling would have been seen: its 95 % interval ends below that. */
    public boolean tellsDoubling() {
      return effect.high() < 2;
    }
  }
}
