package weir.substance;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signs in a title from which {@link Offers} tells what is sold: its words, their beginnings
 * and endings (which carry over to inflections and compounds), pairs of words, the first word and
 * the last before a number or a preposition, drugs as the group they belong to, and numbers as
 * their unit. What only comes along ("free scale") is a sign of another sort. Each sign is a hash
 * of its text.
 */
final class OfferSigns {
  private static final int MOST_WORDS = 24;
  private static final int LETTERS_OF_BEGINNING = 5;
  private static final int REACH_OF_ASIDE = 2;

  /** What stands before something that comes along with the offer, or is not offered at all. */
  private static final Set<String> ASIDE =
      words(
          "free with no not see my our other more in incl including plus first mit ohne kein keine"
              + " keinen gratis avec sans con sin met zonder bez per senza z s с без в бесплатно"
              + " shipped packed comes from inside");

  /** Words that end the phrase in which the article itself is named. */
  private static final Set<String> PREPOSITIONS =
      words(
          "for with of from in on to by at as and or mit für aus von in im avec de du pour en à"
              + " sans para con sin di da per met voor van z do dla w na и с для из от по под"
              + " на в о");

  private static final Set<String> UNITS =
      words(
          "g gr gram grams gramm gramme grammes gramo gramos mg kg ml l oz ug mcg µg iu mm cm w v x"
              + " pcs szt stk stück stuks ud г гр мг кг мл л шт мкг克 克");

  private static Set<String> words(String words) {
    return new HashSet<>(List.of(words.split(" ", -1)));
  }

  /** A stretch of the title that stands for a drug. */
  record Drug(int start, int end, String group, boolean keepsWords) {}

  private long[] signs = new long[256];
  private int count;

  private OfferSigns() {}

  /**
   * The signs of a title.
   *
   * @param drugs what is named, from left to right
   * @param group the class group of what is sold; null when nothing is named
   * @param combined whether several are sold as one
   */
  static long[] of(String title, List<Drug> drugs, @Nullable String group, boolean combined) {
    OfferSigns signs = new OfferSigns();
    signs.read(title, drugs);
    signs.addCommon("g=", group == null ? "none" : group);
    signs.addCommon("", "bias");
    if (drugs.stream().map(Drug::group).distinct().count() > 1) {
      signs.add("", "groups");
    }
    if (combined) {
      signs.add("", "combined");
    }
    return Arrays.copyOf(signs.signs, signs.count);
  }

  private void read(String title, List<Drug> drugs) {
    String[] words = new String[MOST_WORDS];
    boolean[] breaks = new boolean[MOST_WORDS]; // whether the phrase ends before this word
    int n = 0;
    int next = 0;
    int i = 0;
    boolean broken = false;
    while (i < title.length() && n < MOST_WORDS) {
      while (next < drugs.size() && drugs.get(next).end() <= i) {
        next++;
      }
      if (next < drugs.size() && drugs.get(next).start() <= i && !drugs.get(next).keepsWords()) {
        Drug drug = drugs.get(next);
        breaks[n] = broken;
        words[n++] = "§" + drug.group();
        broken = false;
        i = Math.max(i + 1, drug.end());
        continue;
      }
      int sign = title.codePointAt(i);
      if (Character.isLetter(sign)) {
        int start = i;
        int stop =
            next < drugs.size() && !drugs.get(next).keepsWords()
                ? Math.max(i + 1, drugs.get(next).start())
                : title.length();
        while (i < stop && (isLetter(title, i) || joinsWord(title, i, stop))) {
          i += Character.charCount(title.codePointAt(i));
        }
        breaks[n] = broken;
        words[n++] = fold(title.substring(start, i));
        broken = false;
      } else if (Character.isDigit(sign)) {
        while (i < title.length()
            && (Character.isDigit(title.charAt(i)) || ".,/".indexOf(title.charAt(i)) >= 0)) {
          i++;
        }
        int unit = i < title.length() && title.charAt(i) == ' ' ? i + 1 : i;
        int end = unit;
        while (end < title.length() && isLetter(title, end)) {
          end++;
        }
        String after = title.substring(unit, end).toLowerCase(Locale.ROOT);
        breaks[n] = true;
        if (UNITS.contains(after)) {
          words[n++] = "#" + after;
          i = end;
        } else {
          words[n++] = "#";
        }
        broken = true;
      } else {
        broken |= ",;|.!:-–()[]/*+&".indexOf(sign) >= 0;
        i += Character.charCount(sign);
      }
    }
    weigh(words, breaks, n);
  }

