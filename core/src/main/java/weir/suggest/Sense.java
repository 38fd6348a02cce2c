package weir.suggest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/**
 * How much speaks for a place holding a field's value: its words, its label, the names that the
 * page gives the elements around it, its links, and whether it says the same on all pages. Points,
 * not probabilities; none below {@link #LEAST} is believed.
 */
final class Sense {

  static final double NEVER = -100;
  static final double LEAST = 1.5;

  private static final Set<String> TITLE_NAMES =
      Set.of(
          "title", "name", "product", "item", "listing", "subject", "heading", "headline", "offer");
  private static final Set<String> ACCOUNT_NAMES =
      Set.of(
          "vendor",
          "seller",
          "user",
          "username",
          "merchant",
          "shop",
          "store",
          "author",
          "member",
          "dealer",
          "by");
  private static final Set<String> OF_MANY =
      Set.of("feedback_text", "given_at", "amount", "buyer", "author");
  private static final Set<String> AUTHOR_NAMES =
      Set.of(
          "author", "user", "username", "poster", "member", "nick", "nickname", "name", "postedby");
  private static final Set<String> PRICE_NAMES =
      Set.of("price", "prices", "cost", "preis", "precio", "prix", "pricing");
  private static final Set<String> NOT_PRICE_NAMES =
      Set.of(
          "shipping",
          "postage",
          "balance",
          "wallet",
          "deposit",
          "fee",
          "rate",
          "rates",
          "exchange",
          "old",
          "discount",
          "shippingtable",
          "total");
  private static final Set<String> FROM_NAMES =
      Set.of("from", "origin", "ships", "location", "country", "shipsfrom");
  private static final Set<String> TO_NAMES =
      Set.of("to", "dest", "destination", "destinations", "shipsto", "language", "lang");
  private static final Set<String> CATEGORY_NAMES =
      Set.of("category", "categories", "breadcrumb", "breadcrumbs", "crumb", "path", "crumbs");
  private static final Pattern ACCOUNT_LINK =
      Pattern.compile("(?i)(?:vendor|seller|user|member|profile|u_id|merchant|shop|store|dealer)");
  private static final Pattern ACTION_LINK =
      Pattern.compile(
          "(?i)(?:message|msg|pgp|report|contact_|compose|logout|settings|wallet|orders|cart|login|register|feedback|ratings|reviews|support|favou?rite)");
  private static final Pattern SECTION_LINK =
      Pattern.compile("cat|section|tag|country|kategor|rubri|topic|lang|sort|order");

  /** A name with its sales, its share of good ratings or its stars in brackets behind it. */
  private static final Pattern MARKED_NAME =
      Pattern.compile(
          "\\S{2,30}(?:\\s*[(\\[][+-]?\\d[\\d.,]*\\s*[k%★⭐*]?(?:\\s?/\\s?\\d+)?[)\\]]){1,3}");

