package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcentrationTest {

  private static final double[] HELD = {4, 1, 3, 2};

  private static double at(Concentration.Index index, double... amounts) {
    return Concentration.estimate(amounts, index).value();
  }

  /** By hand: (-3·1 - 1·2 + 1·3 + 3·4) / (4·10), (1 + 4 + 9 + 16) / 100, (4 + 3) / 10. */
  @Test
  void indices_are_those_worked_out_by_hand() {
    assertThat(at(Concentration.GINI, HELD)).isCloseTo(0.25, within(1e-12));
    assertThat(at(Concentration.HERFINDAHL, HELD)).isCloseTo(0.30, within(1e-12));
    assertThat(at(Concentration.topShare(2), HELD)).isCloseTo(0.70, within(1e-12));
  }

  @Test
  void equal_shares_have_no_gini_and_one_holder_of_all_has_nearly_one() {
    assertThat(at(Concentration.GINI, new double[] {5, 5, 5})).isZero();
    assertThat(at(Concentration.GINI, new double[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
    assertThat(at(Concentration.HERFINDAHL, new double[] {8})).isEqualTo(1);
  }

  @Test
  void an_interval_holds_its_value_and_is_the_same_each_time() {
    double[] many = IntStream.range(0, 60).mapToDouble(i -> 1 + i % 7 * (i % 5)).toArray();
    Estimated once = Concentration.estimate(many, Concentration.GINI);
    assertThat(once.low()).isLessThan(once.value());
    assertThat(once.high()).isGreaterThan(once.value());
    assertThat(Concentration.estimate(many, Concentration.GINI)).isEqualTo(once);
  }

  /** Counting a holder twice is the same as having two of them. */
  @Test
  void holders_may_count_several_times() {
    for (Concentration.Index index :
        List.of(Concentration.GINI, Concentration.HERFINDAHL, Concentration.topShare(3))) {
      assertThat(index.of(new double[] {1, 2, 5, 7}, new int[] {2, 0, 1, 3}))
          .isCloseTo(at(index, 7, 1, 7, 5, 1, 7), within(1e-12));
    }
  }

  @Test
  void few_holders_give_no_interval() {
    assertThat(Concentration.estimate(HELD, Concentration.GINI).low()).isNull();
  }

  @Test
  void an_amount_below_zero_is_refused() {
    assertThatThrownBy(() -> at(Concentration.GINI, new double[] {1, -1}))
        .hasMessageContaining("below zero");
  }
}
