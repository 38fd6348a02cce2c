package weir.substance;

import java.util.Set;

/** Whether a text names an amount; how much it is, other packages read. */
final class Quantities {
  private static final Set<String> UNITS =
      Set.of(
          "g",
          "gr",
          "gram",
          "grams",
          "gramm",
          "gramms",
          "grm",
          "grms",
          "gms",
          "gm",
          "mg",
          "mgs",
          "ug",
          "mcg",
          "µg",
          "μg",
          "kg",
          "kilo",
          "oz",
          "ounce",
          "ounces",
          "lb",
          "lbs",
          "pound",
          "ml",
          "pcs",
          "pc",
          "piece",
          "pieces",
          "pill",
          "pills",
          "tab",
          "tabs",
          "tablet",
          "tablets",
          "cap",
          "caps",
          "capsules",
          "hit",
          "hits",
          "blotter",
          "blotters",
          "x",
          "vial",
          "vials",
          "г",
          "гр",
          "грамм",
          "грамма",
          "граммов",
          "мг",
          "мкг",
          "кг",
          "шт",
          "штук",
          "штуки",
          "таб",
          "таблеток",
          "мл",
          "stk",
          "stück",
          "stuks",
          "ozs",
          "eighth",
          "quarter",
          "qp",
          "hp",
          "zip",
          "bag",
          "bags",
          "strip",
          "strips");

  private Quantities() {}

  /** Whether a number with a unit stands in the text, or a unit after "half". */
  static boolean named(CharSequence text) {
    int length = text.length();
    int i = 0;
    while (i < length) {
      if (!Folding.isDigit(text.charAt(i))) {
        i++;
        continue;
      }
      while (i < length && !endsNumber(text, i)) {
        i++;
      }
      int word = i;
      while (word < length && word - i < 3 && " -+".indexOf(text.charAt(word)) >= 0) {
        word++;
      }
      int end = word;
      StringBuilder unit = new StringBuilder();
      while (end < length && Character.isLetter(text.charAt(end))) {
        unit.append(Character.toLowerCase(text.charAt(end)));
        end++;
      }
      if (UNITS.contains(unit.toString())) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsNumber(CharSequence text, int index) {
    char unit = text.charAt(index);
    if (Folding.isDigit(unit)) {
      return false;
    }
    boolean point = unit == '.' || unit == ',' || unit == '/';
    return !(point && index + 1 < text.length() && Folding.isDigit(text.charAt(index + 1)));
  }
}
