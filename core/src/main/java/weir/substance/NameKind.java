package weir.substance;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What sort of word a name is, as the lexicon's column {@code kind} has it. */
enum NameKind {
  NAME,
  INN,
  BRAND,
  SLANG,
  STRAIN,
  SPELLING,
  CODE,
  /** A shape that goes with one substance or group, such as buds or blotters. */
  FORM,
  /** A word for drugs as such, such as pills; never what a listing sells. */
  GENERAL,
  /** A wording that looks like a drug's name and is none, such as ice cream. */
  OTHER_SENSE;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static @Nullable NameKind of(String word) {
    for (NameKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return null;
  }
}
