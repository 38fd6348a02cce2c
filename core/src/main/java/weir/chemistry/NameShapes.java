package weir.chemistry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a name's looks tell: published stems, code series, and the parts of systematic names. */
final class NameShapes {

  /** A class told by the looks of a name alone. */
  record Told(String path, String by, String source) {}

  private record Stem(String ending, String path, int lettersBefore, String source) {}

  private record Series(Pattern pattern, String path, String source) {}

  private static final int LONGEST_CODE = 24;
  private static final List<String> MORPHEMES =
      List.of(
          "fluoro",
          "chloro",
          "bromo",
          "iodo",
          "methyl",
          "ethyl",
          "propyl",
          "butyl",
          "pentyl",
          "hexyl",
          "phenyl",
          "benzyl",
          "naphth",
          "methoxy",
          "ethoxy",
          "hydroxy",
          "acetoxy",
          "acetyl",
          "amino",
          "amine",
          "amide",
          "amido",
          "nitro",
          "cyano",
          "pyrrolidin",
          "piperidin",
          "piperazin",
          "indol",
          "indazol",
          "benzimidazol",
          "dioxol",
          "benzofuran",
          "azepin",
          "thiophen",
          "thieno",
          "triazol",
          "tryptamin",
          "phenethyl",
          "cyclohex",
          "cycloprop",
          "carbox",
          "propan",
          "butan",
          "pentan",
          "hexan",
          "ethan",
          "oxo",
          "-yl",
          "-one",
          "-ol",
          "diazinan",
          "sulfanyl",
          "sulfonyl",
          "carbonyl",
          "benzoyl",
          "naphthoyl");

  /** The same by their first sign, each in the order above. */
  private static final List<List<String>> BY_FIRST =
      IntStream.range(0, 128)
          .mapToObj(first -> MORPHEMES.stream().filter(part -> part.charAt(0) == first).toList())
          .toList();

  private final Map<Integer, List<Stem>> stems = new HashMap<>();
  private final List<Series> series = new ArrayList<>();

  private NameShapes() {
    for (List<String> row : Table.rows("stems.csv", "stem", "class", "letters_before", "source")) {
      Stem stem = new Stem(row.get(0), row.get(1), Integer.parseInt(row.get(2)), row.get(3));
      stems.computeIfAbsent(key(stem.ending()), _ -> new ArrayList<>()).add(stem);
    }
    for (List<String> row : Table.rows("series.csv", "pattern", "class", "source")) {
      series.add(
          new Series(
              Pattern.compile(row.get(0), Pattern.CASE_INSENSITIVE), row.get(1), row.get(2)));
    }
  }

  private static final class Standard {
    static final NameShapes SHAPES = new NameShapes();
  }

  static NameShapes standard() {
    return Standard.SHAPES;
  }

  /** Stems are found by their last four letters, so that a word costs one look-up. */
  private static int key(CharSequence word) {
    int key = 0;
    for (int i = word.length() - 4; i < word.length(); i++) {
      key = key * 31 + Character.toLowerCase(word.charAt(i));
    }
    return key;
  }

  /** The class that a word's stem tells; the longest stem wins. */
  @Nullable Told stem(String word) {
    if (word.length() < 6) {
      return null;
    }
    List<Stem> candidates = stems.get(key(word));
    if (candidates == null) {
      return null;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    Stem longest = null;
    for (Stem stem : candidates) {
      int before = lower.length() - stem.ending().length();
      if (before >= stem.lettersBefore()
          && lower.endsWith(stem.ending())
          && (longest == null || stem.ending().length() > longest.ending().length())) {
        longest = stem;
      }
    }
    return longest == null
        ? null
        : new Told(longest.path(), "-" + longest.ending(), longest.source());
  }

  /** The class of the published series that a code belongs to. */
  @Nullable Told series(String code) {
    if (code.length() > LONGEST_CODE || code.length() < 4) {
      return null;
    }
    for (Series one : series) {
      if (one.pattern().matcher(code).matches()) {
        return new Told(one.path(), one.pattern().pattern(), one.source());
      }
    }
    return null;
  }

  /** Whether a systematic name may stand here, so that reading it is worth the time. */
  static boolean mayBeSystematic(String name) {
    int parts = morphemes(name);
    return parts >= 2 || (parts == 1 && locant(name));
  }

  /** Whether a name looks chemical even where nothing can read it. */
  static boolean looksChemical(String name) {
    int parts = morphemes(name);
    return parts >= 3 || (parts >= 2 && locant(name));
  }

  private static List<String> startingWith(char first) {
    return first < BY_FIRST.size() ? BY_FIRST.get(first) : List.of();
  }

  private static int morphemes(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int count = 0;
    int i = 0;
    while (i < lower.length()) {
      int step = 1;
      for (String part : startingWith(lower.charAt(i))) {
        if (lower.startsWith(part, i)) {
          step = part.length();
          count++;
          break;
        }
      }
      i += step;
    }
    return count;
  }

  /** A number, or an N, with a hyphen and a letter after it: {@code 2-methyl}, {@code N-ethyl}. */
  private static boolean locant(String name) {
    for (int i = 0; i + 2 < name.length(); i++) {
      char c = name.charAt(i);
      boolean begins = i == 0 || !Character.isLetter(name.charAt(i - 1));
      if ((Character.isDigit(c) || (c == 'N' && begins))
          && name.charAt(i + 1) == '-'
          && (Character.isLetter(name.charAt(i + 2)) || "([".indexOf(name.charAt(i + 2)) >= 0)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a word of a title is worth a look: a stem, a code, or a chemical build. Cheap, as every
   * word of every title is asked.
   */
  boolean worthALook(String word) {
    int length = word.length();
    if (length < 4 || length > Molecules.LONGEST_NAME) {
      return false;
    }
    int digits = 0;
    int letters = 0;
    int capitals = 0;
    boolean sign = false;
    for (int i = 0; i < length; i++) {
      char c = word.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (Character.isLetter(c)) {
        letters++;
        capitals += Character.isUpperCase(c) ? 1 : 0;
      }
      sign |= c == '-' || c == '(' || c == '[' || c == 'α' || c == 'β';
    }
    if (letters < 3) {
      return false;
    }
    if (digits > 0) {
      return sign || capitals >= 2;
    }
    if (sign || (capitals >= 3 && length <= 9)) {
      return true;
    }
    return length >= 8 && (stems.containsKey(key(word)) || morphemes(word) >= 2);
  }
}
