package weir.substance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the names of a vocabulary in a text, in one pass.
 *
 * <p>The names stand in a {@link Trie} as signs of {@link Folding}, without separators and with
 * repeated letters joined. The walk starts where a word starts; where it reaches a name, {@link
 * Spelling#compare} compares what was joined and left out with the name as written. The longest
 * accepted name wins, then the search goes on behind it: hits don't overlap.
 */
final class NameMatcher {
  /**
   * A name found.
   *
   * @param end exclusive, in UTF-16 units
   * @param names the names with this spelling; several where they differ in substance
   */
  record Hit(int start, int end, List<LexiconName> names) {
    int length() {
      return end - start;
    }

    boolean overlaps(Hit other) {
      return start < other.end && other.start < end;
    }
  }

  /** Longer names are refused by the lexicon's checker. */
  static final int LONGEST = 60;

  private static final int MOST_SEPARATORS = 3;

  private static final char[] ONE_STANDS_FOR = {'i', 'l'};

  private final Trie trie;
  private final Openings openings = new Openings();

  NameMatcher(List<Spelling> spellings) {
    for (Spelling spelling : spellings) {
      openings.add(spelling.signs());
    }
    trie = new Trie(spellings);
  }

  /** The names in the text, from left to right, without overlap. */
  List<Hit> find(CharSequence text) {
    int[] folded = Folding.of(text);
    Walk walk = new Walk();
    List<Hit> hits = find(folded, walk);
    if (walk.figureInWord) {
      for (char one : ONE_STANDS_FOR) {
        hits = with(hits, find(Folding.substituted(folded, text, one), walk));
      }
    }
    return hits;
  }

  /** Adds what was found in another reading of the text; of two that overlap the longer stays. */
  private static List<Hit> with(List<Hit> hits, List<Hit> more) {
    if (more.isEmpty()) {
      return hits;
    }
    List<Hit> all = new ArrayList<>(hits);
    for (Hit hit : more) {
      if (all.stream().noneMatch(h -> h.overlaps(hit) && h.length() >= hit.length())) {
        all.removeIf(hit::overlaps);
        all.add(hit);
      }
    }
    all.sort(Comparator.comparingInt(Hit::start));
    return all;
  }

  private List<Hit> find(int[] folded, Walk walk) {
    List<Hit> hits = List.of();
    int length = folded.length;
    int i = 0;
    int lastDigit = Integer.MIN_VALUE / 2;
    boolean wordGoesOn = false;
    while (i < length) {
      int unit = folded[i];
      // Inside a word a name may begin only shortly behind a number: "1gCocaine".
      if (Folding.inWord(unit)
          && (!wordGoesOn
              || (unit & Folding.ALONE) != 0
              || i - lastDigit <= WordStart.LONGEST_UNIT + 1)
          && openings.mayOpen(folded, i)) {
        int start = WordStart.at(folded, i);
        Hit hit = start == WordStart.NONE ? null : longest(folded, i, start, walk);
        if (hit != null) {
          if (hits.isEmpty()) {
            hits = new ArrayList<>();
          }
          hits.add(hit);
          i = hit.end();
          wordGoesOn = false;
          lastDigit = Folding.isDigit(folded[i - 1]) ? i - 1 : lastDigit;
          continue;
        }
      }
      if (!Folding.isIgnored(unit)) {
        wordGoesOn = (unit & (Folding.WORD | Folding.ALONE)) == Folding.WORD;
      }
      if ((unit & (Folding.DIGIT | Folding.FIGURE)) != 0) {
        lastDigit = Folding.isDigit(unit) ? i : lastDigit;
        walk.figureInWord |= Folding.figureInWord(folded, i);
      }
      i++;
    }
    return hits;
  }

  private @Nullable Hit longest(int[] folded, int start, int wordStart, Walk walk) {
    walk.begin(wordStart);
    int node = Trie.ROOT;
    int separators = 0;
    int bestEnd = -1;
    List<LexiconName> best = List.of();
    for (int i = start; i < folded.length; i++) {
      int unit = folded[i];
      if (!Folding.inWord(unit)) {
        if (Folding.sign(unit) == Folding.BREAK
            || (Folding.sign(unit) == Folding.SEPARATOR && ++separators > MOST_SEPARATORS)) {
          break;
        }
        continue;
      }
      if (walk.length == LONGEST) {
        break;
      }
      if (walk.add(unit, separators > 0)) {
        node = trie.child(node, Folding.sign(unit));
        if (node == Trie.NONE) {
          break;
        }
      }
      separators = 0;
      int end = trie.ends(node) ? WordEnd.after(folded, i + 1, !Folding.isDigit(unit)) : -1;
      if (end < 0) {
        continue;
      }
      boolean glued =
          end < folded.length && Folding.isDigit(folded[end]) && Folding.inWord(folded[end - 1]);
      int grade = Spelling.OTHER;
      for (Spelling spelling : trie.ending(node)) {
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
