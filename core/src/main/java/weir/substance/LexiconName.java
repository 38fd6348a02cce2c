package weir.substance;

import org.jspecify.annotations.Nullable;

/**
 * One name in the lexicon.
 *
 * @param substance empty for {@link NameKind#OTHER_SENSE}
 * @param clear false for an ordinary word that needs support from its surroundings
 */
record LexiconName(
    @Nullable Substance substance,
    String name,
    NameKind kind,
    String language,
    boolean clear,
    String file,
    long line) {}
