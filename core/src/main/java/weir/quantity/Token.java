package weir.quantity;

/**
 * A piece of a text: a number, a word, a multiplication sign, or another sign.
 *
 * @param word lower case; for a sign the sign itself
 * @param value of a number; NaN otherwise
 * @param glue what a number hangs on at its left
 */
record Token(Kind kind, int start, int end, String word, double value, Glue glue) {

  enum Kind {
    NUMBER,
    /** A number that cannot count anything: a price, a percentage, a date, a telephone number. */
    DEAD_NUMBER,
    /**
     * Two numbers with a slash that is no fraction: the strengths of two substances in one pill.
     */
    RATIO,
    WORD,
    /** A multiplication sign, or a letter x standing alone. */
    TIMES,
    SIGN
  }

  enum Glue {
    NONE,
    LETTER,
    HYPHEN,
    HASH
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isSign(char sign) {
    return kind == Kind.SIGN && word.charAt(0) == sign;
  }

  boolean isWord(String wanted) {
    return kind == Kind.WORD && word.equals(wanted);
  }

  boolean whole() {
    return value == Math.rint(value);
  }
}
