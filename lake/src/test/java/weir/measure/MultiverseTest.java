package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.estimate.Sensitivity;
import weir.measure.MadeUpMarket.Offer;

class MultiverseTest {

  @TempDir Path folder;

  /** A counter that rose by ten and two ratings: the estimator alone moves the sales. */
  @Test
  void every_combination_is_tried_and_the_strongest_choice_named() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      Offer offer = Offer.of("shop", "a", "v1", "mdma").priced("10", 1);
      market
          .keep("shop", "2026-01-05", offer.sold(10).on("2026-01-05"))
          .keep(
              "shop",
              "2026-01-06",
              offer.sold(20).on("2026-01-06"),
              MadeUpMarket.rating("shop", "r1", "v1", "2026-01-06", 1),
              MadeUpMarket.rating("shop", "r2", "v1", "2026-01-06", 1));
      try (Measures measures = Measures.over(market.lake())) {
        Multiverse multiverse = measures.multiverse(MeasureRequest.of("sales"));
        assertThat(
                multiverse.worlds().stream()
                    .map(Multiverse.World::choices)
                    .collect(Collectors.toSet()))
            .hasSize(3 * 3 * 2);
        MeasureRow envelope =
            measures
                .run(MeasureRequest.of("sales").withOptions(Map.of("interval", "methods")))
                .getFirst();
        assertThat(envelope.value()).isEqualTo(10);
        assertThat(envelope.low()).isLessThanOrEqualTo(2);
        assertThat(envelope.high()).isGreaterThanOrEqualTo(10);
        assertThat(envelope.choices().get("lowest_with")).contains("estimator feedback");
        assertThat(envelope.choices().get("interval")).contains("12 of 18 combinations");
        MeasureRow resampled =
            measures
                .run(MeasureRequest.of("sales").withOptions(Map.of("interval", "bootstrap")))
                .getFirst();
        assertThat(resampled.low()).isEqualTo(10); // one listing, drawn again, is itself
        assertThat(resampled.high()).isEqualTo(10);
        List<Sensitivity.Effect> effects = multiverse.effects().get(Map.of());
        assertThat(effects).isNotEmpty();
        if (effects != null) {
          assertThat(effects.getFirst().choice()).isEqualTo("estimator");
        }
      }
    }
  }

  @Test
  void options_that_ask_something_else_are_not_varied() {
    MeasureDefinition gini =
        Measures.definitions().stream()
            .filter(d -> d.name().equals("gini"))
            .findFirst()
            .orElseThrow();
    assertThat(Multiverse.choices(gini, Map.of("of", "listings"), List.of("stock", "sold")))
        .containsOnlyKeys("offers");
    assertThat(Multiverse.choices(gini, Map.of(), List.of("stock", "sold")))
        .containsOnlyKeys("estimator", "offers");
  }

  @Test
  void gaps_name_measures_that_there_are() {
    assertThat(ResearchGaps.all())
        .extracting(ResearchGaps.Gap::name)
        .containsExactly(
            "sources of drugs",
            "links to offline markets",
            "illicit money flows",
            "role of organised crime");
    for (ResearchGaps.Gap gap : ResearchGaps.all()) {
      assertThat(gap.measures()).isNotEmpty();
      assertThat(gap.cannot()).endsWith(".");
    }
  }
}
