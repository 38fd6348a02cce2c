package weir.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How prices move when what is offered stays the same: only a listing that is there in both of two
 * periods is compared, with itself. 100 in the first period. International Labour Organization and
 * others (2020), Consumer Price Index Manual: Concepts and Methods.
 */
public final class PriceIndex {

  /** How price changes are put together. */
  public enum Formula {
    /** Mean of the logs, every listing alike, over listings in both of two neighbouring periods. */
    JEVONS,
    /** Value shares of the earlier period as weights. */
    LASPEYRES,
    /** Mean of the value shares of both periods as weights; superlative (Diewert 1976). */
    TORNQVIST,
    /**
     * A level for each listing and one for each period, fitted to the log prices of all periods at
     * once: no drift from chaining. Summers (1973), Review of Income and Wealth 19; de Haan and
     * Krsinich (2014), Journal of Business and Economic Statistics 32.
     */
    TIME_DUMMY
  }

  /**
   * What listings asked in a number of periods, as numbers side by side: 24 bytes for each listing
   * and period.
   */
  public static final class Prices {
    private final List<String> periods;
    private final IntList lines = new IntList();
    private final IntList clusters = new IntList();
    private final IntList times = new IntList();
    private final RealList prices = new RealList();
    private final RealList values = new RealList();
    private int clusterCount;
    private long lastCluster;
    private long lastListing;

    /**
     * @param periods in the order of time, each with at least one price
     */
    public Prices(List<String> periods) {
      this.periods = List.copyOf(periods);
    }

    /**
     * Adds a price. Those of one cluster come one after the other, therein those of one listing,
     * and therein in the order of time.
     *
     * @param cluster whose listings go together, such as an account
     * @param period its place among the periods, from 0
     * @param price above zero
     * @param value of what it sold in the period, at least 0: its weight where the formula has any
     */
    public void add(long cluster, long listing, int period, double price, double value) {
      if (!(price > 0) || !(value >= 0)) {
        throw new IllegalArgumentException(
            "A price is above zero, a value not below: %s, %s".formatted(price, value));
      }
      boolean first = prices.size == 0;
      boolean fresh = first || cluster != lastCluster;
      if (fresh || listing != lastListing) {
        clusterCount += fresh ? 1 : 0;
        lines.add(prices.size);
        clusters.add(clusterCount - 1);
      } else if (period <= times.values[times.size - 1]) {
        throw new IllegalArgumentException(
            "A listing's prices come in the order of periods, one for each");
      }
      lastCluster = cluster;
      lastListing = listing;
      times.add(period);
      prices.add(price);
      values.add(value);
    }

    private int end(int line) {
      return line + 1 < lines.size ? lines.values[line + 1] : prices.size;
    }
  }

