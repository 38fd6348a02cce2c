package weir.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A choice as numbers: what each of some barriers costs and closes, and what there is to spend.
 *
 * <p>Routes on which the very same barriers act are one group. A barrier that closes a share {@code
 * e} of its routes leaves {@code 1 - e} of them to the next one on the same route.
 *
 * @param cost of each barrier
 * @param closes of each barrier, 0 to 1
 * @param use by limited partner and barrier: working days
 * @param possible whether the barrier may be chosen at all, such as being in force in time
 * @param budget infinite where none is set
 * @param capacity of each limited partner, in working days
 * @param weight of each group; together 1 with {@code untouched}
 * @param groups by group: the barriers that act on it, ascending
 * @param untouched the share of routes on which no barrier acts
 */
@SuppressWarnings("ArrayRecordComponent") // numbers within one package, never compared
record Instance(
    double[] cost,
    double[] closes,
    double[][] use,
    boolean[] possible,
    double budget,
    double[] capacity,
    double[] weight,
    int[][] groups,
    double untouched) {

  /**
   * A set that closes a millionth more is worth the cost of all barriers: below that, the cheaper
   * one is better.
   */
  private static final double COST_WEIGHS = 1e-6;

  /** Sets that close and cost the same are told apart by this, so that the answer is one. */
  private static final double TIE_WEIGHS = 1e-9;

  private static final double GOLDEN = 0.6180339887498949;

  int size() {
    return cost.length;
  }

  /** What a barrier takes from the worth of a set that holds it, beside what it closes. */
  double[] price() {
    double all = Arrays.stream(cost).sum();
    double[] price = new double[size()];
    for (int j = 0; j < price.length; j++) {
      double tie = (j + 1) * GOLDEN % 1;
      price[j] = (all > 0 ? COST_WEIGHS * cost[j] / all : 0) + TIE_WEIGHS * (1 + tie) / size();
    }
    return price;
  }

  double costOf(boolean[] chosen) {
    return total(cost, chosen);
  }

  static double total(double[] each, boolean[] chosen) {
    double sum = 0;
    for (int j = 0; j < each.length; j++) {
      if (chosen[j]) {
        sum += each[j];
      }
    }
    return sum;
  }

  /** The share of routes that a set leaves open. */
  double remaining(boolean[] chosen) {
    double left = untouched;
    for (int g = 0; g < groups.length; g++) {
      double share = weight[g];
      for (int j : groups[g]) {
        if (chosen[j]) {
          share *= 1 - closes[j];
        }
      }
      left += share;
    }
    return left;
  }

  /** What is made as great as possible: the share closed, less a trifle for cost and ties. */
  double worth(boolean[] chosen) {
    return 1 - remaining(chosen) - total(price(), chosen);
  }

  /** Whether a set stays within every limit. */
  boolean admits(boolean[] chosen) {
    for (int j = 0; j < chosen.length; j++) {
      if (chosen[j] && !possible[j]) {
        return false;
      }
    }
    if (costOf(chosen) > budget + slack(budget)) {
      return false;
    }
    for (int p = 0; p < capacity.length; p++) {
      if (total(use[p], chosen) > capacity[p] + slack(capacity[p])) {
        return false;
      }
    }
    return true;
  }

  /** Sums of decimal fractions miss by a hair. */
  static double slack(double limit) {
    return Double.isInfinite(limit) ? 0 : 1e-9 * (1 + limit);
  }

  Instance within(double otherBudget) {
    return new Instance(
        cost, closes, use, possible, otherBudget, capacity, weight, groups, untouched);
  }

  Instance withFigures(
      double[] otherCost, double[] otherCloses, double[][] otherUse, boolean[] otherPossible) {
    return new Instance(
        otherCost,
        otherCloses,
        otherUse,
        otherPossible,
        budget,
        capacity,
        weight,
        groups,
        untouched);
  }

  Instance onRoutes(Grouped routes) {
    return new Instance(
        cost,
        closes,
        use,
        possible,
        budget,
        capacity,
        routes.weight(),
        routes.groups(),
        routes.untouched());
  }

  /** Routes put together by what acts on them. */
  @SuppressWarnings("ArrayRecordComponent") // numbers within one package, never compared
  record Grouped(double[] weight, int[][] groups, double untouched) {

    /**
     * @param hits by route: the barriers that act on it, ascending
     * @param weights of the routes, in any unit
     */
    static Grouped of(List<int[]> hits, double[] weights) {
      double all = Arrays.stream(weights).sum();
      var sums = new LinkedHashMap<List<Integer>, Double>();
      double untouched = 0;
      for (int r = 0; r < weights.length; r++) {
        if (hits.get(r).length == 0) {
          untouched += weights[r] / all;
        } else {
          sums.merge(Arrays.stream(hits.get(r)).boxed().toList(), weights[r] / all, Double::sum);
        }
      }
      var weight = new ArrayList<Double>(sums.values());
      return new Grouped(
          weight.stream().mapToDouble(Double::doubleValue).toArray(),
          sums.keySet().stream()
              .map(key -> key.stream().mapToInt(Integer::intValue).toArray())
              .toArray(int[][]::new),
          untouched);
    }
  }
}
