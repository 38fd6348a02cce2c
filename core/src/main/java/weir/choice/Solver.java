package weir.choice;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the set of barriers of the greatest worth within the limits, and proves that none is
 * better: branch and bound.
 *
 * <p>The bound of a part of the tree: the share closed is at most {@code min(1 - exp(-Σ a x), Σ e
 * x, what all together close)} for {@code x} between 0 and 1, with {@code a = -ln(1 - e)}, which is
 * concave and right at whole {@code x}. A concave function lies below each of its tangents, and the
 * greatest value of a tangent within budget and capacities is a knapsack in fractions, bounded by
 * Lagrange's multipliers. The tangents' points walk towards the best one (Frank and Wolfe 1956).
 * Barriers whose reduced worth cannot change the best answer are decided at once.
 */
final class Solver {
  static final double MARGIN = 1e-12;

  /** Above this share the exponential form would undercut a barrier that closes all. */
  private static final double NEARLY_ALL = 0.97;

  private static final int WALK_AT_ROOT = 60;
  private static final int WALK = 4;
  private static final int MULTIPLIER_STEPS = 12;

  /** Down to this level a relaxed point is rounded to a set. */
  private static final int ROUNDED = 60;

  private static final byte FREE = 0;
  private static final byte IN = 1;
  private static final byte OUT = 2;

  private final Instance instance;
  private final int n;
  private final double[] price;
  private final int[][] groupsOf;
  private final double[] steep;
  private final long mostNodes;
  private final double stopAbove;

  /** A part of the tree that beats the best so far by no more than this is not looked at. */
  private final double margin;

  private long nodes;
  private double best = Double.NEGATIVE_INFINITY;
  private boolean[] bestSet;
  private boolean cut;
  private boolean stopped;
  private double openBound = Double.NEGATIVE_INFINITY;

  // One of each for a level of the tree, so that nothing is made anew within it.
  private final double[][] openAt;
  private final byte[][] statusAt;
  private final double[][] pointAt;
  private final double[] gradient;
  private final double[] reduced;
  private final double[] corner;
  private final double[][] multipliersAt;

  /**
   * What was found.
   *
   * @param chosen the best set found
   * @param worth of it
   * @param bound that no set exceeds; the worth itself where it is proven
   * @param proven whether no set is better
   * @param nodes of the tree that were looked at
   */
  @SuppressWarnings("ArrayRecordComponent") // numbers within one package, never compared
  record Found(boolean[] chosen, double worth, double bound, boolean proven, long nodes) {}

  private Solver(Instance instance, long mostNodes, double stopAbove, double margin) {
    this.margin = margin;
    this.instance = instance;
    this.n = instance.size();
    this.price = instance.price();
    this.mostNodes = mostNodes;
    this.stopAbove = stopAbove;
    this.bestSet = new boolean[n];
    int groups = instance.groups().length;
    this.openAt = new double[n + 2][groups];
    this.statusAt = new byte[n + 2][n];
    this.pointAt = new double[n + 2][n];
    this.multipliersAt = new double[n + 2][instance.capacity().length];
    this.gradient = new double[n];
    this.reduced = new double[n];
    this.corner = new double[n];
    this.steep = new double[n];
    for (int j = 0; j < n; j++) {
      steep[j] = -Math.log1p(-Math.min(instance.closes()[j], NEARLY_ALL));
    }
    this.groupsOf = new int[n][];
    for (int j = 0; j < n; j++) {
      int barrier = j;
      groupsOf[j] =
          IntStream.range(0, groups)
              .filter(g -> Arrays.binarySearch(instance.groups()[g], barrier) >= 0)
              .toArray();
    }
  }

  /**
   * The best set.
   *
   * @param forced barriers that must be in (1) or out (2); null for none
   * @param start a set to begin from where it is admitted; null for none
   * @param mostNodes after which the best so far is given, unproven
   */
  static Found best(
      Instance instance, byte @Nullable [] forced, boolean @Nullable [] start, long mostNodes) {
    return new Solver(instance, mostNodes, Double.POSITIVE_INFINITY, MARGIN).run(forced, start);
  }

  /** A set that no other beats by more than a share of the routes: much sooner than the best. */
  static Found nearlyBest(
      Instance instance, boolean @Nullable [] start, long mostNodes, double share) {
    return new Solver(instance, mostNodes, Double.POSITIVE_INFINITY, share).run(null, start);
  }