  private static boolean isLetter(String title, int index) {
    return Character.isLetter(title.codePointAt(index))
        || Character.getType(title.charAt(index)) == Character.NON_SPACING_MARK;
  }

  private static boolean joinsWord(String title, int index, int stop) {
    char sign = title.charAt(index);
    return (sign == '\'' || sign == '’' || sign == '-')
        && index + 1 < stop
        && isLetter(title, index + 1);
  }

  /** Lower case, without accents; the apostrophe stays. */
  static String fold(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length(); i++) {
      char sign = lower.charAt(i);
      if ((sign >= 0xC0 && sign < 0x250) || sign == 'ё' || sign == 'й') {
        StringBuilder bare = new StringBuilder(lower.length());
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
        for (int j = 0; j < apart.length(); j++) {
          char part = apart.charAt(j);
          if (Character.getType(part) != Character.NON_SPACING_MARK) {
            bare.append(part == 'ł' ? 'l' : part);
          }
        }
        return bare.toString();
      }
    }
    return lower;
  }

  private void weigh(String[] words, boolean[] breaks, int n) {
    int aside = -1;
    int head = -1;
    boolean headFound = false;
    boolean lastAside = false;
    for (int i = 0; i < n; i++) {
      String word = words[i];
      if ((breaks[i] && i > 0) || PREPOSITIONS.contains(word)) {
        headFound |= head >= 0;
      }
      boolean named = word.charAt(0) == '§';
      boolean number = word.charAt(0) == '#';
      boolean isAside = aside >= 0 && i - aside <= REACH_OF_ASIDE && !named;
      if (breaks[i]) {
        isAside = false;
        aside = -1;
      }
      lastAside = isAside;
      String sort = isAside ? "a:" : "w:";
      if (named || number) {
        addCommon(sort, word);
      } else {
        add(sort, word);
        parts(word, isAside);
        if (!headFound && !isAside && !PREPOSITIONS.contains(word)) {
          head = i;
        }
      }
      if (i > 0 && !isAside && (!common(word) || !common(words[i - 1]))) {
        add("b:", words[i - 1], word);
      }
      if (i > 0 && ASIDE.contains(word)) {
        aside = i;
      }
    }
    if (n > 0) {
      addEdge("f:", words[0]);
      if (!lastAside) {
        addEdge("l:", words[n - 1]);
      }
      addCommon("n#", Integer.toString(Math.min(n, 6)));
    }
    if (head >= 0) {
      add("h:", words[head]);
    }
  }

  private void parts(String word, boolean aside) {
    int length = word.length();
    if (Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN) {
      for (int i = 0; i + 2 <= length; i++) {
        add(aside ? "a:" : "w:", word.substring(i, i + 2));
      }
      return;
    }
    if (length > LETTERS_OF_BEGINNING) {
      add(aside ? "a^" : "w^", word.substring(0, LETTERS_OF_BEGINNING));
    }
    if (length >= 7) {
      add(aside ? "a$" : "w$", word.substring(length - 4));
      add(aside ? "a$" : "w$", word.substring(length - 6));
    }
  }

  private static boolean common(String word) {
    return word.charAt(0) == '§' || word.charAt(0) == '#';
  }

  private void addEdge(String sort, String word) {
    if (common(word)) {
      addCommon(sort, word);
    } else {
      add(sort, word);
    }
  }

  private void add(String sort, String text) {
    add(hash(hash(START, sort), text) & ~COMMON);
  }

  private void addCommon(String sort, String text) {
    add(hash(hash(START, sort), text) | COMMON);
  }

  /** Marks a sign that drugs and numbers alone give, which speaks for no kind of other goods. */
  static final long COMMON = 1;

  private void add(String sort, String one, String other) {
    add(hash(hash(hash(hash(START, sort), one), " "), other) & ~COMMON);
  }

  private void add(long sign) {
    if (count == signs.length) {
      signs = Arrays.copyOf(signs, 2 * count);
    }
    signs[count++] = sign;
  }

  /** FNV-1a, 64 bits: Fowler, Noll and Vo. */
  private static final long START = 0xcbf29ce484222325L;

  static long hash(String text) {
    return hash(START, text);
  }

  private static long hash(long hash, String text) {
    long next = hash;
    for (int i = 0; i < text.length(); i++) {
      next = (next ^ text.charAt(i)) * 0x100000001b3L;
    }
    return next;
  }
}
