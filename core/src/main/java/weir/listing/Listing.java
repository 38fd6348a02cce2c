package weir.listing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One offer as one page showed it. What the page did not say is null.
 *
 * @param listingId the site's own id, or the digest of the fields that the profile names
 * @param category outermost first
 * @param offerKind an {@link OfferKind}'s word
 * @param pricesShown every price as printed, such as {@code "109 USD"}
 * @param priceAmount what the page asks, in priceCurrency; never converted
 * @param quantityValue the number printed, in quantityUnit
 * @param grams mass of the product; units: the number of doses or pieces
 * @param substance what the listing claims to sell: a lexicon id, never a laboratory's finding
 * @param substanceClass a path such as {@code nps/cathinone}
 * @param substanceConfidence 0 to 1
 * @param shipsFrom ISO 3166-1 alpha-2
 * @param shipsTo ISO 3166-1 alpha-2 codes, or the words {@code EU} and {@code WORLD}
 * @param stock ready to sell; stockPending: on pre-order
 * @param rating 0 to 1
 * @param payments kinds of payment and currencies that are taken, such as {@code XMR}, as printed
 * @param capture digest of the page; locator: the place on the kept page
 */
public record Listing(
    String source,
    String listingId,
    @Nullable Instant capturedAt,
    @Nullable String account,
    @Nullable String title,
    @Nullable String description,
    @Nullable List<String> category,
    @Nullable String offerKind,
    @Nullable List<String> pricesShown,
    @Nullable BigDecimal priceAmount,
    @Nullable String priceCurrency,
    @Nullable Double quantityValue,
    @Nullable String quantityUnit,
    @Nullable Double grams,
    @Nullable Double units,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable Double substanceConfidence,
    @Nullable String shipsFrom,
    @Nullable List<String> shipsTo,
    @Nullable Long stock,
    @Nullable Long stockPending,
    @Nullable Long soldCount,
    @Nullable Double rating,
    @Nullable Long feedbackCount,
    @Nullable Boolean escrow,
    @Nullable List<String> payments,
    String capture,
    String locator)
    implements Row {

  /** A listing that says nothing of how it may be paid. */
  public Listing(
      String source,
      String listingId,
      @Nullable Instant capturedAt,
      @Nullable String account,
      @Nullable String title,
      @Nullable String description,
      @Nullable List<String> category,
      @Nullable String offerKind,
      @Nullable List<String> pricesShown,
      @Nullable BigDecimal priceAmount,
      @Nullable String priceCurrency,
      @Nullable Double quantityValue,
      @Nullable String quantityUnit,
      @Nullable Double grams,
      @Nullable Double units,
      @Nullable String substance,
      @Nullable String substanceClass,
      @Nullable Double substanceConfidence,
      @Nullable String shipsFrom,
      @Nullable List<String> shipsTo,
      @Nullable Long stock,
      @Nullable Long stockPending,
      @Nullable Long soldCount,
      @Nullable Double rating,
      @Nullable Long feedbackCount,
      @Nullable Boolean escrow,
      String capture,
      String locator) {
    this(
        source,
        listingId,
        capturedAt,
        account,
        title,
        description,
        category,
        offerKind,
        pricesShown,
        priceAmount,
        priceCurrency,
        quantityValue,
        quantityUnit,
        grams,
        units,
        substance,
        substanceClass,
        substanceConfidence,
        shipsFrom,
        shipsTo,
        stock,
        stockPending,
        soldCount,
        rating,
        feedbackCount,
        escrow,
        null,
        capture,
        locator);
  }
}
