package weir.substance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of a vocabulary in a text, in one pass and without copying the text.
 *
 * <p>The names stand in a trie laid out in flat arrays, as signs of {@link Folding} without
 * separators and with repeated letters joined. The walk starts where a word starts; where it
 * reaches a name, {@link Spelling#compare} compares what was joined and left out with the name as
 * written. The longest accepted name wins, then the search goes on behind it: hits don't overlap.
 */
final class NameMatcher {
  /**
   * A name found.
   *
   * @param end exclusive, in UTF-16 units
   * @param names the names with this spelling; several where they differ in substance
   */
  record Hit(int start, int end, List<LexiconName> names) {}

  /** Longer names are refused by the lexicon's checker. */
  static final int LONGEST = 60;

  private final long[] keys;
  private final int[] next;
  private final int mask;
  private final int[] first;
  private final Spelling[][] ending;

  NameMatcher(List<Spelling> spellings) {
    int signs = 1;
    for (Spelling spelling : spellings) {
      signs += spelling.length();
    }
    int capacity = Integer.highestOneBit(Math.max(16, signs)) << 1;
    keys = new long[capacity];
    next = new int[capacity];
    mask = capacity - 1;
    Spelling[][] endings = new Spelling[signs + 1][];
    int nodes = 1;
    for (Spelling spelling : spellings) {
      int node = 1;
      for (int i = 0; i < spelling.length(); i++) {
        long key = ((long) node << 16) | spelling.sign(i);
        int slot = slot(key);
        if (keys[slot] == 0) {
          keys[slot] = key;
          next[slot] = ++nodes;
        }
        node = next[slot];
      }
      Spelling[] there = endings[node];
      if (there == null) {
        endings[node] = new Spelling[] {spelling};
      } else if (!spelling.inflected()) {
        endings[node] = Arrays.copyOf(there, there.length + 1);
        endings[node][there.length] = spelling;
      }
    }
    ending = Arrays.copyOf(endings, nodes + 1);
    first = new int[0x600];
    for (int c = 0; c < first.length; c++) {
      first[c] = child(1, (char) c);
    }
  }

  private int slot(long key) {
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** The node one sign further, 0 when no name goes on so. */
  private int child(int node, char sign) {
    return next[slot(((long) node << 16) | sign)];
  }

  /** The names in the text, from left to right, without overlap. */
  List<Hit> find(CharSequence text) {
    List<Hit> hits = new ArrayList<>();
    Walk walk = new Walk();
    int length = text.length();
    int i = 0;
    int lastDigit = Integer.MIN_VALUE / 2;
    boolean wordGoesOn = false;
    while (i < length) {
      char unit = text.charAt(i);
      char sign = unit == Folding.STYLED ? Folding.foldAt(text, i) : Folding.fold(unit);
      // Inside a word a name may begin only shortly behind a number: "1gCocaine".
      boolean mayBegin = !wordGoesOn || i - lastDigit <= WordStart.LONGEST_UNIT + 1;
      if (mayBegin
          && sign > Folding.IGNORED
          && (sign >= first.length || first[sign] != 0)
          && WordStart.at(text, i) != WordStart.NONE) {
        Hit hit = longest(text, i, walk);
        if (hit != null) {
          hits.add(hit);
          i = hit.end();
          wordGoesOn = false;
          lastDigit = Folding.isDigit(text.charAt(i - 1)) ? i - 1 : lastDigit;
          continue;
        }
      }
      if (sign != Folding.IGNORED) {
        wordGoesOn = sign > Folding.IGNORED;
      }
      if (Folding.isDigit(unit)) {
        lastDigit = i;
      }
      i += unit == Folding.STYLED ? Folding.width(text, i) : 1;
    }
    return hits;
  }

  private @Nullable Hit longest(CharSequence text, int start, Walk walk) {
    walk.begin(WordStart.at(text, start));
    int length = text.length();
    int node = 1;
    int i = start;
    int separators = 0;
    int bestEnd = -1;
    List<LexiconName> best = List.of();
    while (i < length) {
      char unit = text.charAt(i);
      char sign = unit == Folding.STYLED ? Folding.foldAt(text, i) : Folding.fold(unit);
      int width = unit == Folding.STYLED ? Folding.width(text, i) : 1;
      if (sign == Folding.BREAK) {
        break;
      }
      if (sign == Folding.SEPARATOR) {
        if (++separators > 3) {
          break;
        }
        i += width;
        continue;
      }
      if (sign == Folding.IGNORED) {
        i += width;
        continue;
      }
      if (!walk.repeats(sign, unit, separators > 0)) {
        node = node == 1 && sign < first.length ? first[sign] : child(node, sign);
        if (node == 0 || walk.length == LONGEST) {
          break;
        }
      }
      walk.add(sign, unit, separators > 0);
      separators = 0;
      i += width;
      Spelling[] there = ending[node];
      if (there == null) {
        continue;
      }
      int end = WordEnd.after(text, i, there[0].endsInLetter());
      if (end < 0) {
        continue;
      }
      boolean glued = i < length && Folding.isDigit(text.charAt(i)) && end == i;
      int grade = Spelling.OTHER;
      for (Spelling spelling : there) {
        int compared = spelling.compare(walk, glued);
        if (compared == Spelling.OTHER || compared < grade) {
          continue;
        }
        if (compared > grade) {
          grade = compared;
          best = new ArrayList<>(2);
          bestEnd = end;
        }
        best.add(spelling.name());
      }
    }
    return bestEnd < 0 ? null : new Hit(start, bestEnd, best);
  }
}
