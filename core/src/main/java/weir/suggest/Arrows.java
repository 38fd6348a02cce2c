package weir.suggest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways as lists print them: {@code Germany → Worldwide}. */
final class Arrows {

  private static final String SIGNS = "(?:→|⇒|➔|➜|➡|►|»|-+>|=>|⟶|\\s[-–—]\\s)";

  /** Takes what stands before an arrow, in a profile's {@code match}. */
  static final String BEFORE = "^(.*?)\\s*" + SIGNS;

  /** Takes what stands behind it. */
  static final String BEHIND = SIGNS + "\\s*(.*)$";

  private static final Pattern PARTS = Pattern.compile(BEFORE);

  private Arrows() {}

  static boolean in(String text) {
    return PARTS.matcher(text).find();
  }

  /** What stands before the arrow; the text itself where there is none. */
  static String before(String text) {
    Matcher matcher = PARTS.matcher(text);
    return matcher.find() ? matcher.group(1) : text;
  }
}
