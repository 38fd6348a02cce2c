package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weir.estimate.Sensitivity.Effect;
import weir.estimate.Sensitivity.Outcome;

class SensitivityTest {

  private static Outcome outcome(String a, String b, double value) {
    return new Outcome(Map.of("a", a, "b", b, "fixed", "x"), value);
  }

  /** By hand: variance 26, of which 25 goes with a and 1 with b. */
  @Test
  void choices_that_add_up_share_the_variance() {
    List<Effect> effects =
        Sensitivity.of(
            List.of(
                outcome("0", "0", 1),
                outcome("0", "1", 3),
                outcome("1", "0", 11),
                outcome("1", "1", 13)));
    assertThat(effects).extracting(Effect::choice).containsExactly("a", "b");
    assertThat(effects.getFirst().alone()).isCloseTo(25 / 26.0, within(1e-12));
    assertThat(effects.getFirst().withOthers()).isCloseTo(25 / 26.0, within(1e-12));
    assertThat(effects.getFirst().spread()).isCloseTo(10 / 7.0, within(1e-12));
    assertThat(effects.getLast().alone()).isCloseTo(1 / 26.0, within(1e-12));
  }

  /** A result that moves only when both are changed: nothing by one alone, all together. */
  @Test
  void choices_that_work_only_together_show_in_the_total() {
    List<Effect> effects =
        Sensitivity.of(
            List.of(
                outcome("0", "0", 2),
                outcome("0", "1", 1),
                outcome("1", "0", 1),
                outcome("1", "1", 2)));
    assertThat(effects)
        .allSatisfy(effect -> {
          assertThat(effect.alone()).isZero();
          assertThat(effect.withOthers()).isEqualTo(1);
        });
  }

  @Test
  void one_combination_shows_nothing() {
    assertThat(Sensitivity.of(List.of(outcome("0", "0", 1)))).isEmpty();
  }
}
