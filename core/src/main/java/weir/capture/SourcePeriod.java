package weir.capture;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * What a source's profile said of it, for a time: who could see it, and where it stood. The newest
 * statement of a source holds; older ones stay, so that it can be told what was believed when.
 *
 * @param since first day of which this is said; null: as long as known
 * @param kind such as {@code darknet-market}; layer: {@code surface}, {@code deep} or {@code dark}
 * @param access {@code open}, {@code semi-open} or {@code closed}; null when the profile does not
 *     say
 * @param statedAt when the profile was first used in this form
 */
public record SourcePeriod(
    String source,
    @Nullable LocalDate since,
    String name,
    String kind,
    String layer,
    @Nullable String access,
    Instant statedAt)
    implements Row {}
