package weir.substance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When a name counts, as the lexicon's column {@code ambiguity} has it. */
enum Ambiguity {
  /** Everywhere. */
  CLEAR,

  /** An ordinary word: with an amount, another drug's name or a category. */
  CONTEXT,

  /** Beside another name of its group, or in a category of its group: an amount is not enough. */
  BESIDE,

  /** In running text only, where the neighbouring words decide; never in a title. */
  PROSE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable Ambiguity of(String word) {
    for (Ambiguity ambiguity : values()) {
      if (ambiguity.word().equals(word)) {
        return ambiguity;
      }
    }
    return null;
  }
}
