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
   * What the fit needs to know of the offers: x is the log of an amount, y that of a price of one;
   * a deviation is from the mean over the goods' offers.
   *
   * @param accounts different ones
   * @param goods different kinds
   * @param x sum of x; y, of y
   * @param least amount; most, the greatest
   * @param xx sum of squared deviations of x; yy, of y; xy, of their products
   * @param xyxy sum over accounts of the square of the account's sum of products; xyxx, of that sum
   *     times the account's sum of squared deviations of x; xxxx, of the square of the latter
   * @param yAll2 sum over accounts of the square of the account's sum of deviations of y; xyAll, of
   *     that sum times the one of x; xAll2, of the square of the latter
   */
  public record Sums(
      int offers,
      int accounts,
      int goods,
      double x,
      double y,
      double least,
      double most,
      double xx,
      double yy,
      double xy,
      double xyxy,
      double xyxx,
      double xxxx,
      double yAll2,
      double xyAll,
      double xAll2) {

    /** The sums of some offers. */
    public static Sums of(List<Offer> offers) {
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
      double[] all = new double[2];
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      // By account: squares of x and y, their products, and what x and y deviate in all.
      Map<String, double[]> accounts = new TreeMap<>();
      for (Offer offer : offers) {
        double[] sums = means.getOrDefault(offer.goods(), NONE);
        double x = Math.log(offer.amount());
        double y = Math.log(offer.each());
        all[0] += x;
        all[1] += y;
        least = Math.min(least, offer.amount());
        most = Math.max(most, offer.amount());
        x -= sums[1] / sums[0];
        y -= sums[2] / sums[0];
        double[] account = accounts.computeIfAbsent(offer.account(), _ -> new double[5]);
        account[0] += x * x;
        account[1] += y * y;
        account[2] += x * y;
        account[3] += x;
        account[4] += y;
      }
      double[] over = new double[9];
      for (double[] account : accounts.values()) {
        over[0] += account[0];
        over[1] += account[1];
        over[2] += account[2];
        over[3] += account[2] * account[2];
        over[4] += account[2] * account[0];
        over[5] += account[0] * account[0];
        over[6] += account[4] * account[4];
        over[7] += account[4] * account[3];
        over[8] += account[3] * account[3];
      }
      return new Sums(
          offers.size(),
          accounts.size(),
          means.size(),
          all[0],
          all[1],
          least,
          most,
          over[0],
          over[1],
          over[2],
          over[3],
          over[4],
          over[5],
          over[6],
          over[7],
          over[8]);
    }
  }

  /**
   * Fits the curve.
   *
   * @return null when fewer than three accounts offer, or no goods are offered in two amounts
   */
  public static @Nullable DiscountCurve fit(List<Offer> offers) {
    return fit(Sums.of(offers));
  }

  /** The same from sums, which a database adds up faster than it hands over offers. */
  public static @Nullable DiscountCurve fit(Sums of) {
    double xx = of.xx;
    if (xx < 1e-9) {
      return null;
    }
    double b = of.xy / xx;
    int clusters = of.accounts;
    int n = of.offers;
    if (clusters < 3 || n <= of.goods + 1) {
      return null;
    }
    // By account: the score of the slope, x(y - bx), and that of the level with it, y - bx,
    // squared.
    double slopeSquares = Math.max(0, of.xyxy - 2 * b * of.xyxx + b * b * of.xxxx);
    double levelSquares = Math.max(0, of.yAll2 - 2 * b * of.xyAll + b * b * of.xAll2);
    double residual = Math.max(0, of.yy - b * of.xy);
    double small = (double) clusters / (clusters - 1) * (n - 1) / Math.max(1, n - of.goods - 1);
    double error = Math.sqrt(small * slopeSquares) / xx;
    double deviate = TDistribution.of(clusters - 1).inverseCumulativeProbability(0.975);
    return new DiscountCurve(
        new Estimated(b, b - deviate * error, b + deviate * error),
        of.y / n,
        of.x / n,
        of.least,
        of.most,
        small * slopeSquares / (xx * xx),
        small * levelSquares / ((double) n * n),
        of.yy == 0 ? 0 : 1 - residual / of.yy,
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
