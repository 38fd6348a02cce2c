package weir.substance;

import org.jspecify.annotations.Nullable;

/**
 * One name in the lexicon.
 *
 * @param substance empty for {@link NameKind#OTHER_SENSE}
 * @param ambiguity when it counts
 */
record LexiconName(
    @Nullable Substance substance,
    String name,
    NameKind kind,
    String language,
    Ambiguity ambiguity,
    String file,
    long line) {

  LexiconName(
      @Nullable Substance substance,
      String name,
      NameKind kind,
      String language,
      boolean clear,
      String file,
      long line) {
    this(substance, name, kind, language, clear ? Ambiguity.CLEAR : Ambiguity.CONTEXT, file, line);
  }

  /** False for a word that needs support from its surroundings. */
  boolean clear() {
    return ambiguity == Ambiguity.CLEAR;
  }

  boolean prose() {
    return ambiguity == Ambiguity.PROSE;
  }

  boolean beside() {
    return ambiguity == Ambiguity.BESIDE;
  }
}
