package weir.document;

import java.io.Reader;

/**
 * Hands a text out without parting a pair of surrogates. snakeyaml-engine 3.0.1 reads 1,025
 * characters at a time, and looks for the second half of a parted pair beyond its buffer's end: an
 * emoji in the wrong place of a document would stop the reading with an IndexOutOfBoundsException.
 */
final class WholeCodePoints extends Reader {
  private final String text;
  private int at;

  WholeCodePoints(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    if (at == text.length()) {
      return -1;
    }
    int end = Math.min(text.length(), at + length);
    if (end - at > 1 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    int count = end - at;
    text.getChars(at, end, buffer, offset);
    at = end;
    return count;
  }

  @Override
  public void close() {}
}
