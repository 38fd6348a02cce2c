package weir.substance;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a title sells that names no drug, by shapes that hardly another trade has: tablets told by
 * colour and stamp ("200 Blue Lanterns"), sweets sold by milligrams, buds by the eighth of an
 * ounce, and made-up strains by the words that breeders build them from. A guess, so with a low
 * confidence; never made for a text, only for a listing's title.
 */
final class Unnamed {
  private static final Set<String> COLOURS =
      words(
          "red blue green yellow pink purple orange white gold golden silver grey gray black brown"
              + " turquoise violet beige rote blaue grüne gelbe rosa lila orangene weiße rode"
              + " blauwe groene gele roze paarse witte rouges bleus verts jaunes roses blancs");

  private static final Set<String> SWEETS =
      words(
          "tart tarts ring rings candy candies caramel caramels taffy fudge toffee krispies krispy"
              + " treats treat gummies gummy bears worms lollies suckers lollipop lollipops brownie"
              + " brownies cookie cookies cupcake cupcakes muffin muffins chews chew granola rolls"
              + " bites truffle lemonade soda syrup honey sours drops mints peanut butter cups"
              + " marshmallow marshmallows macaroon macaroons");

  /** With what the names of strains begin. */
  private static final Set<String> STRAIN_BEGINS =
      words(
          "purple sour lemon grape mango pineapple strawberry blueberry raspberry blackberry"
              + " tangerine banana cherry watermelon papaya og white blue super royal critical"
              + " hawaiian afghan thai dutch alien bubba platinum master durban");

  /** With what they end, as words or as parts of a word. */
  private static final List<String> STRAIN_ENDS =
      List.of(
          "berry",
          "berries",
          "kush",
          "haze",
          "skunk",
          "dawg",
          "bud",
          "budz",
          "weed",
          "nugs",
          "widow",
          "ganja",
          "cannabis",
          "chronic",
          "herer",
          "hazed");

  private static final Set<String> STRAIN_HEADS =
      words(
          "dream diesel cheese cookies cake punch glue breath mints runtz gelato sherbet sherb funk"
              + " fritter express lights wreck purple purps tangie cush chem jack dragon ape queen"
              + " crack poison ghost cough rhino thai star fire mist og");

  private static final Set<String> TRADE_WEIGHTS =
      words("eighth eighths 8th 1/8 1/8th qp qps hp half-ounce half-oz quarter-pound half-pound");

  private static final Set<String> OTHER_UNITS =
      words(
          "ml cl l ltr litre litres liter iu mcg ug µg mm cm m inch in w watt v gb mb tb day days"
              + " month months year years hour hours eur euro euros usd gbp dollar dollars $ € £ %");

  private static final int LEAST_TABLETS = 5;
  private static final int LEAST_MILLIGRAMS = 100;
  private static final int MOST_MILLIGRAMS = 340;
  private static final int MOST_WORDS = 7;

  private static final double BY_TABLET = 0.55;
  private static final double BY_SWEET = 0.5;
  private static final double BY_STRAIN = 0.55;
  private static final double BY_WEIGHT = 0.5;

  private Unnamed() {}

  /**
   * A guess at what is sold.
   *
   * @param substance its id in the lexicon
   */
  record Guess(String substance, double confidence, String how) {}

  static @Nullable Guess of(String title) {
    String[] words = title.toLowerCase(Locale.ROOT).strip().split("[\\s|,;:()\\[\\]*!\"~_-]+", -1);
    Shape shape = new Shape();
    for (int i = 0; i < words.length; i++) {
      shape.add(words, i);
    }
    if (shape.letters == 0 || shape.letters > MOST_WORDS) {
      return null;
    }
    if (shape.sweet && shape.milligrams >= 25) {
      return new Guess("cannabis-edible", BY_SWEET, "sweets+quantity");
    }
    boolean pressed = shape.milligrams >= LEAST_MILLIGRAMS && shape.milligrams <= MOST_MILLIGRAMS;
    boolean many = shape.count >= LEAST_TABLETS;
    boolean tablets = many && (shape.coloured || shape.beginsWithCount) && !shape.otherUnit;
    if (tablets && !shape.mass && (pressed || shape.colouredFirst)) {
      return new Guess("mdma", BY_TABLET, "stamp+quantity");
    }
    if (shape.mass && (shape.strainEnd || (shape.strainBegin && shape.strainHead))) {
      return new Guess("cannabis-herb", BY_STRAIN, "strain-shape+quantity");
    }
    return shape.tradeWeight ? new Guess("cannabis-herb", BY_WEIGHT, "trade-weight") : null;
  }

