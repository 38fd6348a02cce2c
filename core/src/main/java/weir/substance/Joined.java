package weir.substance;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether two products in a title are sold together, or the second is only spoken of. */
final class Joined {
  private static final Set<String> WORDS =
      Set.of("and", "plus", "with", "combo", "и", "und", "y", "et", "en", "mit", "mix", "бонус");
  private static final Set<String> GIFTS =
      Set.of("gift", "free", "bonus", "подарок", "бесплатно", "sample", "freebie");

  private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

  private Joined() {}

  /** Whether the words between two names join them, be it as a gift. */
  static boolean bySign(String text, NameMatcher.Hit one, NameMatcher.Hit other) {
    int from = Math.min(one.end(), other.end());
    int to = Math.max(one.start(), other.start());
    return from < to && joins(text, from, to);
  }

  /** Whether two names are joined as one offer; a gift is not counted as sold. */
  static boolean asOne(String text, NameMatcher.Hit one, NameMatcher.Hit other) {
    if (!bySign(text, one, other)) {
      return false;
    }
    for (String word : words(text)) {
      if (GIFTS.contains(word)) {
        return false;
      }
    }
    return true;
  }

  private static boolean joins(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char sign = text.charAt(i);
      if (sign == '&' || (sign == '+' && joinsAt(text, i))) {
        return true;
      }
    }
    for (String word : words(text.substring(from, to))) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** "A+++" and "25%+" praise; "1g + 2g" adds. */
  private static boolean joinsAt(String text, int plus) {
    int next = plus + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    boolean goesOn =
        next < text.length()
            && (Character.isLetterOrDigit(text.charAt(next)) || text.charAt(next) == '(');
    char before = plus == 0 ? '+' : text.charAt(plus - 1);
    return goesOn && before != '+' && before != '%' && before != 'A';
  }

  private static Iterable<String> words(String text) {
    return NOT_LETTERS.splitAsStream(text.toLowerCase(Locale.ROOT)).toList();
  }
}
