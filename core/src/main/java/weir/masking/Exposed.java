package weir.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import weir.masking.Marks.Line;

/**
 * People who are named in a way that only a list of people has: in a row with a telephone number or
 * the like under a heading such as "scammers", behind a label ("Name:") with an address near it, or
 * in a row of name, street and postal code whatever the street is called.
 */
final class Exposed {

  /** How many lines below the label the address may stand. */
  private static final int NEAR = 5;

  private static final int LONGEST_NAME = 80;

  /** Farther from a name nothing belongs to it, in UTF-16 units. */
  private static final int FARTHEST = 300;

  /** Longer lists are looked at to here for each heading. */
  private static final int MOST_ROWS = 500;

  private Exposed() {}

  static void find(String text, Marks marks, Found found) {
    List<int[]> people = new ArrayList<>();
    if (marks.has(Cue.NAME)) {
      labelled(text, marks, found, people);
    }
    if (found.any("[account]", "[identity]", "[card]", "[person]")) {
      holders(text, found, people);
    }
    if (marks.has(Cue.EXPOSED)) {
      rows(text, marks, found, people);
    }
    for (int[] person : people) {
      found.plain("person", person[0], person[1]);
    }
  }

  private static void labelled(String text, Marks marks, Found found, List<int[]> people) {
    for (int k = 0; k < marks.words(); k++) {
      if (!marks.is(k, Cue.NAME)) {
        continue;
      }
      int i = marks.wordEnd(k);
      while (i < text.length() && text.charAt(i) == ' ') {
        i++;
      }
      if (i >= text.length() || (text.charAt(i) != ':' && text.charAt(i) != '=')) {
        continue;
      }
      i++;
      while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
        i++;
      }
      if (i >= text.length()) {
        continue;
      }
      int end = Addresses.nameEnd(text, i, Math.min(text.length(), i + LONGEST_NAME));
      if (end > 0 && found.any(end, linesBelow(text, end))) {
        people.add(new int[] {i, end});
      }
    }
  }

  /** Where the lines near a place end. */
  private static int linesBelow(String text, int from) {
    int lines = 0;
    int end = from;
    while (end < text.length() && end - from < FARTHEST && lines <= NEAR) {
      lines += text.charAt(end++) == '\n' ? 1 : 0;
    }
    return end;
  }

  private static int lineStart(String text, int from) {
    int start = from;
    while (start > 0 && from - start < FARTHEST && text.charAt(start - 1) != '\n') {
      start--;
    }
    return start;
  }

  /** Words that lead to the person to whom a number or an address belongs. */
  private static final Pattern HOLDER =
      Pattern.compile(
          "(?i:inhaber(?:in)?|t\\.n\\.v\\.|ten name van|au nom de|titulaire|a nombre"
              + " de|titular|account holder|in the name of|(?:auf|lautend auf) den namen|named|name"
              + " is|heißt|heet|s'appelle|se llama|belongs to|gehört|intestato a|на имя)[ :]{1,3}");

  /** Whoever a line names as the holder of what was masked on it. */
  private static void holders(String text, Found found, List<int[]> people) {
    Matcher matcher = HOLDER.matcher(text);
    while (matcher.find()) {
      int from = matcher.end();
      int end = Addresses.nameEnd(text, from, Math.min(text.length(), from + LONGEST_NAME));
      int lineEnd = text.indexOf('\n', from);
      lineEnd = Math.min(lineEnd < 0 ? text.length() : lineEnd, from + FARTHEST);
      if (end > 0 && found.any(lineStart(text, from), lineEnd)) {
        people.add(new int[] {matcher.end(), end});
      }
    }
  }

  /** Rows that begin with a name and hold something masked, below a heading. */
  private static void rows(String text, Marks marks, Found found, List<int[]> people) {
    int done = 0;
    for (int k = 0; k < marks.words(); k++) {
      if (!marks.is(k, Cue.EXPOSED) || marks.wordStart(k) < done) {
        continue;
      }
      Line line = marks.lineAround(marks.wordStart(k));
      int without = 0; // rows since the last that names somebody
      for (int n = 0; n < MOST_ROWS && line != null && without++ < NEAR; n++) {
        int from = Math.max(line.start(), n == 0 ? marks.wordEnd(k) : 0);
        while (from < line.end() && !Character.isLetter(text.charAt(from))) {
          from++;
        }
        if (from < line.end()) {
          int end = Addresses.nameEnd(text, from, line.end());
          boolean parted = end > 0 && end < line.end() && " ,-–:/(".indexOf(text.charAt(end)) >= 0;
          if (parted && !isCue(text, from, end) && found.any(end, line.end())) {
            people.add(new int[] {from, end});
            without = 0;
          }
        }
        done = line.end();
        line = marks.lineAfter(line);
      }
    }
  }

  /** Whether a word of what looks like a name heads such lists: SCAMMER READ THIS. */
  private static boolean isCue(String text, int start, int end) {
    for (String word : text.substring(start, end).split(" ", -1)) {
      long classes = CueWords.classes(word, 0, word.length());
      if ((classes & (Cue.EXPOSED.bit | Cue.WE.bit | Cue.PHONE.bit | Cue.MESSENGER.bit)) != 0) {
        return true;
      }
    }
    return false;
  }
}
