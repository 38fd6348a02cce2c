package weir.substance;

/** What a walk through the trie has read since its start; one is reused for a whole text. */
final class Walk {
  /** Bit i: a separator stood before sign i. */
  long separatorBefore;

  /** How often sign i stood in a row. */
  final int[] run = new int[NameMatcher.LONGEST + 2];

  final boolean[] digit = new boolean[NameMatcher.LONGEST + 2];
  int length;
  boolean latin;
  boolean cyrillic;
  int start;
  private char last;

  void begin(int wordStart) {
    separatorBefore = 0;
    length = 0;
    latin = false;
    cyrillic = false;
    last = 0;
    start = wordStart;
  }

  /** Whether this sign only lengthens the last one, as in "nboooome". */
  boolean repeats(char sign, char unit, boolean separated) {
    return sign == last && !separated && !Folding.isDigit(unit) && !digit[length - 1];
  }

  void add(char sign, char unit, boolean separated) {
    if (Folding.isCyrillic(unit)) {
      cyrillic = true;
    } else if (!Folding.isDigit(unit) && (Folding.isLatin(unit) || unit >= '\uD800')) {
      latin = true;
    }
    if (length > 0 && repeats(sign, unit, separated)) {
      run[length - 1]++;
      return;
    }
    if (separated) {
      separatorBefore |= 1L << length;
    }
    run[length] = 1;
    digit[length] = Folding.isDigit(unit);
    last = sign;
    length++;
  }
}
