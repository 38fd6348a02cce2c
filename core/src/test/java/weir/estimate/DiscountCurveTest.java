package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import weir.estimate.DiscountCurve.Offer;

class DiscountCurveTest {

  private static DiscountCurve fit(List<Offer> offers) {
    DiscountCurve curve = DiscountCurve.fit(offers);
    if (curve == null) {
      throw new AssertionError("no curve");
    }
    return curve;
  }

  @Test
  void an_exact_law_is_found_whatever_the_goods_levels() {
    List<Offer> offers = new ArrayList<>();
    for (int account = 0; account < 4; account++) {
      for (double amount : new double[] {1, 5, 25}) {
        offers.add(new Offer("resin", "v" + account, amount, 10 * Math.pow(amount, -0.2)));
      }
    }
    offers.add(new Offer("powder", "v1", 1, 80));
    DiscountCurve curve = fit(offers);
    assertThat(curve.slope().value()).isCloseTo(-0.2, within(1e-9));
    assertThat(curve.explained()).isCloseTo(1, within(1e-9));
    assertThat(curve.at(100)).isNull();
  }

  @Test
  void the_curve_runs_through_the_prices() {
    List<Offer> offers = new ArrayList<>();
    for (int account = 0; account < 4; account++) {
      for (double amount : new double[] {1, 10}) {
        offers.add(new Offer("resin", "v" + account, amount, 10 * Math.pow(amount, -0.2)));
      }
    }
    Estimated at = fit(offers).at(10);
    assertThat(at == null ? 0 : at.value()).isCloseTo(6.30957, within(1e-4));
  }

  @Test
  void the_interval_holds_the_slope_in_most_samples_whose_accounts_differ() {
    SplittableRandom random = new SplittableRandom(3);
    int held = 0;
    for (int i = 0; i < 300; i++) {
      List<Offer> offers = new ArrayList<>();
      for (int account = 0; account < 15; account++) {
        double own = 0.4 * random.nextGaussian();
        for (int k = 0; k < 6; k++) {
          double amount = Math.exp(4 * random.nextDouble());
          offers.add(
              new Offer(
                  "resin",
                  "v" + account,
                  amount,
                  Math.exp(own - 0.15 * Math.log(amount) + 0.2 * random.nextGaussian())));
        }
      }
      Estimated slope = fit(offers).slope();
      Double low = slope.low();
      Double high = slope.high();
      if (low != null && high != null && low <= -0.15 && high >= -0.15) {
        held++;
      }
    }
    assertThat(held / 300.0).isBetween(0.90, 0.99);
  }

  @Test
  void two_accounts_or_one_amount_give_no_curve() {
    assertThat(DiscountCurve.fit(List.of(new Offer("a", "x", 1, 1), new Offer("a", "y", 2, 1))))
        .isNull();
    assertThat(
            DiscountCurve.fit(
                List.of(
                    new Offer("a", "x", 1, 1),
                    new Offer("a", "y", 1, 2),
                    new Offer("a", "z", 1, 3),
                    new Offer("a", "w", 1, 3))))
        .isNull();
  }
}
