package weir.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.Lake;

/** A small version of {@code bench/validate}, whose full run stands in docs/validation.md. */
class IntervalsTest {

  private static final int MARKETS = 4;

  @TempDir Path folder;

  @Test
  void intervals_hold_what_really_happened_in_most_markets_and_not_what_did_not()
      throws IOException {
    Homes homes = new Homes();
    BurstyMarkets maker = new BurstyMarkets();
    List<Comparison> found = new ArrayList<>();
    for (long seed = 901; seed <= 900 + MARKETS; seed++) {
      Path home = folder.resolve(Long.toString(seed));
      homes.make(maker, seed, home);
      try (Lake lake = Homes.lake(home)) {
        found.addAll(Comparison.of("bursty", seed, Homes.truth(home), lake));
      }
    }
    List<Comparison> totals =
        found.stream().filter(c -> !c.what().startsWith("sales of a week")).toList();
    assertThat(totals).hasSizeGreaterThan(5 * MARKETS);
    assertThat(share(totals)).isGreaterThan(0.85);
    assertThat(totals)
        .allSatisfy(c -> assertThat(c.value()).as(c.what()).isBetween(c.low(), c.high()));
    List<Comparison> sales =
        totals.stream()
            .filter(c -> c.what().equals("sales by sold") || c.what().equals("sales by stock"))
            .toList();
    // What was counted falls short by a tenth or more: an interval about it would hold nothing.
    assertThat(sales).allSatisfy(c -> assertThat(c.value()).isLessThan(c.truth()));
    assertThat(sales).allSatisfy(c -> assertThat(c.high() - c.low()).isLessThan(1.2 * c.truth()));
    assertThat(share(sales.stream().map(IntervalsTest::doubled).toList())).isLessThan(0.2);
  }

  private static double share(List<Comparison> of) {
    return of.stream().filter(Comparison::holds).count() / (double) of.size();
  }

  /** The same interval beside twice the truth. */
  private static Comparison doubled(Comparison c) {
    return new Comparison(
        c.generator(),
        c.seed(),
        c.facts(),
        c.what(),
        2 * c.truth(),
        c.value(),
        c.low(),
        c.high(),
        c.estimate(),
        c.estimateLow(),
        c.estimateHigh());
  }

  @Test
  void a_report_takes_the_place_of_its_own_part_and_leaves_what_others_wrote() {
    assertThat(Report.into("# Old\n\n## tables\n\n# Early warning\n\nStays.\n", "# New\n\nBody.\n"))
        .isEqualTo("# New\n\nBody.\n\n# Early warning\n\nStays.\n");
    assertThat(Report.into("# Old\n", "# New\n")).isEqualTo("# New\n");
  }

  @Test
  void a_share_of_markets_has_an_interval_of_its_own() {
    double[] share = Report.share(95, 100);
    assertThat(share[0]).isBetween(0.88, 0.90);
    assertThat(share[1]).isBetween(0.97, 0.99);
  }
}
