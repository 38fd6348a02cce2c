package weir.estimate;

import org.jspecify.annotations.Nullable;

/**
 * What a market sold in a period, made from what was counted: sales that saves hid, listings that
 * nobody saw, days that no save reached, buyers who did not rate.
 *
 * <p>What was counted is certain, as far as it belongs to the period, so most of the doubt lies to
 * one side. Each correction has a doubt of its own, and these are put together on their own scales
 * (see {@link Uncertain}).
 */
public final class SalesEstimate {

  /** Sales of a listing that was never seen, against one that was: none is known to anybody. */
  private static final double UNSEEN_LISTING_SALES = 0.6;

  private static final double UNSEEN_LISTING_DEVIATION = 0.6;

  /** How far sales beyond the saves may lie from those within, on average. */
  private static final double DRIFT = 0.2;

  /** Sales that come together in one week do so less across its ends. */
  private static final double CHANCE = 0.6;

  private static final double STRAY_DEVIATION = 0.6;

  private SalesEstimate() {}

  /**
   * What is known of one source and group.
   *
   * @param counted sales, or their money
   * @param oneSale 1, or the money of one sale
   * @param hidden what the source's saves hid
   * @param part whether this is a part of the source, of which hidden sales were not found apart
   * @param strays sales of listings seen once or never, as a share of those counted
   * @param missing listings that the site counts and nobody saw, for each one that was seen
   * @param clusters sales that go together
   * @param period that is counted
   * @param lostShare of what was counted, in long gaps that count for nothing
   * @param lostDays of such gaps
   * @param rated units for each rating; null where what was counted are units
   */
  public record Evidence(
      double counted,
      double oneSale,
      HiddenSales hidden,
      boolean part,
      double strays,
      double missing,
      double clusters,
      SavedTime.Period period,
      double lostShare,
      double lostDays,
      @Nullable RatedShare rated) {}

  /** What was sold, at a level. */
  public static Uncertain of(Evidence e, double deviate) {
    Uncertain hidden = e.hidden.of(e.counted, e.oneSale, e.part, deviate);
    if (e.strays > 0) {
      double strays = e.strays * (e.counted + 0.5 * e.oneSale);
      hidden = hidden.plus(Uncertain.onLogScale(strays, STRAY_DEVIATION, deviate));
    }
    SavedTime.Period period = e.period.without(e.lostDays);
    double kept = period.equals(e.period) ? 1 : 1 - e.lostShare;
    Uncertain sold = Uncertain.exactly(e.counted).plus(hidden).times(kept * period.factor());
    double sales = sold.estimate() / Math.max(1, period.days()) / e.oneSale;
    double chance = CHANCE * e.clusters * sales * (period.misdated() + period.beyond());
    double drift = DRIFT * sales * period.beyond();
    sold = sold.withError(deviate * e.oneSale * Math.sqrt(chance + drift * drift));
    if (e.missing > 0.01) {
      Uncertain unseen =
          Uncertain.onLogScale(
              sold.estimate() * e.missing * UNSEEN_LISTING_SALES,
              UNSEEN_LISTING_DEVIATION,
              deviate);
      sold = sold.plus(unseen);
    }
    return e.rated == null ? sold : sold.times(e.rated.at(deviate));
  }
}
