package weir.estimate;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * One listing on one day (UTC) at one price in force: a day on which the price changed has a row
 * for each. What was not observable is null, not zero: a site that shows no stock has no sales by
 * stock.
 *
 * @param observations how often the listing was seen that day at that price
 * @param soldByStock units by which ready stock fell since the observation before
 * @param soldByCounter units by which the sold counter rose
 * @param soldByFeedback ratings that were added
 * @param restocked units by which ready stock rose
 * @param gapDays days since the listing was last seen before; null at its first sight
 */
public record ListingDay(
    String source,
    String listingId,
    LocalDate day,
    @Nullable String account,
    @Nullable String offerKind,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String shipsFrom,
    @Nullable BigDecimal priceAmount,
    @Nullable String priceCurrency,
    @Nullable Double grams,
    @Nullable Double units,
    long observations,
    @Nullable Long soldByStock,
    @Nullable Long soldByCounter,
    @Nullable Long soldByFeedback,
    @Nullable Long restocked,
    @Nullable Double gapDays)
    implements Row {}
