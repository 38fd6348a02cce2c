package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import weir.estimate.PriceIndex.Formula;
import weir.estimate.PriceIndex.Level;

class PriceIndexTest {

  /** What a listing asked in a period. */
  private record Price(String listing, String cluster, String period, double price, double value) {}

  /** The levels of prices in any order. */
  private static List<Level> levels(List<Price> prices, Formula formula) {
    List<String> periods = prices.stream().map(Price::period).distinct().sorted().toList();
    PriceIndex.Prices all = new PriceIndex.Prices(periods);
    List<String> clusters = prices.stream().map(Price::cluster).distinct().sorted().toList();
    List<String> listings = prices.stream().map(Price::listing).distinct().sorted().toList();
    prices.stream()
        .sorted(
            Comparator.comparing(Price::cluster)
                .thenComparing(Price::listing)
                .thenComparing(Price::period))
        .forEach(price ->
            all.add(
                clusters.indexOf(price.cluster),
                listings.indexOf(price.listing),
                periods.indexOf(price.period),
                price.price,
                price.value));
    return PriceIndex.levels(all, formula);
  }

  private static Price price(String listing, String period, double price, double value) {
    return new Price(listing, listing, period, price, value);
  }

  /**
   * By hand: one listing goes from 10 to 12 with 60 and 72 sold, the other from 20 to 18 with 40
   * and 28. Laspeyres 0.6·1.2 + 0.4·0.9; Törnqvist 1.2^0.66 · 0.9^0.34; Jevons √(1.2·0.9).
   */
  @ParameterizedTest
  @CsvSource({"LASPEYRES, 108", "TORNQVIST, 108.8183", "JEVONS, 103.9230", "TIME_DUMMY, 103.9230"})
  void two_periods_give_what_is_worked_out_by_hand(Formula formula, double index) {
    List<Level> levels =
        levels(
            List.of(
                price("a", "1", 10, 60),
                price("b", "1", 20, 40),
                price("a", "2", 12, 72),
                price("b", "2", 18, 28)),
            formula);
    assertThat(levels).hasSize(2);
    assertThat(levels.getFirst().index().value()).isEqualTo(100);
    assertThat(levels.getLast().index().value()).isCloseTo(index, within(0.0001));
    assertThat(levels.getLast().matched()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void a_dear_newcomer_moves_no_index(Formula formula) {
    List<Level> levels =
        levels(
            List.of(
                price("a", "1", 10, 1),
                price("a", "2", 10, 1),
                price("dear", "2", 900, 50),
                price("a", "3", 11, 1),
                price("dear", "3", 990, 50)),
            formula);
    assertThat(levels.get(1).index().value()).isCloseTo(100, within(1e-9));
    assertThat(levels.get(2).index().value()).isCloseTo(110, within(1e-9));
  }

  @Test
  void a_period_without_a_match_ends_the_chain_and_the_time_dummies_bridge_it() {
    List<Price> prices =
        List.of(price("a", "1", 10, 1), price("b", "2", 30, 1), price("a", "3", 20, 1));
    assertThat(levels(prices, Formula.JEVONS)).extracting(Level::period).containsExactly("1");
    assertThat(levels(prices, Formula.TIME_DUMMY))
        .extracting(Level::period, level -> Math.rint(level.index().value()))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("1", 100.0),
            org.assertj.core.groups.Tuple.tuple("3", 200.0));
  }

  /** Prices rise by 2 % a period with noise; listings come and go; 60 accounts. */
  @ParameterizedTest
  @EnumSource
  void the_true_rise_lies_in_the_interval(Formula formula) {
    SplittableRandom random = new SplittableRandom(11);
    List<Price> prices = new ArrayList<>();
    for (int i = 0; i < 180; i++) {
      double level = Math.exp(3 * random.nextDouble());
      int first = random.nextInt(4);
      for (int t = first; t < first + 3; t++) {
        prices.add(
            new Price(
                "l" + i,
                "v" + i % 60,
                "p" + t,
                level * Math.pow(1.02, t) * Math.exp(0.03 * random.nextGaussian()),
                random.nextInt(9)));
      }
    }
    Level last = levels(prices, formula).getLast();
    assertThat(last.period()).isEqualTo("p5");
    assertThat(last.index().low()).isLessThan(100 * Math.pow(1.02, 5));
    assertThat(last.index().high()).isGreaterThan(100 * Math.pow(1.02, 5)).isLessThan(120);
  }
}
