package weir.masking;

/**
 * Pictures written as text: {@code data:} addresses, and Base64 that begins as JPEG, PNG, GIF or
 * WebP do. A picture may show a face, so none is kept.
 */
final class Pictures {

  private static final String[] BEGINNINGS = {"/9j/", "iVBORw0KGgo", "R0lGOD", "UklGR", "Qk0"};

  private static final int SHORTEST = 64;

  private static final int LONGEST_TYPE = 100;

  private Pictures() {}

  static void find(String text, Marks marks, Found found) {
    int done = 0;
    for (int k = 0; k < marks.runs(); k++) {
      if (marks.runStart(k) < done) {
        continue;
      }
      int start = marks.runStart(k);
      while (start > done && isBase64(text.charAt(start - 1))) {
        start--;
      }
      int end = marks.runEnd(k);
      while (end < text.length() && (isBase64(text.charAt(end)) || isBreak(text, end))) {
        end++;
      }
      done = end;
      int address = addressBefore(text, start);
      boolean picture = address >= 0;
      for (String beginning : BEGINNINGS) {
        picture |= end - start >= SHORTEST && text.startsWith(beginning, start);
      }
      if (picture) {
        found.plain("picture", address >= 0 ? address : start, end);
      }
    }
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  /** A line break within Base64. */
  private static boolean isBreak(String text, int at) {
    return (text.charAt(at) == '\n' || text.charAt(at) == '\r')
        && at + 20 < text.length()
        && text.substring(at + 1, at + 20).chars().allMatch(c -> isBase64((char) c) || c == '\n');
  }

  /** Where {@code data:…;base64,} begins that ends here; -1 when none does. */
  private static int addressBefore(String text, int end) {
    if (!text.startsWith(";base64,", end - 8)) {
      return -1;
    }
    int from = Math.max(0, end - LONGEST_TYPE);
    int start = text.substring(from, end).lastIndexOf("data:");
    return start < 0 ? -1 : from + start;
  }
}
