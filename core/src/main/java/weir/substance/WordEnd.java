package weir.substance;

/** Where in a text a name may end. */
final class WordEnd {
  private WordEnd() {}

  /**
   * The end of a name whose last sign stands just before {@code index}: behind an English plural,
   * before a possessive; -1 where the word goes on.
   */
  static int after(int[] folded, int index, boolean endsInLetter) {
    if (index < folded.length && folded[index] == Folding.SECOND_HALF) {
      return after(folded, index + 1, endsInLetter);
    }
    if (ends(folded, index) || (folded[last(folded, index)] & Folding.ALONE) != 0) {
      return index;
    }
    if (!endsInLetter) {
      return -1;
    }
    if (Folding.isDigit(folded[index])) {
      return index;
    }
    return Folding.sign(folded[index]) == 's' && ends(folded, index + 1) ? index + 1 : -1;
  }

  private static int last(int[] folded, int index) {
    return folded[index - 1] == Folding.SECOND_HALF ? index - 2 : index - 1;
  }

  private static boolean ends(int[] folded, int index) {
    int i = index;
    while (i < folded.length && Folding.isIgnored(folded[i])) {
      i++;
    }
    return i >= folded.length || !Folding.inWord(folded[i]) || (folded[i] & Folding.ALONE) != 0;
  }
}
