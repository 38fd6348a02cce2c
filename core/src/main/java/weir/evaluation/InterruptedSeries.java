package weir.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An interrupted time series: a trend, a rhythm of weeks and of years where the series is long
 * enough to tell them, and from the event on another level and slope. The model is of the
 * logarithm, so that an effect is a ratio; steps without a value are left out, and the share of the
 * market that was seen enters as it is known, so that neither is read as a fall.
 *
 * <p>Method: segmented regression, Wagner et al. (2002), Journal of Clinical Pharmacy and
 * Therapeutics 27; quasi-likelihood for counts and amounts, McCullagh and Nelder (1989),
 * Generalized Linear Models; correlated and over-dispersed remainders by {@link
 * CorrelatedRegression}.
 */
final class InterruptedSeries {

  /** A rhythm of the week needs this many weeks of days. */
  private static final int WEEKS_FOR_RHYTHM = 6;

  /** A rhythm of the year needs two years. */
  private static final int DAYS_FOR_YEAR = 730;

  /** Fewer known steps after the event cannot tell a slope of their own. */
  private static final int STEPS_FOR_SLOPE = 8;

  private static final int ROUNDS = 30;

  private final Series series;
  private final int event;
  private final int until;
  private final List<String> names;
  private final int level;
  private final boolean slope;
  private final double[] mu;
  private final CorrelatedRegression regression;
  private final int[] times;

  private InterruptedSeries(
      Series series,
      int event,
      int until,
      List<String> names,
      int level,
      boolean slope,
      int[] times,
      double[] mu,
      CorrelatedRegression regression) {
    this.series = series;
    this.event = event;
    this.until = until;
    this.names = names;
    this.level = level;
    this.slope = slope;
    this.times = times;
    this.mu = mu;
    this.regression = regression;
  }