  private static final class IntList {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }
  }

  private static final class RealList {
    private double[] values = new double[64];
    private int size;

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size * 2);
      }
      values[size++] = value;
    }
  }

  /**
   * A period's level.
   *
   * @param matched listings that stand behind the step into this period
   */
  public record Level(String period, Estimated index, int matched) {}

  private static final int RESAMPLES = 200;

  private PriceIndex() {}

  /**
   * The levels of all periods from the first; a period without a match to the one before ends the
   * chain, and what follows has no level (the time dummies bridge such gaps where they can).
   */
  public static List<Level> levels(Prices prices, Formula formula) {
    List<String> order = prices.periods;
    Summed summed =
        formula == Formula.TIME_DUMMY ? new Dummies(prices) : new Chain(prices, formula);
    int[] ones = new int[prices.clusterCount];
    Arrays.fill(ones, 1);
    double[] index = summed.index(ones);
    double[][] resampled = new double[order.size()][];
    boolean enough = prices.clusterCount >= 6;
    if (enough) {
      SplittableRandom random = new SplittableRandom(0x5EED + prices.clusterCount);
      double[][] runs = new double[RESAMPLES][];
      int[] times = new int[prices.clusterCount];
      for (int i = 0; i < RESAMPLES; i++) {
        Arrays.fill(times, 0);
        for (int j = 0; j < times.length; j++) {
          times[random.nextInt(times.length)]++;
        }
        runs[i] = summed.index(times);
      }
      for (int t = 0; t < order.size(); t++) {
        int period = t;
        resampled[t] =
            Arrays.stream(runs)
                .mapToDouble(run -> run[period])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
      }
    }
    int[] matched = matched(prices);
    List<Level> levels = new ArrayList<>();
    for (int t = 0; t < order.size(); t++) {
      if (Double.isFinite(index[t])) {
        double[] values = enough ? resampled[t] : new double[0];
        Estimated estimated =
            t == 0
                ? new Estimated(100, 100.0, 100.0)
                : values.length < RESAMPLES * 9 / 10
                    ? Estimated.alone(index[t])
                    : new Estimated(
                        index[t],
                        Math.min(index[t], values[(int) (0.025 * values.length)]),
                        Math.max(index[t], values[(int) (0.975 * (values.length - 1))]));
        levels.add(new Level(order.get(t), estimated, matched[t]));
      }
    }
    return levels;
  }

  private static int[] matched(Prices prices) {
    int[] matched = new int[prices.periods.size()];
    for (int line = 0; line < prices.lines.size; line++) {
      int start = prices.lines.values[line];
      for (int i = start; i < prices.end(line); i++) {
        int t = prices.times.values[i];
        if (t == 0 || (i > start && prices.times.values[i - 1] == t - 1)) {
          matched[t]++;
        }
      }
    }
    return matched;
  }

  /** The prices made ready for indices over clusters drawn again and again. */
  private interface Summed {

    /**
     * @param times how often each cluster was drawn
     */
    double[] index(int[] times);
  }

  /** From one period to the next. */
  private static final class Chain implements Summed {
    private final Formula formula;
    private final int periods;
    private final IntList clusters = new IntList();
    private final IntList later = new IntList();
    private final RealList log = new RealList();
    private final RealList ratio = new RealList();
    private final RealList was = new RealList();
    private final RealList is = new RealList();

    Chain(Prices of, Formula formula) {
      this.formula = formula;
      periods = of.periods.size();
      for (int line = 0; line < of.lines.size; line++) {
        for (int i = of.lines.values[line] + 1; i < of.end(line); i++) {
          if (of.times.values[i - 1] == of.times.values[i] - 1) {
            double change = Math.log(of.prices.values[i] / of.prices.values[i - 1]);
            clusters.add(of.clusters.values[line]);
            later.add(of.times.values[i]);
            log.add(change);
            ratio.add(Math.exp(change));
            was.add(of.values.values[i - 1]);
            is.add(of.values.values[i]);
          }
        }
      }
    }

    @Override
    public double[] index(int[] times) {
      // Values of all matched listings in the earlier and the later period, and changes by each.
      double[] before = new double[periods];
      double[] after = new double[periods];
      double[] count = new double[periods];
      double[] early = new double[periods];
      double[] late = new double[periods];
      double[] alike = new double[periods];
      RealList changes = formula == Formula.LASPEYRES ? ratio : log;
      for (int i = 0; i < later.size; i++) {
        int drawn = times[clusters.values[i]];
        if (drawn > 0) {
          int t = later.values[i];
          double change = drawn * changes.values[i];
          before[t] += drawn * was.values[i];
          after[t] += drawn * is.values[i];
          count[t] += drawn;
          early[t] += change * was.values[i];
          late[t] += change * is.values[i];
          alike[t] += change;
        }
      }
      double[] index = new double[periods];
      index[0] = 100;
      for (int t = 1; t < periods; t++) {
        // Without any sale in a period its listings weigh alike.
        double plain = alike[t] / count[t];
        double first = before[t] > 0 ? early[t] / before[t] : plain;
        double second = after[t] > 0 ? late[t] / after[t] : plain;
        double step =
            switch (formula) {
              case LASPEYRES -> first;
              case TORNQVIST -> Math.exp((first + second) / 2);
              case JEVONS, TIME_DUMMY -> Math.exp(plain);
            };
        index[t] = count[t] == 0 ? Double.NaN : index[t - 1] * step;
      }
      return index;
    }
  }

  /**
   * Ordinary least squares with the listings' levels taken out: as many equations as periods. What
   * a listing adds to their left side follows from the periods in which it was there, so that those
   * there in the same ones are counted together.
   */
  private static final class Dummies implements Summed {
    private final Prices of;
    private final int[] pattern;
    private final List<int[]> patterns = new ArrayList<>();

    // What each cluster adds to the right side: its periods, and the sums of its centred logs.
    private final int[] firsts;
    private final IntList periods = new IntList();
    private final RealList sums = new RealList();

    Dummies(Prices of) {
      this.of = of;
      int n = of.periods.size();
      pattern = new int[of.lines.size];
      firsts = new int[of.clusterCount + 1];
      Map<BitSet, Integer> known = new HashMap<>();
      double[] cluster = new double[n];
      BitSet any = new BitSet(n);
      for (int line = 0; line < of.lines.size; line++) {
        int start = of.lines.values[line];
        int end = of.end(line);
        double mean = 0;
        BitSet there = new BitSet(n);
        for (int i = start; i < end; i++) {
          mean += Math.log(of.prices.values[i]);
          there.set(of.times.values[i]);
        }
        mean /= end - start;
        for (int i = start; i < end; i++) {
          cluster[of.times.values[i]] += Math.log(of.prices.values[i]) - mean;
        }
        any.or(there);
        pattern[line] =
            known.computeIfAbsent(
                there,
                _ -> {
                  patterns.add(there.stream().toArray());
                  return patterns.size() - 1;
                });
        int number = of.clusters.values[line];
        if (line + 1 == of.lines.size || of.clusters.values[line + 1] != number) {
          any.stream()
              .forEach(t -> {
                periods.add(t);
                sums.add(cluster[t]);
                cluster[t] = 0;
              });
          any.clear();
          firsts[number + 1] = periods.size;
        }
      }
    }

    @Override
    public double[] index(int[] times) {
      int n = of.periods.size();
      double[] b = new double[n];
      for (int c = 0; c < times.length; c++) {
        int drawn = times[c];
        for (int i = firsts[c]; drawn > 0 && i < firsts[c + 1]; i++) {
          b[periods.values[i]] += drawn * sums.values[i];
        }
      }
      double[] weights = new double[patterns.size()];
      for (int line = 0; line < pattern.length; line++) {
        weights[pattern[line]] += times[of.clusters.values[line]];
      }
      double[][] a = new double[n][n];
      for (int p = 0; p < weights.length; p++) {
        if (weights[p] > 0) {
          int[] there = patterns.get(p);
          double share = weights[p] / there.length;
          for (int s : there) {
            double[] row = a[s];
            for (int t : there) {
              row[t] -= share;
            }
            row[s] += weights[p];
          }
        }
      }
      return solved(a, b);
    }
  }

  private static double[] solved(double[][] a, double[] b) {
    int n = b.length;
    // Only periods that matches tie to the first have a level beside it.
    boolean[] tied = tied(a);
    List<Integer> free = new ArrayList<>();
    for (int t = 1; t < n; t++) {
      if (tied[t]) {
        free.add(t);
      }
    }
    double[] index = new double[n];
    Arrays.fill(index, Double.NaN);
    index[0] = 100;
    double[][] part = new double[free.size()][free.size()];
    double[] right = new double[free.size()];
    for (int i = 0; i < free.size(); i++) {
      right[i] = b[free.get(i)];
      for (int j = 0; j < free.size(); j++) {
        part[i][j] = a[free.get(i)][free.get(j)];
      }
    }
    double @Nullable [] solved = Linear.solve(part, right);
    if (solved != null) {
      for (int i = 0; i < free.size(); i++) {
        index[free.get(i)] = 100 * Math.exp(solved[i]);
      }
    }
    return index;
  }

  private static boolean[] tied(double[][] a) {
    boolean[] tied = new boolean[a.length];
    tied[0] = true;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int s = 0; s < a.length; s++) {
        for (int t = 0; t < a.length; t++) {
          if (tied[s] && !tied[t] && a[s][t] < -1e-12) {
            tied[t] = true;
            changed = true;
          }
        }
      }
    }
    return tied;
  }
}
