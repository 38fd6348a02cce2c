package weir.listing;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One priced amount of a listing that has several: a tier, or a way of shipping.
 *
 * @param kind {@code tier} or {@code shipping}
 * @param label as printed
 * @param days delivery time in days, for shipping
 */
public record Offer(
    String source,
    String listingId,
    @Nullable Instant capturedAt,
    String kind,
    @Nullable String label,
    @Nullable BigDecimal priceAmount,
    @Nullable String priceCurrency,
    @Nullable Double grams,
    @Nullable Double units,
    @Nullable Long days,
    String capture,
    String locator)
    implements Row {}
