package weir.masking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weir.masking.Masker.Change;

/** Gathers what is to be replaced in a text, and says with what. */
final class Found {

  private final String text;
  private final DigestKey key;
  private final List<Change> changes = new ArrayList<>();

  /** Where the changes begin, in order; made anew when there are more. */
  private int[] starts = {};

  Found(String text, DigestKey key) {
    this.text = text;
    this.key = key;
  }

  /**
   * A way to reach somebody.
   *
   * @param value in the form that equal ones share
   */
  void contact(String kind, int start, int end, String value) {
    String contact = kind + ":" + key.digest(value);
    add(start, end, "[" + contact + "]", contact, List.of());
  }

  /** What leaves no digest. */
  void plain(String kind, int start, int end) {
    add(start, end, "[" + kind + "]", null, List.of());
  }

  void key(int start, int end, List<String> fingerprints) {
    String token =
        fingerprints.isEmpty()
            ? "[key:unreadable]"
            : "[key:" + String.join(",", fingerprints) + "]";
    add(start, end, token, null, fingerprints);
  }

  private void add(
      int start, int end, String token, @Nullable String contact, List<String> fingerprints) {
    changes.add(new Change(start, end, token, contact, fingerprints));
  }

  /** Whether something found so far begins within a stretch of the text. */
  boolean any(int from, int to) {
    if (starts.length != changes.size()) {
      starts = changes.stream().mapToInt(Change::start).sorted().toArray();
    }
    int at = Arrays.binarySearch(starts, from);
    int next = at < 0 ? -at - 1 : at;
    return next < starts.length && starts[next] < to;
  }

  /** Whether something found so far becomes one of some tokens. */
  boolean any(String... tokens) {
    return changes.stream().anyMatch(change -> List.of(tokens).contains(change.token()));
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  /** In the order of the text, none within another; of two that meet, the one that begins first. */
  List<Change> apart() {
    return apart(changes);
  }

  private static List<Change> apart(List<Change> changes) {
    changes.sort(Comparator.comparingInt(Change::start).thenComparingInt(c -> -c.end()));
    List<Change> apart = new ArrayList<>(changes.size());
    int done = 0;
    for (Change change : changes) {
      if (change.start() >= done) {
        apart.add(change);
        done = change.end();
      } else if (change.end() > done) { // half of it would stay
        Change last = apart.removeLast();
        apart.add(ranging(last, last.start(), change.end()));
        done = change.end();
      }
    }
    return apart;
  }

  private static Change ranging(Change change, int start, int end) {
    return new Change(start, end, change.token(), change.contact(), change.fingerprints());
  }

  /**
   * Changes of a text together with those of what they made of it.
   *
   * @param more with places in the text after the first changes
   */
  static List<Change> together(List<Change> first, List<Change> more) {
    List<Change> all = new ArrayList<>();
    int next = 0;
    int moved = 0; // how much farther places lie after the changes passed so far
    for (Change change : more) {
      while (next < first.size()
          && first.get(next).start() + moved + first.get(next).token().length() <= change.start()) {
        Change passed = first.get(next++);
        moved += passed.token().length() - (passed.end() - passed.start());
        all.add(passed);
      }
      int start = change.start() - moved;
      while (next < first.size() && first.get(next).start() + moved < change.end()) {
        Change swallowed = first.get(next++);
        start = Math.min(start, swallowed.start());
        moved += swallowed.token().length() - (swallowed.end() - swallowed.start());
      }
      all.add(ranging(change, start, change.end() - moved));
    }
    all.addAll(first.subList(next, first.size()));
    return apart(all);
  }

  String lower(int start, int end) {
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }
}
