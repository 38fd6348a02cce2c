package weir.estimate;

/**
 * Sales that saves as they were could not show, of one source and estimator: what a restock hid,
 * what was sold before a listing's first sight or after its last, ratings that a short list pushed
 * out.
 *
 * <p>Nothing is assumed of why they were hidden. Had only every second save been made, fewer sales
 * would have been seen, and fewer still with every third; all three are counted ({@link
 * SalesKernel}). What is lost by doubling the time between saves tells what is lost by that time as
 * it is. The loss grows more slowly as saves become rarer, about as a geometric series, and is
 * continued to no time between saves at all. How far the series is from a straight line is the
 * greater part of what the estimate may be wrong by.
 *
 * <p>Method: simulation and extrapolation; Cook and Stefanski (1994), <em>Simulation-extrapolation
 * estimation in parametric measurement error models</em>, Journal of the American Statistical
 * Association 89. Saves are left out in place of noise that is put in.
 *
 * @param ratio sales lost by leaving out every second save, as a share of those counted
 * @param growth what is lost by saves as they are, as a multiple of that
 * @param clusters how many lost sales come together: the variance of a vendor's weekly losses over
 *     their mean; at least 1
 * @param deviation of the logarithm of the loss, beside chance
 */
public record HiddenSales(double ratio, double growth, double clusters, double deviation) {

  /**
   * The quotient of successive losses falls as the share that is lost grows: on simulated markets,
   * from 0.9 where little is lost to 0.5 where saves are rare.
   */
  private static final double QUOTIENT_BY_LOSS = 1.35;

  private static final double LEAST_USUAL_QUOTIENT = 0.4;
  private static final double GREATEST_USUAL_QUOTIENT = 0.95;

  /** How far markets lie from that, on the log scale. */
  private static final double USUAL_SPREAD = 0.12;

  /** How much of the bend of the series the estimate may be wrong by. */
  private static final double DOUBT_OF_BEND = 0.5;

  private static final double LEAST_DOUBT = 0.06;

  /** Losses in the same saves are told from each other only in part. */
  private static final double CHANCE = 0.6;

  /** How much more or less than a source's own loss a part of it may lose, on the log scale. */
  private static final double DEVIATION_OF_PARTS = 0.3;

  /**
   * What was counted with all saves, with every second, with every third.
   *
   * @param squaredLosses sum over vendors and weeks of the squared distance of (every −
   *     everySecond) from the vendor's mean
   * @param squaredFurtherLosses the same of (everySecond − everyThird)
   */
  public record Counts(
      double every,
      double everySecond,
      double everyThird,
      double squaredLosses,
      double squaredFurtherLosses) {

    double loss() {
      return Math.max(0, every - everySecond);
    }
  }

  /** What a source's counts tell. */
  public static HiddenSales of(Counts counts) {
    double loss = counts.loss();
    double further = Math.max(0, counts.everySecond - counts.everyThird);
    double usual =
        counts.every > 0
            ? Math.clamp(
                1 - QUOTIENT_BY_LOSS * loss / counts.every,
                LEAST_USUAL_QUOTIENT,
                GREATEST_USUAL_QUOTIENT)
            : GREATEST_USUAL_QUOTIENT;
    double quotient = usual;
    double spread = USUAL_SPREAD;
    if (loss > 0 && further > 0) {
      // Both losses come from the same saves; only part of their chance is apart.
      double chance =
          0.5
              * (counts.squaredLosses / (loss * loss)
                  + counts.squaredFurtherLosses / (further * further));
      double weight = USUAL_SPREAD * USUAL_SPREAD / (USUAL_SPREAD * USUAL_SPREAD + chance);
      double seen = Math.clamp(further / loss, 0.35, 1.1);
      quotient = Math.exp(weight * Math.log(seen) + (1 - weight) * Math.log(usual));
      spread = USUAL_SPREAD * Math.sqrt(1 - weight);
    }
    double growth = 1 / Math.min(1, quotient);
    double clusters = loss > 0 ? Math.max(1, counts.squaredLosses / loss) : 1;
    double bend = DOUBT_OF_BEND * Math.log(growth);
    return new HiddenSales(
        counts.every > 0 ? loss / counts.every : 0,
        growth,
        clusters,
        Math.sqrt(spread * spread + bend * bend + LEAST_DOUBT * LEAST_DOUBT));
  }

  /**
   * The same where lists of ratings were cut so often that leaving out saves shows how short they
   * are, and not what they lost.
   *
   * @param lost ratings that the lists' reach tells were pushed out
   * @param counted ratings that were seen
   * @param deviation of the logarithm of {@code lost}
   */
  public HiddenSales censored(double lost, double counted, double deviation) {
    return new HiddenSales(lost / counted, 1, clusters, deviation);
  }

  /**
   * The sales hidden from so many that were counted.
   *
   * @param counted sales, or money
   * @param oneSale 1, or the money of one
   * @param part whether these are a part of the source's, of which more or less may be hidden
   */
  public Uncertain of(double counted, double oneSale, boolean part, double deviate) {
    // Half a sale stands for what no count shows.
    double hidden = growth * ratio * Math.max(0.5, counted / oneSale) + 0.05;
    double chance =
        CHANCE
            * (1 + growth * growth)
            * clusters
            * Math.max(hidden / growth, 0.3)
            / (hidden * hidden);
    double apart = part ? DEVIATION_OF_PARTS : 0;
    return Uncertain.onLogScale(
        hidden * oneSale,
        Math.sqrt(Math.min(1, chance) + deviation * deviation + apart * apart),
        deviate);
  }
}
