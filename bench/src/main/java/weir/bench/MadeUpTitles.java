package weir.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Titles in the manner of listings, the same for a seed: three in four name a substance of the
 * lexicon in some spelling of its letters, one in eight of these two; the others are ordinary
 * goods.
 */
final class MadeUpTitles {

  private static final List<String> AMOUNTS =
      List.of("1g", "3.5 g", "10 x", "100mg", "0,5 gr", "1/8 oz", "25 pcs", "50x 2mg", "½ kg", "");
  private static final List<String> PRAISE =
      List.of("quality", "TOP", "*new*", "lab checked", "best price", "A+++", "promo", "[offer]");
  private static final List<String> ENDINGS =
      List.of("from NL", "- DE -> EU", "worldwide", "free shipping", "(UK only)", "✈ tracked", "");
  private static final List<String> GOODS =
      List.of(
          "leather wallet",
          "steel watch replica",
          "e-book on gardening",
          "gift card 50 EUR",
          "streaming account for a year",
          "wool socks, grey",
          "prepaid SIM card",
          "hand cream with aloe",
          "course in photography",
          "travel guide to Lisbon");

  private final Random random;
  private final List<String> names;

  private MadeUpTitles(long seed, List<String> names) {
    this.random = new Random(seed);
    this.names = names;
  }

  static List<String> of(int count, long seed) {
    MadeUpTitles made = new MadeUpTitles(seed, LexiconWords.all());
    List<String> titles = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      titles.add(made.title());
    }
    return titles;
  }

  private String title() {
    List<String> parts = new ArrayList<>();
    parts.add(one(AMOUNTS));
    if (random.nextBoolean()) {
      parts.add(one(PRAISE));
    }
    if (random.nextInt(4) == 0) {
      parts.add(one(GOODS));
    } else {
      parts.add(name());
      if (random.nextInt(8) == 0) {
        parts.add(random.nextBoolean() ? "+" : "&");
        parts.add(name());
      }
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      parts.add(one(PRAISE));
    }
    parts.add(one(ENDINGS));
    return String.join(" ", parts).replaceAll(" +", " ").strip();
  }

  private String name() {
    String name = one(names);
    List<Supplier<String>> spellings =
        List.of(
            () -> name,
            () -> name.toUpperCase(Locale.ROOT),
            () -> name.toLowerCase(Locale.ROOT),
            () -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
    return one(spellings).get();
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
