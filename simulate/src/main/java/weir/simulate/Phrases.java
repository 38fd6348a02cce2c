package weir.simulate;

import java.util.List;

/**
 * The made-up words of vendors and buyers: plain commercial talk. Nothing in them says how goods
 * are made, used, packed or hidden.
 */
final class Phrases {

  private Phrases() {}

  private static final List<String> FIRST =
      List.of(
          "amber", "blue", "copper", "drift", "east", "fern", "grey", "high", "iron", "juniper",
          "kestrel", "linden", "marble", "north", "oak", "pebble", "quiet", "river", "silver",
          "tall", "upper", "velvet", "willow", "yellow");

  private static final List<String> SECOND =
      List.of(
          "acre",
          "brook",
          "crest",
          "dale",
          "edge",
          "field",
          "gable",
          "harbour",
          "isle",
          "junction",
          "knoll",
          "lane",
          "mill",
          "nook",
          "orchard",
          "path",
          "quay",
          "row",
          "stone",
          "tower",
          "union",
          "vale",
          "wharf",
          "yard");

  /** The name of the nth vendor; no two are alike. */
  static String handle(int number) {
    int count = FIRST.size() * SECOND.size();
    // 239 shares no factor with 576: the walk meets every pair once.
    int pair = (int) (number * 239L % count);
    String name = FIRST.get(pair / SECOND.size()) + SECOND.get(pair % SECOND.size());
    return number < count ? name : name + number / count;
  }

  static final List<String> ORIGINS =
      List.of(
          "Netherlands",
          "Germany",
          "United Kingdom",
          "United States",
          "Spain",
          "Poland",
          "Belgium",
          "France");

  static final List<String> DESTINATIONS =
      List.of("Worldwide", "EU", "Germany, Austria, Switzerland", "United States, Canada");

  private static final List<String> PRAISE =
      List.of("top quality", "fresh batch", "premium", "new stock", "best price", "lab tested");

  static String title(String name, String pack, Dice dice) {
    return switch (dice.below(5)) {
      case 0 -> pack + " " + name;
      case 1 -> name + " " + pack + " - " + dice.of(PRAISE);
      case 2 -> name + " | " + pack + " | " + dice.of(PRAISE);
      default -> name + " " + pack;
    };
  }

  private static final List<String> DESCRIPTION =
      List.of(
          "The picture shows the goods on offer.",
          "Orders placed before noon leave on the same working day.",
          "Please read the terms on the profile before you order.",
          "We have been on several markets & kept our rating.",
          "Messages are answered once a day.",
          "Larger quantities are listed apart.",
          "No orders are accepted by message, only by the market.",
          "If something is wrong, write before you rate.",
          "Prices follow our costs and may change.",
          "The number in stock is what we have today.",
          "Regular customers know what to expect from us.",
          "We do not sell to minors.",
          "This batch is the same as last month's.",
          "Refunds by agreement; see the profile.");

  private static final List<String> PROFILE =
      List.of(
          "Welcome to our shop.",
          "A small team, in business for some years.",
          "We are listed elsewhere under the same name & key.",
          "Check the key before you write.",
          "We work from Monday to Friday.",
          "Addresses only in encrypted form.",
          "We take holidays, and say so here.",
          "New customers are welcome.",
          "Our terms: payment first, questions by message, ratings when all is settled.",
          "We do not answer one-word messages.",
          "Thank you for reading.");

  private static String some(List<String> sentences, int least, int most, Dice dice) {
    int count = dice.between(least, most);
    int start = dice.below(sentences.size());
    int step = dice.of(List.of(1, 3, 5));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String sentence = sentences.get((start + i * step) % sentences.size());
      text.append(i == 0 ? "" : " ").append(sentence);
    }
    return text.toString();
  }

  static String description(Dice dice) {
    return some(DESCRIPTION, 4, 9, dice);
  }

  static String profile(Dice dice) {
    return some(PROFILE, 4, 8, dice);
  }

  private static final List<String> GOOD =
      List.of(
          "All as described",
          "Arrived in good time",
          "Second order here",
          "Very satisfied",
          "Exactly what I expected",
          "Reliable as ever",
          "Good communication",
          "Quick this time",
          "No complaints",
          "Happy with it");

  private static final List<String> BAD =
      List.of(
          "Nothing arrived so far",
          "Less than ordered",
          "No answer to messages",
          "Not as described",
          "Took far too long",
          "Disappointed this time");

  private static final List<String> MORE =
      List.of(
          "",
          ", thanks",
          ", will come back",
          ", took a few days",
          ", third time now",
          ", as always",
          ", compared with others",
          ", so far",
          ", at this price",
          ", see profile",
          ", recommended",
          ", my first order");

  private static final List<String> END = List.of(".", "!", "...", "", " :)", ". Cheers.");

  static String review(int stars, Dice dice) {
    return dice.of(stars >= 4 ? GOOD : BAD) + dice.of(MORE) + dice.of(END);
  }

  static String buyer(Dice dice) {
    char first = (char) ('a' + dice.below(26));
    char last = (char) ('a' + dice.below(26));
    return first + "***" + last;
  }
}