  /** Stops at the first set with the forced barriers that is worth more than this much. */
  static Found above(Instance instance, byte[] forced, double worth, long mostNodes) {
    var solver = new Solver(instance, mostNodes, worth, MARGIN);
    solver.best = worth;
    return solver.run(forced, null);
  }

  static boolean exceeds(Instance instance, byte[] forced, double worth, long mostNodes) {
    return above(instance, forced, worth, mostNodes).worth() > worth + MARGIN;
  }

  private Found run(byte @Nullable [] forced, boolean @Nullable [] start) {
    byte[] status = statusAt[0];
    // Sums of decimal fractions miss by a hair.
    double budget = instance.budget() + Instance.slack(instance.budget());
    double[] capacity = instance.capacity().clone();
    for (int p = 0; p < capacity.length; p++) {
      capacity[p] += Instance.slack(capacity[p]);
    }
    double paid = 0;
    System.arraycopy(instance.weight(), 0, openAt[0], 0, instance.weight().length);
    for (int j = 0; j < n; j++) {
      if (!instance.possible()[j]) {
        status[j] = OUT;
      }
      if (forced != null && forced[j] != FREE) {
        if (forced[j] == IN && status[j] == OUT) {
          return none();
        }
        status[j] = forced[j];
      }
      if (status[j] == IN) {
        budget -= instance.cost()[j];
        for (int p = 0; p < capacity.length; p++) {
          capacity[p] -= instance.use()[p][j];
        }
        paid += price[j];
        take(openAt[0], j);
      }
    }
    if (budget < 0) {
      return none();
    }
    for (double rest : capacity) {
      if (rest < 0) {
        return none();
      }
    }
    if (start != null && instance.admits(start)) {
      best = instance.worth(start);
      bestSet = start.clone();
    }
    Arrays.fill(pointAt[0], 0.5);
    search(0, budget, capacity, paid, WALK_AT_ROOT);
    double bound = best + (margin > MARGIN ? margin : 0);
    bound = cut ? Math.max(bound, openBound) : bound;
    return new Found(bestSet, best, bound, !cut && margin <= MARGIN, nodes);
  }

  private Found none() {
    return new Found(new boolean[n], best, best, true, nodes);
  }

  private void take(double[] open, int j) {
    for (int g : groupsOf[j]) {
      open[g] *= 1 - instance.closes()[j];
    }
  }

  /** Looks through all sets that agree with the level's status. */
  private void search(int level, double budget, double[] capacity, double paid, int walk) {
    if (stopped) {
      return;
    }
    byte[] status = statusAt[level];
    double[] open = openAt[level];
    double left = 0;
    for (double share : open) {
      left += share;
    }
    double here = 1 - instance.untouched() - left - paid;
    if (here > best + MARGIN) {
      best = here;
      for (int j = 0; j < n; j++) {
        bestSet[j] = status[j] == IN;
      }
      if (best > stopAbove + MARGIN) {
        stopped = true;
        return;
      }
    }
    int free = 0;
    for (int j = 0; j < n; j++) {
      if (status[j] == FREE) {
        if (fits(j, budget, capacity)) {
          free++;
        } else {
          status[j] = OUT;
        }
      }
    }
    if (free == 0) {
      return;
    }
    nodes++;
    double bound = bound(level, budget, capacity, here, walk);
    if (bound <= best + margin) {
      return;
    }
    if (level <= ROUNDED) {
      round(level, budget, capacity);
      if (bound <= best + margin) {
        return;
      }
    }
    if (nodes > mostNodes) {
      cut = true;
      openBound = Math.max(openBound, bound);
      return;
    }
    // What cannot change the answer is decided; then the one that closes most.
    int branch = -1;
    for (int j = 0; j < n; j++) {
      if (status[j] != FREE) {
        continue;
      }
      if (reduced[j] < 0 && bound + reduced[j] <= best + margin) {
        status[j] = OUT;
      } else if (branch < 0 || gradient[j] > gradient[branch]) {
        branch = j;
      }
    }
    if (branch < 0) {
      return;
    }
    boolean mustBeIn = reduced[branch] > 0 && bound - reduced[branch] <= best + margin;
    double[] point = pointAt[level];
    int below = level + 1;
    System.arraycopy(status, 0, statusAt[below], 0, n);
    statusAt[below][branch] = IN;
    System.arraycopy(open, 0, openAt[below], 0, open.length);
    take(openAt[below], branch);
    double[] rest = capacity.clone();
    for (int p = 0; p < rest.length; p++) {
      rest[p] -= instance.use()[p][branch];
    }
    System.arraycopy(point, 0, pointAt[below], 0, n);
    System.arraycopy(multipliersAt[level], 0, multipliersAt[below], 0, rest.length);
    search(below, budget - instance.cost()[branch], rest, paid + price[branch], WALK);
    if (mustBeIn || bound <= best + margin) {
      return;
    }
    System.arraycopy(status, 0, statusAt[below], 0, n);
    statusAt[below][branch] = OUT;
    System.arraycopy(open, 0, openAt[below], 0, open.length);
    System.arraycopy(point, 0, pointAt[below], 0, n);
    System.arraycopy(multipliersAt[level], 0, multipliersAt[below], 0, capacity.length);
    search(below, budget, capacity, paid, WALK);
  }

