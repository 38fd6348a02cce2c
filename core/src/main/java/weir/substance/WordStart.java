package weir.substance;

import java.util.stream.Stream;

/** Where in a text a name may begin. */
final class WordStart {
  static final int NONE = 0;

  /** The sign before is no part of a word. */
  static final int FREE = 1;

  /** Glued to a number or to a number with its unit, as in "2xLSD" or "1gCocaine". */
  static final int GLUED = 2;

  static final int LONGEST_UNIT = 4;

  // In signs: "r" stands for the Cyrillic г as well, "wt" for шт; "" where the word follows at
  // once.
  private static final long[] UNITS =
      Stream.of(
              "", "g", "gr", "mg", "kg", "ug", "oz", "x", "pc", "pcs", "r", "rp", "mr", "kr", "wt")
          .mapToLong(unit -> unit.chars().asLongStream().reduce(0, (key, sign) -> key << 16 | sign))
          .toArray();

  private WordStart() {}

  static int at(int[] folded, int index) {
    int before = index - 1;
    while (before >= 0 && Folding.isIgnored(folded[before])) {
      before--;
    }
    if (before < 0
        || !Folding.inWord(folded[before])
        || ((folded[before] | folded[index]) & Folding.ALONE) != 0) {
      return FREE;
    }
    if (Folding.isDigit(folded[index])) {
      return NONE;
    }
    int i = before;
    while (i >= 0 && index - i <= LONGEST_UNIT && !Folding.isDigit(folded[i])) {
      if (!Folding.inWord(folded[i])) {
        return NONE;
      }
      i--;
    }
    if (i < 0 || !Folding.isDigit(folded[i])) {
      return NONE;
    }
    return isUnit(folded, i + 1, index) ? GLUED : NONE;
  }

  /** Whether these units between a number and a word read as a measure, or as nothing at all. */
  private static boolean isUnit(int[] folded, int from, int to) {
    long unit = 0;
    for (int i = from; i < to; i++) {
      unit = unit << 16 | Folding.sign(folded[i]);
    }
    for (long known : UNITS) {
      if (unit == known) {
        return true;
      }
    }
    return false;
  }
}
