package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcentrationTest {

  private static final double[] HELD = {4, 1, 3, 2};

  /** By hand: (-3·1 - 1·2 + 1·3 + 3·4) / (4·10), (1 + 4 + 9 + 16) / 100, (4 + 3) / 10. */
  @Test
  void indices_are_those_worked_out_by_hand() {
    assertThat(Concentration.gini(HELD)).isCloseTo(0.25, within(1e-12));
    assertThat(Concentration.herfindahl(HELD)).isCloseTo(0.30, within(1e-12));
    assertThat(Concentration.topShare(HELD, 2)).isCloseTo(0.70, within(1e-12));
  }

  @Test
  void equal_shares_have_no_gini_and_one_holder_of_all_has_nearly_one() {
    assertThat(Concentration.gini(new double[] {5, 5, 5})).isZero();
    assertThat(Concentration.gini(new double[] {0, 0, 0, 8})).isCloseTo(0.75, within(1e-12));
    assertThat(Concentration.herfindahl(new double[] {8})).isEqualTo(1);
  }

  @Test
  void an_interval_holds_its_value_and_is_the_same_each_time() {
    double[] many = IntStream.range(0, 60).mapToDouble(i -> 1 + i % 7 * (i % 5)).toArray();
    Estimated once = Concentration.estimate(many, Concentration::gini);
    assertThat(once.low()).isLessThan(once.value());
    assertThat(once.high()).isGreaterThan(once.value());
    assertThat(Concentration.estimate(many, Concentration::gini)).isEqualTo(once);
  }

  @Test
  void few_holders_give_no_interval() {
    assertThat(Concentration.estimate(HELD, Concentration::gini).low()).isNull();
  }

  @Test
  void an_amount_below_zero_is_refused() {
    assertThatThrownBy(() -> Concentration.gini(new double[] {1, -1}))
        .hasMessageContaining("below zero");
  }
}