  /** A set near the relaxed point: a good one found early leaves less to look through. */
  private void round(int level, double budget, double[] capacity) {
    byte[] status = statusAt[level];
    double[] point = pointAt[level];
    boolean[] chosen = new boolean[n];
    var order =
        IntStream.range(0, n)
            .filter(j -> status[j] == FREE)
            .boxed()
            .sorted(Comparator.comparingDouble(j -> -point[j]))
            .toList();
    for (int j = 0; j < n; j++) {
      chosen[j] = status[j] == IN;
    }
    double left = budget;
    double[] rest = capacity.clone();
    for (int j : order) {
      if (gradient[j] > 0 && fits(j, left, rest)) {
        chosen[j] = true;
        left -= instance.cost()[j];
        for (int p = 0; p < rest.length; p++) {
          rest[p] -= instance.use()[p][j];
        }
      }
    }
    double worth = instance.worth(chosen);
    if (worth > best + MARGIN) {
      best = worth;
      bestSet = chosen;
      stopped = best > stopAbove + MARGIN;
    }
  }

  private boolean fits(int j, double budget, double[] capacity) {
    if (instance.cost()[j] > budget) {
      return false;
    }
    for (int p = 0; p < capacity.length; p++) {
      if (instance.use()[p][j] > capacity[p]) {
        return false;
      }
    }
    return true;
  }

  /** What no set below exceeds; leaves gradient and reduced worth of the tightest tangent. */
  private double bound(int level, double budget, double[] capacity, double here, int walk) {
    byte[] status = statusAt[level];
    double[] point = pointAt[level];
    double[] multipliers = multipliersAt[level];
    Integer[] order = new Integer[n];
    int free = 0;
    for (int j = 0; j < n; j++) {
      if (status[j] == FREE) {
        order[free++] = j;
      } else {
        point[j] = 0;
      }
    }
    shrink(status, point, budget);
    double tightest = Double.POSITIVE_INFINITY;
    double[] bestGradient = new double[n];
    double[] bestReduced = new double[n];
    for (int step = 0; step < walk; step++) {
      double value = tangent(level, status, point);
      double base = here + value;
      for (int j = 0; j < n; j++) {
        if (status[j] == FREE) {
          base -= gradient[j] * point[j];
        }
      }
      double most = knapsack(order, free, budget, capacity, multipliers, best + margin - base);
      if (base + most < tightest) {
        tightest = base + most;
        System.arraycopy(gradient, 0, bestGradient, 0, n);
        System.arraycopy(reduced, 0, bestReduced, 0, n);
      }
      if (tightest <= best + margin) {
        break;
      }
      double stride = 2.0 / (step + (walk > WALK ? 3 : 6));
      for (int j = 0; j < n; j++) {
        if (status[j] == FREE) {
          point[j] += stride * (corner[j] - point[j]);
        }
      }
    }
    System.arraycopy(bestGradient, 0, gradient, 0, n);
    System.arraycopy(bestReduced, 0, reduced, 0, n);
    return tightest;
  }

  /** Any point gives a right bound; one that is not far too dear gives a better one. */
  private void shrink(byte[] status, double[] point, double budget) {
    if (Double.isInfinite(budget)) {
      return;
    }
    double cost = 0;
    for (int j = 0; j < n; j++) {
      if (status[j] == FREE) {
        cost += instance.cost()[j] * point[j];
      }
    }
    if (cost > budget && cost > 0) {
      double by = Math.max(0, budget) / cost;
      for (int j = 0; j < n; j++) {
        point[j] *= by;
      }
    }
  }

