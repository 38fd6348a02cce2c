package weir.substance;

/** The part of a text that reads as a name, sign by sign; one is reused for a whole text. */
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

  private int last;

  void begin(int wordStart) {
    separatorBefore = 0;
    digits = 0;
    length = 0;
    seen = 0;
    last = 0;
    start = wordStart;
  }

  /** Begins anew, and reads these units. */
  void read(int[] folded, int from, int to, int wordStart) {
    begin(wordStart);
    boolean separated = false;
    for (int i = from; i < to; i++) {
      int unit = folded[i];
      if (Folding.inWord(unit)) {
        add(unit, separated);
        separated = false;
      } else {
        separated |= !Folding.isIgnored(unit);
      }
    }
  }

  /** Whether these units are letters of one word as written in Latin script, none doubled. */
  static boolean plain(int[] folded, int from, int to) {
    int all = -1;
    int any = 0;
    int doubled = 0;
    int last = 0;
    for (int i = from; i < to; i++) {
      int unit = folded[i];
      all &= unit;
      any |= unit;
      doubled |= ((unit ^ last) & 0xFFFF) - 1; // below zero where both have the same sign
      last = unit;
    }
    int latin = Folding.WORD | Folding.LATIN;
    int other = Folding.DIGIT | Folding.CYRILLIC | Folding.SUBSTITUTED;
    return (all & latin) == latin && (any & other) == 0 && doubled >= 0;
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

  /** Reads one unit; false where it only lengthens the last sign. */
  boolean add(int folded, boolean separated) {
    seen |= folded;
    if (!separated && Folding.repeats(folded, last)) {
      last = folded;
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
    last = folded;
    length++;
    return true;
  }
}
