package weir.replay;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.money.Rate;
import weir.row.Row;

/**
 * Data made wrong on purpose, so that a replay can show that it would notice: amounts are lowered,
 * and some pages, some rows of the others and some days of rates are missing, the same ones each
 * time. Rows go too because a table of a million rows may be three pages, none of which happens to
 * be missing. Amounts are lowered, not raised, so that what is missing cannot make up for it.
 */
final class Perturbation {

  private Perturbation() {}

  /** Whether a page is among the share that is missing, by its digest. */
  static boolean isLeftOut(String digest, double share) {
    return Integer.parseInt(digest.substring(0, 6), 16) < share * 0x1000000;
  }

  /**
   * What is left of a page's rows, made wrong.
   *
   * @param digest of the page
   */
  static List<Row> of(String digest, List<Row> rows, double share) {
    List<Row> left = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!isAmong(digest + "#" + i, share)) {
        left.add(of(rows.get(i), share));
      }
    }
    return left;
  }

  /** What is left of a file's rates, made wrong: all of a day's rates are missing together. */
  static List<Rate> of(List<Rate> rates, double share) {
    return rates.stream()
        .filter(rate -> !isAmong(rate.day().toString(), share))
        .map(rate -> of(rate, share))
        .toList();
  }

  /** Whether a name belongs to that share of all names; a text's hash code is the same anywhere. */
  private static boolean isAmong(String name, double share) {
    long spread = name.hashCode() * 0x9E3779B97F4A7C15L;
    return (spread >>> 11) * 0x1p-53 < share;
  }

  private static Rate of(Rate rate, double share) {
    return new Rate(
        rate.day(), rate.base(), rate.quote(), rate.rate() * (1 - share), rate.origin());
  }

  private static Row of(Row row, double share) {
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
              lowered(l.priceAmount(), share),
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
              lowered(l.stock(), share),
              l.stockPending(),
              lowered(l.soldCount(), share),
              l.rating(),
              lowered(l.feedbackCount(), share),
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
              lowered(f.amount(), share),
              f.amountCurrency(),
              f.capture(),
              f.locator());
      default -> row;
    };
  }

  private static @Nullable Long lowered(@Nullable Long count, double share) {
    return count == null ? null : Long.valueOf((long) Math.floor(count * (1 - share)));
  }

  private static @Nullable BigDecimal lowered(@Nullable BigDecimal amount, double share) {
    return amount == null
        ? null
        : amount
            .multiply(BigDecimal.valueOf(1 - share))
            .setScale(8, java.math.RoundingMode.HALF_UP);
  }
}
