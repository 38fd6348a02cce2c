package weir.substance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds long names that are written with one letter wrong, missing, added or swapped. Only whole
 * words of {@value #SHORTEST} letters or more that begin with the right letter are compared, and
 * only names that are clear; shorter ones lie too close to ordinary words.
 *
 * <p>The index holds each name with each letter left out in turn: two words one slip apart share
 * such a remainder (Garbe, SymSpell, 2012).
 */
final class Misspellings {
  static final int SHORTEST = 7;

  private final Map<String, List<LexiconName>> index = new HashMap<>();

  Misspellings(List<LexiconName> names) {
    for (LexiconName name : names) {
      String signs = signs(name.name(), 0, name.name().length());
      boolean word =
          name.name().codePoints().allMatch(Character::isLetter) && signs.length() >= SHORTEST;
      if (!word || !name.clear() || name.kind() == NameKind.CODE || name.substance() == null) {
        continue;
      }
      for (String remainder : remainders(signs)) {
        List<LexiconName> there = index.computeIfAbsent(remainder, _ -> new ArrayList<>(1));
        there.add(name);
      }
    }
  }

  /** The words of the text that are one slip from a name, from left to right. */
  List<NameMatcher.Hit> find(String text) {
    List<NameMatcher.Hit> hits = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (!Character.isLetter(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      LexiconName name = end - i >= SHORTEST - 1 ? nearest(signs(text, i, end)) : null;
      if (name != null) {
        hits.add(new NameMatcher.Hit(i, end, List.of(name)));
      }
      i = end;
    }
    return hits;
  }

  private @Nullable LexiconName nearest(String word) {
    for (String remainder : remainders(word)) {
      for (LexiconName name : index.getOrDefault(remainder, List.of())) {
        String signs = signs(name.name(), 0, name.name().length());
        if (signs.charAt(0) == word.charAt(0) && oneSlipApart(signs, word)) {
          return name;
        }
      }
    }
    return null;
  }

  private static List<String> remainders(String word) {
    List<String> remainders = new ArrayList<>(word.length() + 1);
    remainders.add(word);
    for (int i = 1; i < word.length(); i++) {
      remainders.add(word.substring(0, i) + word.substring(i + 1));
    }
    return remainders;
  }

  /** Whether one letter was replaced, left out, added, or swapped with its neighbour. */
  static boolean oneSlipApart(String one, String other) {
    int start = 0;
    int shorter = Math.min(one.length(), other.length());
    while (start < shorter && one.charAt(start) == other.charAt(start)) {
      start++;
    }
    String left = one.substring(start);
    String right = other.substring(start);
    if (left.length() == right.length()) {
      return left.isEmpty()
          || left.substring(1).equals(right.substring(1))
          || (left.length() > 1
              && left.charAt(0) == right.charAt(1)
              && left.charAt(1) == right.charAt(0)
              && left.substring(2).equals(right.substring(2)));
    }
    String longer = left.length() > right.length() ? left : right;
    String rest = left.length() > right.length() ? right : left;
    return longer.length() == rest.length() + 1 && longer.substring(1).equals(rest);
  }

  private static String signs(String text, int from, int to) {
    StringBuilder signs = new StringBuilder();
    for (int i = from; i < to; i++) {
      char sign = Folding.fold(text.charAt(i));
      if (sign > Folding.IGNORED) {
        signs.append(sign);
      }
    }
    return signs.toString();
  }
}