  /**
   * Fits the steps from the first up to {@code until}.
   *
   * @param event the first step after the event
   * @param until the first step not counted
   * @throws IllegalArgumentException when too few steps are known before or after
   */
  static InterruptedSeries fit(Series series, int event, int until, Spread spread) {
    int before = series.known(0, event);
    int after = series.known(event, until);
    if (before < 8 || after < 2) {
      throw new IllegalArgumentException(
          "The series '%s' has %d known steps before the event and %d after; 8 and 2 are the least."
              .formatted(series.name(), before, after));
    }
    boolean slope = after >= STEPS_FOR_SLOPE;
    List<String> names = new ArrayList<>(List.of("level", "trend"));
    boolean weekly =
        series.stepDays() == 1
            && before + after >= 7 * WEEKS_FOR_RHYTHM
            && everyWeekday(series, until);
    if (weekly) {
      for (int day = 1; day < 7; day++) {
        names.add("weekday " + day);
      }
    }
    boolean yearly = (long) until * series.stepDays() >= DAYS_FOR_YEAR;
    if (yearly) {
      names.addAll(List.of("year, cosine", "year, sine"));
    }
    int level = names.size();
    names.add("level after");
    if (slope) {
      names.add("slope after");
    }
    int[] times = new int[before + after];
    double[][] design = new double[times.length][];
    double[] y = new double[times.length];
    double[] offset = new double[times.length];
    int row = 0;
    for (int step = 0; step < until; step++) {
      if (Double.isNaN(series.at(step))) {
        continue;
      }
      times[row] = step;
      design[row] = row(series, step, event, until, weekly, yearly, slope);
      y[row] = series.at(step);
      offset[row] = series.offset(step);
      row++;
    }
    double mean = Arrays.stream(y).average().orElse(0);
    if (mean <= 0) {
      throw new IllegalArgumentException(
          "The series '%s' is zero throughout; there is nothing to compare."
              .formatted(series.name()));
    }
    // A level that fell to nothing keeps a finite logarithm.
    double floor = spread == Spread.COUNTS ? Math.min(0.5, mean / 20) : mean / 1000;
    double[] mu = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      mu[i] = Math.max(floor, (y[i] + mean) / 2);
    }
    CorrelatedRegression regression = null;
    boolean settled = false;
    for (int round = 0; round <= ROUNDS; round++) {
      double[] response = new double[y.length];
      double[][] scaled = new double[y.length][];
      for (int i = 0; i < y.length; i++) {
        // Working response of the log link, in units of its own spread.
        double weight = spread == Spread.COUNTS ? Math.sqrt(mu[i]) : 1;
        response[i] = (Math.log(mu[i]) - offset[i] + (y[i] - mu[i]) / mu[i]) * weight;
        scaled[i] = new double[design[i].length];
        for (int j = 0; j < scaled[i].length; j++) {
          scaled[i][j] = design[i][j] * weight;
        }
      }
      // The mean is found as if steps were independent, which is consistent and always settles;
      // from there one step with dependence gives the estimate and its spread.
      settled |= round == ROUNDS;
      regression =
          settled
              ? CorrelatedRegression.fit(times, scaled, response)
              : CorrelatedRegression.fitAt(
                  times, scaled, response, CorrelatedRegression.Dependence.NONE);
      if (settled) {
        break;
      }
      double[] beta = regression.coefficients();
      double moved = 0;
      for (int i = 0; i < y.length; i++) {
        double eta = offset[i];
        for (int j = 0; j < beta.length; j++) {
          eta += design[i][j] * beta[j];
        }
        double next = Math.max(floor, Math.exp(Math.min(eta, 60)));
        // Half the way at most in the first rounds: far steps overshoot.
        double towards = Math.exp(Math.log(mu[i]) + Math.clamp(Math.log(next / mu[i]), -1.5, 1.5));
        moved = Math.max(moved, Math.abs(Math.log(towards / mu[i])));
        mu[i] = towards;
      }
      settled = moved < 1e-7;
    }
    return new InterruptedSeries(
        series,
        event,
        until,
        List.copyOf(names),
        level,
        slope,
        times,
        mu,
        java.util.Objects.requireNonNull(regression));
  }

  /** Whether each day of the week was saved often enough to tell a rhythm. */
  private static boolean everyWeekday(Series series, int until) {
    int[] known = new int[7];
    for (int step = 0; step < until; step++) {
      known[step % 7] += Double.isNaN(series.at(step)) ? 0 : 1;
    }
    return Arrays.stream(known).min().orElse(0) >= WEEKS_FOR_RHYTHM / 2;
  }

  private static double[] row(
      Series series,
      int step,
      int event,
      int until,
      boolean weekly,
      boolean yearly,
      boolean slope) {
    List<Double> row = new ArrayList<>();
    row.add(1.0);
    row.add((step - event) / (double) until);
    if (weekly) {
      int weekday = series.day(step).getDayOfWeek().getValue();
      for (int day = 1; day < 7; day++) {
        // Deviations that add up to nothing: the level stays the mean of the week.
        row.add(weekday == day ? 1.0 : weekday == 7 ? -1.0 : 0.0);
      }
    }
    if (yearly) {
      double angle = 2 * Math.PI * series.day(step).getDayOfYear() / 365.25;
      row.add(Math.cos(angle));
      row.add(Math.sin(angle));
    }
    row.add(step >= event ? 1.0 : 0.0);
    if (slope) {
      // Around the middle of the time after: the level is then the effect on average.
      row.add(step >= event ? (step - (event + until - 1) / 2.0) / until : 0.0);
    }
    return row.stream().mapToDouble(Double::doubleValue).toArray();
  }

  List<String> names() {
    return names;
  }

  /** Logarithm of the ratio of what was to what would have been, on average after the event. */
  Mixture effect() {
    double[] of = new double[names.size()];
    of[level] = 1;
    return regression.sum(of);
  }

  /** The same at one step after the event. */
  Mixture effect(int step) {
    double[] of = new double[names.size()];
    of[level] = 1;
    if (slope) {
      of[level + 1] = (step - (event + until - 1) / 2.0) / until;
    }
    return regression.sum(of);
  }

  /** Logarithm of what would have been seen at a step without the event. */
  Mixture without(int step) {
    boolean weekly = names.contains("weekday 1");
    boolean yearly = names.contains("year, cosine");
    double[] of = row(series, step, event, until, weekly, yearly, slope);
    of[level] = 0;
    if (slope) {
      of[level + 1] = 0;
    }
    return regression.sum(of);
  }

  /** The correlation from one step to the next. */
  double correlation() {
    return regression.correlation();
  }

  /** How much larger the variance is than a Poisson count's; or than the mean squared. */
  double dispersion() {
    return regression.scale();
  }

  int degrees() {
    return regression.degrees();
  }

  /** What the model says of the known steps, in the series' own units. */
  double[] fitted() {
    double[] all = new double[until];
    Arrays.fill(all, Double.NaN);
    for (int i = 0; i < times.length; i++) {
      all[times[i]] = mu[i];
    }
    return all;
  }
}
