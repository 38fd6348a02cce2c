package weir.substance;

import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * A name of a substance found in a text that was kept.
 *
 * @param recordKind the table of the record, such as {@code listing}
 * @param start UTF-16 units into the field; end is exclusive
 * @param confidence 0 to 1
 * @param how the rungs that led from surface to substance, such as {@code lexicon:brand}
 */
public record Mention(
    String source,
    String recordKind,
    String recordId,
    String capture,
    String field,
    long start,
    long end,
    String surface,
    @Nullable String substance,
    @Nullable String substanceClass,
    double confidence,
    String how)
    implements Row {}
