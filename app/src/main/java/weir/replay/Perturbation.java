package weir.replay;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.money.Rate;
import weir.row.Row;

/**
 * Data made wrong on purpose, so that a replay can show that it would notice: amounts are raised,
 * and some pages are missing, the same ones each time.
 */
final class Perturbation {

  private Perturbation() {}

  /** Whether a page is among the share that is missing, by its digest. */
  static boolean isLeftOut(String digest, double share) {
    return Integer.parseInt(digest.substring(0, 6), 16) < share * 0x1000000;
  }

  static Rate of(Rate rate, double share) {
    return new Rate(
        rate.day(), rate.base(), rate.quote(), rate.rate() * (1 + share), rate.origin());
  }

  static Row of(Row row, double share) {
    return switch (row) {
      case Listing l ->
          new Listing(
              l.source(),
              l.listingId(),
              l.capturedAt(),
              l.account(),
              l.title(),
              l.description(),
              l.category(),
              l.offerKind(),
              l.pricesShown(),
              raised(l.priceAmount(), share),
              l.priceCurrency(),
              l.quantityValue(),
              l.quantityUnit(),
              l.grams(),
              l.units(),
              l.substance(),
              l.substanceClass(),
              l.substanceConfidence(),
              l.shipsFrom(),
              l.shipsTo(),
              raised(l.stock(), share),
              l.stockPending(),
              raised(l.soldCount(), share),
              l.rating(),
              raised(l.feedbackCount(), share),
              l.escrow(),
              l.payments(),
              l.capture(),
              l.locator());
      case Feedback f ->
          new Feedback(
              f.source(),
              f.feedbackId(),
              f.account(),
              f.listingId(),
              f.capturedAt(),
              f.givenAt(),
              f.givenAtPrecision(),
              f.rating(),
              f.text(),
              raised(f.amount(), share),
              f.amountCurrency(),
              f.capture(),
              f.locator());
      default -> row;
    };
  }

  private static @Nullable Long raised(@Nullable Long count, double share) {
    return count == null ? null : Long.valueOf(Math.round(count * (1 + share)));
  }

  private static @Nullable BigDecimal raised(@Nullable BigDecimal amount, double share) {
    return amount == null
        ? null
        : amount
            .multiply(BigDecimal.valueOf(1 + share))
            .setScale(8, java.math.RoundingMode.HALF_UP);
  }
}
