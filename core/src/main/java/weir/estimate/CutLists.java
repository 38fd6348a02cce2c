package weir.estimate;

import java.util.HashMap;
import java.util.Map;

/**
 * Ratings that were pushed out of short lists between two saves of a page.
 *
 * <p>A page that shows its last {@code N} ratings, all of them given after its last save, says that
 * at least {@code N} were given since: a censored count. How many there were follows from how far
 * back the list reaches: for ratings that come evenly over the time between two saves, {@code (N -
 * 1) · gap / reach} is right on average, whatever their number (the reach is a share of the gap
 * with a beta distribution).
 *
 * @param saves of pages that had been saved before
 * @param cut of these, saves whose list held nothing that was known
 * @param pushedOut ratings that are likely to have come and gone in between
 * @param deviation of the logarithm of that number
 */
public record CutLists(long saves, long cut, double pushedOut, double deviation) {

  /** Below this share of cut lists, what fewer saves would have shown tells more. */
  private static final double ENOUGH = 0.2;

  /** Ratings that come in bursts, and days instead of times, on the log scale. */
  private static final double DOUBT = 0.2;

  /** Whether lists were cut often enough to tell by their reach what was lost. */
  public boolean tell() {
    return cut >= 10 && cut >= ENOUGH * saves;
  }

  /** Adds up what pages show. */
  public static final class Tally {

    /** No list reaches less far back: days, the precision of most dates. */
    private static final double LEAST_REACH = 0.25;

    private final Map<String, Double> byVendor = new HashMap<>();
    private long saves;
    private long cut;

    /** Counts saves of pages that had been saved before. */
    public void saves(long all, long cutOnes) {
      saves += all;
      cut += cutOnes;
    }

    /**
     * Adds a cut list.
     *
     * @param shown ratings, at least two
     * @param gap days since the last save
     * @param reach days since the oldest rating shown
     */
    public void cut(String vendor, long shown, double gap, double reach) {
      double far = Math.clamp(reach, Math.min(LEAST_REACH, gap), gap);
      byVendor.merge(vendor, (shown - 1) * gap / far - shown, Double::sum);
    }

    public CutLists done() {
      double sum = 0;
      double squares = 0;
      for (double one : byVendor.values()) {
        sum += one;
        squares += one * one;
      }
      double pushedOut = Math.max(0, sum);
      // Vendors' lists go together: their sums are what varies.
      double chance = pushedOut > 0 ? Math.min(1, Math.sqrt(squares) / pushedOut) : 1;
      return new CutLists(saves, cut, pushedOut, Math.hypot(chance, DOUBT));
    }
  }
}
