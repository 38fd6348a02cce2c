package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.estimate.Sensitivity;
import weir.listing.Listing;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

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

  private static Listing other(Offer offer, String day, String kind, @Nullable Long stock) {
    Listing listing = offer.on(day);
    return new Listing(
        listing.source(),
        listing.listingId(),
        listing.capturedAt(),
        listing.account(),
        listing.title(),
        null,
        null,
        kind,
        null,
        listing.priceAmount(),
        listing.priceCurrency(),
        null,
        null,
        listing.grams(),
        null,
        listing.substance(),
        listing.substanceClass(),
        1.0,
        null,
        null,
        stock,
        null,
        listing.soldCount(),
        null,
        null,
        null,
        null,
        "c",
        "l");
  }

  /** One pass over what was sold for all combinations, against a question for each. */
  @Test
  void combinations_answer_as_single_questions_do() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      // The second price is far above the others, and one of the offers is no product.
      List<String> prices = List.of("10", "900", "10", "12", "10");
      Map<String, List<Row>> shop = new TreeMap<>();
      Map<String, List<Row>> stall = new TreeMap<>();
      for (int i = 0; i < prices.size(); i++) {
        String day = "2026-01-%02d".formatted(7 + 3 * i);
        Offer first = Offer.of("shop", "a", "v1", "mdma").priced(prices.get(i), 1).sold(10 + i * i);
        shop.put(
            day,
            List.of(
                first.on(day),
                Offer.of("shop", "b", "v1", "cannabis").priced("7", 2).sold(3L * i).on(day),
                other(
                    Offer.of("shop", "c", "v2", "mdma").priced("5", 1).sold(i), day, "guide", null),
                MadeUpMarket.rating("shop", "r" + i, "v1", day, 1)));
        Offer last = Offer.of("stall", "a", "w1", "mdma").priced("20", 1);
        stall.put(day, List.of(other(last, day, "product", 20L - 2L * i)));
      }
      market.keepDays("shop", shop).keepDays("stall", stall);
      try (Measures measures = Measures.over(market.lake())) {
        for (MeasureRequest request :
            List.of(
                MeasureRequest.of("revenue"),
                MeasureRequest.of("sales", "class", "week")
                    .withOptions(Map.of("interval", "bootstrap")),
                MeasureRequest.of("revenue", "month").withFilters(Map.of("class", "mdma")),
                MeasureRequest.of("sales", "layer").withSource("shop"))) {
          Multiverse together = measures.multiverse(request);
          Multiverse apart = Multiverse.of(request, measures::run);
          assertThat(together.worlds()).as(request.toString()).isEqualTo(apart.worlds());
          assertThat(together.effects()).isEqualTo(apart.effects());
          assertThat(together.worlds()).anyMatch(world -> world.row() != null);
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
