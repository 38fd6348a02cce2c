package weir.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Before and after an event, against known answers and published ones. */
class EvaluationTest {

  private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
  private static final double[] WEEK = {1, 0.95, 0.9, 1, 1.1, 1.3, 1.2};

  /**
   * Yearly flow of the Nile at Aswan, 1871 to 1970, in 10^8 cubic metres: Cobb (1978), Biometrika
   * 65; the dam's works of 1899 come after the 28th year.
   */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  /** Counts with a rhythm of the week, correlated by 0.6, changed by a factor from the event on. */
  private static List<@Nullable Double> days(
      long seed, int length, int event, double factor, double missing) {
    Random dice = new Random(seed);
    List<@Nullable Double> days = new ArrayList<>();
    double drift = dice.nextGaussian();
    for (int day = 0; day < length; day++) {
      drift = 0.6 * drift + 0.8 * dice.nextGaussian();
      double mean = 25 * WEEK[day % 7] * Math.exp(0.15 * drift) * (day >= event ? factor : 1);
      double value = Math.max(0, Math.rint(mean + Math.sqrt(mean) * dice.nextGaussian()));
      days.add(dice.nextDouble() < missing ? null : (Double) value);
    }
    return days;
  }

  private static List<@Nullable Double> same(int length, double value) {
    List<@Nullable Double> days = new ArrayList<>();
    for (int day = 0; day < length; day++) {
      days.add(value);
    }
    return days;
  }

  private static Finding evaluate(List<@Nullable Double> days, int event, List<Series> others) {
    Series series = Series.of("market", MONDAY, 1, days);
    return Evaluation.of(
        series,
        others,
        new Event("a closure", series.day(event)),
        new Evaluation.Settings(Spread.COUNTS, 60));
  }

  @Test
  void a_step_in_the_nile_is_what_least_squares_give() {
    // Means 1097.75 before and 849.9722 after; t = −8.714, as any table of these data has them.
    int[] times = new int[NILE.length];
    double[][] design = new double[NILE.length][];
    for (int i = 0; i < NILE.length; i++) {
      times[i] = i;
      design[i] = new double[] {1, i >= 28 ? 1 : 0};
    }
    CorrelatedRegression fit =
        CorrelatedRegression.fitAt(times, design, NILE, CorrelatedRegression.Dependence.NONE);
    assertThat(fit.coefficients()[0]).isCloseTo(1097.75, within(1e-6));
    assertThat(fit.coefficients()[1]).isCloseTo(-247.7778, within(5e-5));
    // Of 98 degrees of freedom: Student's own spread is that of t times the standard error.
    Mixture step = fit.sum(new double[] {0, 1});
    double error = step.error();
    assertThat(step.mean() / error).isCloseTo(-8.7138, within(5e-5));
  }

  @Test
  void a_local_level_of_the_nile_is_what_durbin_and_koopman_print() {
    // Durbin and Koopman (2012), section 2.10: 15,099 and 1,469.1; level of 1970: 798.37 with
    // variance 4,032.2, log-likelihood −632.5456 as other programs of the method give it.
    LocalTrend fit = LocalTrend.fit(NILE, 0, false);
    assertThat(fit.variances().noise()).isCloseTo(15099, within(1.5));
    assertThat(fit.variances().level()).isCloseTo(1469.1, within(0.15));
    assertThat(fit.logLikelihood()).isCloseTo(-632.5456, within(5e-5));
    LocalTrend.Forecast forecast = fit.forecast(2);
    assertThat(forecast.mean(0)).isCloseTo(798.37, within(0.05));
    assertThat(forecast.covariance(0, 0)).isCloseTo(4032.2 + 1469.2 + 15098.5, within(2.0));
    assertThat(forecast.covariance(0, 1)).isCloseTo(4032.2 + 1469.2, within(2.0));
  }

  @Test
  void a_missing_step_is_foretold_and_leaves_the_rest_as_it_was() {
    double[] gap = NILE.clone();
    Arrays.fill(gap, 20, 40, Double.NaN);
    Arrays.fill(gap, 60, 80, Double.NaN);
    // Durbin and Koopman (2012), section 2.7, leave out the same years: the filtered level after
    // the gap ends near where the whole series' does.
    LocalTrend fit = LocalTrend.of(gap, 0, false, new LocalTrend.Variances(15099, 1469.1, 0, 0));
    assertThat(fit.forecast(1).mean(0)).isCloseTo(798.37, within(1.0));
  }

  @Test
  void a_fall_of_known_size_lies_in_its_interval() {
    int holds = 0;
    for (long seed = 1; seed <= 20; seed++) {
      Series series = Series.of("market", MONDAY, 1, days(seed, 180, 120, 0.6, 0.1));
      Effect effect = Effect.of(InterruptedSeries.fit(series, 120, 180, Spread.COUNTS).effect());
      holds += effect.low() <= 0.6 && effect.high() >= 0.6 ? 1 : 0;
      assertThat(effect.ratio()).isBetween(0.4, 0.85);
    }
    assertThat(holds).isGreaterThanOrEqualTo(17);
  }

