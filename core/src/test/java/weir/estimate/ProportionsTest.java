package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {

  /** Newcombe (1998), Statistics in Medicine 17, table I, method 3. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void shares_have_the_published_interval(long hits, long cases, double low, double high) {
    Estimated share = Proportions.wilson(hits, cases);
    assertThat(share.low()).isCloseTo(low, within(0.00006));
    assertThat(share.high()).isCloseTo(high, within(0.00006));
  }

  /** Garwood (1936), as tables of the Poisson interval print it. */
  @ParameterizedTest
  @CsvSource({"0, 0, 3.689", "1, 0.0253, 5.572", "10, 4.795, 18.390"})
  void counts_have_the_exact_interval(long events, double low, double high) {
    Estimated count = Proportions.poisson(events);
    assertThat(count.low()).isCloseTo(low, within(0.0006));
    assertThat(count.high()).isCloseTo(high, within(0.0006));
  }

  /** By hand: p = 6/12, squares 2, error √(2·4/3)/12, t(3) = 3.18245, on the logit scale. */
  @Test
  void a_share_over_clusters_is_that_worked_out_by_hand() {
    Estimated share = Proportions.clustered(new double[] {1, 2, 3, 0}, new double[] {2, 4, 4, 2});
    assertThat(share.value()).isEqualTo(0.5);
    assertThat(share.low()).isCloseTo(0.1503, within(0.0001));
    assertThat(share.high()).isCloseTo(0.8497, within(0.0001));
  }

  /** By hand: every cluster has the share 1/2 in both periods. */
  @Test
  void a_change_of_nothing_within_clusters_has_no_width() {
    Estimated same =
        Proportions.change(
            new double[] {1, 2}, new double[] {2, 4}, new double[] {3, 1}, new double[] {6, 2});
    assertThat(same).isEqualTo(new Estimated(0, 0.0, 0.0));
  }

  /** By hand: 1/2 to 3/4; rests ±(1/4 - 1/8), so the reach is 12.7062 · √(2·2/64): cut at 1. */
  @Test
  void a_change_over_clusters_is_that_worked_out_by_hand() {
    Estimated change =
        Proportions.change(
            new double[] {1, 0}, new double[] {1, 1}, new double[] {2, 1}, new double[] {2, 2});
    assertThat(change.value()).isEqualTo(0.25);
    assertThat(change.low()).isEqualTo(-1);
    assertThat(change.high()).isEqualTo(1);
    Estimated many =
        Proportions.change(
            new double[] {10, 0, 10, 0, 10, 0},
            new double[] {10, 10, 10, 10, 10, 10},
            new double[] {11, 1, 11, 1, 11, 1},
            new double[] {12, 12, 12, 12, 12, 12});
    // Rests ±(5/72 - 5/60); t(5) = 2.57058.
    double rest = 5 / 60.0 - 5 / 72.0;
    assertThat(many.high()).isCloseTo(2.57058 * Math.sqrt(6 * rest * rest * 6 / 5), within(1e-5));
  }

  /** By hand: mean 2, variance 1, t(2) = 4.30265. */
  @Test
  void a_mean_has_students_interval_cut_at_what_can_be() {
    Estimated mean = Means.of(new double[] {1, 2, 3}, 0, 3);
    assertThat(mean.low()).isZero();
    assertThat(mean.high()).isEqualTo(3);
    assertThat(Means.of(new double[] {1, 2, 3}, -9, 9).high())
        .isCloseTo(2 + 4.30265 / Math.sqrt(3), within(1e-4));
    assertThat(Means.of(new double[] {5}, 0, 9).low()).isNull();
  }

  @Test
  void one_cluster_gives_no_interval_and_all_or_nothing_keeps_one() {
    assertThat(Proportions.clustered(new double[] {1}, new double[] {2}).low()).isNull();
    Estimated none = Proportions.clustered(new double[] {0, 0, 0}, new double[] {2, 9, 1});
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(Proportions.wilson(0, 3).high());
  }

  /** 30 of 100 against 15 of 100: twice; log variance 1/30 - 1/100 + 1/15 - 1/100 = 0.08. */
  @Test
  void a_quotient_of_shares_is_that_worked_out_by_hand() {
    Estimated twice = Proportions.quotient(30, 100, 15, 100);
    assertThat(twice.value()).isCloseTo(2, within(1e-12));
    assertThat(twice.low()).isCloseTo(2 * Math.exp(-1.959964 * Math.sqrt(0.08)), within(1e-6));
    assertThat(Proportions.quotient(0, 10, 5, 10).value()).isZero();
  }

  @Test
  void a_share_of_nothing_is_refused() {
    assertThatThrownBy(() -> Proportions.wilson(0, 0)).hasMessage("0 of 0 is no share");
  }

  /** Conover (1999): of 16 values the 4th and the 13th hold the median. */
  @Test
  void the_medians_ranks_are_the_exact_ones() {
    Estimated median = Medians.of(IntStream.rangeClosed(1, 16).mapToDouble(i -> i).toArray());
    assertThat(median).isEqualTo(new Estimated(8.5, 4.0, 13.0));
    assertThat(Medians.of(new double[] {5, 1, 3}).low()).isNull();
    assertThat(Medians.of(new double[] {6, 5, 4, 3, 2, 1})).isEqualTo(new Estimated(3.5, 1.0, 6.0));
  }

  @Test
  void the_medians_interval_holds_it_in_at_least_95_of_100_samples() {
    SplittableRandom random = new SplittableRandom(7);
    int held = 0;
    for (int i = 0; i < 4000; i++) {
      double[] sample = random.doubles(11).map(u -> -Math.log(u)).toArray();
      Estimated median = Medians.of(sample);
      Double low = median.low();
      Double high = median.high();
      if (low != null && high != null && low <= Math.log(2) && high >= Math.log(2)) {
        held++;
      }
    }
    assertThat(held / 4000.0).isBetween(0.945, 0.995);
  }
}