  /** What the words of a title look like. */
  private static final class Shape {
    int letters;
    int milligrams;
    int count;
    boolean mass;
    boolean sweet;
    boolean coloured;
    boolean colouredFirst;
    boolean beginsWithCount;
    boolean strainBegin;
    boolean strainHead;
    boolean strainEnd;
    boolean tradeWeight;

    /** Of volume, time or money. */
    boolean otherUnit;

    void add(String[] words, int i) {
      String word = words[i];
      if (word.isEmpty()) {
        return;
      }
      tradeWeight |= TRADE_WEIGHTS.contains(word) || ounces(words, i);
      if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '½' || word.charAt(0) == '¼') {
        number(words, i);
        return;
      }
      if (word.equals("x") || !Character.isLetter(word.charAt(0)) || isUnit(word)) {
        return;
      }
      letters++;
      sweet |= SWEETS.contains(word);
      coloured |= COLOURS.contains(word);
      colouredFirst |= letters == 1 && COLOURS.contains(word) && beginsWithCount;
      strainBegin |= STRAIN_BEGINS.contains(word);
      strainHead |= STRAIN_HEADS.contains(word) && letters > 1;
      strainEnd |= word.length() > 5 && STRAIN_ENDS.stream().anyMatch(word::endsWith);
    }

    private static boolean isUnit(String word) {
      return word.equals("mg") || isMass(word);
    }

    private static boolean isMass(String word) {
      return switch (word) {
        case "g",
            "gr",
            "gram",
            "grams",
            "gramm",
            "grammes",
            "oz",
            "ounce",
            "ounces",
            "lb",
            "lbs",
            "pound",
            "pounds",
            "kg" ->
            true;
        default -> false;
      };
    }

    /** Halves and quarters of an ounce, as buds are weighed out. */
    private static boolean ounces(String[] words, int i) {
      boolean part =
          switch (words[i]) {
            case "1/2", "1/4", "half", "quarter", "½", "¼" -> true;
            default -> false;
          };
      return part
          && i + 1 < words.length
          && switch (words[i + 1]) {
            case "oz", "ounce", "ounces", "lb", "lbs", "pound", "pounds" -> true;
            default -> false;
          };
    }

    private void number(String[] words, int i) {
      String word = words[i];
      int end = 0;
      while (end < word.length()
          && (Character.isDigit(word.charAt(end)) || word.charAt(end) == '.')) {
        end++;
      }
      String after = word.substring(end).replace("+", "");
      if (after.isEmpty() && i + 1 < words.length && isUnit(words[i + 1])) {
        after = words[i + 1];
      }
      if (after.isEmpty() && i + 1 < words.length && words[i + 1].startsWith("mg")) {
        after = "mg";
      }
      if (isMass(after)) {
        mass = true;
        return;
      }
      if (after.isEmpty() && i + 1 < words.length && OTHER_UNITS.contains(words[i + 1])) {
        otherUnit = true;
        return;
      }
      int value = whole(word, end);
      if (after.equals("mg")) {
        milligrams = Math.max(milligrams, value);
      } else if (after.isEmpty() || after.equals("x")) {
        count = Math.max(count, value);
        beginsWithCount |= i == 0 && value > 0;
      }
    }

    private static int whole(String word, int end) {
      int value = 0;
      for (int i = 0; i < end && word.charAt(i) != '.' && value < 100_000; i++) {
        value = value * 10 + Character.digit(word.charAt(i), 10);
      }
      return value;
    }
  }

  private static Set<String> words(String words) {
    return new HashSet<>(List.of(words.split(" ", -1)));
  }
}
