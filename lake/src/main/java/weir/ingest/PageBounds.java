package weir.ingest;

/** Looks how much there is on an HTML page before it is parsed: a parsed tag costs memory. */
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
}
