package weir.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How long things last, when some are still there at the end (censored) and some were there before
 * anybody looked (entered late): the product-limit estimate of Kaplan and Meier (1958), Journal of
 * the American Statistical Association 53.
 */
public final class Survival {

  /**
   * One life.
   *
   * @param entered age in days from which on it was watched; 0 when watched from its start
   * @param left age in days at which it ended or was last seen; above or equal to entered
   * @param ended whether it ended then; otherwise it was last seen
   */
  public record Life(double entered, double left, boolean ended) {
    public Life {
      if (!(entered >= 0) || !(left >= entered)) {
        throw new IllegalArgumentException(
            "A life cannot be watched from day %s to day %s".formatted(entered, left));
      }
    }

    /** A life watched from its start. */
    public static Life fromStart(double left, boolean ended) {
      return new Life(0, left, ended);
    }
  }

  /**
   * A step of the curve.
   *
   * @param age in days
   * @param atRisk lives watched just before it
   * @param share that outlives it, with the interval by Greenwood's variance on the scale of the
   *     log of the log, which stays within 0 and 1 (Kalbfleisch and Prentice (1980))
   */
  public record Step(double age, int atRisk, int ends, Estimated share) {}

  private final List<Step> steps;
  private final double longest;

  private Survival(List<Step> steps, double longest) {
    this.steps = List.copyOf(steps);
    this.longest = longest;
  }

  /** The curve of these lives; ends of an age come before censorings of the same age. */
  public static Survival of(List<Life> lives) {
    TreeMap<Double, Integer> ends = new TreeMap<>();
    double longest = 0;
    for (Life life : lives) {
      longest = Math.max(longest, life.left());
      if (life.ended()) {
        ends.merge(life.left(), 1, Integer::sum);
      }
    }
    double[] entries = lives.stream().mapToDouble(Life::entered).sorted().toArray();
    double[] exits = lives.stream().mapToDouble(Life::left).sorted().toArray();
    List<Step> steps = new ArrayList<>();
    double share = 1;
    double greenwood = 0;
    for (var end : ends.entrySet()) {
      double age = end.getKey();
      int atRisk = below(entries, age, age == 0) - below(exits, age, false);
      int count = end.getValue();
      share *= 1 - (double) count / atRisk;
      greenwood += (double) count / ((double) atRisk * (atRisk - count));
      steps.add(new Step(age, atRisk, count, withInterval(share, greenwood)));
    }
    return new Survival(steps, longest);
  }

  private static Estimated withInterval(double share, double greenwood) {
    if (share <= 0 || share >= 1 || Double.isInfinite(greenwood)) {
      return Estimated.alone(Math.max(0, share));
    }
    double log = Math.log(share);
    double reach = Proportions.Z * Math.sqrt(greenwood) / -log;
    return new Estimated(
        share, Math.pow(share, Math.exp(reach)), Math.pow(share, Math.exp(-reach)));
  }

  /** How many of the sorted values lie below, or at it too. */
  private static int below(double[] sorted, double value, boolean at) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value || (at && sorted[middle] == value)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  public List<Step> steps() {
    return steps;
  }

  /** The greatest age that was watched, in days; beyond it nothing is known. */
  public double longest() {
    return longest;
  }

  /**
   * The share that outlives an age.
   *
   * @return null beyond the longest life watched
   */
  public @Nullable Estimated share(double age) {
    if (age > longest) {
      return null;
    }
    Estimated share = new Estimated(1, 1.0, 1.0);
    for (Step step : steps) {
      if (step.age() > age) {
        break;
      }
      share = step.share();
    }
    return share;
  }

  /**
   * The age that half outlive, with the interval of Brookmeyer and Crowley (1982), Biometrics 38.
   *
   * @return null when more than half outlive the longest life watched; an end of the interval is
   *     null when the curve does not reach it
   */
  public @Nullable Estimated median() {
    Double value = null;
    Double low = null;
    Double high = null;
    for (Step step : steps) {
      Estimated share = step.share();
      Double below = share.low();
      Double above = share.high();
      if (value == null && share.value() <= 0.5) {
        value = step.age();
      }
      if (low == null && (below == null ? share.value() <= 0.5 : below <= 0.5)) {
        low = step.age();
      }
      if (high == null && (above == null ? share.value() <= 0.5 : above <= 0.5)) {
        high = step.age();
      }
    }
    return value == null ? null : new Estimated(value, low, high);
  }

  /**
   * Whether groups last differently.
   *
   * @param chiSquared with {@code degrees} of freedom
   * @param p the chance of so large a difference, or a larger one, between groups that last alike
   */
  public record Difference(
      double chiSquared, int degrees, double p, List<Integer> ends, List<Double> expected) {}

  /**
   * The log-rank test; Mantel (1966), Cancer Chemotherapy Reports 50, with the hypergeometric
   * variance.
   *
   * @param groups two or more, in the order in which ends and expected ends are given back
   * @return null when nothing ended, or when only one group was watched while something ended
   */
  public static @Nullable Difference difference(List<List<Life>> groups) {
    int k = groups.size();
    TreeSet<Double> ages = new TreeSet<>();
    List<double[]> entries = new ArrayList<>();
    List<double[]> exits = new ArrayList<>();
    List<TreeMap<Double, Integer>> ends = new ArrayList<>();
    for (List<Life> group : groups) {
      TreeMap<Double, Integer> counts = new TreeMap<>();
      for (Life life : group) {
        if (life.ended()) {
          counts.merge(life.left(), 1, Integer::sum);
        }
      }
      ages.addAll(counts.keySet());
      ends.add(counts);
      entries.add(group.stream().mapToDouble(Life::entered).sorted().toArray());
      exits.add(group.stream().mapToDouble(Life::left).sorted().toArray());
    }
    double[] observed = new double[k];
    double[] expected = new double[k];
    double[][] variance = new double[k][k];
    for (double age : ages) {
      double[] risk = new double[k];
      double all = 0;
      double count = 0;
      for (int g = 0; g < k; g++) {
        risk[g] = below(entries.get(g), age, age == 0) - below(exits.get(g), age, false);
        int here = ends.get(g).getOrDefault(age, 0);
        observed[g] += here;
        all += risk[g];
        count += here;
      }
      double spread = all > 1 ? count * (all - count) / (all - 1) : 0;
      for (int g = 0; g < k; g++) {
        expected[g] += count * risk[g] / all;
        for (int h = 0; h < k; h++) {
          variance[g][h] += spread * risk[g] / all * ((g == h ? 1 : 0) - risk[h] / all);
        }
      }
    }
    double[] rest = new double[k - 1];
    double[][] part = new double[k - 1][k - 1];
    for (int g = 0; g < k - 1; g++) {
      rest[g] = observed[g] - expected[g];
      part[g] = java.util.Arrays.copyOf(variance[g], k - 1);
    }
    double[] solved = Linear.solve(part, rest);
    if (solved == null) {
      return null;
    }
    double chi = 0;
    for (int g = 0; g < k - 1; g++) {
      chi += rest[g] * solved[g];
    }
    List<Integer> counts = new ArrayList<>();
    List<Double> wanted = new ArrayList<>();
    for (int g = 0; g < k; g++) {
      counts.add((int) observed[g]);
      wanted.add(expected[g]);
    }
    double p = ChiSquaredDistribution.of(k - 1).survivalProbability(Math.max(0, chi));
    return new Difference(chi, k - 1, p, counts, wanted);
  }
}
