package weir.estimate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How the price of a gram (or a piece) falls as the amount grows: log price of one against log
 * amount, each kind of goods with a level of its own. Caulkins, J. P. and Padman, R. (1993),
 * Quantity discounts and quality premia for illicit drugs, Journal of the American Statistical
 * Association 88.
 *
 * <p>The slope is the elasticity: -0.2 says that ten times as much costs 37 % less a gram. Its
 * interval lets the offers of one account go together (Cameron and Miller (2015), Journal of Human
 * Resources 50, CR1 with Student's t).
 */
public final class DiscountCurve {

  /**
   * One offer.
   *
   * @param goods what is sold; each has a level of its own
   * @param account whose offers go together
   * @param amount above zero
   * @param each price of one gram or piece, above zero
   */
  public record Offer(String goods, String account, double amount, double each) {}

  private static final double[] NONE = {1, 0, 0};

  private final Estimated slope;
  private final double level;
  private final double logAmount;
  private final double least;
  private final double most;
  private final double squares;
  private final double scatter;
  private final double explained;
  private final double deviate;
  private final int offers;
  private final int accounts;

  private DiscountCurve(
      Estimated slope,
      double level,
      double logAmount,
      double least,
      double most,
      double squares,
      double scatter,
      double explained,
      double deviate,
      int offers,
      int accounts) {
    this.slope = slope;
    this.level = level;
    this.logAmount = logAmount;
    this.least = least;
    this.most = most;
    this.squares = squares;
    this.scatter = scatter;
    this.explained = explained;
    this.deviate = deviate;
    this.offers = offers;
    this.accounts = accounts;
  }

  /**
   * Fits the curve.
   *
   * @return null when fewer than three accounts offer, or no goods are offered in two amounts
   */
  public static @Nullable DiscountCurve fit(List<Offer> offers) {
    Map<String, double[]> means = new HashMap<>();
    for (Offer offer : offers) {
      if (!(offer.amount() > 0) || !(offer.each() > 0)) {
        throw new IllegalArgumentException("Amount and price are above zero: " + offer);
      }
      double[] sums = means.computeIfAbsent(offer.goods(), _ -> new double[3]);
      sums[0]++;
      sums[1] += Math.log(offer.amount());
      sums[2] += Math.log(offer.each());
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xMean = 0;
    double yMean = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (Offer offer : offers) {
      double[] sums = means.getOrDefault(offer.goods(), NONE);
      double x = Math.log(offer.amount()) - sums[1] / sums[0];
      double y = Math.log(offer.each()) - sums[2] / sums[0];
      xx += x * x;
      xy += x * y;
      yy += y * y;
      xMean += Math.log(offer.amount()) / offers.size();
      yMean += Math.log(offer.each()) / offers.size();
      least = Math.min(least, offer.amount());
      most = Math.max(most, offer.amount());
    }
    if (xx < 1e-9) {
      return null;
    }
    double b = xy / xx;
    // By account: the score of the slope, and that of the level with it.
    Map<String, double[]> scores = new TreeMap<>();
    double residual = 0;
    for (Offer offer : offers) {
      double[] sums = means.getOrDefault(offer.goods(), NONE);
      double x = Math.log(offer.amount()) - sums[1] / sums[0];
      double e = Math.log(offer.each()) - sums[2] / sums[0] - b * x;
      residual += e * e;
      double[] score = scores.computeIfAbsent(offer.account(), _ -> new double[2]);
      score[0] += x * e;
      score[1] += e;
    }
    int clusters = scores.size();
    int n = offers.size();
    if (clusters < 3 || n <= means.size() + 1) {
      return null;
    }
    double slopeSquares = 0;
    double levelSquares = 0;
    for (double[] score : scores.values()) {
      slopeSquares += score[0] * score[0];
      levelSquares += score[1] * score[1];
    }
    double small = (double) clusters / (clusters - 1) * (n - 1) / Math.max(1, n - means.size() - 1);
    double error = Math.sqrt(small * slopeSquares) / xx;
    double deviate = TDistribution.of(clusters - 1).inverseCumulativeProbability(0.975);
    return new DiscountCurve(
        new Estimated(b, b - deviate * error, b + deviate * error),
        yMean,
        xMean,
        least,
        most,
        small * slopeSquares / (xx * xx),
        small * levelSquares / ((double) n * n),
        yy == 0 ? 0 : 1 - residual / yy,
        deviate,
        n,
        clusters);
  }

  /** The elasticity of the price of one with regard to the amount. */
  public Estimated slope() {
    return slope;
  }

  /** The share of the spread within goods that the amount explains, 0 to 1. */
  public double explained() {
    return explained;
  }

  public int offers() {
    return offers;
  }

  public int accounts() {
    return accounts;
  }

  /**
   * The price of one at an amount, for the usual mix of goods.
   *
   * @return null outside the amounts that were seen: a curve is not drawn beyond its data
   */
  public @Nullable Estimated at(double amount) {
    if (amount < least || amount > most) {
      return null;
    }
    double away = Math.log(amount) - logAmount;
    double value = level + slope.value() * away;
    double reach = deviate * Math.sqrt(scatter + away * away * squares);
    return new Estimated(Math.exp(value), Math.exp(value - reach), Math.exp(value + reach));
  }
}
