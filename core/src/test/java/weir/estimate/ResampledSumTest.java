package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResampledSumTest {

  private static ResampledSum of(double... figures) {
    double sum = 0;
    double squares = 0;
    double cubes = 0;
    for (double figure : figures) {
      sum += figure;
      squares += figure * figure;
      cubes += figure * figure * figure;
    }
    return ResampledSum.of(figures.length, sum, squares, cubes);
  }

  /** The ends are those that drawing gives, though nothing is drawn. */
  @Test
  void ends_are_those_of_many_draws() {
    Random random = new Random(7);
    double[] listings = new double[200];
    for (int i = 0; i < listings.length; i++) {
      listings[i] = Math.floor(Math.exp(1 + 1.1 * random.nextGaussian()));
    }
    double[] drawn = new double[20_000];
    for (int i = 0; i < drawn.length; i++) {
      for (int j = 0; j < listings.length; j++) {
        drawn[i] += listings[random.nextInt(listings.length)];
      }
    }
    Arrays.sort(drawn);
    Estimated ends = of(listings).interval(1.96);
    double width = drawn[19_500] - drawn[500];
    assertThat(ends.low()).isCloseTo(drawn[500], within(0.03 * width));
    assertThat(ends.high()).isCloseTo(drawn[19_500], within(0.03 * width));
  }

  @Test
  void equal_listings_and_none_leave_no_doubt() {
    assertThat(of(5, 5, 5).interval(1.96)).isEqualTo(new Estimated(15, 15.0, 15.0));
    assertThat(of().interval(1.96)).isEqualTo(new Estimated(0, 0.0, 0.0));
  }

  @Test
  void one_large_listing_never_puts_the_sum_outside_its_ends() {
    Estimated ends = of(1000, 0, 0, 0).interval(1.96);
    assertThat(ends.low()).isZero();
    assertThat(ends.high()).isGreaterThan(2000);
    ResampledSum two = of(3, 1).plus(of(2, 8));
    assertThat(two.sum()).isEqualTo(14);
    assertThat(two.variance()).isCloseTo(2 + 18, within(1e-9));
  }
}
