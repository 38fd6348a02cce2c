package weir.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes choices of random numbers; the same for a seed. */
final class Instances {
  private Instances() {}

  /**
   * @param certain whether every barrier closes all of what it acts on; costs are then few round
   *     numbers, so that many sets are as good as each other
   */
  static Instance random(Random random, int n, boolean certain) {
    double[] cost = new double[n];
    double[] closes = new double[n];
    double[][] use = new double[random.nextInt(3)][n];
    boolean[] possible = new boolean[n];
    for (int j = 0; j < n; j++) {
      cost[j] = certain ? 10 * random.nextInt(3) : Math.round(random.nextDouble() * 1000) / 10.0;
      closes[j] = certain ? 1 : random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble();
      possible[j] = random.nextInt(10) > 0;
      for (double[] each : use) {
        each[j] = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
      }
    }
    double[] capacity =
        IntStream.range(0, use.length).mapToDouble(_ -> random.nextInt(40)).toArray();
    int routes = 1 + random.nextInt(12);
    List<int[]> hits = new ArrayList<>();
    double[] weights = new double[routes];
    for (int r = 0; r < routes; r++) {
      hits.add(IntStream.range(0, n).filter(_ -> random.nextInt(3) == 0).toArray());
      weights[r] = random.nextInt(4) == 0 ? random.nextDouble() + 0.1 : 1;
    }
    double budget =
        random.nextInt(5) == 0 ? Double.POSITIVE_INFINITY : random.nextDouble() * 20 * n;
    return new Instance(
            cost, closes, use, possible, budget, capacity, new double[0], new int[0][], 1)
        .onRoutes(Instance.Grouped.of(hits, weights));
  }
}
