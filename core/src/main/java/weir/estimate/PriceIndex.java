package weir.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
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
   * What a listing asked in a period.
   *
   * @param period sorts as time does, such as {@code 2026-03}
   * @param cluster whose listings go together, such as an account
   * @param price above zero
   * @param value of what it sold in the period, at least 0: its weight where the formula has any
   */
  public record Price(String listing, String cluster, String period, double price, double value) {}

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
  public static List<Level> levels(List<Price> prices, Formula formula) {
    TreeSet<String> periods = new TreeSet<>();
    Map<String, List<Price>> byCluster = new TreeMap<>();
    for (Price price : prices) {
      if (!(price.price() > 0) || !(price.value() >= 0)) {
        throw new IllegalArgumentException("A price is above zero, a value not below: " + price);
      }
      periods.add(price.period());
      byCluster.computeIfAbsent(price.cluster(), _ -> new ArrayList<>()).add(price);
    }
    List<String> order = List.copyOf(periods);
    Map<String, Integer> number = new HashMap<>();
    order.forEach(period -> number.put(period, number.size()));
    List<List<Price>> clusters = List.copyOf(byCluster.values());
    double[] ones = new double[clusters.size()];
    Arrays.fill(ones, 1);
    double[] index = index(clusters, ones, number, formula);
    double[][] resampled = new double[order.size()][];
    boolean enough = clusters.size() >= 6;
    if (enough) {
      SplittableRandom random = new SplittableRandom(0x5EED + clusters.size());
      double[][] runs = new double[RESAMPLES][];
      for (int i = 0; i < RESAMPLES; i++) {
        double[] times = new double[clusters.size()];
        for (int j = 0; j < times.length; j++) {
          times[random.nextInt(times.length)]++;
        }
        runs[i] = index(clusters, times, number, formula);
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
    int[] matched = matched(prices, number);
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

  private static int[] matched(List<Price> prices, Map<String, Integer> number) {
    Map<String, TreeSet<Integer>> seen = new HashMap<>();
    for (Price price : prices) {
      seen.computeIfAbsent(price.listing(), _ -> new TreeSet<>())
          .add(number.getOrDefault(price.period(), 0));
    }
    int[] matched = new int[number.size()];
    for (TreeSet<Integer> periods : seen.values()) {
      for (int t : periods) {
        if (periods.contains(t - 1) || t == 0) {
          matched[t]++;
        }
      }
    }
    return matched;
  }

  private static double[] index(
      List<List<Price>> clusters, double[] times, Map<String, Integer> number, Formula formula) {
    return formula == Formula.TIME_DUMMY
        ? timeDummy(clusters, times, number)
        : chained(clusters, times, number, formula);
  }

  private static double[] chained(
      List<List<Price>> clusters, double[] times, Map<String, Integer> number, Formula formula) {
    int n = number.size();
    // Values of all matched listings in the earlier and the later period, then the weighted logs.
    double[] before = new double[n];
    double[] after = new double[n];
    double[] count = new double[n];
    List<Pair> pairs = new ArrayList<>();
    for (int c = 0; c < clusters.size(); c++) {
      if (times[c] == 0) {
        continue;
      }
      Map<String, TreeMap<Integer, Price>> listings = new LinkedHashMap<>();
      for (Price price : clusters.get(c)) {
        listings
            .computeIfAbsent(price.listing(), _ -> new TreeMap<>())
            .put(number.getOrDefault(price.period(), 0), price);
      }
      for (TreeMap<Integer, Price> line : listings.values()) {
        Integer last = null;
        for (int t : line.keySet()) {
          if (last != null && last == t - 1) {
            Price was = line.get(last);
            Price is = line.get(t);
            if (was != null && is != null) {
              pairs.add(new Pair(t, was, is, times[c]));
              before[t] += times[c] * was.value();
              after[t] += times[c] * is.value();
              count[t] += times[c];
            }
          }
          last = t;
        }
      }
    }
    double[] step = new double[n];
    for (Pair pair : pairs) {
      int t = pair.period();
      double log = Math.log(pair.is().price() / pair.was().price());
      // Without any sale in a period its listings weigh alike.
      double early =
          before[t] > 0 ? pair.times() * pair.was().value() / before[t] : pair.times() / count[t];
      double late =
          after[t] > 0 ? pair.times() * pair.is().value() / after[t] : pair.times() / count[t];
      step[t] +=
          switch (formula) {
            case LASPEYRES -> early * Math.exp(log);
            case TORNQVIST -> (early + late) / 2 * log;
            case JEVONS, TIME_DUMMY -> pair.times() / count[t] * log;
          };
    }
    double[] index = new double[n];
    index[0] = 100;
    for (int t = 1; t < n; t++) {
      index[t] =
          count[t] == 0
              ? Double.NaN
              : index[t - 1] * (formula == Formula.LASPEYRES ? step[t] : Math.exp(step[t]));
    }
    return index;
  }

  private record Pair(int period, Price was, Price is, double times) {}

  /** Ordinary least squares with the listings' levels taken out: as many equations as periods. */
  private static double[] timeDummy(
      List<List<Price>> clusters, double[] times, Map<String, Integer> number) {
    int n = number.size();
    double[][] a = new double[n][n];
    double[] b = new double[n];
    for (int c = 0; c < clusters.size(); c++) {
      if (times[c] == 0) {
        continue;
      }
      Map<String, List<Price>> listings = new LinkedHashMap<>();
      for (Price price : clusters.get(c)) {
        listings.computeIfAbsent(price.listing(), _ -> new ArrayList<>()).add(price);
      }
      for (List<Price> line : listings.values()) {
        double mean = line.stream().mapToDouble(p -> Math.log(p.price())).average().orElse(0);
        double share = times[c] / line.size();
        for (Price one : line) {
          int t = number.getOrDefault(one.period(), 0);
          a[t][t] += times[c];
          b[t] += times[c] * (Math.log(one.price()) - mean);
          for (Price other : line) {
            a[t][number.getOrDefault(other.period(), 0)] -= share;
          }
        }
      }
    }
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
