package weir.source;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the words of a post from those that it quotes: lines led by {@code >}, what stands between
 * {@code [quote]} and {@code [/quote]}, all below "Original Message", and the lines that announce
 * them, such as "On Monday, X wrote:".
 *
 * @param own without the quoted lines
 * @param quoted null when nothing is quoted
 */
record OwnWords(String own, @Nullable String quoted) {

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i)^\\s*(?:quote(?: from)?:? .{1,80}|.{1,120}\\b(?:wrote|writes|said|schrieb|schreef"
              + "|escribió|a écrit|ha scritto|napisał\\(a\\)|написал(?:а|\\(а\\))?)\\s*(?:on .{1,60}|am .{1,60})?:)"
              + "\\s*$");

  private static final Pattern ORIGINAL =
      Pattern.compile(
          "(?i)^\\s*-{2,}\\s*(?:original message|forwarded message|ursprüngliche nachricht"
              + "|oorspronkelijk bericht|mensaje original|message d'origine)\\s*-{2,}\\s*$");

  static OwnWords of(String text) {
    if (text.indexOf('>') < 0
        && text.indexOf(':') < 0
        && text.indexOf('[') < 0
        && !text.contains("--")) {
      return new OwnWords(text, null);
    }
    StringBuilder own = new StringBuilder();
    StringBuilder quoted = new StringBuilder();
    String[] lines = text.split("\n", -1);
    int inQuote = 0;
    boolean below = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      String lower = line.toLowerCase(java.util.Locale.ROOT);
      int opens = count(lower, "[quote");
      int closes = count(lower, "[/quote]");
      below = below || ORIGINAL.matcher(line).matches();
      boolean bracketed = inQuote > 0 || opens > 0;
      if (bracketed && inQuote == 0 && opens == closes) {
        int from = lower.indexOf("[quote");
        int to = lower.lastIndexOf("[/quote]") + "[/quote]".length();
        if (from < to) {
          add(own, line.substring(0, from) + line.substring(to));
          add(quoted, line.substring(from, to));
          continue;
        }
      }
      boolean ends = bracketed && inQuote + opens - closes <= 0;
      if (ends && lower.contains("[/quote]")) {
        int to = lower.lastIndexOf("[/quote]") + "[/quote]".length();
        add(quoted, line.substring(0, to));
        add(own, line.substring(to));
        inQuote = 0;
        continue;
      }
      inQuote = Math.max(0, inQuote + opens - closes);
      boolean announces = ANNOUNCED.matcher(line).matches() && nextIsQuoted(lines, i + 1);
      if (below || bracketed || isQuoted(line) || announces) {
        add(quoted, line);
      } else {
        add(own, line);
      }
    }
    String rest = own.toString().strip();
    String cited = quoted.toString().strip();
    return new OwnWords(rest, cited.isEmpty() ? null : cited);
  }

  private static void add(StringBuilder to, String line) {
    if (!line.isBlank() || !to.isEmpty()) {
      to.append(line).append('\n');
    }
  }

  private static boolean nextIsQuoted(String[] lines, int from) {
    for (int i = from; i < lines.length && i < from + 3; i++) {
      if (!lines[i].isBlank()) {
        return isQuoted(lines[i]);
      }
    }
    return false;
  }

  /** Led by {@code >}; but {@code >>>} alone and {@code >90 %} are a writer's own signs. */
  private static boolean isQuoted(String line) {
    String start = line.stripLeading();
    return start.length() > 1
        && start.charAt(0) == '>'
        && !Character.isDigit(start.charAt(1))
        && start.charAt(1) != '=';
  }

  private static int count(String text, String what) {
    int count = 0;
    for (int at = text.indexOf(what); at >= 0; at = text.indexOf(what, at + 1)) {
      count++;
    }
    return count;
  }
}
