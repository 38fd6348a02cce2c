package weir.substance;

/** What a walk through the trie has read since its start; one is reused for a whole text. */
final class Walk {
  /** Bit i: a separator stood before sign i. */
  long separatorBefore;

  /** Bit i: sign i is a digit. */
  long digits;

  /** How often sign i stood in a row. */
  final byte[] run = new byte[NameMatcher.LONGEST + 2];

  int length;

  /** The flags of {@link Folding} of all units read. */
  private int seen;

  int start;

  /** Whether the text has a digit or sign between two letters that may be put for a letter. */
  boolean figureInWord;

  private char last;

  void begin(int wordStart) {
    separatorBefore = 0;
    digits = 0;
    length = 0;
    seen = 0;
    last = 0;
    start = wordStart;
  }

  boolean latin() {
    return (seen & Folding.LATIN) != 0;
  }

  boolean cyrillic() {
    return (seen & Folding.CYRILLIC) != 0;
  }

  boolean substituted() {
    return (seen & Folding.SUBSTITUTED) != 0;
  }

  boolean digit(int index) {
    return (digits >>> index & 1) != 0;
  }

  /** Whether this unit only lengthens the last sign, as in "nboooome". */
  boolean repeats(int folded, boolean separated) {
    return Folding.sign(folded) == last
        && !separated
        && !Folding.isDigit(folded)
        && !digit(length - 1);
  }

  /** Reads one unit; false where it only lengthens the last sign. */
  boolean add(int folded, boolean separated) {
    seen |= folded;
    if (length > 0 && repeats(folded, separated)) {
      run[length - 1] = (byte) Math.min(run[length - 1] + 1, Byte.MAX_VALUE);
      return false;
    }
    if (separated) {
      separatorBefore |= 1L << length;
    }
    if (Folding.isDigit(folded)) {
      digits |= 1L << length;
    }
    run[length] = 1;
    last = Folding.sign(folded);
    length++;
    return true;
  }
}
