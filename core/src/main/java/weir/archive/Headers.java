package weir.archive;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Header lines as mail, WARC and MHTML have them: a name, a colon, a value that may go on. */
final class Headers {

  private static final int LONGEST_LINE = 1 << 15;
  private static final int MOST_LINES = 1_000;

  /** Of all lines together: a value that goes on for ever would be copied with each line. */
  private static final int MOST_SIGNS = 1 << 18;

  private Headers() {}

  /**
   * Names in lower case; of a name that comes twice, the first.
   *
   * @throws Broken also for a line that is no header, and when the head has no end
   */
  static Map<String, String> strictly(Tape tape) throws IOException {
    return read(tape, true);
  }

  /** The same, passing over lines that are no headers. */
  static Map<String, String> leniently(Tape tape) throws IOException {
    return read(tape, false);
  }

  private static Map<String, String> read(Tape tape, boolean strict) throws IOException {
    Map<String, StringBuilder> found = new HashMap<>();
    @Nullable StringBuilder last = null;
    int lines = 0;
    int signs = 0;
    String line = tape.line(LONGEST_LINE);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && last != null) {
        last.append(' ').append(line.strip());
      } else if (colon > 0) {
        last = new StringBuilder(line.substring(colon + 1).strip());
        found.putIfAbsent(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), last);
      } else if (strict) {
        throw new Broken("a header line has no colon");
      }
      lines++;
      signs += line.length();
      if (lines > MOST_LINES) {
        throw new Broken("a head has more than %,d lines".formatted(MOST_LINES));
      }
      if (signs > MOST_SIGNS) {
        throw new Broken("a head is longer than %,d characters".formatted(MOST_SIGNS));
      }
      line = tape.line(LONGEST_LINE);
    }
    if (strict && line == null) {
      throw new Broken("it ends within the head of a record");
    }
    Map<String, String> headers = new HashMap<>();
    found.forEach((name, value) -> headers.put(name, value.toString()));
    return headers;
  }
}
