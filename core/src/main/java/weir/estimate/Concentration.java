package weir.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How unevenly an amount is spread over those who hold it: accounts and their sales, as a rule.
 * Nothing here says who holds how much.
 *
 * <p>Intervals resample the holders (Efron and Tibshirani (1993), An Introduction to the Bootstrap,
 * basic percentile interval, seeded by the data's size, so that the same data give the same
 * answer). They tell how much the figure hangs on a few holders, not what was never seen.
 */
public final class Concentration {

  private static final int RESAMPLES = 400;

  private Concentration() {}

  /**
   * Gini's coefficient, 0 when all hold the same, near 1 when one holds all; Dixon and others
   * (1987), Ecology 68, without their correction for small numbers.
   *
   * @param amounts none below zero; those of zero count as holders
   */
  public static double gini(double[] amounts) {
    double[] sorted = sorted(amounts);
    double weighted = 0;
    double sum = 0;
    int n = sorted.length;
    for (int i = 0; i < n; i++) {
      weighted += (2.0 * (i + 1) - n - 1) * sorted[i];
      sum += sorted[i];
    }
    return sum == 0 ? Double.NaN : weighted / (n * sum);
  }

  /** Herfindahl and Hirschman's index: the sum of squared shares, 1/n to 1. */
  public static double herfindahl(double[] amounts) {
    double sum = 0;
    double squares = 0;
    for (double amount : amounts) {
      sum += amount;
      squares += amount * amount;
    }
    return sum == 0 ? Double.NaN : squares / (sum * sum);
  }

  /** The share that the k largest hold together. */
  public static double topShare(double[] amounts, int k) {
    double[] sorted = sorted(amounts);
    double sum = 0;
    double top = 0;
    for (int i = 0; i < sorted.length; i++) {
      sum += sorted[i];
      if (i >= sorted.length - k) {
        top += sorted[i];
      }
    }
    return sum == 0 ? Double.NaN : top / sum;
  }

  /**
   * An index with its interval.
   *
   * @param amounts by holder, none below zero, some above
   * @return without an interval when there are fewer than ten holders
   */
  public static Estimated estimate(double[] amounts, ToDoubleFunction<double[]> index) {
    double value = index.applyAsDouble(amounts);
    int n = amounts.length;
    if (n < 10) {
      return Estimated.alone(value);
    }
    SplittableRandom random = new SplittableRandom(0x5EED + n);
    double[] values = new double[RESAMPLES];
    double[] sample = new double[n];
    int kept = 0;
    for (int i = 0; i < RESAMPLES; i++) {
      for (int j = 0; j < n; j++) {
        sample[j] = amounts[random.nextInt(n)];
      }
      double one = index.applyAsDouble(sample);
      if (!Double.isNaN(one)) {
        values[kept++] = one;
      }
    }
    if (kept < RESAMPLES / 2) {
      return Estimated.alone(value);
    }
    double[] all = Arrays.copyOf(values, kept);
    Arrays.sort(all);
    // Both indices are biased towards even shares in a sample of holders: the basic interval turns
    // the resamples around the value and so takes that back.
    double low = 2 * value - quantile(all, 0.975);
    double high = 2 * value - quantile(all, 0.025);
    return new Estimated(
        value, Math.max(0, Math.min(low, value)), Math.min(1, Math.max(high, value)));
  }

  private static double quantile(double[] sorted, double p) {
    double place = p * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  private static double[] sorted(double[] amounts) {
    double[] sorted = amounts.clone();
    Arrays.sort(sorted);
    if (sorted.length > 0 && sorted[0] < 0) {
      throw new IllegalArgumentException("An amount below zero has no share: " + sorted[0]);
    }
    return sorted;
  }
}
