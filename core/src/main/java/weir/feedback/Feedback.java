package weir.feedback;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One rating of a purchase.
 *
 * @param feedbackId the site's own id, or the digest of the fields that the profile names
 * @param account the vendor account that was rated; the buyer is never kept
 * @param givenAtPrecision {@code second}, {@code minute}, {@code hour}, {@code day}, {@code week},
 *     {@code month} or {@code year}: how exactly the page says it
 * @param rating 0 to 1
 */
public record Feedback(
    String source,
    String feedbackId,
    @Nullable String account,
    @Nullable String listingId,
    @Nullable Instant capturedAt,
    @Nullable Instant givenAt,
    @Nullable String givenAtPrecision,
    @Nullable Double rating,
    @Nullable String text,
    @Nullable BigDecimal amount,
    @Nullable String amountCurrency,
    String capture,
    String locator)
    implements Row {}
