package weir.substance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The made-up sentences that {@link Senses} learns from, and the sorts of words that stand around
 * drugs; both from {@code senses.txt}. There a line {@code @cue take: take took} names a sort of
 * word, {@code @slot drug: dope | weed} words to fill in, {@code @everyday: hash} names that are
 * clear in a title and ordinary words in a sentence, and each other line is a sentence in which
 * square brackets mark what stands for a drug; a sentence with a slot stands for several.
 */
final class SenseCues {
  static final String FILE = "senses.txt";

  private static final int FILLINGS = 6;

  private final Map<String, String> sortOf = new HashMap<>();
  private final Map<String, List<String>> slots = new HashMap<>();
  private final Set<String> everyday = new HashSet<>();
  private final List<String> sentences = new ArrayList<>();

  private SenseCues() {}

  static SenseCues standard() {
    return read(Lexicon.resource(FILE));
  }

  static SenseCues read(String text) {
    SenseCues cues = new SenseCues();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("# ")) {
        continue;
      }
      int colon = line.indexOf(':');
      if (line.startsWith("@cue ")) {
        for (String word : line.substring(colon + 1).strip().split(" +", -1)) {
          cues.sortOf.put(word, line.substring(5, colon).strip());
        }
      } else if (line.startsWith("@slot ")) {
        List<String> words = new ArrayList<>();
        for (String word : line.substring(colon + 1).split("\\|", -1)) {
          words.add(word.strip());
        }
        cues.slots.put(line.substring(6, colon).strip(), words);
      } else if (line.startsWith("@everyday:")) {
        cues.everyday.addAll(List.of(line.substring(colon + 1).strip().split(" +", -1)));
      } else {
        cues.sentences.add(line);
      }
    }
    return cues;
  }

  /** The sort of this word; empty for words of no sort. */
  String of(String word) {
    return sortOf.getOrDefault(word, "");
  }

  /** Whether a name that is clear in a title is also an ordinary word. */
  boolean everyday(String name) {
    return everyday.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A sentence with the places that stand for drugs. */
  record Marked(String text, List<int[]> places) {}

  /** All sentences with their slots filled, by turns. */
  List<Marked> sentences() {
    List<Marked> marked = new ArrayList<>();
    Map<String, Integer> turn = new HashMap<>();
    for (String sentence : sentences) {
      int times = sentence.indexOf('{') < 0 ? 1 : FILLINGS;
      for (int i = 0; i < times; i++) {
        marked.add(mark(fill(sentence, turn)));
      }
    }
    return marked;
  }

  private String fill(String sentence, Map<String, Integer> turn) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    int open;
    while ((open = sentence.indexOf('{', from)) >= 0) {
      int close = sentence.indexOf('}', open);
      String slot = sentence.substring(open + 1, close);
      List<String> words = slots.get(slot);
      if (words == null) {
        throw new IllegalStateException(
            "%s: the slot '%s' is not named. Add a line '@slot %s: …'."
                .formatted(FILE, slot, slot));
      }
      int next = turn.merge(slot, 1, Integer::sum);
      filled.append(sentence, from, open).append(words.get(next % words.size()));
      from = close + 1;
    }
    return filled.append(sentence.substring(from)).toString();
  }

  private static Marked mark(String sentence) {
    StringBuilder text = new StringBuilder();
    List<int[]> places = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < sentence.length(); i++) {
      char sign = sentence.charAt(i);
      if (sign == '[') {
        start = text.length();
      } else if (sign == ']') {
        places.add(new int[] {start, text.length()});
      } else {
        text.append(sign);
      }
    }
    return new Marked(text.toString(), places);
  }
}
