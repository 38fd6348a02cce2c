package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecapturesTest {

  /**
   * Sunfish of a lake, netted on 14 days: S. D. Gerking (1953), as worked in C. J. Krebs (1999),
   * Ecological Methodology, chapter 2: sum of products 10,740, 24 seen again, estimate 447.5.
   */
  @Test
  void the_estimate_of_a_textbook_is_met_by_schnabel() {
    Estimated fish = new Recaptures(138, 14, List.of(), 10_740, 24).schnabel();
    assertThat(fish).isNotNull();
    assertThat(fish.value()).isCloseTo(447.5, within(0.05));
    // Poisson limits of 24: 15.377 and 35.710.
    assertThat(fish.low()).isCloseTo(10_740 / 35.710, within(0.1));
    assertThat(fish.high()).isCloseTo(10_740 / 15.377, within(0.1));
  }

  /**
   * Cottontails in a pen, 135 of them, trapped on 18 nights: Edwards and Eberhardt (1967), as used
   * by Burnham and Overton (1979). 76 were seen; 43, 16, 8 and 6 of them once to four times. The
   * first three orders by their closed forms: 116.6, 141.5 and 158.5; the third differs from the
   * second by 2.07 standard errors, the fourth from the third by less than 1.96.
   */
  @Test
  void a_known_number_of_rabbits_lies_within_the_jackknifes_interval() {
    Estimated rabbits = new Recaptures(76, 18, List.of(43L, 16L, 8L, 6L), 0, 0).jackknife();
    double third =
        76
            + 48.0 / 18 * 43
            - (3 * 18 * 18 - 15 * 18 + 19.0) / (18 * 17) * 16
            + Math.pow(15, 3) / (18 * 17 * 16) * 8;
    assertThat(rabbits.value()).isCloseTo(third, within(1e-6));
    assertThat(rabbits.value()).isCloseTo(158.5, within(0.1));
    assertThat(rabbits.low()).isLessThan(135);
    assertThat(rabbits.high()).isGreaterThan(135);
  }

  @Test
  void two_saves_give_the_first_order() {
    // 1/2 of those seen once are added.
    Estimated two = new Recaptures(10, 2, List.of(6L, 4L), 0, 0).jackknife();
    assertThat(two.value()).isCloseTo(13, within(1e-9));
  }

  @Test
  void things_alike_are_found_by_schnabel_and_unlike_ones_are_underrated() {
    Random random = new Random(7);
    Estimated alike = drawn(random, 2_000, 12, 0.15, 0.15).schnabel();
    assertThat(alike).isNotNull();
    assertThat(alike.value()).isBetween(1_900.0, 2_100.0);
    assertThat(alike.low()).isLessThan(2_000);
    assertThat(alike.high()).isGreaterThan(2_000);
    Recaptures unlike = drawn(random, 2_000, 12, 0.02, 0.3);
    Estimated naive = unlike.schnabel();
    assertThat(naive).isNotNull();
    assertThat(naive.high()).isLessThan(2_000);
    assertThat(unlike.jackknife().value()).isGreaterThan(naive.value());
  }

  @Test
  void where_nothing_was_seen_twice_schnabel_says_nothing() {
    assertThat(new Recaptures(5, 3, List.of(5L), 0, 0).schnabel()).isNull();
    assertThatThrownBy(() -> new Recaptures(5, 1, List.of(5L), 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Half of the things are seen with the one probability on each save, half with the other. */
  private static Recaptures drawn(Random random, int things, int saves, double one, double other) {
    List<Long> times = new ArrayList<>(List.of(0L, 0L, 0L, 0L));
    int[] seen = new int[things];
    double products = 0;
    long again = 0;
    long known = 0;
    for (int save = 0; save < saves; save++) {
      long shown = 0;
      long before = 0;
      for (int i = 0; i < things; i++) {
        if (random.nextDouble() < (i % 2 == 0 ? one : other)) {
          shown++;
          before += seen[i]++ > 0 ? 1 : 0;
        }
      }
      products += (double) shown * known;
      again += before;
      known += shown - before;
    }
    for (int count : seen) {
      if (count >= 1 && count <= 4) {
        times.set(count - 1, times.get(count - 1) + 1);
      }
    }
    return new Recaptures(known, saves, times, products, again);
  }
}
