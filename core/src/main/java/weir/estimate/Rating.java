package weir.estimate;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One rating of a purchase, for the kernels.
 *
 * @param listingId the listing, or {@code account:} and the account where the page names no listing
 * @param at when it was given, or first seen where the page does not say
 * @param amount what was paid, where the page says so
 */
public record Rating(
    String source,
    String listingId,
    Instant at,
    @Nullable String account,
    @Nullable BigDecimal amount,
    @Nullable String currency) {}
