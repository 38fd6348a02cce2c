package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import weir.capture.PageKind;

/** Tells what each page is: by what stands on it, and by the pages that are built like it. */
final class Kinds {

  /** A page, its lists, and what it is taken for. */
  static final class Sorted {
    private final Page page;
    private final Lists lists;
    private final Context whole;
    private final Set<String> shape;
    private final Map<PageKind, Double> points;
    private PageKind kind = PageKind.UNRECOGNISED;

    Sorted(Page page, Lists lists, Context whole, Set<String> shape, Map<PageKind, Double> points) {
      this.page = page;
      this.lists = lists;
      this.whole = whole;
      this.shape = shape;
      this.points = points;
    }

    Page page() {
      return page;
    }

    Lists lists() {
      return lists;
    }

    Context whole() {
      return whole;
    }

    /** The elements and labels that the page has, as selectors and as labels with "label:". */
    Set<String> shape() {
      return shape;
    }

    PageKind kind() {
      return kind;
    }
  }

  /** Points below which a page is no listing, whatever pages are built like it. */
  private static final double FEWEST_FOR_LISTING = 2.5;

  private final Sense sense;

  Kinds(Sense sense) {
    this.sense = sense;
  }

  List<Sorted> sort(List<Page> pages) {
    List<Sorted> sorted = new ArrayList<>();
    for (Page page : pages) {
      Lists lists = new Lists(page, sense);
      Context whole = new Context(page, null, sense.words(), lists.elsewhere());
      sorted.add(new Sorted(page, lists, whole, shape(page), points(page, lists, whole)));
    }
    Map<String, Integer> seen = new HashMap<>();
    for (Sorted one : sorted) {
      one.shape.forEach(part -> seen.merge(part, 1, Integer::sum));
    }
    for (Sorted one : sorted) {
      Map<PageKind, Double> sum = new HashMap<>();
      for (Sorted other : sorted) {
        double like =
            one.equals(other)
                ? 1
                : Math.max(0, likeness(one.shape, other.shape, seen, sorted.size()) - 0.6);
        if (like > 0) {
          other.points.forEach((kind, points) -> sum.merge(kind, like * points, Double::sum));
        }
      }
      one.kind =
          sum.entrySet().stream()
              .filter(best ->
                  best.getValue() >= 1
                      && one.points.getOrDefault(best.getKey(), 0.0)
                          >= (best.getKey() == PageKind.LISTING ? FEWEST_FOR_LISTING : 1))
              .max(Map.Entry.comparingByValue())
              .map(Map.Entry::getKey)
              .orElse(PageKind.UNRECOGNISED);
      // What other pages say makes no list where there is none.
      if (one.kind == PageKind.LISTINGS
          && one.lists.listings() == null
          && one.points.getOrDefault(PageKind.INDEX, 0.0) > 0) {
        one.kind = PageKind.INDEX;
      }
    }
    return sorted;
  }

  /** How much of what is rare two pages share, from 0 to 1. */
  private static double likeness(
      Set<String> one, Set<String> other, Map<String, Integer> seen, int pages) {
    double shared = 0;
    double all = 0;
    for (String part : one) {
      double rare = Math.log((pages + 1.0) / seen.getOrDefault(part, 1)) + 0.05;
      all += rare;
      shared += other.contains(part) ? rare : 0;
    }
    for (String part : other) {
      if (!one.contains(part)) {
        all += Math.log((pages + 1.0) / seen.getOrDefault(part, 1)) + 0.05;
      }
    }
    return all == 0 ? 1 : shared / all;
  }

  private Set<String> shape(Page page) {
    Set<String> shape = new HashSet<>();
    for (Element element : page.document().body().getAllElements()) {
      String id = element.id();
      if (id.matches("[A-Za-z][A-Za-z_-]*\\d?")) {
        shape.add("#" + id);
      }
      for (String name : Css.classes(element)) {
        shape.add("." + name);
      }
      if (element.normalName().equals("a")) {
        for (String part : LinkShape.of(element.attr("href")).parts()) {
          shape.add("a[href*=" + Css.quoted(part) + "]");
        }
      }
    }
    for (String key : page.labels().keys()) {
      if (!sense.words().fields(key).isEmpty()
          && !page.labels().find(List.of(key), null, false).isEmpty()) {
        shape.add("label:" + key);
      }
    }
    return shape;
  }

