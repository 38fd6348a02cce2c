package weir.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import weir.masking.Masker;

/**
 * The text of a page as one string, and the nodes that it came from. Masking looks at the whole, so
 * that neither a name above its address, nor a key broken into lines, nor an e-mail address cut by
 * bold type escapes it.
 */
final class PageText {

  private final StringBuilder text = new StringBuilder();
  private final List<TextNode> nodes = new ArrayList<>();
  private int[] starts = new int[64];

  void add(TextNode node) {
    if (nodes.size() == starts.length) {
      starts = Arrays.copyOf(starts, starts.length * 2);
    }
    starts[nodes.size()] = text.length();
    nodes.add(node);
    text.append(node.getWholeText());
  }

  /** Notes that an element begins or ends here. */
  void pass(Element element) {
    if (breaks(element)) {
      text.append('\n');
    }
  }

  /** Whether an element parts the words before it from those after it. */
  private static boolean breaks(Element element) {
    return switch (element.normalName()) {
      case "b", "i", "em", "strong", "span", "font", "u", "s", "tt", "wbr", "bdi", "mark" -> false;
      default -> true;
    };
  }

  /** Replaces in the nodes what the masker finds in the whole. */
  void mask(Masker masker) {
    List<Masker.Change> changes = masker.changes(text.toString());
    if (changes.isEmpty()) {
      return;
    }
    int next = 0;
    int handed = -1; // the change whose token stands on the page already
    for (int i = 0; i < nodes.size() && next < changes.size(); i++) {
      TextNode node = nodes.get(i);
      int start = starts[i];
      String words = node.getWholeText();
      int end = start + words.length();
      if (changes.get(next).start() >= end) {
        continue;
      }
      StringBuilder masked = new StringBuilder(words.length());
      int done = start;
      while (next < changes.size() && changes.get(next).start() < end) {
        Masker.Change change = changes.get(next);
        if (change.end() <= start) {
          next++;
          continue;
        }
        masked.append(words, done - start, Math.max(change.start(), start) - start);
        if (handed != next) {
          masked.append(change.token());
          handed = next;
        }
        done = Math.min(change.end(), end);
        if (change.end() > end) {
          break; // goes on in the next node
        }
        next++;
      }
      masked.append(words, done - start, words.length());
      node.text(masked.toString());
    }
  }
}
