package weir.substance;

import org.jspecify.annotations.Nullable;

/**
 * Writes a word of one script in the letters of the other, as sellers do: "гашиш" as "gashish",
 * "fentanyl" as "фентанил". Only whole, clear words of {@value #SHORTEST} letters or more; a short
 * one would meet too many ordinary words of the other language.
 */
final class Transliteration {
  private static final int SHORTEST = 6;

  private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
  private static final String[] LATIN = {
    "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s",
    "t", "u", "f", "h", "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya"
  };

  /** Letters of an international name and what Russian writes for them; the longest come first. */
  private static final String[][] INTERNATIONAL = {
    {"ph", "ф"}, {"th", "т"}, {"ch", "х"}, {"ce", "це"}, {"ci", "ци"}, {"cy", "ци"}, {"ck", "к"},
    {"qu", "кв"}, {"ll", "лл"}, {"yl", "ил"}, {"x", "кс"}, {"a", "а"}, {"b", "б"}, {"c", "к"},
    {"d", "д"}, {"e", "е"}, {"f", "ф"}, {"g", "г"}, {"h", "г"}, {"i", "и"}, {"j", "дж"},
    {"k", "к"}, {"l", "л"}, {"m", "м"}, {"n", "н"}, {"o", "о"}, {"p", "п"}, {"q", "к"},
    {"r", "р"}, {"s", "с"}, {"t", "т"}, {"u", "у"}, {"v", "в"}, {"w", "в"}, {"y", "и"},
    {"z", "з"}
  };

  private Transliteration() {}

  /** The word in the other script; null where the name is none that is written so. */
  static @Nullable String of(LexiconName name) {
    String word = name.name().toLowerCase(java.util.Locale.ROOT);
    if (!name.clear() || word.length() < SHORTEST) {
      return null;
    }
    return switch (name.kind()) {
      case NAME, INN, BRAND, SLANG ->
          switch (name.language()) {
            case "ru" -> toLatin(word);
            case "int", "en" -> name.kind() == NameKind.SLANG ? null : toCyrillic(word);
            default -> null;
          };
      case SPELLING, CODE, STRAIN, FORM, GENERAL, OTHER_SENSE -> null;
    };
  }

  private static @Nullable String toLatin(String word) {
    StringBuilder latin = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      int letter = CYRILLIC.indexOf(word.charAt(i));
      if (letter < 0) {
        return null;
      }
      latin.append(LATIN[letter]);
    }
    return latin.toString();
  }

  private static @Nullable String toCyrillic(String word) {
    // A silent e ends many an international name: "methylone" is "метилон".
    String spoken =
        word.endsWith("ne") || word.endsWith("te") || word.endsWith("de")
            ? word.substring(0, word.length() - 1)
            : word;
    StringBuilder cyrillic = new StringBuilder();
    int i = 0;
    while (i < spoken.length()) {
      String[] rule = rule(spoken, i);
      if (rule == null) {
        return null;
      }
      cyrillic.append(rule[1]);
      i += rule[0].length();
    }
    return cyrillic.toString();
  }

  private static String @Nullable [] rule(String word, int at) {
    for (String[] rule : INTERNATIONAL) {
      if (word.startsWith(rule[0], at)) {
        return rule;
      }
    }
    return null;
  }
}
