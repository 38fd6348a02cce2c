package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.estimate.Survival.Life;

/**
 * Weeks of remission in leukaemia with 6-mercaptopurine and with placebo: Freireich and others
 * (1963), Blood 21, as Gehan (1965), Biometrika 52, and textbooks since print them.
 */
class SurvivalTest {

  private static final List<Life> TREATED =
      lives(
          new int[] {6, 6, 6, 7, 10, 13, 16, 22, 23},
          new int[] {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35});
  private static final List<Life> PLACEBO =
      lives(
          new int[] {1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23},
          new int[] {});

  private static List<Life> lives(int[] ended, int[] lastSeen) {
    List<Life> lives = new ArrayList<>();
    for (int week : ended) {
      lives.add(Life.fromStart(week, true));
    }
    for (int week : lastSeen) {
      lives.add(Life.fromStart(week, false));
    }
    return lives;
  }

  /** The table of Kleinbaum and Klein (2012), Survival Analysis, chapter 2. */
  @ParameterizedTest
  @CsvSource({
    "6, 21, 0.8571",
    "7, 17, 0.8067",
    "10, 15, 0.7529",
    "13, 12, 0.6902",
    "16, 11, 0.6275",
    "22, 7, 0.5378",
    "23, 6, 0.4482"
  })
  void the_curve_is_that_of_the_textbook(double week, int atRisk, double share) {
    Survival.Step step =
        Survival.of(TREATED).steps().stream()
            .filter(s -> s.age() == week)
            .findFirst()
            .orElseThrow();
    assertThat(step.atRisk()).isEqualTo(atRisk);
    assertThat(step.share().value()).isCloseTo(share, within(0.00006));
  }

  @Test
  void the_medians_are_those_of_the_textbook() {
    assertThat(median(TREATED).value()).isEqualTo(23);
    assertThat(median(PLACEBO).value()).isEqualTo(8);
    // On the scale of the log of the log: 13 to unknown, and 4 to 11.
    assertThat(median(TREATED).low()).isEqualTo(13);
    assertThat(median(TREATED).high()).isNull();
    assertThat(median(PLACEBO).low()).isEqualTo(4);
    assertThat(median(PLACEBO).high()).isEqualTo(11);
  }

  private static Estimated median(List<Life> lives) {
    Estimated median = Survival.of(lives).median();
    return median == null ? Estimated.alone(Double.NaN) : median;
  }

  @Test
  void the_log_rank_test_is_that_of_the_textbook() {
    Survival.Difference difference = Survival.difference(List.of(TREATED, PLACEBO));
    assertThat(difference).isNotNull();
    if (difference != null) {
      assertThat(difference.chiSquared()).isCloseTo(16.79, within(0.005));
      assertThat(difference.degrees()).isEqualTo(1);
      assertThat(difference.ends()).containsExactly(9, 21);
      assertThat(difference.expected().get(0)).isCloseTo(19.25, within(0.005));
      assertThat(difference.expected().get(1)).isCloseTo(10.75, within(0.005));
      assertThat(difference.p()).isCloseTo(4.17e-5, within(2e-7));
    }
  }

  @Test
  void who_enters_late_is_at_risk_only_from_then_on() {
    Survival curve =
        Survival.of(List.of(new Life(0, 3, true), new Life(5, 8, true), new Life(0, 10, false)));
    assertThat(curve.steps()).extracting(Survival.Step::atRisk).containsExactly(2, 2);
    assertThat(curve.steps().getLast().share().value()).isEqualTo(0.25);
  }

  @Test
  void nothing_is_known_beyond_the_longest_life() {
    Survival curve = Survival.of(List.of(Life.fromStart(10, false), Life.fromStart(4, true)));
    assertThat(curve.share(10)).isNotNull();
    assertThat(curve.share(10.1)).isNull();
    assertThat(Survival.of(List.of(Life.fromStart(5, false))).median()).isNull();
  }

  @Test
  void groups_that_never_end_cannot_be_compared() {
    List<Life> lasting = List.of(Life.fromStart(5, false));
    assertThat(Survival.difference(List.of(lasting, lasting))).isNull();
  }

  @Test
  void a_life_that_ends_before_it_is_watched_is_refused() {
    assertThatThrownBy(() -> new Life(5, 3, true)).hasMessageContaining("cannot be watched");
  }
}
