package weir.substance;

/** Where in a text a name may begin. */
final class WordStart {
  static final int NONE = 0;

  /** The sign before is no part of a word. */
  static final int FREE = 1;

  /** Glued to a number or to a number with its unit, as in "2xLSD" or "1gCocaine". */
  static final int GLUED = 2;

  static final int LONGEST_UNIT = 4;

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
    if (from == to) {
      return true;
    }
    StringBuilder unit = new StringBuilder();
    for (int i = from; i < to; i++) {
      unit.append(Folding.sign(folded[i]));
    }
    // In signs: "r" stands for the Cyrillic г as well, "wt" for шт.
    return switch (unit.toString()) {
      case "g", "gr", "mg", "kg", "ug", "oz", "x", "pc", "pcs", "r", "rp", "mr", "kr", "wt" -> true;
      default -> false;
    };
  }
}