  /** The concave bound of what more is closed at a point, and its slope there. */
  private double tangent(int level, byte[] status, double[] point) {
    double[] open = openAt[level];
    double value = 0;
    for (int j = 0; j < n; j++) {
      gradient[j] = -price[j];
      value -= status[j] == FREE ? price[j] * point[j] : 0;
    }
    double[] closes = instance.closes();
    for (int g = 0; g < open.length; g++) {
      if (open[g] <= 0) {
        continue;
      }
      double slope = 0;
      double line = 0;
      double kept = 1;
      boolean all = false;
      for (int j : instance.groups()[g]) {
        if (status[j] == FREE) {
          slope += steep[j] * point[j];
          line += closes[j] * point[j];
          kept *= 1 - closes[j];
          all |= closes[j] > NEARLY_ALL;
        }
      }
      double together = 1 - kept;
      double curve = all ? together : Math.min(together, -Math.expm1(-slope));
      if (line <= curve) {
        value += open[g] * line;
        for (int j : instance.groups()[g]) {
          gradient[j] += open[g] * closes[j];
        }
      } else {
        value += open[g] * curve;
        if (curve < together) {
          double fall = open[g] * Math.exp(-slope);
          for (int j : instance.groups()[g]) {
            gradient[j] += fall * steep[j];
          }
        }
      }
    }
    return value;
  }

  /**
   * A bound of the greatest gradient·x within budget and capacities; leaves the corner that reaches
   * it and each reduced worth. Multipliers walk towards a bound that would decide the part (Polyak
   * 1969).
   *
   * @param enough a bound that would decide
   */
  private double knapsack(
      Integer[] order,
      int free,
      double budget,
      double[] capacity,
      double[] multipliers,
      double enough) {
    double most = relaxed(order, free, budget, capacity, multipliers);
    if (capacity.length == 0 || most <= enough) {
      return most;
    }
    double[] walking = multipliers.clone();
    double[] bestReduced = reduced.clone();
    double value = most;
    double stride = 1;
    for (int step = 0; step < MULTIPLIER_STEPS && most > enough; step++) {
      // Dearer where the corner takes more than there is, cheaper where it leaves some.
      double norm = 0;
      double[] excess = new double[capacity.length];
      for (int p = 0; p < capacity.length; p++) {
        double taken = -Math.max(0, capacity[p]);
        for (int k = 0; k < free; k++) {
          taken += instance.use()[p][order[k]] * corner[order[k]];
        }
        excess[p] = walking[p] > 0 || taken > 0 ? taken : 0;
        norm += excess[p] * excess[p];
      }
      if (norm == 0) {
        break;
      }
      double by = stride * Math.max(value - enough, 1e-9) / norm;
      for (int p = 0; p < capacity.length; p++) {
        walking[p] = Math.max(0, walking[p] + by * excess[p]);
      }
      value = relaxed(order, free, budget, capacity, walking);
      if (value < most) {
        most = value;
        System.arraycopy(walking, 0, multipliers, 0, walking.length);
        System.arraycopy(reduced, 0, bestReduced, 0, n);
      } else {
        stride *= 0.7;
      }
    }
    System.arraycopy(bestReduced, 0, reduced, 0, n);
    return most;
  }

  /** The knapsack in fractions, with what the partners' capacities cost at the multipliers. */
  private double relaxed(
      Integer[] order, int free, double budget, double[] capacity, double[] multipliers) {
    double most = 0;
    for (int p = 0; p < capacity.length; p++) {
      most += multipliers[p] * Math.max(0, capacity[p]);
    }
    Arrays.fill(corner, 0);
    for (int k = 0; k < free; k++) {
      int j = order[k];
      double worth = gradient[j];
      for (int p = 0; p < capacity.length; p++) {
        worth -= multipliers[p] * instance.use()[p][j];
      }
      reduced[j] = worth;
    }
    double rate = 0;
    if (Double.isInfinite(budget)) {
      for (int k = 0; k < free; k++) {
        int j = order[k];
        if (reduced[j] > 0) {
          most += reduced[j];
          corner[j] = 1;
        }
      }
      return most;
    }
    double[] cost = instance.cost();
    Arrays.sort(
        order, 0, free, Comparator.comparingDouble(j -> -reduced[j] / Math.max(cost[j], 1e-300)));
    double left = Math.max(0, budget);
    for (int k = 0; k < free; k++) {
      int j = order[k];
      if (reduced[j] <= 0) {
        break;
      }
      if (cost[j] <= left) {
        corner[j] = 1;
        left -= cost[j];
        most += reduced[j];
      } else {
        rate = reduced[j] / cost[j];
        corner[j] = left / cost[j];
        most += rate * left;
        break;
      }
    }
    for (int k = 0; k < free; k++) {
      reduced[order[k]] -= rate * cost[order[k]];
    }
    return most;
  }
}
