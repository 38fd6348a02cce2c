package weir.archive;

import java.util.ArrayList;
import java.util.List;

/** Makes a path from an archive harmless: it only ever names a page, but it travels far. */
final class EntryName {

  private static final int LONGEST = 2_000;

  private EntryName() {}

  /**
   * The path without drive letters, leading slashes, {@code .}, {@code ..} and control characters;
   * {@code unnamed} when nothing remains.
   */
  static String safe(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.replace('\\', '/').split("/", -1)) {
      boolean drive =
          steps.isEmpty()
              && step.length() == 2
              && step.charAt(1) == ':'
              && Character.isLetter(step.charAt(0));
      if (!step.isEmpty() && !step.equals(".") && !step.equals("..") && !drive) {
        steps.add(printable(step));
      }
    }
    String safe = String.join("/", steps);
    return safe.isEmpty() ? "unnamed" : safe.substring(0, Math.min(LONGEST, safe.length()));
  }

  /** A URL, or what stands in its place, without control characters. */
  static String printable(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, '_');
      }
    }
    return clean == null ? text : clean.toString();
  }
}
