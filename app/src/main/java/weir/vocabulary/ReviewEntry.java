package weir.vocabulary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A naming that somebody called wrong, or a name that was missed.
 *
 * @param id eight hexadecimal digits, the same for the same text and complaint
 * @param complaint {@code wrong} or {@code missed}
 * @param text personal data masked, as every other text here
 * @param category as the market names it; empty for none
 * @param sourceKind such as {@code forum}; empty for none
 * @param surface the wording in question; empty where the whole text is
 * @param lexicon the version that named it so
 */
public record ReviewEntry(
    String id,
    Instant at,
    String complaint,
    String text,
    String category,
    String sourceKind,
    String surface,
    @Nullable String substance,
    @Nullable String substanceClass,
    String how,
    String lexicon,
    boolean done) {}
