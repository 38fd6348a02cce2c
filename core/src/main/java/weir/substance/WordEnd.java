package weir.substance;

/** Where in a text a name may end. */
final class WordEnd {
  private WordEnd() {}

  /**
   * The end of a name whose last sign stands just before {@code index}: behind an English plural,
   * before a possessive; -1 where the word goes on.
   */
  static int after(CharSequence text, int index, boolean endsInLetter) {
    if (ends(text, index)) {
      return index;
    }
    char unit = text.charAt(index);
    if (!endsInLetter) {
      return -1;
    }
    if (Folding.isDigit(unit)) {
      return index;
    }
    if ((unit == 's' || unit == 'S') && ends(text, index + 1)) {
      return index + 1;
    }
    return -1;
  }

  private static boolean ends(CharSequence text, int index) {
    int i = index;
    while (i < text.length() && Folding.fold(text.charAt(i)) == Folding.IGNORED) {
      i++;
    }
    if (i >= text.length()) {
      return true;
    }
    return Folding.foldAt(text, i) <= Folding.IGNORED;
  }
}
