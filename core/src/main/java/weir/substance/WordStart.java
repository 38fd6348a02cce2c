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

  static int at(CharSequence text, int index) {
    if (index == 0) {
      return FREE;
    }
    char before = text.charAt(index - 1);
    if (Character.isLowSurrogate(before)) {
      return index > 1 && text.charAt(index - 2) == Folding.STYLED ? NONE : FREE;
    }
    if (!Folding.inWord(before)) {
      return Folding.fold(before) == Folding.IGNORED && index > 1 ? at(text, index - 1) : FREE;
    }
    if (Folding.isDigit(text.charAt(index))) {
      return NONE;
    }
    int i = index - 1;
    while (i >= 0 && index - i <= LONGEST_UNIT && !Folding.isDigit(text.charAt(i))) {
      if (!Folding.inWord(text.charAt(i))) {
        return NONE;
      }
      i--;
    }
    if (i < 0 || !Folding.isDigit(text.charAt(i))) {
      return NONE;
    }
    return isUnit(text, i + 1, index) ? GLUED : NONE;
  }

  /** Whether these units between a number and a word read as a measure, or as nothing at all. */
  private static boolean isUnit(CharSequence text, int from, int to) {
    if (from == to) {
      return true;
    }
    StringBuilder unit = new StringBuilder();
    for (int i = from; i < to; i++) {
      unit.append(Character.toLowerCase(text.charAt(i)));
    }
    return switch (unit.toString()) {
      case "g", "gr", "mg", "kg", "ug", "oz", "x", "pc", "pcs", "г", "гр", "мг", "кг", "шт", "х" ->
          true;
      default -> false;
    };
  }
}
