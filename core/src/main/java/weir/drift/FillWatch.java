package weir.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows how full one field is, page by page, and says when it no longer is.
 *
 * <p>A page is <em>poor</em> when its share of records with the field lies below three quarters of
 * the usual share. Whether poor pages have become more frequent than they were is asked by a
 * cumulative sum (CUSUM; Page 1954) of Bernoulli log-likelihood ratios. The page is the unit, not
 * the record: all records of a page share its fate. The first {@value #REFERENCE} pages tell what
 * is usual; later ones are added to them as long as nothing is amiss.
 *
 * <p>By Lorden's bound (1971), while nothing changes a false call comes less often than once in
 * {@value #PAGES_TO_FALSE_CALL} pages on average, for one field on one kind of page. A field that
 * was always there is called after three or four pages without it; one odd page calls nothing.
 */
public final class FillWatch {

  /** Pages from which the usual is learnt. */
  public static final int REFERENCE = 20;

  /** Pages between two false calls on average, at the least. */
  public static final int PAGES_TO_FALSE_CALL = 10_000;

  private static final double CALL = Math.log(PAGES_TO_FALSE_CALL);

  /** A share of the usual below which a page is poor. */
  private static final double POOR = 0.75;

  /** Fields that fewer records have are not followed: nothing much can be lost of them. */
  private static final double LEAST_USUAL = 0.05;

  /** Where more pages are poor already, losing the field would not show. */
  private static final double MOST_POOR = 0.8;

  /** Of the interval; by trial enough to keep the stated rate at every share of poor pages. */
  private static final double DEVIATE = 1.0;

  private final List<Double> learning = new ArrayList<>();
  private long usualPages;
  private long usualPoor;
  private double usualShares;

  private double sum;
  private double returning;
  private @Nullable Excursion excursion;
  private boolean called;
  private final List<Change> ended = new ArrayList<>();

  /**
   * A time in which a field was lost.
   *
   * @param since when the first page without it was saved; null when that is not known
   * @param until when the first page with it again was saved; null while it lasts, or not known
   * @param pages how many pages were poor
   * @param before usual share of records with the field, 0 to 1; after: the share since
   * @param over whether it came back
   */
  public record Change(
      @Nullable Instant since,
      @Nullable Instant until,
      long pages,
      double before,
      double after,
      boolean over) {}

  /** Pages since the sum left zero, or since a call. */
  private static final class Excursion {
    final @Nullable Instant since;
    final double before;
    long pages;
    long poor;
    double shares;
    @Nullable Instant back;

    Excursion(@Nullable Instant since, double before) {
      this.since = since;
      this.before = before;
    }

    Change change(boolean over) {
      return new Change(
          since, over ? back : null, poor, before, pages == 0 ? 0 : shares / pages, over);
    }
  }

  /**
   * Takes the next page; pages come in the order in which they were saved.
   *
   * @param at when it was saved; null when unknown
   * @param records on the page; a page without any says nothing
   * @param filled how many of them have the field
   */
  public void see(@Nullable Instant at, long records, long filled) {
    if (records <= 0) {
      return;
    }
    double share = (double) filled / records;
    if (usualPages == 0) {
      learn(share);
      return;
    }
    double usual = usualShares / usualPages;
    double poorBefore = atMost(usualPoor, usualPages);
    if (usual < LEAST_USUAL || poorBefore > MOST_POOR) {
      usual(share, share < POOR * usual);
      return;
    }
    double poorAfter = (1 + poorBefore) / 2;
    boolean poor = share < POOR * usual;
    double evidence =
        poor ? Math.log(poorAfter / poorBefore) : Math.log((1 - poorAfter) / (1 - poorBefore));
    if (called) {
      lasting(at, share, poor, evidence);
    } else {
      waiting(at, share, poor, evidence, usual);
    }
  }

  /**
   * The share of poor pages that is taken as usual: the upper end of Wilson's interval, since what
   * few pages showed may have been luck.
   */
  private static double atMost(long poor, long pages) {
    double share = (double) poor / pages;
    double z2 = DEVIATE * DEVIATE;
    double spread = DEVIATE * Math.sqrt(share * (1 - share) / pages + z2 / (4.0 * pages * pages));
    return (share + z2 / (2.0 * pages) + spread) / (1 + z2 / pages);
  }

  private void learn(double share) {
    learning.add(share);
    if (learning.size() == REFERENCE) {
      double mean = learning.stream().mapToDouble(Double::doubleValue).sum() / REFERENCE;
      learning.forEach(one -> usual(one, one < POOR * mean));
      learning.clear();
    }
  }

  private void usual(double share, boolean poor) {
    usualPages++;
    usualShares += share;
    usualPoor += poor ? 1 : 0;
  }

  private void waiting(
      @Nullable Instant at, double share, boolean poor, double evidence, double usual) {
    sum = Math.max(0, sum + evidence);
    Excursion open = excursion;
    if (sum == 0) {
      if (open != null) { // it was nothing: what was set aside is usual too
        usualPages += open.pages;
        usualPoor += open.poor;
        usualShares += open.shares;
        excursion = null;
      }
      usual(share, poor);
      return;
    }
    if (open == null) {
      open = new Excursion(at, usual);
      excursion = open;
    }
    count(open, share, poor);
    if (sum > CALL) {
      called = true;
      returning = 0;
    }
  }

  private void lasting(@Nullable Instant at, double share, boolean poor, double evidence) {
    Excursion open = excursion;
    if (open == null) {
      throw new IllegalStateException("A change was called without its pages");
    }
    returning = Math.max(0, returning - evidence);
    if (returning == 0) {
      open.back = null;
    } else if (open.back == null) {
      open.back = at;
    }
    if (returning > CALL) {
      ended.add(open.change(true));
      excursion = null;
      called = false;
      sum = 0;
      return;
    }
    if (poor) {
      count(open, share, true);
    }
  }

  private static void count(Excursion open, double share, boolean poor) {
    open.pages++;
    open.shares += share;
    open.poor += poor ? 1 : 0;
  }

  /** The loss that lasts; empty when there is none. */
  public Optional<Change> open() {
    Excursion open = excursion;
    return called && open != null ? Optional.of(open.change(false)) : Optional.empty();
  }

  /** Losses that are over, oldest first. */
  public List<Change> ended() {
    return List.copyOf(ended);
  }

  /** How many pages are needed yet before anything can be called; 0 when enough were seen. */
  public int pagesToLearn() {
    return usualPages == 0 ? REFERENCE - learning.size() : 0;
  }
}
