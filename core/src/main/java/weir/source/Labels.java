package weir.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a page and what each stands before: {@code <dt>Ships from</dt><dd>…}, {@code
 * <b>Price:</b> 5 EUR}, two cells of a row, the head of a column, {@code Stock: 4} in one text.
 * Made of the words that a reader sees, so that it holds where a page has neither ids nor classes.
 */
final class Labels {

  /**
   * What a label stands before.
   *
   * @param element that holds it
   * @param from the first node of it
   * @param to the number after its last node
   * @param whole whether it is all of the element
   * @param text in one line
   */
  record Found(int element, int from, int to, boolean whole, String text) {}

  /**
   * A text node that may be a label.
   *
   * @param rest what follows it in the same text; null when it is all
   */
  private record Mark(int node, @Nullable String rest) {}

  /** Longer texts are sentences. */
  private static final int LONGEST = 48;

  private static final int LEVELS = 6;

  /** Shorter words in the type of a label may be a unit: {@code <b>Price:</b> 5 <b>EUR</b>}. */
  private static final int LONGEST_UNIT = 4;

  private final FlatPage page;
  private final Map<String, List<Mark>> marks = new HashMap<>();
  private final List<Integer> texts = new ArrayList<>();

  Labels(FlatPage page) {
    this.page = page;
    for (int i = 0; i < page.size(); i++) {
      if (page.isText(i) && !page.words(i).isBlank()) {
        texts.add(i);
        mark(i, page.words(i));
      }
    }
  }

  /** All that may be a label, as {@link #key} gives it. */
  Set<String> keys() {
    return Collections.unmodifiableSet(marks.keySet());
  }

  private void mark(int node, String text) {
    int colon = colon(text);
    if (colon >= 0) {
      String rest = value(text.substring(colon));
      String key = key(text.substring(0, colon));
      if (!key.isEmpty() && key.length() <= LONGEST) {
        marks
            .computeIfAbsent(key, _ -> new ArrayList<>(1))
            .add(new Mark(node, rest.isEmpty() ? null : rest));
      }
    }
    if (text.strip().length() <= LONGEST) {
      String key = key(text);
      if (!key.isEmpty()) {
        marks.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(new Mark(node, null));
      }
    }
  }

  /** Where a text's first words end with a colon or a dash between blanks; -1 when they do not. */
  private static int colon(String text) {
    for (int i = 0; i < text.length() && i <= 2 * LONGEST; i++) {
      char c = text.charAt(i);
      if (c == ':' || c == '：') {
        return i;
      }
      if ((c == '-' || c == '–' || c == '—' || c == '|')
          && i > 0
          && i + 1 < text.length()
          && isBlank(text.charAt(i - 1))
          && isBlank(text.charAt(i + 1))) {
        return i;
      }
    }
    return -1;
  }

