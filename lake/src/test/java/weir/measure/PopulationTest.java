package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

/** What is said of listings that nobody saw, beside what is counted by hand. */
class PopulationTest {

  @TempDir Path folder;

  /**
   * Of four listings the first save shows one and two, the second one and three, the third one,
   * three and four. Known before times shown: 2·2 + 3·3 = 13; seen again: 1 + 2 = 3.
   */
  @Test
  void schnabel_and_the_jackknife_are_those_of_the_saves_counted_by_hand() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      save(market, "2026-01-05", "1", "2");
      save(market, "2026-01-06", "1", "3");
      save(market, "2026-01-08", "1", "3", "4");
      List<List<MeasureRow>> answers =
          market.askAll(
              by("schnabel"),
              by("jackknife"),
              by("chao"),
              by("schnabel", "class", "week"),
              MeasureRequest.of("accounts").withOptions(Map.of("population", "schnabel")));
      MeasureRow schnabel = answers.get(0).getFirst();
      assertThat(schnabel.value()).isEqualTo(4);
      assertThat(schnabel.low()).isEqualTo(4);
      assertThat(schnabel.choices()).containsEntry("estimate", "4");
      // Poisson limits of 3: 0.6187 and 8.767. 13 / 0.6187 = 21.01.
      assertThat(schnabel.high()).isEqualTo(22);
      assertThat(schnabel.coverage()).isCloseTo(4 / (13 / 3.0), within(1e-9));
      // Two were seen once, one twice, one three times: 4 + 2/3 · 2.
      MeasureRow jackknife = answers.get(1).getFirst();
      assertThat(jackknife.choices()).containsEntry("estimate", "5");
      assertThat(jackknife.coverage()).isCloseTo(4 / (4 + 4 / 3.0), within(1e-9));
      assertThat(answers.get(2).getFirst().high()).isNotEqualTo(schnabel.high());
      assertThat(answers.get(3)).singleElement().extracting(MeasureRow::high).isEqualTo(22.0);
      // Vendors, known by what they offer.
      assertThat(answers.get(4).getFirst().value()).isEqualTo(2);
    }
  }

  @Test
  void where_nothing_was_seen_twice_the_upper_end_is_unknown() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      save(market, "2026-01-05", "1", "2");
      save(market, "2026-01-06", "3");
      MeasureRow row = market.ask(by("schnabel")).getFirst();
      assertThat(row.value()).isEqualTo(3);
      assertThat(row.high()).isNull();
      assertThat(row.choices().get("high")).contains("nothing of it twice");
    }
  }

  private static MeasureRequest by(String population, String... keys) {
    return MeasureRequest.of("listings", keys).withOptions(Map.of("population", population));
  }

  /** Listings one and two are of one vendor, the others of another. */
  private static void save(MadeUpMarket market, String day, String... ids) {
    Row[] rows = new Row[ids.length];
    for (int i = 0; i < ids.length; i++) {
      String vendor = Integer.parseInt(ids[i]) <= 2 ? "first" : "second";
      rows[i] = Offer.of("shop", ids[i], vendor, "mdma").on(day);
    }
    market.keep("shop", day, rows);
  }
}
