package weir.estimate;

import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many things there were, by how often the saves met the same ones again.
 *
 * <p>Both methods take it that nothing came or went between the first and the last save; {@link
 * UnseenThings} does not.
 *
 * @param seen different things seen
 * @param saves on so many days
 * @param times how many were seen on exactly one day, on two, three and four; later ones change
 *     nothing
 * @param products for each save, those it showed times those known before it, added up
 * @param again for each save, those it showed that were known before it, added up
 */
public record Recaptures(long seen, long saves, List<Long> times, double products, long again) {

  /** Orders of the jackknife that are tried. */
  private static final int HIGHEST = 4;

  private static final double Z = 1.96;

  public Recaptures {
    if (saves < 2) {
      throw new IllegalArgumentException("Recaptures need two saves: " + saves);
    }
    times = List.copyOf(times);
  }

  /**
   * Everything is seen as easily as everything else. Schnabel, Z. E. (1938), <em>The estimation of
   * the total fish population of a lake</em>, American Mathematical Monthly 45; the interval takes
   * the number seen again as Poisson (Ricker 1975).
   *
   * @return null where nothing was seen twice
   */
  public @Nullable Estimated schnabel() {
    if (again == 0) {
      return null;
    }
    double fewest = ChiSquaredDistribution.of(2.0 * again).inverseCumulativeProbability(0.025) / 2;
    double most =
        ChiSquaredDistribution.of(2.0 * again + 2).inverseCumulativeProbability(0.975) / 2;
    return new Estimated(
        atLeastSeen(products / again),
        atLeastSeen(products / most),
        atLeastSeen(products / fewest));
  }

  /**
   * Some things are seen more easily than others. Burnham, K. P. and Overton, W. S. (1979),
   * <em>Robust estimation of population size when capture probabilities vary among animals</em>,
   * Ecology 60: the jackknife of the lowest order that the next one does not differ from at 5 %.
   */
  public Estimated jackknife() {
    int order = 1;
    while (order < Math.min(HIGHEST, saves - 1) && nextDiffers(order)) {
      order++;
    }
    double estimate = 0;
    double squares = 0;
    long rest = seen;
    for (int j = 1; j <= HIGHEST; j++) {
      double weight = weight(order, j);
      long number = number(j);
      estimate += weight * number;
      squares += weight * weight * number;
      rest -= number;
    }
    estimate += rest;
    squares += rest;
    double reach = Z * Math.sqrt(Math.max(0, squares - estimate));
    return new Estimated(
        atLeastSeen(estimate), atLeastSeen(estimate - reach), atLeastSeen(estimate + reach));
  }

  private boolean nextDiffers(int order) {
    double difference = 0;
    double squares = 0;
    for (int j = 1; j <= HIGHEST; j++) {
      double more = weight(order + 1, j) - weight(order, j);
      difference += more * number(j);
      squares += more * more * number(j);
    }
    double variance = (squares - difference * difference / seen) * seen / Math.max(1, seen - 1);
    return variance > 0 && Math.abs(difference) / Math.sqrt(variance) > Z;
  }

  private long number(int days) {
    return days <= times.size() ? times.get(days - 1) : 0;
  }

  private double atLeastSeen(double number) {
    return Math.max((double) seen, number);
  }

  /**
   * What a thing seen on that many days counts for: one, and what leaving out one to {@code order}
   * saves in every way would have lost of it.
   */
  private double weight(int order, int days) {
    double lost = 0;
    double factorial = 1;
    for (int i = 1; i <= order; i++) {
      factorial *= i;
    }
    for (int left = days; left <= order; left++) {
      double sign = left % 2 == 0 ? 1 : -1;
      lost +=
          sign
              * ways(order, left)
              * Math.pow((double) saves - left, order)
              * ways(saves - days, left - days)
              / ways(saves, left);
    }
    return 1 - lost / factorial;
  }

  /** Ways to choose some of so many. */
  private static double ways(long of, long some) {
    double ways = 1;
    for (long i = 0; i < some; i++) {
      ways *= (double) (of - i) / (i + 1);
    }
    return ways;
  }
}
