package weir.estimate;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the kernels need of one listing row. */
public record Observation(
    String source,
    String listingId,
    Instant capturedAt,
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
    @Nullable Long feedbackCount) {}
