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

  /** The vocabulary that a user brought this name with; null for the lexicon's own names. */
  @Nullable String vocabulary() {
    int slash = file.indexOf('/');
    return slash < 0 || file.startsWith("names/") ? null : file.substring(0, slash);
  }

  /** How a hit on this name was come by: {@code lexicon:brand}, {@code vocabulary:atc}. */
  String rung() {
    String vocabulary = vocabulary();
    return vocabulary == null ? "lexicon:" + kind.word() : "vocabulary:" + vocabulary;
  }
}
