package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The lists of a page: of listings, of ratings, and all others that hold records. */
final class Lists {

  private static final Pattern STARS =
      Pattern.compile(
          "(?i)star|rating|thumb|positive|negative|neutral|smile|feedback-(?:good|bad)");
  private static final Pattern MARKS =
      Pattern.compile(
          "[★☆⭐✮✭]|\\b[0-5](?:\\.\\d+)?\\s?/\\s?5\\b|\\b(?:positive|negative|neutral)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Sense sense;
  private final Page page;
  private Records.@Nullable Group listings;
  private double listingWorth;
  private Records.@Nullable Group ratings;
  private double ratingWorth;

  private Records.@Nullable Group posts;
  private double postWorth;

  /** Pictures and signs that may be marks given in ratings. */
  private final List<Element> stars = new ArrayList<>();

  private final Set<Element> elsewhere = Context.identities();

  Lists(Page page, Sense sense) {
    this.page = page;
    this.sense = sense;
    for (Element image : page.document().select("img, i, span")) {
      if (STARS
          .matcher(image.attr("src") + " " + image.className() + " " + image.attr("alt"))
          .find()) {
        stars.add(image);
      }
    }
    for (Records.Group group : Records.of(page)) {
      weigh(group);
    }
    if (listings != null && listings.roots().size() >= 2) {
      elsewhere.addAll(listings.roots());
    }
    if (ratings != null) {
      elsewhere.addAll(ratings.roots());
    }
  }

  private void weigh(Records.Group group) {
    int count = group.roots().size();
    Map<Element, List<Spot>> inside = inside(group);
    Set<Element> starred = holding(group, stars);
    int prices = 0;
    int substances = 0;
    int links = 0;
    int dates = 0;
    int marks = 0;
    int menus = 0;
    long letters = 0;
    long comments = 0;
    Set<String> hrefs = new HashSet<>();
    Map<String, Integer> labels = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Element root = group.roots().get(i);
      Spot anchor = group.anchors().get(i);
      boolean priced = false;
      boolean dated = false;
      boolean marked = STARS.matcher(root.className()).find();
      int longest = 0;
      for (Spot spot : inside.getOrDefault(root, List.of())) {
        String text = spot.text();
        priced |= sense.judge().isPrice(text);
        dated |= Dates.looksLike(text);
        marked |= text.length() < 60 && MARKS.matcher(text).find();
        longest = Math.max(longest, Sense.linkAt(spot.element()) == null ? text.length() : 0);
        if (sense.words().isLabel(text)) {
          labels.merge(text.toLowerCase(Locale.ROOT), 1, Integer::sum);
        }
      }
      marked |= starred.contains(root);
      prices += priced ? 1 : 0;
      dates += dated ? 1 : 0;
      marks += marked ? 1 : 0;
      comments += longest >= 4 ? 1 : 0;
      menus += page.isMenu(root) ? 1 : 0;
      letters += anchor.text().length();
      substances +=
          sense.judge().namesSubstance(anchor.text()) || sense.judge().statesAmount(anchor.text())
              ? 1
              : 0;
      Element link = Sense.linkAt(anchor.element());
      if (link != null) {
        links++;
        hrefs.add(link.attr("href"));
      }
    }
    if (count <= 3 && isLayout(group, inside, prices)) {
      return;
    }
    weighAsPosts(group, inside, prices, dates);
    boolean properties =
        !labels.isEmpty()
            && labels.values().stream().allMatch(n -> n == 1)
            && labels.size() * 2 >= count;
    if (properties || menus * 2 > count || (links * 2 > count && hrefs.size() * 2 < links)) {
      return;
    }
    double price = (double) prices / count;
    double substance = (double) substances / count;
    double link = (double) links / count;
    double date = (double) dates / count;
    double mark = (double) marks / count;
    boolean named =
        (substance >= 0.3 && link >= 0.5)
            || substance >= 0.5
            || (link >= 0.7 && letters >= 10L * count);
    boolean unpriced = substance >= 0.6 && link >= 0.7 && letters >= 12L * count;
    boolean sells = (price >= 0.5 && named) || unpriced;
    double worth =
        Math.min(count, 60)
            * (2 * price + 1.5 * substance + link + (letters >= 10L * count ? 0.3 : 0));
    boolean rates =
        count >= 2
            && date >= 0.6
            && comments * 10 >= count * 6L
            && (mark >= 0.5 || isRatingTable(group));
    if (rates && (isRatingTable(group) || (mark >= 0.5 && date >= 0.8 && substance < 0.6))) {
      sells = false;
    }
    if (sells && worth > listingWorth) {
      listingWorth = worth;
      listings = group;
    }
    if (rates && !sells && count * (date + mark) > ratingWorth) {
      ratingWorth = count * (date + mark);
      ratings = group;
    }
  }

  /** Posts of a thread: each has a date and a sentence, few have a price, and most name nothing. */
  private void weighAsPosts(
      Records.Group group, Map<Element, List<Spot>> inside, int prices, int dates) {
    int count = group.roots().size();
    if (dates * 10 < count * 8 || prices * 3 > count) {
      return;
    }
    int said = 0;
    for (Element root : group.roots()) {
      int longest = 0;
      for (Spot spot : inside.getOrDefault(root, List.of())) {
        if (Sense.linkAt(spot.element()) == null && !page.isMenu(spot.element())) {
          longest = Math.max(longest, spot.text().length());
        }
      }
      said += longest >= 25 ? 1 : 0;
    }
    double worth = count + (double) said / count;
    if (said * 10 >= count * 7 && worth > postWorth) {
      postWorth = worth;
      posts = group;
    }
  }

  Records.@Nullable Group posts() {
    return posts;
  }

  /**
   * Whether few large elements, of which some say no price, are parts of the page and no records.
   */
  private boolean isLayout(Records.Group group, Map<Element, List<Spot>> inside, int prices) {
    int most = inside.values().stream().mapToInt(List::size).max().orElse(0);
    return prices < group.roots().size() || most > Math.max(25, page.spots().size() / 4);
  }

  /** Whether the heads of the table speak of buyers and their comments. */
  private boolean isRatingTable(Records.Group group) {
    Element table = group.roots().getFirst().closest("table");
    if (table == null) {
      return false;
    }
    for (Element head : table.select("th, thead td")) {
      if (sense.words().is("feedback_text", head.text())
          || sense.words().is("buyer", head.text())) {
        return true;
      }
    }
    return false;
  }

  /** The roots that hold one of some elements. */
  private static Set<Element> holding(Records.Group group, List<Element> elements) {
    Set<Element> roots = new HashSet<>(group.roots());
    Set<Element> holding = new HashSet<>();
    for (Element element : elements) {
      for (Element here = element; here != null; here = here.parent()) {
        if (roots.contains(here)) {
          holding.add(here);
          break;
        }
      }
    }
    return holding;
  }

  private Map<Element, List<Spot>> inside(Records.Group group) {
    Set<Element> roots = Context.identities();
    roots.addAll(group.roots());
    Map<Element, List<Spot>> inside = new HashMap<>();
    for (Spot spot : page.spots()) {
      for (Element here = spot.element(); here != null; here = here.parent()) {
        if (roots.contains(here)) {
          inside.computeIfAbsent(here, _ -> new ArrayList<>()).add(spot);
          break;
        }
      }
    }
    return inside;
  }

  Records.@Nullable Group listings() {
    return listings;
  }

  Records.@Nullable Group ratings() {
    return ratings;
  }

  Set<Element> elsewhere() {
    return elsewhere;
  }
}
