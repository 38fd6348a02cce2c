package weir.substance;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
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

  private static final int MOST_HITS_IN_A_TITLE = 4;

  private static final char[] ONE_STANDS_FOR = {'i', 'l'};

  private final Trie trie;
  private final Openings openings;

  private NameMatcher(Trie trie, Openings openings) {
    this.trie = trie;
    this.openings = openings;
  }

  /** A matcher of these names, in all their spellings. */
  static NameMatcher of(List<LexiconName> names) {
    List<Spelling> spellings = new ArrayList<>();
    for (LexiconName name : names) {
      spellings.addAll(Spelling.of(name));
    }
    // Names as written come first, so that an inflected form never takes another name's place.
    spellings.sort(Comparator.comparing(Spelling::inflected));
    Trie trie = new Trie(spellings);
    return new NameMatcher(trie, new Openings(spellings, trie));
  }

  /** Writes what {@link #read} takes; a name as its number. */
  void write(DataOutputStream out, ToIntFunction<LexiconName> number) throws IOException {
    trie.write(out, number);
    openings.write(out);
  }

  /** What {@link #write} wrote, with the names in the order of their numbers. */
  static NameMatcher read(ByteBuffer in, List<LexiconName> names) {
    Trie trie = Trie.read(in, names);
    return new NameMatcher(trie, Openings.read(in, trie));
  }

  /** The names in the text, from left to right, without overlap. */
  List<Hit> find(CharSequence text) {
    int[] folded = Folding.of(text);
    Reading reading = new Reading();
    List<Hit> hits = find(folded, reading);
    if (reading.figureInWord) {
      for (char one : ONE_STANDS_FOR) {
        hits = with(hits, find(Folding.substituted(folded, text, one), reading));
      }
    }
    return hits;
  }

  /** What is kept while a text is read. */
  private static final class Reading {
    /** Whether a digit or sign stands between two letters that may be put for a letter. */
    boolean figureInWord;

    private @Nullable Walk walk;

    Walk walk() {
      Walk made = walk;
      if (made == null) {
        made = new Walk();
        walk = made;
      }
      return made;
    }
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

  /** Looks at 64 units at a time, a bit for each: words are told apart without a branch a unit. */
  private List<Hit> find(int[] folded, Reading reading) {
    List<Hit> hits = List.of();
    long lettersBefore = 0;
    long marksBefore = 0;
    int from = 0;
    for (int block = 0; block < folded.length; block += Long.SIZE) {
      int end = Math.min(Long.SIZE, folded.length - block);
      long words = 0;
      long marks = 0;
      for (int i = 0; i < end; i++) {
        int unit = folded[block + i];
        words |= (unit >>> Folding.WORD_BIT & 1L) << i;
        marks |= (unit >>> Folding.MARKED_BIT & 1L) << i;
      }
      long letters = words & ~marks;
      // Inside a word a name may begin only shortly behind a number: "1gCocaine".
      long near = marks;
      for (int i = 1; i <= WordStart.LONGEST_UNIT + 1; i++) {
        near |= (marks << i) | (marksBefore >>> (Long.SIZE - i));
      }
      long starts = words & (near | ~((letters << 1) | (lettersBefore >>> (Long.SIZE - 1))));
      for (; starts != 0; starts &= starts - 1) {
        int i = block + Long.numberOfTrailingZeros(starts);
        int wordStart = i < from ? WordStart.NONE : WordStart.at(folded, i);
        long opening = wordStart == WordStart.NONE ? Openings.NONE : openings.of(folded, i);
        Hit hit = opening == Openings.NONE ? null : longest(folded, i, opening, wordStart, reading);
        if (hit != null) {
          if (hits.isEmpty()) {
            hits = new ArrayList<>(MOST_HITS_IN_A_TITLE);
          }
          hits.add(hit);
          from = hit.end();
        }
      }
      long edges = 1L | 1L << (Long.SIZE - 1);
      long inWord = marks & (edges | ((letters << 1) & (letters >>> 1)));
      for (; inWord != 0 && !reading.figureInWord; inWord &= inWord - 1) {
        int i = block + Long.numberOfTrailingZeros(inWord);
        reading.figureInWord = Folding.figureInWord(folded, i);
      }
      lettersBefore = letters;
      marksBefore = marks;
    }
    return hits;
  }

  private @Nullable Hit longest(
      int[] folded, int start, long opening, int wordStart, Reading reading) {
    int bestEnd = -1;
    List<LexiconName> best = List.of();
    int place = Openings.place(opening);
    int i = Openings.lastUnit(opening);
    while (i >= 0) {
      int end = trie.ends(place) ? WordEnd.after(folded, i + 1, !Folding.isDigit(folded[i])) : -1;
      if (end >= 0) {
        boolean glued =
            end < folded.length && Folding.isDigit(folded[end]) && Folding.inWord(folded[end - 1]);
        int ending = trie.ending(place);
        List<LexiconName> names;
        if (Trie.plain(ending)
            && wordStart == WordStart.FREE
            && !glued
            && Walk.plain(folded, start, i + 1)) {
          names = List.of(trie.name(ending));
        } else {
          Walk walk = reading.walk();
          walk.read(folded, start, i + 1, wordStart);
          names = meant(ending, walk, glued);
        }
        if (!names.isEmpty()) {
          best = names;
          bestEnd = end;
        }
      }
      int next = next(folded, i);
      // What only lengthens a sign leads no further.
      if (next >= 0 && (!Folding.repeats(folded[next], folded[i]) || separated(folded, i, next))) {
        place = trie.child(place, Folding.sign(folded[next]));
      }
      i = place == Trie.NONE ? -1 : next;
    }
    return bestEnd < 0 ? null : new Hit(start, bestEnd, best);
  }

  /** The names among those of the same signs that the text reads as, those it reads as best. */
  private List<LexiconName> meant(int ending, Walk walk, boolean glued) {
    int grade = Spelling.OTHER;
    List<LexiconName> names = List.of();
    for (int i = 0; ; i++) {
      Spelling spelling = trie.spelling(ending, i);
      if (spelling == null) {
        return names;
      }
      int compared = spelling.compare(walk, glued);
      if (compared > grade) {
        grade = compared;
        names = List.of(spelling.name());
      } else if (compared == grade && compared != Spelling.OTHER) {
        names = new ArrayList<>(names);
        names.add(spelling.name());
      }
    }
  }

  /** The next unit of a word within reach of a name; -1 where a name cannot go on. */
  private static int next(int[] folded, int index) {
    int separators = 0;
    for (int i = index + 1; i < folded.length; i++) {
      int unit = folded[i];
      if (Folding.inWord(unit)) {
        return i;
      }
      if (Folding.sign(unit) == Folding.BREAK
          || (Folding.sign(unit) == Folding.SEPARATOR && ++separators > MOST_SEPARATORS)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean separated(int[] folded, int one, int next) {
    for (int i = one + 1; i < next; i++) {
      if (!Folding.isIgnored(folded[i])) {
        return true;
      }
    }
    return false;
  }
}
