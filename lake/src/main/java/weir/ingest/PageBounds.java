package weir.ingest;

/** Looks how much there is on a page before it is parsed: a parsed tag or value costs memory. */
final class PageBounds {

  private PageBounds() {}

  /**
   * Tags and attributes, counted roughly and never too low: every {@code <}, and every gap between
   * words inside a tag.
   */
  static long parts(byte[] page) {
    long parts = 0;
    boolean inTag = false;
    boolean inGap = false;
    for (byte b : page) {
      if (b == '<') {
        parts++;
        inTag = true;
        inGap = false;
      } else if (b == '>') {
        inTag = false;
      } else if (inTag) {
        boolean gap = (b >= 0 && b <= ' ') || b == '/';
        if (gap && !inGap) {
          parts++;
        }
        inGap = gap;
      }
    }
    return parts;
  }

  /** Values of a whole document, counted roughly and never too low. */
  static long allValues(byte[] document) {
    long values = 0;
    for (byte b : document) {
      if (b == ',' || b == '[' || b == '{') {
        values++;
      }
    }
    return values;
  }

  /** Values on the longest line of JSON lines, counted roughly and never too low. */
  static long values(byte[] lines) {
    long most = 0;
    long values = 0;
    for (byte b : lines) {
      if (b == ',' || b == '[' || b == '{') {
        values++;
        most = Math.max(most, values);
      } else if (b == '\n') {
        values = 0;
      }
    }
    return most;
  }
}