  private Map<PageKind, Double> points(Page page, Lists lists, Context whole) {
    Map<PageKind, Double> points = new HashMap<>();
    String text = page.document().body().text();
    PageKind gate = gate(page, text);
    if (gate != null) {
      points.put(gate, 6.0);
    }
    double listing = 0;
    listing += has("ships_from", whole) ? 2 : 0;
    listing += has("ships_to", whole) ? 1 : 0;
    double account = best("account", whole);
    listing += account >= 4 ? 1.5 : account >= 3 ? 0.7 : 0;
    double price = best("price", whole);
    listing += price >= 4 ? 2 : price >= 2.5 ? 1.2 : 0;
    listing += sells(page) ? 1 : 0;
    listing += sense.isHeadedByWare(page) ? 1.5 : 0;
    for (String field :
        List.of("escrow", "stock", "quantity", "sold_count", "category", "description")) {
      listing += has(field, whole) ? 0.5 : 0;
    }
    listing -= price < 2 && account < 3 ? 1.5 : 0;
    points.put(PageKind.LISTING, listing);
    Records.Group group = lists.listings();
    if (group != null) {
      int count = group.roots().size();
      boolean beside = listing >= FEWEST_FOR_LISTING && isBeside(group);
      points.put(PageKind.LISTINGS, count < 3 || beside ? 1.5 : 2.5 + Math.min(3, count / 5.0));
    }
    double profile = 0;
    profile += has("joined_on", whole) ? 2 : 0;
    profile += has("last_seen_on", whole) ? 1.5 : 0;
    profile += has("sales_count", whole) ? 0.7 : 0;
    profile += has("finalizes_early", whole) || has("disputes_won", whole) ? 0.7 : 0;
    profile += text.contains("BEGIN PGP PUBLIC KEY") ? 1.5 : 0;
    profile += lists.ratings() == null ? 0 : 1;
    profile += isProfileTitle(page) ? 1 : 0;
    points.put(PageKind.ACCOUNT, profile);
    if (lists.ratings() != null) {
      points.put(PageKind.FEEDBACK, Math.min(3, 1 + lists.ratings().roots().size() / 5.0));
    }
    if (lists.posts() != null
        && group == null
        && lists.ratings() == null
        && listing < FEWEST_FOR_LISTING
        && profile < 2) {
      points.put(PageKind.THREAD, 2.5);
    }
    if (profile >= 3.5) {
      points.computeIfPresent(PageKind.LISTINGS, (_, before) -> before * 0.5);
    }
    int links = page.document().select("a[href]").size();
    points.put(PageKind.INDEX, links >= 8 ? 1.6 : 0);
    return points;
  }

  /** Whether a list stands under words such as "Similar listings". */
  private boolean isBeside(Records.Group group) {
    Element first = group.roots().getFirst();
    for (int up = 0; up < 4 && first != null; up++, first = first.parent()) {
      Element before = first.previousElementSibling();
      if (before != null && sense.words().is("not-list", before.text())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isProfileTitle(Page page) {
    String title =
        (page.title() + " " + page.document().select("h1, h2, h3").text()).toLowerCase(Locale.ROOT);
    return title.contains("profile")
        || title.contains("profil")
        || title.contains("профиль")
        || title.contains("perfil");
  }

  private boolean has(String field, Context whole) {
    for (Spot spot : whole.labelled(field)) {
      if (sense.fits(field, spot.text())
          && !whole.isElsewhere(spot)
          && !sense.isEverywhere(spot)
          && !whole.page().isMenu(spot.element())) {
        return true;
      }
    }
    return false;
  }

  private double best(String field, Context whole) {
    double best = 0;
    for (Spot spot : whole.spots()) {
      best = Math.max(best, sense.score(field, spot, whole));
    }
    return best;
  }

  /** Whether the page has a form by which one thing is bought. */
  private static boolean sells(Page page) {
    for (Element form : page.document().select("form")) {
      if (page.isMenu(form)) {
        continue;
      }
      boolean counted =
          form.selectFirst(
                  "input[name*=q], input[name*=amount], select[name*=ship], select[name*=post],"
                      + " select[name*=deliv]")
              != null;
      String words =
          (form.attr("action")
                  + " "
                  + form.select("button, input[type=submit]").eachAttr("value")
                  + form.select("button").text())
              .toLowerCase(Locale.ROOT);
      if ((counted && !words.contains("search"))
          || words.matches(
              "(?s).*(?:\\bbuy|purchase|add to"
                  + " (?:cart|basket)|order|checkout|kaufen|warenkorb|comprar|acheter|купить|заказ).*")) {
        return true;
      }
    }
    return false;
  }

  private @org.jspecify.annotations.Nullable PageKind gate(Page page, String text) {
    String lower = (page.title() + "\n" + text).toLowerCase(Locale.ROOT);
    if (page.document().selectFirst("input[type=password]") != null && text.length() < 3_000) {
      return page.document().selectFirst("[src*=captcha], [name*=captcha], [id*=captcha]") == null
          ? PageKind.LOGIN
          : PageKind.CAPTCHA;
    }
    if (text.length() > 1_500) {
      return null;
    }
    for (Map.Entry<PageKind, List<String>> entry : sense.words().phrases().entrySet()) {
      if (entry.getValue().stream().anyMatch(lower::contains)) {
        return entry.getKey();
      }
    }
    return null;
  }
}