  @Test
  void where_nothing_happened_the_test_seldom_says_so() {
    int rejected = 0;
    int tried = 100;
    for (long seed = 1; seed <= tried; seed++) {
      Series series = Series.of("market", MONDAY, 1, days(seed, 110, 70, 1, 0.25));
      rejected += InterruptedSeries.fit(series, 70, 110, Spread.COUNTS).effect().p() < 0.05 ? 1 : 0;
    }
    assertThat(rejected).as("of 100 at 5 %%").isBetween(0, 12);
  }

  @Test
  void days_without_a_save_are_not_read_as_a_fall() {
    List<@Nullable Double> days = days(7, 180, 120, 1, 0);
    List<@Nullable Double> fewer = new ArrayList<>(days);
    for (int day = 120; day < 180; day++) {
      if (day % 3 != 0) {
        fewer.set(day, null);
      }
    }
    assertThat(evaluate(fewer, 120, List.of()).effect().ratio())
        .isCloseTo(evaluate(days, 120, List.of()).effect().ratio(), within(0.1));
  }

  @Test
  void saves_on_two_days_of_the_week_alone_tell_an_effect_but_no_rhythm() {
    List<@Nullable Double> days = days(13, 210, 140, 0.5, 0);
    for (int day = 0; day < days.size(); day++) {
      if (day % 7 != 0 && day % 7 != 3) {
        days.set(day, null);
      }
    }
    assertThat(evaluate(days, 140, List.of()).effect().ratio()).isBetween(0.35, 0.7);
  }

  @Test
  void a_smaller_share_seen_is_not_read_as_a_fall() {
    List<@Nullable Double> days = days(9, 180, 120, 1, 0);
    List<@Nullable Double> halved = new ArrayList<>();
    List<@Nullable Double> seen = new ArrayList<>();
    for (int day = 0; day < 180; day++) {
      Double value = days.get(day);
      halved.add(value == null ? null : Double.valueOf(Math.rint(value * (day >= 120 ? 0.5 : 1))));
      seen.add(day >= 120 ? 0.5 : 1.0);
    }
    Event event = new Event("a closure", MONDAY.plusDays(120));
    Evaluation.Settings settings = new Evaluation.Settings(Spread.COUNTS, 60);
    Series shared = Series.of("market", MONDAY, 1, halved, seen);
    Finding told = Evaluation.of(shared, List.of(), event, settings);
    Finding untold =
        Evaluation.of(Series.of("market", MONDAY, 1, halved), List.of(), event, settings);
    assertThat(told.effect().high()).isGreaterThan(0.85);
    assertThat(untold.effect().high()).isLessThan(0.8);
    assertThat(untold.cannotTell()).anyMatch(words -> words.contains("How much of the market"));
    assertThat(told.cannotTell()).noneMatch(words -> words.contains("How much of the market"));
  }

  @Test
  void no_effect_is_said_as_plainly_as_one() {
    assertThat(evaluate(days(3, 180, 120, 1, 0), 120, List.of()).words())
        .startsWith("No effect could be seen.")
        .contains("would have seen a fall of 30 % in ");
    assertThat(evaluate(days(3, 180, 120, 0.4, 0), 120, List.of()).words())
        .startsWith("After a closure (2025-05-06), market stood −")
        .contains("60 days that were saved");
  }

  @Test
  void the_same_series_give_the_same_finding() {
    List<@Nullable Double> days = days(5, 180, 120, 0.7, 0.2);
    List<Series> others = List.of(Series.of("other", MONDAY, 1, days(6, 180, 120, 1, 0)));
    assertThat(evaluate(days, 120, others)).isEqualTo(evaluate(days, 120, others));
  }

  @Test
  void power_grows_with_the_effect_and_shrinks_with_the_spread() {
    assertThat(Evaluation.power(Math.log(0.7), 0.1, 100)).isBetween(0.92, 0.96);
    assertThat(Evaluation.power(Math.log(0.7), 0.2, 100)).isBetween(0.40, 0.44);
    assertThat(Evaluation.power(0, 0.2, 1000)).isCloseTo(0.05, within(0.002));
  }

  @Test
  void weights_of_a_control_are_those_that_made_the_series() {
    Random dice = new Random(11);
    double[][] donors = new double[4][80];
    double[] treated = new double[80];
    for (int t = 0; t < 80; t++) {
      for (double[] donor : donors) {
        donor[t] = 1 + 0.3 * dice.nextGaussian();
      }
      treated[t] = 0.7 * donors[1][t] + 0.3 * donors[3][t];
    }
    double[] weights = SyntheticControl.fit(treated, donors).weights();
    assertThat(weights[0]).isCloseTo(0, within(1e-4));
    assertThat(weights[1]).isCloseTo(0.7, within(1e-4));
    assertThat(weights[3]).isCloseTo(0.3, within(1e-4));
    assertThat(SyntheticControl.ontoSimplex(new double[] {0.5, 0.8, -1}))
        .containsExactly(new double[] {0.35, 0.65, 0}, within(1e-12));
  }

