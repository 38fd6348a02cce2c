package weir.novelty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A listing under one title, when it was first seen so.
 *
 * @param account who offers it; null when not known
 * @param substance the lexicon's id of what it is sold as; null when the title names none
 * @param substanceClass its class path; may be known where the substance is not
 * @param shipsFrom ISO 3166-1 alpha-2; null when not told
 * @param capture digest of the page that showed it first
 * @param first when that page was saved
 */
public record Sight(
    String source,
    String listing,
    @Nullable String account,
    String title,
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable String shipsFrom,
    String capture,
    Instant first) {}