  /** Words as labels are compared: small letters, single blanks, no signs around them. */
  static String key(String text) {
    StringBuilder key = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        blank = !key.isEmpty();
      } else if (!key.isEmpty() || Character.isLetterOrDigit(c)) {
        if (blank) {
          key.append(' ');
        }
        blank = false;
        key.append(c);
      }
    }
    int end = key.length();
    while (end > 0 && !Character.isLetterOrDigit(key.charAt(end - 1))) {
      end--;
    }
    key.setLength(end);
    return key.toString().toLowerCase(Locale.ROOT);
  }

  /** A value without the signs that part it from its label. */
  private static String value(String text) {
    int from = 0;
    while (from < text.length()
        && (isBlank(text.charAt(from)) || ":：-–—|=»→>".indexOf(text.charAt(from)) >= 0)) {
      from++;
    }
    return oneLine(text.substring(from));
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    boolean blank = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isBlank(c)) {
        blank = !line.isEmpty();
      } else {
        if (blank) {
          line.append(' ');
        }
        blank = false;
        line.append(c);
      }
    }
    return line.toString();
  }

  private static boolean isBlank(char c) {
    return c <= ' ' || c == '\u00A0' || c == '\u200B' || c == '\u2003' || c == '\u202F';
  }

  /**
   * What the labels stand before, in the order of the page. Where none is found, a text that begins
   * with a label counts: {@code Ships from Germany}.
   *
   * @param keys as {@link #key} makes them; of two, the first that is found counts
   * @param root the element that is searched; -1 for the page
   */
  List<Found> find(List<String> keys, int root, boolean many) {
    int from = Math.max(0, root);
    int to = root < 0 ? page.size() : page.end(root);
    List<Found> found = new ArrayList<>(1);
    for (String key : keys) {
      for (Mark mark : marks.getOrDefault(key, List.of())) {
        if (mark.node() < from || mark.node() >= to) {
          continue;
        }
        Found value = value(mark, from);
        if (value != null) {
          found.add(value);
          if (!many) {
            return found;
          }
        }
      }
    }
    if (found.isEmpty() && root >= 0) {
      inColumn(keys, root, found);
    }
    if (found.isEmpty()) {
      begun(keys, from, to, many, found);
    }
    return found;
  }

  private @Nullable Found value(Mark mark, int root) {
    if (mark.rest() != null) {
      return run(mark.node(), mark.node(), page.parent(mark.node()), mark.rest());
    }
    int here = mark.node();
    for (int level = 0; level < LEVELS; level++) {
      int parent = page.parent(here);
      if (parent < 0 || (here <= root && page.isElement(here))) {
        return null;
      }
      int next = nextWithText(here, parent);
      if (next >= 0) {
        return besides(here, next, parent);
      }
      if (isCell(here) && isHead(here)) {
        return below(here);
      }
      if (holdsAlone(parent) || hasWords(parent + 1, here)) {
        return null;
      }
      here = parent;
    }
    return null;
  }

  /** The first sibling after a node that has words or numbers in it; -1 for none. */
  private int nextWithText(int here, int parent) {
    for (int i = page.end(here); i < page.end(parent); i = page.end(i)) {
      if (hasWords(i, page.end(i))) {
        return i;
      }
    }
    return -1;
  }

  private boolean hasWords(int from, int to) {
    for (int i = from; i < to; i++) {
      if (page.isText(i) && page.words(i).chars().anyMatch(Labels::isWord)) {
        return true;
      }
    }
    return false;
  }

  /** Letters, digits, and signs that say something by themselves, such as stars and ticks. */
  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c) || c > 0x2100;
  }

  private @Nullable Found besides(int here, int next, int parent) {
    if (page.isElement(next)) {
      if (isCell(here) && isHead(here) && isHead(next)) {
        return below(here);
      }
      String text = oneLine(page.text(next));
      boolean anotherLabel =
          switch (tag(next)) {
            case "label", "th", "dt" -> true;
            default -> text.endsWith(":");
          };
      return anotherLabel ? null : new Found(next, next, page.end(next), true, value(text));
    }
    return run(here, next, parent, null);
  }

  /**
   * Words in a row, up to the next line, box, link or label.
   *
   * @param label what stands before them, as an element
   * @param first the text that they begin in
   * @param begun what is taken of the first text; null for all of it
   */
  private @Nullable Found run(int label, int first, int parent, @Nullable String begun) {
    StringBuilder run = new StringBuilder(begun == null ? "" : begun);
    int to = begun == null ? first : page.end(first);
    for (int i = to; i < page.end(parent); i = page.end(i)) {
      if (page.isText(i)) {
        run.append(page.words(i));
      } else if (page.isElement(i)) {
        String words = page.text(i);
        boolean over =
            page.tag(i).isBlock()
                || words.indexOf(':') >= 0
                || (isLike(label, i) && (words.length() > LONGEST_UNIT || isBeforeColon(i, parent)))
                || switch (tag(i)) {
                  case "br", "a", "label", "button" -> true;
                  default -> false;
                };
        if (over) {
          break;
        }
        run.append(words);
      }
      to = page.end(i);
    }
    String text = value(run.toString());
    return text.isEmpty() ? null : new Found(parent, first, to, false, text);
  }

  private boolean isBeforeColon(int node, int parent) {
    int next = page.end(node);
    return next < page.end(parent) && page.isText(next) && page.words(next).strip().startsWith(":");
  }

  /** Whether two elements are of one tag and class, as the labels of one list are. */
  private boolean isLike(int one, int other) {
    return page.isElement(one)
        && tag(one).equals(tag(other))
        && Objects.equals(page.value(one, "class"), page.value(other, "class"));
  }

  private boolean isCell(int node) {
    return page.isElement(node) && (tag(node).equals("td") || tag(node).equals("th"));
  }

  /** Whether a cell heads a column: in a head, or in a row of headings alone. */
  private boolean isHead(int cell) {
    if (!isCell(cell)) {
      return false;
    }
    int row = page.parent(cell);
    if (page.parent(row) >= 0 && tag(page.parent(row)).equals("thead")) {
      return true;
    }
    for (int i = row + 1; i < page.end(row); i = page.end(i)) {
      if (page.isElement(i) && !tag(i).equals("th")) {
        return false;
      }
    }
    return page.family(row) > 1;
  }

  /** The cell under a heading. */
  private @Nullable Found below(int heading) {
    int row = page.parent(heading);
    int table = around(row, "table");
    for (int i = page.end(row); table >= 0 && i < page.end(table); i++) {
      if (page.isElement(i) && tag(i).equals("tr")) {
        return cell(i, page.place(heading));
      }
    }
    return null;
  }

  private @Nullable Found cell(int row, int place) {
    int at = 0;
    for (int i = row + 1; i < page.end(row); i = page.end(i)) {
      if (page.isElement(i) && at++ == place) {
        String text = oneLine(page.text(i));
        return text.isEmpty() ? null : new Found(i, i, page.end(i), true, text);
      }
    }
    return null;
  }

  /** Where a record is a row: its cell under the heading of that name. */
  private void inColumn(List<String> keys, int root, List<Found> found) {
    if (!page.isElement(root) || !tag(root).equals("tr")) {
      return;
    }
    int table = around(root, "table");
    for (String key : table < 0 ? List.<String>of() : keys) {
      for (Mark mark : marks.getOrDefault(key, List.of())) {
        if (mark.node() <= table || mark.node() >= root) {
          continue;
        }
        int cell = mark.node();
        while (cell > table && !isCell(cell)) {
          cell = page.parent(cell);
        }
        Found value = cell > table && isHead(cell) ? cell(root, page.place(cell)) : null;
        if (value != null) {
          found.add(value);
          return;
        }
      }
    }
  }

  private int around(int node, String tag) {
    int here = node;
    while (here > 0 && !tag(here).equals(tag)) {
      here = page.parent(here);
    }
    return here > 0 ? here : -1;
  }

  private String tag(int element) {
    return page.tag(element).name();
  }

  /** Elements beyond which a label has nothing to say. */
  private boolean holdsAlone(int element) {
    return switch (tag(element)) {
      case "tr",
          "table",
          "tbody",
          "thead",
          "ul",
          "ol",
          "dl",
          "body",
          "form",
          "section",
          "article",
          "nav",
          "header",
          "footer",
          "main" ->
          true;
      default -> false;
    };
  }

  private void begun(List<String> keys, int from, int to, boolean many, List<Found> found) {
    for (String key : keys) {
      for (int node : texts) {
        if (node < from || node >= to) {
          continue;
        }
        String text = oneLine(page.words(node));
        int at = begins(text, key);
        if (at > 0) {
          found.add(new Found(page.parent(node), node, node + 1, false, value(text.substring(at))));
          if (!many) {
            return;
          }
        }
      }
    }
  }

  /** Where a text goes on after a label and a blank; -1 when it does not begin with it. */
  private static int begins(String text, String key) {
    int start = 0;
    while (start < text.length() && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    int end = start + key.length();
    return end + 1 < text.length()
            && text.charAt(end) == ' '
            && text.regionMatches(true, start, key, 0, key.length())
        ? end
        : -1;
  }
}
