package weir.web.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.plan.Objective;
import weir.web.GaugeStudy;
import weir.workbench.PlanStore;

/** What counts as seen, as not seen, and as unknown. */
class OutcomeTest {

  @ParameterizedTest
  @CsvSource({
    "true, 0.6, 0.2, AT_MOST, SEEN",
    "true, 1.6, 0.9, AT_MOST, NOT_SEEN",
    "true, 1.6, 0.9, AT_LEAST, SEEN",
    "false, 0.9, 0.8, AT_MOST, NOT_SEEN",
    "false, 0.9, 0.4, AT_MOST, UNKNOWN",
    ", , , AT_MOST, UNKNOWN"
  })
  void nothing_seen_counts_only_where_something_would_have_been(
      @Nullable Boolean effect,
      @Nullable Double ratio,
      @Nullable Double power,
      Objective.Towards towards,
      PlanStore.Seen expected) {
    Objective objective = new Objective("fewer", "Fewer", null, null, null, towards, null);
    assertThat(PlanRoutes.seen(new GaugeStudy(1, "", effect, ratio, power, "{}"), objective))
        .isEqualTo(expected);
  }
}
