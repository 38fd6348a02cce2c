package weir.substance;

import java.util.Locale;
import java.util.Set;

/** Words by which a seller praises or parcels goods, and doses in micrograms. */
final class Offered {
  private static final Set<String> PRAISE =
      Set.of(
          "hq",
          "bulk",
          "pure",
          "purest",
          "purity",
          "uncut",
          "sample",
          "samples",
          "quality",
          "grade",
          "premium",
          "potent",
          "stealth",
          "imported",
          "import",
          "fe",
          "tester",
          "testers",
          "wholesale",
          "vacuum");

  private static final Set<String> PIECES =
      Set.of(
          "pill", "pills", "tablet", "tablets", "caps", "gram", "grams", "ounce", "ounces",
          "pressed");

  /** Below lie medicines that are dosed in micrograms, above are other blotters. */
  private static final int LEAST_MICROGRAMS = 60;

  private static final int MOST_MICROGRAMS = 450;

  private Offered() {}

  /** Whether a seller praises what is offered, as goods of other kinds are praised too. */
  static boolean praised(String title) {
    return holdsOneOf(PRAISE, title);
  }

  /** Whether the title speaks of pieces or parcels as drugs have them, with or without a number. */
  static boolean inPieces(String title) {
    return holdsOneOf(PIECES, title);
  }

  private static boolean holdsOneOf(Set<String> words, String title) {
    int i = 0;
    while (i < title.length()) {
      int start = i;
      while (i < title.length() && Character.isLetter(title.charAt(i))) {
        i++;
      }
      if (i > start && words.contains(title.substring(start, i).toLowerCase(Locale.ROOT))) {
        return true;
      }
      i = i > start ? i : i + 1;
    }
    return false;
  }

  /** Whether the title names a piece of 60 to 450 micrograms, as LSD alone is commonly sold. */
  static boolean inMicrograms(String title) {
    int i = 0;
    while (i < title.length()) {
      if (!Folding.isDigit(title.charAt(i))) {
        i++;
        continue;
      }
      int number = 0;
      while (i < title.length() && Folding.isDigit(title.charAt(i)) && number < 100_000) {
        number = number * 10 + Character.digit(title.charAt(i), 10);
        i++;
      }
      int unit = i < title.length() && title.charAt(i) == ' ' ? i + 1 : i;
      boolean micrograms =
          title.regionMatches(true, unit, "ug", 0, 2)
              || title.regionMatches(true, unit, "µg", 0, 2)
              || title.regionMatches(true, unit, "μg", 0, 2)
              || title.regionMatches(true, unit, "mics", 0, 4);
      if (micrograms && number >= LEAST_MICROGRAMS && number <= MOST_MICROGRAMS) {
        return true;
      }
    }
    return false;
  }
}
