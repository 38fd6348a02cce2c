package weir.estimate;

import java.util.Arrays;
import java.util.SplittableRandom;

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

  /** An index of holders, some of whom may count several times. */
  public interface Index {

    /**
     * @param sorted amounts, the smallest first, none below zero
     * @param times how often each of them counts
     */
    double of(double[] sorted, int[] times);
  }

  /**
   * Gini's coefficient, 0 when all hold the same, near 1 when one holds all; Dixon and others
   * (1987), Ecology 68, without their correction for small numbers. Those of zero count as holders.
   */
  public static final Index GINI =
      (sorted, times) -> {
        double weighted = 0;
        double sum = 0;
        double n = 0;
        for (int i = 0; i < sorted.length; i++) {
          double held = times[i] * sorted[i];
          // Each of these stands between those before and those after.
          weighted += (2 * n + times[i]) * held;
          sum += held;
          n += times[i];
        }
        return sum == 0 ? Double.NaN : (weighted - n * sum) / (n * sum);
      };

  /** Herfindahl and Hirschman's index: the sum of squared shares, 1/n to 1. */
  public static final Index HERFINDAHL =
      (sorted, times) -> {
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < sorted.length; i++) {
          double held = times[i] * sorted[i];
          sum += held;
          squares += held * sorted[i];
        }
        return sum == 0 ? Double.NaN : squares / (sum * sum);
      };

  /** The share that the k largest hold together. */
  public static Index topShare(int k) {
    return (sorted, times) -> {
      double sum = 0;
      double top = 0;
      int left = k;
      for (int i = sorted.length - 1; i >= 0; i--) {
        int taken = Math.min(left, times[i]);
        top += taken * sorted[i];
        sum += times[i] * sorted[i];
        left -= taken;
      }
      return sum == 0 ? Double.NaN : top / sum;
    };
  }

  /**
   * An index with its interval.
   *
   * @param amounts by holder, none below zero, some above
   * @return without an interval when there are fewer than ten holders
   */
  public static Estimated estimate(double[] amounts, Index index) {
    double[] sorted = sorted(amounts);
    int n = sorted.length;
    int[] times = new int[n];
    Arrays.fill(times, 1);
    double value = index.of(sorted, times);
    if (n < 10) {
      return Estimated.alone(value);
    }
    SplittableRandom random = new SplittableRandom(0x5EED + n);
    double[] values = new double[RESAMPLES];
    int kept = 0;
    for (int i = 0; i < RESAMPLES; i++) {
      Arrays.fill(times, 0);
      // Two draws from 64 bits: 32 bits times n, of which the upper half is a number below n.
      for (int j = 0; j + 1 < n; j += 2) {
        long bits = random.nextLong();
        times[(int) (((bits >>> 32) * n) >>> 32)]++;
        times[(int) (((bits & 0xFFFF_FFFFL) * n) >>> 32)]++;
      }
      if (n % 2 == 1) {
        times[(int) (((random.nextLong() >>> 32) * n) >>> 32)]++;
      }
      double one = index.of(sorted, times);
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