  @Test
  void a_control_says_what_others_did_meanwhile() {
    List<Series> others = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      others.add(Series.of("other " + i, MONDAY, 1, days(20 + i, 180, 120, 1, 0)));
    }
    Finding.Control control = evaluate(days(8, 180, 120, 0.5, 0), 120, others).control();
    assertThat(control).isNotNull();
    assertThat(control.effect().ratio()).isBetween(0.4, 0.62);
    assertThat(control.effect().low()).isLessThan(control.effect().ratio());
    assertThat(control.effect().high()).isBetween(control.effect().ratio(), 0.75);
    assertThat(control.donors()).isEqualTo(4);
    assertThat(control.weights().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(1, within(0.02));
  }

  @Test
  void half_of_a_change_is_undone_in_its_half_life() {
    double[] ratios = new double[60];
    Random dice = new Random(2);
    for (int t = 0; t < ratios.length; t++) {
      ratios[t] = -1.2 * Math.pow(2, -(t + 0.5) / 12) + 0.05 * dice.nextGaussian();
    }
    ratios[7] = Double.NaN;
    Recovery recovery = Recovery.of(ratios);
    assertThat(recovery.steps()).isCloseTo(12, within(2.0));
    assertThat(recovery.low()).isLessThan(12);
    assertThat(recovery.high()).isGreaterThan(12);
    double[] staying = new double[60];
    for (int t = 0; t < staying.length; t++) {
      staying[t] = -1 + 0.05 * dice.nextGaussian();
    }
    assertThat(Recovery.of(staying).steps()).isNull();
  }

  @Test
  void what_others_gained_is_corrected_for_their_number() {
    List<Series> others = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      others.add(Series.of("other " + i, MONDAY, 1, days(40 + i, 180, 120, i == 2 ? 1.9 : 1, 0)));
    }
    List<Evaluation.Elsewhere> found =
        Evaluation.displacement(
            others,
            new Event("a closure", MONDAY.plusDays(120)),
            new Evaluation.Settings(Spread.COUNTS, 60));
    assertThat(found.getFirst().name()).isEqualTo("other 2");
    assertThat(found.getFirst().seen()).isTrue();
    assertThat(found.getFirst().difference()).isPositive();
    assertThat(found)
        .allSatisfy(one -> assertThat(one.p()).isGreaterThanOrEqualTo(one.effect().p()));
  }

  @Test
  void a_week_that_an_event_cuts_belongs_to_the_time_before() {
    Series weeks = Series.of("market", MONDAY, 7, same(30, 5));
    assertThat(weeks.stepFrom(MONDAY.plusDays(70))).isEqualTo(10);
    assertThat(weeks.stepFrom(MONDAY.plusDays(71))).isEqualTo(11);
  }

  @Test
  void a_thin_series_is_not_compared_and_left_out_elsewhere() {
    List<@Nullable Double> thin = same(60, 0);
    for (int day = 0; day < 60; day += day < 40 ? 4 : 1) {
      thin.set(day, 2.0);
    }
    assertThatThrownBy(() -> evaluate(thin, 40, List.of()))
        .hasMessage(
            "The series 'market' is too thin before the event: 20 counted, on 10 days with anything; 30 on 8 are the least. Add up more (weeks, classes or sources together), or bring in older pages.");
    assertThat(
            Evaluation.displacement(
                List.of(Series.of("market", MONDAY, 1, thin)),
                new Event("the event", MONDAY.plusDays(40)),
                new Evaluation.Settings(Spread.COUNTS, 60)))
        .isEmpty();
  }

  @Test
  void no_trend_is_foretold_further_than_it_was_seen() {
    Finding finding = evaluate(days(5, 120, 20, 1, 0), 20, List.of());
    assertThat(finding.until()).isEqualTo(40);
    assertThat(finding.cannotTell())
        .anyMatch(words -> words.startsWith("Only 20 steps after are counted, as many as before"));
    assertThat(Effect.percent(45.72)).isEqualTo("over +1,000 %");
    assertThat(Effect.percent(0.0001)).isEqualTo("−99.9 %");
  }

  @Test
  void what_cannot_be_evaluated_says_why() {
    List<@Nullable Double> days = days(1, 60, 60, 1, 0);
    assertThatThrownBy(() -> evaluate(days, 70, List.of()))
        .hasMessageContaining("lies outside")
        .hasMessageContaining("from 2025-01-06 to 2025-03-06");
    assertThatThrownBy(() -> evaluate(days, 4, List.of()))
        .hasMessage(
            "The series 'market' has 4 known steps before the event and 8 after; 8 and 2 are the least.");
    assertThatThrownBy(() -> evaluate(same(60, 0), 30, List.of()))
        .hasMessageContaining("zero throughout");
  }
}
