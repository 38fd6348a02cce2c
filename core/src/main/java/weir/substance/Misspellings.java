package weir.substance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds long names that are misspelt: a letter wrong, missing, added, or swapped with its
 * neighbour; one such slip, or two in names of {@value #TWO_SLIPS} letters or more. Only whole
 * words that begin with the right letter are compared, only with clear names, and never the
 * ordinary words of {@code ordinary-words.txt}, which happen to lie that close to a name.
 *
 * <p>Names are kept by first letter and length, each with the set of its letters as bits: two words
 * n slips apart differ in 2n letters at most, which leaves few names to compare letter by letter.
 */
final class Misspellings {
  /** Letters of the shortest name; shorter ones lie too close to ordinary words. */
  static final int SHORTEST = 6;

  /** Letters from which two slips are forgiven. */
  static final int TWO_SLIPS = 9;

  private static final String ORDINARY = "ordinary-words.txt";
  private static final int LONGEST = 40;
  private static final Candidate[] NO_CANDIDATES = {};

  private final Candidate[][] byStart = new Candidate[32 * LONGEST][];
  private final Set<String> ordinary;

  private record Candidate(String letters, int set, LexiconName name) {}

  Misspellings(List<LexiconName> names) {
    ordinary = Lexicon.resource(ORDINARY).lines().collect(Collectors.toUnmodifiableSet());
    List<List<Candidate>> lists = new ArrayList<>();
    for (int i = 0; i < byStart.length; i++) {
      lists.add(new ArrayList<>(0));
    }
    for (LexiconName name : names) {
      String letters = letters(name.name(), 0, name.name().length());
      boolean mayErr = name.kind() != NameKind.CODE && name.kind() != NameKind.FORM && name.clear();
      if (letters == null || !mayErr || name.substance() == null) {
        continue;
      }
      boolean word =
          letters.length() >= SHORTEST
              && letters.length() < LONGEST - 2
              && letters.length() == name.name().length();
      if (word) {
        lists
            .get(bucket(letters.charAt(0), letters.length()))
            .add(new Candidate(letters, set(letters), name));
      }
    }
    for (int i = 0; i < byStart.length; i++) {
      byStart[i] = lists.get(i).toArray(NO_CANDIDATES);
    }
  }

  private static int bucket(char first, int length) {
    return (first & 31) * LONGEST + length;
  }

  /** The misspelt names in this part of the text, from left to right. */
  List<NameMatcher.Hit> find(String text, int from, int to) {
    List<NameMatcher.Hit> hits = new ArrayList<>(0);
    int i = from;
    while (i < to) {
      if (!Character.isLetter(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      while (end < to && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (end - i >= SHORTEST - 1 && end - i < LONGEST - 2) {
        String letters = letters(text, i, end);
        LexiconName name = letters == null ? null : nearest(letters);
        if (name != null) {
          hits.add(new NameMatcher.Hit(i, end, List.of(name)));
        }
      }
      i = end;
    }
    return hits;
  }

  private @Nullable LexiconName nearest(String word) {
    LexiconName name = closest(word);
    boolean plural = name == null && word.endsWith("s") && word.length() > SHORTEST;
    return plural ? closest(word.substring(0, word.length() - 1)) : name;
  }

  private @Nullable LexiconName closest(String word) {
    LexiconName nearest = null;
    int fewest = 3;
    int set = set(word);
    for (int length = word.length() - 2; length <= word.length() + 2; length++) {
      for (Candidate candidate : byStart[bucket(word.charAt(0), length)]) {
        int allowed = Math.min(fewest - 1, length >= TWO_SLIPS ? 2 : 1);
        if (candidate.letters().charAt(0) != word.charAt(0)
            || Math.abs(length - word.length()) > allowed
            || Integer.bitCount(set ^ candidate.set()) > 2 * allowed) {
          continue;
        }
        int slips = slips(candidate.letters(), word, allowed);
        if (slips <= allowed) {
          nearest = candidate.name();
          fewest = slips;
        }
      }
    }
    return nearest == null || ordinary.contains(word) ? null : nearest;
  }

  /** Whether this surface is not the name letter by letter. */
  static boolean misspelt(String surface, LexiconName name) {
    String there = letters(surface, 0, surface.length());
    String written = letters(name.name(), 0, name.name().length());
    return there != null
        && written != null
        && !there.equals(written)
        && !there.equals(written + "s");
  }

  /**
   * How many letters were replaced, left out, added, or swapped with a neighbour (Damerau, 1964; no
   * letter twice).
   */
  static int slips(String one, String other) {
    return slips(one, other, Integer.MAX_VALUE);
  }

  /** The same; where there are more than {@code most}, some number above it. */
  private static int slips(String one, String other, int most) {
    // What both begin and end with costs nothing.
    int from = 0;
    int oneTo = one.length();
    int otherTo = other.length();
    while (from < oneTo && from < otherTo && one.charAt(from) == other.charAt(from)) {
      from++;
    }
    while (oneTo > from && otherTo > from && one.charAt(oneTo - 1) == other.charAt(otherTo - 1)) {
      oneTo--;
      otherTo--;
    }
    int length = oneTo - from;
    int width = otherTo - from;
    if (length == 0 || width == 0) {
      return Math.max(length, width);
    }
    int[] before = new int[width + 1];
    int[] last = new int[width + 1];
    int[] row = new int[width + 1];
    for (int j = 0; j <= width; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= length; i++) {
      char here = one.charAt(from + i - 1);
      row[0] = i;
      int fewest = i;
      for (int j = 1; j <= width; j++) {
        char there = other.charAt(from + j - 1);
        int same = here == there ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && here == other.charAt(from + j - 2)
                && one.charAt(from + i - 2) == there;
        if (swapped) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
        fewest = Math.min(fewest, row[j]);
      }
      if (fewest - 1 > most) {
        return fewest; // a swap reaches back one row, so no later row comes below most
      }
      int[] free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[width];
  }

  private static int set(String letters) {
    int set = 0;
    for (int i = 0; i < letters.length(); i++) {
      set |= 1 << (letters.charAt(i) & 31);
    }
    return set;
  }

  /** The word's letters as the matcher compares them; empty where it holds another sign. */
  private static @Nullable String letters(String text, int from, int to) {
    StringBuilder letters = new StringBuilder(to - from);
    for (int i = from; i < to; i++) {
      char sign = Folding.fold(text.charAt(i));
      if (sign <= Folding.IGNORED || Character.isDigit(sign)) {
        return null;
      }
      letters.append(sign);
    }
    return letters.isEmpty() ? null : letters.toString();
  }
}
