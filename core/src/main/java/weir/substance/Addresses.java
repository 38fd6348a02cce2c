package weir.substance;

import java.util.Locale;

/** Whether a place in a text lies in the address of a page, a forum or a person. */
final class Addresses {
  private Addresses() {}

  static boolean holds(String text, int place) {
    int start = place;
    while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
      start--;
    }
    int end = place;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String word = text.substring(start, end).toLowerCase(Locale.ROOT);
    String before = text.substring(start, place).toLowerCase(Locale.ROOT);
    return word.contains("://")
        || word.contains("www.")
        || word.contains(".com")
        || word.contains(".org")
        || before.endsWith("r/")
        || before.endsWith("u/")
        || before.endsWith("@");
  }
}
