package weir.substance;

import org.jspecify.annotations.Nullable;

/**
 * A name found in a text.
 *
 * @param start UTF-16 units into the text as given
 * @param end exclusive
 * @param surface the text between, unchanged
 * @param substance empty where the wording names a group of substances only
 * @param confidence 0 to 1
 * @param how the rungs that led here, such as {@code lexicon:brand}
 */
public record NamedSpan(
    int start,
    int end,
    String surface,
    @Nullable String substance,
    @Nullable String substanceClass,
    double confidence,
    String how) {}
