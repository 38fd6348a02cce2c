package weir.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import weir.source.PageLabels;
import weir.source.SavedPage;

/** A saved page, parsed, with the places that may hold values. */
final class Page {

  /** Text elements that go with the words around them. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "b", "i", "em", "strong", "span", "small", "font", "u", "img", "br", "sup", "sub",
          "mark", "big", "time", "label", "code", "bdi", "tt", "s");

  private static final Set<String> SKIPPED =
      Set.of("style", "script", "noscript", "head", "title", "template", "svg");

  /** Places whose words are a menu's, by the names that pages give them. */
  private static final Set<String> MENUS =
      Set.of("nav", "navbar", "menu", "sidebar", "footer", "header", "sidenav", "topbar", "topnav");

  /** Heads and feet of parts of a page: a panel's holds what the panel is about. */
  private static final java.util.regex.Pattern PARTS =
      java.util.regex.Pattern.compile(
          "^(?:card|panel|modal|box|block|item|listing|product|content|widget|post|section|tab"
              + "|offer|vendor|seller|profile|user|table|list|entry)[_-]?(?:header|footer|menu)"
              + "|^page[_-]?header");

  /** Where flags say their country: in words, or in the name of the picture or of the class. */
  private static final List<String> SIGNS =
      List.of("title", "alt", "aria-label", "data-original-title", "src", "class");

  private static final int LONGEST_PHRASE = 120;
  private static final int MOST_SPOTS = 6_000;

  private final SavedPage saved;
  private final PageLabels labels;
  private final Document document;
  private final List<Spot> spots = new ArrayList<>();
  private final List<Spot> signs = new ArrayList<>();
  private final Map<Element, String> paths = new HashMap<>();
  private @Nullable Set<String> openings;
  private @Nullable List<String> links;
  private final Map<Element, Boolean> menus = new HashMap<>();

  Page(SavedPage saved, @Nullable String encoding) {
    this.saved = saved;
    this.labels = PageLabels.of(saved, encoding);
    this.document = labels.document();
    collect();
  }

  SavedPage saved() {
    return saved;
  }

  Document document() {
    return document;
  }

  PageLabels labels() {
    return labels;
  }

  List<Spot> spots() {
    return spots;
  }

  /** The page's title; "" when it has none. */
  String title() {
    return document.title();
  }

  private void collect() {
    for (Element element : document.body().getAllElements()) {
      if (SKIPPED.contains(element.normalName()) || spots.size() >= MOST_SPOTS) {
        continue;
      }
      if (element.childrenSize() == 0 && !element.hasText()) {
        sign(element);
        continue;
      }
      String own = element.ownText();
      boolean phrase = element.childrenSize() > 0 && isPhrase(element);
      if (phrase) {
        String text = element.text();
        if (!text.isBlank() && text.length() <= LONGEST_PHRASE && !text.equals(own)) {
          add(element, text, "");
        }
      }
      if (!own.isBlank() && Judge.saysSomething(own)) {
        boolean all = element.childrenSize() == 0 || own.equals(element.text());
        add(element, own, all ? "" : OWN);
      }
    }
  }

  /** What attributes of an element without words, such as a flag, say. */
  private void sign(Element element) {
    for (String attribute : SIGNS) {
      String text = Way.matched(signMatch(attribute), element.attr(attribute));
      if (!text.isEmpty() && text.length() <= 40 && Judge.hasLetter(text)) {
        signs.add(new Spot(element, text, path(element) + SIGN + attribute, spots.size(), null));
      }
    }
  }

  /** What of an attribute is the country, as a profile's {@code match}; null for all of it. */
  static @Nullable String signMatch(String attribute) {
    return switch (attribute) {
      case "src" -> "(?i)flags?[^\"]*/([a-z]{2})\\.(?:png|svg|gif|webp|jpe?g)";
      case "class" -> "\\b(?:flag-icon|flag|fi)-([a-z]{2})\\b";
      default -> null; // words
    };
  }

  /** Marks, in a path, an attribute. */
  static final char SIGN = '@';

  /** Flags and other signs without words, by what their attributes say. */
  List<Spot> signs() {
    return signs;
  }

  /** Marks, in a path, the words of an element without those of the elements in it. */
  static final String OWN = "~";

  private void add(Element element, String text, String mark) {
    spots.add(new Spot(element, text, path(element) + mark, spots.size(), null));
  }

  /** Whether an element holds nothing but words, however they are set. */
  private static boolean isPhrase(Element element) {
    if (element.childrenSize() > 8) {
      return false;
    }
    for (Element child : element.children()) {
      if (!INLINE.contains(child.normalName()) || !isPhrase(child)) {
        return false;
      }
    }
    return true;
  }

  /** Tags and classes from the root; numbers and words that only tell odd from even left out. */
  String path(Element element) {
    String known = paths.get(element);
    if (known == null) {
      Element parent = element.parent();
      String above = parent == null || parent.equals(document) ? "" : path(parent);
      known = above + "/" + Css.step(element);
      paths.put(element, known);
    }
    return known;
  }

  /** Whether an element stands in a menu, a side bar, a head or a foot of the page. */
  boolean isMenu(Element element) {
    Boolean known = menus.get(element);
    if (known == null) {
      Element parent = element.parent();
      known = namesMenu(element) || (parent != null && !parent.equals(document) && isMenu(parent));
      menus.put(element, known);
    }
    return known;
  }

  private static boolean namesMenu(Element element) {
    if (element.normalName().equals("body") || element.normalName().equals("html")) {
      return false;
    }
    if (element.normalName().equals("nav") || element.normalName().equals("footer")) {
      return true;
    }
    for (String name : (element.className() + " " + element.id()).split("\\s+", -1)) {
      String small = name.toLowerCase(Locale.ROOT);
      if (PARTS.matcher(small).find()) {
        continue;
      }
      for (String word : small.split("[_-]+", -1)) {
        if (MENUS.contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** How often each text stands on the page. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    for (Spot spot : spots) {
      counts.merge(spot.text(), 1, Integer::sum);
    }
    return counts;
  }

  /** The first words of short texts, up to three, as labels are compared. */
  Set<String> openings() {
    Set<String> known = openings;
    if (known == null) {
      known = new java.util.HashSet<>();
      for (Spot spot : spots) {
        open(spot.text(), known);
        if (spot.path().endsWith(OWN)) {
          for (TextNode line : spot.element().textNodes()) {
            open(line.text(), known);
          }
        }
      }
      openings = known;
    }
    return known;
  }

  private static void open(String text, Set<String> openings) {
    String line = text.strip();
    String[] words = line.length() > 60 ? new String[0] : line.split("\\s+", 5);
    StringBuilder begun = new StringBuilder();
    for (int i = 0; i + 1 < words.length && i < 3; i++) {
      begun.append(i == 0 ? "" : " ").append(words[i]);
      openings.add(PageLabels.key(begun.toString()));
    }
  }

  /** Where the page's links and forms lead, in small letters. */
  List<String> links() {
    List<String> known = links;
    if (known == null) {
      known =
          document.select("a[href], form[action]").stream()
              .map(link -> link.hasAttr("href") ? link.attr("href") : link.attr("action"))
              .map(link -> link.toLowerCase(Locale.ROOT))
              .toList();
      links = known;
    }
    return known;
  }
}
