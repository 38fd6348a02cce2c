package weir.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * A vendor account as one page showed it.
 *
 * @param rating 0 to 1
 * @param finalizesEarly whether it may take payment before the goods arrive
 * @param otherMarkets where it claims to be rated too; otherRatings: as printed, in the same order
 * @param keyFingerprints of public keys, upper-case hex
 * @param contacts keyed digests only, each led by its kind, such as {@code email:9f…}
 */
public record Account(
    String source,
    String account,
    @Nullable Instant capturedAt,
    @Nullable LocalDate joinedOn,
    @Nullable LocalDate lastSeenOn,
    @Nullable Long salesCount,
    @Nullable Double rating,
    @Nullable Long feedbackCount,
    @Nullable Long trustLevel,
    @Nullable Long disputesWon,
    @Nullable Long disputesLost,
    @Nullable Boolean finalizesEarly,
    @Nullable List<String> otherMarkets,
    @Nullable List<String> otherRatings,
    @Nullable List<String> keyFingerprints,
    @Nullable List<String> contacts,
    @Nullable String text,
    String capture,
    String locator)
    implements Row {}
