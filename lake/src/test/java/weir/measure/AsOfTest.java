package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.Compaction;
import weir.lake.ErasureRequest;
import weir.lake.KeptState;
import weir.lake.Lake;
import weir.lake.LakeProblem;
import weir.masking.DigestKey;
import weir.measure.MadeUpMarket.Offer;

/** Figures made again from the lake as it was. */
class AsOfTest {

  private static final Compaction.Settings AT_ONCE =
      new Compaction.Settings(16 << 20, 256 << 20, Duration.ZERO);

  @TempDir Path folder;

  private static Double listings(Lake lake, long number) {
    try (Measures measures = Measures.asOf(lake, number)) {
      assertThat(measures.ledgerNumber()).isEqualTo(number);
      List<MeasureRow> rows = measures.run(MeasureRequest.of("listings"));
      Double value = rows.getFirst().value();
      return value == null ? Double.NaN : value;
    }
  }

  @Test
  void a_figure_is_made_again_from_its_state_until_that_is_tidied_away_or_erased() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      Lake lake = market.lake();
      market.keep("shop", "2026-01-05", Offer.of("shop", "a", "v1", "mdma").on("2026-01-05"));
      assertThat(market.ask(MeasureRequest.of("listings")).getFirst().value()).isEqualTo(1);
      market.keep("shop", "2026-01-06", Offer.of("shop", "b", "v2", "mdma").on("2026-01-06"));
      long second = lake.view().number();
      market.keep("shop", "2026-01-07", Offer.of("shop", "c", "v3", "mdma").on("2026-01-07"));
      long third = lake.view().number();

      assertThat(listings(lake, 1)).as("derived right after it").isEqualTo(1);
      assertThat(listings(lake, second)).as("never derived").isEqualTo(2);
      assertThat(lake.view().number()).as("the lake is left as it is").isEqualTo(third);

      lake.keepState(second, "a report");
      assertThat(lake.keptStates())
          .extracting(KeptState::number, KeptState::why)
          .containsExactly(org.assertj.core.api.Assertions.tuple(second, "a report"));
      assertThat(lake.compact(AT_ONCE).joined()).isPositive();
      assertThat(listings(lake, second)).as("kept from tidying").isEqualTo(2);
      assertThatThrownBy(() -> Measures.asOf(lake, third))
          .isInstanceOf(LakeProblem.class)
          .hasMessageContaining(
              "The state of ledger entry %d can no longer be made".formatted(third))
          .hasMessageContaining("tidied away. Keep states that reports cite");

      lake.erase(new ErasureRequest.OfAccount("shop", "v1"), DigestKey.of(new byte[32]));
      assertThatThrownBy(() -> Measures.asOf(lake, second))
          .hasMessageContaining("erasure reaches kept states too");
      assertThat(lake.releaseState(second)).isTrue();
      assertThat(lake.releaseState(second)).isFalse();
    }
  }
}