  private static final Pattern BRACKETED = Pattern.compile("\\s*[(\\[{].*$");
  private static final Pattern PARTED = Pattern.compile("[|;,·•]");
  private static final Pattern WORDS = Pattern.compile("[^A-Za-z]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  private final Judge judge;
  private final PageWords words;
  private final Map<String, Integer> pagesSaying = new HashMap<>();
  private final Set<String> linkTexts = new HashSet<>();
  private final Map<String, Integer> titles = new HashMap<>();
  private final int pages;

  /** Names of accounts that stand beside labels or links of pages. */
  private final Set<String> names = new HashSet<>();

  Sense(Judge judge, PageWords words, List<Page> pages) {
    this.judge = judge;
    this.words = words;
    this.pages = pages.size();
    Map<String, Integer> linkPages = new HashMap<>();
    for (Page page : pages) {
      Set<String> said = new HashSet<>();
      Set<String> linked = new HashSet<>();
      for (Spot spot : page.spots()) {
        said.add(spot.path() + "\n" + spot.text());
        if (spot.text().length() >= 8 && linkAt(spot.element()) != null) {
          linked.add(spot.text());
        }
      }
      said.forEach(text -> pagesSaying.merge(text, 1, Integer::sum));
      linked.forEach(text -> linkPages.merge(text, 1, Integer::sum));
      titles.merge(page.title(), 1, Integer::sum);
    }
    linkPages.forEach((text, count) -> {
      if (count * 3 < pages.size() * 2) {
        linkTexts.add(text);
      }
    });
  }

  /** Remembers who sells by a page, so that lists that print bare names are understood. */
  void know(Context page) {
    for (Spot spot : page.labelled("account")) {
      String name = bareName(spot.text());
      if (name.length() >= 3 && name.indexOf(' ') < 0 && fits("account", spot.text())) {
        names.add(name);
      }
    }
  }

  Judge judge() {
    return judge;
  }

  PageWords words() {
    return words;
  }

  /** Whether a place says the same on most pages of the source, whatever their kind. */
  boolean isEverywhere(Spot spot) {
    return pages > 2
        && spot.label() == null
        && pagesSaying.getOrDefault(spot.path() + "\n" + spot.text(), 0) * 10 >= pages * 6;
  }

  /** How much speaks for a spot as a field's value. */
  double score(String field, Spot spot, Context context) {
    if (spot.path().lastIndexOf(Page.SIGN) >= 0 && !field.equals("ships_from")) {
      return NEVER;
    }
    double score =
        switch (field) {
          case "title" -> title(spot, context);
          case "account" -> account(spot, context);
          case "price" -> price(spot, context);
          case "ships_from" -> from(spot, context);
          case "category" -> category(spot, context);
          case "account-name" -> accountName(spot, context);
          case "given_at" -> givenAt(spot, context);
          case "feedback_text" -> comment(spot, context);
          case "amount" -> amount(spot, context);
          case "buyer" -> buyer(spot, context);
          case "author" -> author(spot, context);
          default -> labelled(field, spot, context);
        };
    if (score <= NEVER) {
      return NEVER;
    }
    boolean record = context.root() != null;
    if (!record) {
      if (context.page().isMenu(spot.element())) {
        score -= spot.label() == null ? 3 : 1.5;
      }
      if (context.isElsewhere(spot)) {
        score -= 3;
      }
    }
    // Buyers say "ok" on every page; a menu's words stand there as well.
    if (isEverywhere(spot) && !(record && OF_MANY.contains(field))) {
      score -= 5;
    }
    return score;
  }

  private double title(Spot spot, Context context) {
    String text = spot.text();
    int length = text.length();
    if (length < 3
        || length > 250
        || !Judge.hasLetter(text)
        || words.isLabel(text)
        || judge.isMostlyPrice(text)
        || (length < 30 && Dates.looksLike(text))
        || text.endsWith(":")
        || isUnder(spot.element(), "option", "select", "button", "label", "textarea", "pre")) {
      return NEVER;
    }
    double score = 0;
    boolean record = context.root() != null;
    boolean labelled = context.isLabelled("title", spot);
    if (labelled) {
      score += record ? 2 : 1.5;
    } else if (spot.label() != null) {
      return NEVER;
    }
    score +=
        switch (heading(spot.element())) {
          case 1 -> 3;
          case 2 -> 2.5;
          case 3 -> 2;
          case 4, 5, 6 -> 1.5;
          default -> 0;
        };
    score += named(spot.element(), TITLE_NAMES, 1.5, 2);
    String title = context.page().title();
    if (!record && length >= 4 && titles.getOrDefault(title, 0) * 3 <= Math.max(3, pages)) {
      score +=
          title.contains(text)
              ? 2.5 + Math.min(1.5, 2.0 * length / Math.max(1, title.length()))
              : 0;
    }
    if (!record && linkTexts.contains(text)) {
      score += 1.5;
    }
    score += judge.namesSubstance(text) ? 1.5 : 0;
    score += judge.statesAmount(text) ? 0.8 : 0;
    Element link = linkAt(spot.element());
    if (record && link != null) {
      score += 1.2;
      if (ACCOUNT_LINK.matcher(link.attr("href")).find() && !judge.namesSubstance(text)) {
        score -= 2;
      }
    }
    score += Math.min(1, length / 30.0);
    if (length > 140) {
      score -= 1.5;
    }
    if (!record && context.isLabelled("description", spot)) {
      score -= 2;
    }
    for (String other :
        List.of(
            "account",
            "ships_from",
            "ships_to",
            "price",
            "category",
            "escrow",
            "stock",
            "payments")) {
      if (!labelled && context.isLabelled(other, spot)) {
        score -= 2.5;
        break;
      }
    }
    if (judge.isPrice(text)) {
      score -= 0.5;
    }
    if (!record) {
      score += 0.8 * (1 - (double) spot.order() / Math.max(1, context.page().spots().size()));
      if (isUnder(spot.element(), "td") && heading(spot.element()) == 0) {
        score -= 0.3;
      }
    }
    return score;
  }

  /** A name without what pages put in brackets behind it. */
  static String bareName(String text) {
    return BRACKETED.matcher(text).replaceFirst("").strip();
  }

  private double account(Spot spot, Context context) {
    String name = bareName(spot.text());
    if (name.length() < 2
        || name.length() > 40
        || name.split("\\s+", -1).length > 4
        || spot.text().length() > 80
        || words.isLabel(name)
        || judge.isMostlyPrice(spot.text())
        || (Dates.looksLike(spot.text()) && name.length() < 14 && spot.label() != null)
        || name.endsWith(":")
        || name.contains("***")
        || !Judge.saysSomething(name)
        || isUnder(spot.element(), "option", "select", "button", "label", "h1", "pre", "title")) {
      return NEVER;
    }
    double score = 0;
    boolean labelled = context.isLabelled("account", spot);
    if (labelled) {
      score += 3.5;
      if (judge.isOrigin(name) && name.length() < 30 && linkAt(spot.element()) == null) {
        score -= 3;
      }
    } else if (spot.label() != null) {
      return NEVER;
    }
    Element link = linkAt(spot.element());
    if (link != null) {
      String href = link.attr("href");
      boolean hint = ACCOUNT_LINK.matcher(href).find();
      boolean action = ACTION_LINK.matcher(href).find();
      score += hint ? 2 : 0;
      score -= action ? 1.2 : 0;
      String lower = href.toLowerCase(Locale.ROOT);
      String small = name.toLowerCase(Locale.ROOT);
      if (name.length() >= 3 && lower.contains(small)) {
        boolean whole = lower.matches(".*[/=]" + Pattern.quote(small) + "(?:[/?#&.].*)?");
        score += hint ? 1.5 : whole && !SECTION_LINK.matcher(lower).find() ? 1.5 : 0.7;
      }
      score += MARKED_NAME.matcher(spot.text()).matches() ? 1.2 : 0;
    } else if (!labelled) {
      score -= 0.5;
    }
    score += !labelled && link == null && context.root() != null && names.contains(name) ? 2.2 : 0;
    score += hinted("account", spot.element()) ? 2.5 : 0;
    score += named(spot.element(), ACCOUNT_NAMES, 1.5, 2);
    score += name.indexOf(' ') < 0 ? 0.6 : 0;
    score -= Judge.hasLetter(name) ? 0 : 2;
    score -= spot.text().equals(name) ? 0 : 0.3;
    if (judge.namesSubstance(name) && judge.statesAmount(name)) {
      score -= 2;
    }
    return score;
  }

  private double price(Spot spot, Context context) {
    String text = spot.text();
    boolean labelled = context.isLabelled("price", spot);
    boolean priced = judge.isPrice(text);
    if (text.length() > 120
        || (!priced && !(labelled && Judge.isNumber(text)))
        || (labelled && spot.label() == null && !priced && !Judge.isNumber(text))) {
      return NEVER;
    }
    double score = 0;
    if (labelled) {
      score += 3;
    } else if (spot.label() != null) {
      return NEVER;
    }
    if (priced) {
      score += 1;
      score += judge.isMostlyPrice(text) ? 1 : -0.5;
      score += judge.isFiat(text) ? 0.5 : 0;
      score -= judge.isZero(text) ? 2.5 : 0;
    } else {
      score -= 1;
    }
    if (priced && spot.label() == null) {
      String before = wordBefore(text, judge.prices(text).getFirst().start());
      score += words.is("price", before) ? 2.5 : words.is("not-price", before) ? -3 : 0;
    }
    score += hinted("price", spot.element()) ? 2 : 0;
    score += named(spot.element(), PRICE_NAMES, 2, 3);
    score -= named(spot.element(), NOT_PRICE_NAMES, 2.5, 4);
    if (context.isLabelled("not-price", spot)) {
      score -= 3;
    }
    if (isUnder(spot.element(), "option", "select")) {
      score -= 2.5;
    }
    if (isUnder(spot.element(), "pre", "textarea") || text.length() > 60) {
      score -= 1;
    }
    score -= isUnder(spot.element(), "del", "s", "strike") ? 3 : 0;
    score += heading(spot.element()) > 0 ? 0.5 : 0;
    score += priced && context.root() != null ? 0.7 : 0;
    score += 0.5 * (1 - (double) spot.order() / Math.max(1, context.page().spots().size()));
    return score;
  }

  /** What stands before a place of a text, back to a sign that parts such lines. */
  private static String wordBefore(String text, int at) {
    int from = at;
    while (from > 0 && "|;,·•\n".indexOf(text.charAt(from - 1)) < 0) {
      from--;
    }
    String before = text.substring(from, at).strip();
    return before.length() > 40 ? "" : before;
  }

  /**
   * The label of a field within one line of several: "From" in {@code Price: 5 EUR | From: Spain},
   * or "Ships from" in {@code In stock, ships from Spain}.
   */
  @org.jspecify.annotations.Nullable String partLabelled(String field, String text) {
    if (text.length() > 200 || !PARTED.matcher(text).find()) {
      return null;
    }
    for (String part : PARTED.split(text, -1)) {
      String line = part.strip();
      int colon = line.indexOf(':');
      if (colon > 0) {
        if (words.is(field, line.substring(0, colon))
            && fits(field, line.substring(colon + 1).strip())) {
          return line.substring(0, colon).strip();
        }
        continue;
      }
      int blank = line.indexOf(' ');
      int second = blank < 0 ? -1 : line.indexOf(' ', blank + 1);
      if (field.equals("ships_from")
          && second > 0
          && words.is(field, line.substring(0, second))
          && fits(field, line.substring(second + 1))) {
        return line.substring(0, second);
      }
    }
    return null;
  }

  private double from(Spot spot, Context context) {
    if (!judge.isOrigin(Arrows.before(spot.text()))) {
      return NEVER;
    }
    if (context.isLabelled("ships_from", spot)) {
      return 5 + (spot.label() != null && spot.label().split(" ", -1).length > 1 ? 1 : 0);
    }
    if (spot.label() != null
        || context.isLabelled("ships_to", spot)
        || hinted("ships_to", spot.element())) {
      return NEVER;
    }
    // A country that stands by itself is where the ware is, more often than not.
    boolean alone =
        spot.text().length() <= 40
            && !Judge.hasDigit(spot.text())
            && spot.text().indexOf(':') < 0
            && (linkAt(spot.element()) == null || spot.path().lastIndexOf(Page.SIGN) >= 0)
            && !isUnder(spot.element(), "option", "select", "label");
    return (hinted("ships_from", spot.element()) ? 3.5 : 0)
        + named(spot.element(), FROM_NAMES, 2.2, 1)
        - named(spot.element(), TO_NAMES, 2.2, 1)
        + (Arrows.in(spot.text()) ? 1.5 : 0)
        + (alone ? 1.6 : 0)
        + (partLabelled("ships_from", spot.text()) != null ? 3 : 0);
  }

  private double category(Spot spot, Context context) {
    String text = spot.text();
    if (text.length() < 3
        || text.length() > 80
        || !Judge.hasLetter(text)
        || words.isLabel(text)
        || judge.isPrice(text)) {
      return NEVER;
    }
    double score = context.isLabelled("category", spot) ? 3 : spot.label() != null ? NEVER : 0;
    Element link = linkAt(spot.element());
    if (link != null && link.attr("href").matches("(?i).*(?:cat|section|kategor).*")) {
      score += 2;
    }
    return score <= NEVER ? NEVER : score + named(spot.element(), CATEGORY_NAMES, 1.5, 3);
  }

  /** Whose page it is: in the page's title and headings, and in its own links. */
  private double accountName(Spot spot, Context context) {
    String name = bareName(spot.text());
    if (name.length() < 2
        || name.length() > 40
        || name.split("\\s+", -1).length > 3
        || words.isLabel(name)
        || judge.isPrice(spot.text())
        || Dates.looksLike(spot.text())
        || name.endsWith(":")
        || !Judge.hasLetter(name)
        || isUnder(spot.element(), "option", "select", "label", "pre")) {
      return NEVER;
    }
    double score = 0;
    if (context.isLabelled("account", spot)) {
      score += 2.5;
    } else if (spot.label() != null) {
      return NEVER;
    }
    String title = context.page().title();
    if (name.length() >= 3
        && title.contains(name)
        && titles.getOrDefault(title, 0) * 3 <= Math.max(3, pages)) {
      score += 3;
    }
    score += heading(spot.element()) > 0 ? 2 : 0;
    score += named(spot.element(), ACCOUNT_NAMES, 1.2, 2);
    if (name.length() >= 3 && linksTo(name, context)) {
      score += 2;
    }
    score += name.indexOf(' ') < 0 ? 0.5 : -0.5;
    score += 0.5 * (1 - (double) spot.order() / Math.max(1, context.page().spots().size()));
    return score;
  }

  /** Whether several links of the page hold a name, as those of an account's own page do. */
  private static boolean linksTo(String name, Context context) {
    int count = 0;
    String lower = name.toLowerCase(Locale.ROOT);
    for (String link : context.page().links()) {
      count += link.contains(lower) ? 1 : 0;
      if (count >= 2) {
        return true;
      }
    }
    return false;
  }

  private double givenAt(Spot spot, Context context) {
    if (!Dates.looksLike(spot.text()) || spot.label() != null) {
      return NEVER;
    }
    return 2
        + (context.isLabelled("given_at", spot) ? 1.5 : 0)
        - spot.text().length() / 40.0
        + named(spot.element(), Set.of("date", "time", "age", "when"), 1, 1);
  }

  private double comment(Spot spot, Context context) {
    String text = spot.text();
    if (!Judge.hasLetter(text)
        || spot.label() != null
        || words.isLabel(text)
        || judge.isMostlyPrice(text)
        || Dates.looksLike(text)
        || text.contains("***")) {
      return NEVER;
    }
    double score =
        Math.min(3, text.length() / 15.0)
            + named(
                spot.element(), Set.of("comment", "feedback", "text", "message", "review"), 1.5, 1);
    score += context.isLabelled("feedback_text", spot) ? 3 : 0;
    score -= linkAt(spot.element()) != null ? 3 : 0;
    return score;
  }

  private double amount(Spot spot, Context context) {
    return judge.isMostlyPrice(spot.text()) && spot.label() == null
        ? 2 + (context.isLabelled("amount", spot) ? 1 : 0)
        : NEVER;
  }

  /** Who wrote a post: short, without blanks, and near its beginning. */
  private double author(Spot spot, Context context) {
    String name = spot.text();
    if (name.length() < 2
        || name.length() > 30
        || name.split("\\s+", -1).length > 2
        || spot.label() != null
        || !Judge.hasLetter(name)
        || name.endsWith(":")
        || Dates.looksLike(name)
        || words.isLabel(name)
        || judge.isPrice(name)) {
      return NEVER;
    }
    Element link = linkAt(spot.element());
    boolean hint = link != null && ACCOUNT_LINK.matcher(link.attr("href")).find();
    int first = context.spots().isEmpty() ? 0 : context.spots().getFirst().order();
    return (hint ? 2 : 0)
        + named(spot.element(), AUTHOR_NAMES, 2, 2)
        + (isUnder(spot.element(), "b", "strong") ? 0.5 : 0)
        + (name.indexOf(' ') < 0 ? 0.6 : 0)
        + Math.max(0, 0.8 - 0.1 * (spot.order() - first))
        - (isUnder(spot.element(), "blockquote", "button", "option", "label") ? 3 : 0);
  }

  private double buyer(Spot spot, Context context) {
    String text = bareName(spot.text());
    if (text.length() < 2
        || text.length() > 30
        || text.indexOf(' ') >= 0
        || Dates.looksLike(text)
        || judge.isPrice(text)
        || words.isLabel(text)) {
      return NEVER;
    }
    return (text.contains("**") ? 3 : 0)
        + (context.isLabelled("buyer", spot) ? 2 : 0)
        + named(spot.element(), Set.of("buyer", "user", "customer", "author", "username"), 2, 1);
  }

  /** Fields that are believed beside their labels only. */
  private double labelled(String field, Spot spot, Context context) {
    if (spot.label() == null || !context.labelled(field).contains(spot)) {
      return NEVER;
    }
    return fits(field, spot.text()) ? 4 + words.rank(field, spot.label()) : NEVER;
  }

  /** Whether a text can be a field's value at all. */
  boolean fits(String field, String text) {
    if (text.isBlank()) {
      return false;
    }
    return switch (field) {
      case "title" -> Judge.hasLetter(text) && text.length() >= 3;
      case "account", "account-name", "buyer" ->
          bareName(text).length() >= 2 && text.length() <= 80;
      case "price" -> judge.isPrice(text) || Judge.isNumber(text);
      case "ships_from" -> judge.isOrigin(Arrows.before(text));
      case "ships_to" -> judge.isDestination(text);
      case "stock",
          "sold_count",
          "sales_count",
          "feedback_count",
          "trust_level",
          "disputes_won",
          "disputes_lost" ->
          judge.isCount(text) && text.length() <= 40 && !judge.isPrice(text);
      case "rating" -> Judge.hasDigit(text) && text.length() <= 40;
      case "joined_on", "last_seen_on", "given_at" -> Dates.looksLike(text);
      case "escrow", "finalizes_early" ->
          text.length() <= 40 && Judge.hasLetter(text) && !judge.isPrice(text);
      case "quantity" -> judge.statesAmount(text) && text.length() <= 60;
      case "description", "text" -> text.length() >= 20;
      case "category", "payments" -> Judge.hasLetter(text) && text.length() <= 120;
      case "listing_id" -> text.length() <= 60 && text.indexOf(' ') < 0;
      default -> true; // an open set: what any text may fill
    };
  }

  private static int heading(Element element) {
    for (Element here = element; here != null; here = here.parent()) {
      String tag = here.normalName();
      if (tag.length() == 2 && tag.charAt(0) == 'h' && Character.isDigit(tag.charAt(1))) {
        return tag.charAt(1) - '0';
      }
      if (!here.equals(element) && here.childrenSize() > 3) {
        return 0;
      }
    }
    return 0;
  }

  static @org.jspecify.annotations.Nullable Element linkAt(Element element) {
    Element here = element;
    for (int i = 0; i < 3 && here != null; i++, here = here.parent()) {
      if (here.normalName().equals("a") && !here.attr("href").isEmpty()) {
        return here;
      }
    }
    return element.childrenSize() == 1
            && element.child(0).normalName().equals("a")
            && element.ownText().isBlank()
        ? element.child(0)
        : null;
  }

  private static boolean isUnder(Element element, String... tags) {
    int up = 0;
    for (Element here = element; here != null && up < 6; here = here.parent(), up++) {
      for (String tag : tags) {
        if (here.normalName().equals(tag)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a hint on an element, or on the sign before its words, is a label of a field. */
  private boolean hinted(String field, Element element) {
    if (hints(field, element)) {
      return true;
    }
    Element parent = element.parent();
    Element first = element.firstElementChild();
    Element before = element.previousElementSibling();
    return (parent != null && parent.childrenSize() <= 2 && hints(field, parent))
        || (first != null && !first.hasText() && hints(field, first))
        || (before != null && !before.hasText() && hints(field, before));
  }

  private boolean hints(String field, Element element) {
    for (String attribute : Css.HINTS) {
      String hint = element.attr(attribute);
      if (!hint.isEmpty() && words.is(field, hint)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the page's heading is a ware that another page of the source links to. */
  boolean isHeadedByWare(Page page) {
    for (Spot spot : page.spots()) {
      String text = spot.text();
      if (text.length() >= 8
          && linkTexts.contains(text)
          && linkAt(spot.element()) == null
          && (heading(spot.element()) > 0 || page.title().contains(text))
          && (judge.statesAmount(text) || judge.namesSubstance(text))) {
        return true;
      }
    }
    return false;
  }

  /** What the names that a page gives an element, or those around it, say of it. */
  private static double named(Element element, Set<String> names, double points, int levels) {
    Element here = element;
    double worth = points;
    for (int i = 0; i <= levels && here != null; i++, here = here.parent(), worth *= 0.7) {
      String all = here.className() + " " + here.id() + " " + here.attr("itemprop");
      if (all.isBlank() || here.normalName().equals("body")) {
        continue;
      }
      for (String name : all.split("\\s+", -1)) {
        for (String word : WORDS.split(CAMEL.matcher(name).replaceAll(" "), -1)) {
          if (names.contains(word.toLowerCase(Locale.ROOT))) {
            return worth;
          }
        }
      }
    }
    return 0;
  }
}
