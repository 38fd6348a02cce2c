package weir.source;

import java.util.Arrays;
import java.util.List;
import weir.masking.Masker;

/**
 * The text of a page as one string, and the nodes that it came from. Masking looks at the whole, so
 * that neither a name above its address, nor a key broken into lines, nor an e-mail address cut by
 * bold type escapes it.
 */
final class PageText {

  private final StringBuilder text = new StringBuilder();
  private final FlatPage page;
  private int[] nodes = new int[64];
  private int[] starts = new int[64];
  private int size;

  PageText(FlatPage page) {
    this.page = page;
  }

  /** Adds a node's words. */
  void add(int node) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      nodes = Arrays.copyOf(nodes, size * 2);
    }
    starts[size] = text.length();
    nodes[size++] = node;
    text.append(page.words(node));
  }

  /** Notes that an element begins or ends here. */
  void pass(PageTag tag) {
    if (tag.partsWords()) {
      text.append('\n');
    }
  }

  /** Replaces in the nodes what the masker finds in the whole. */
  void mask(Masker masker) {
    List<Masker.Change> changes = masker.changes(text.toString());
    if (changes.isEmpty()) {
      return;
    }
    int next = 0;
    int handed = -1; // the change whose token stands on the page already
    for (int i = 0; i < size && next < changes.size(); i++) {
      int start = starts[i];
      String words = page.words(nodes[i]);
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
      page.say(nodes[i], masked.toString());
    }
  }
}
