package weir.estimate;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * What {@link SalesKernel} knows of a listing at some moment: with it, later events give the rows
 * that they would have given after all earlier events. Whoever gives the kernel more to remember
 * from day to day adds it here.
 *
 * @param capturedAt of the last observation, as are the columns that follow; null before the first
 * @param stock the last that was shown; soldCount, feedbackCount: likewise
 * @param rated whether a rating was read; a first one changes earlier rows too
 * @param waiting whether ratings wait for a first observation, which gives them their price
 */
public record ListingCarry(
    String source,
    String listingId,
    @Nullable Instant capturedAt,
    @Nullable String account,
    @Nullable String offerKind,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String shipsFrom,
    @Nullable BigDecimal priceAmount,
    @Nullable String priceCurrency,
    @Nullable Double grams,
    @Nullable Double units,
    @Nullable Long stock,
    @Nullable Long soldCount,
    @Nullable Long feedbackCount,
    boolean rated,
    boolean waiting)
    implements Row {

  static ListingCarry of(
      String source, String listing, @Nullable Observation last, boolean rated, boolean waiting) {
    return last == null
        ? new ListingCarry(
            source, listing, null, null, null, null, null, null, null, null, null, null, null, null,
            null, rated, waiting)
        : new ListingCarry(
            source,
            listing,
            last.capturedAt(),
            last.account(),
            last.offerKind(),
            last.substance(),
            last.substanceClass(),
            last.shipsFrom(),
            last.priceAmount(),
            last.priceCurrency(),
            last.grams(),
            last.units(),
            last.stock(),
            last.soldCount(),
            last.feedbackCount(),
            rated,
            waiting);
  }

  /** The last observation; null before the first. */
  @Nullable Observation last() {
    return capturedAt == null
        ? null
        : new Observation(
            source,
            listingId,
            capturedAt,
            account,
            offerKind,
            substance,
            substanceClass,
            shipsFrom,
            priceAmount,
            priceCurrency,
            grams,
            units,
            stock,
            soldCount,
            feedbackCount);
  }
}
