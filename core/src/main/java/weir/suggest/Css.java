package weir.suggest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Selectors for an element, from those that hold longest to those that only count places. */
final class Css {

  /**
   * A selector and how easily a change of the page breaks it.
   *
   * @param frailty 0 for an id or a class that says what it holds; more for places among siblings
   */
  record Candidate(String css, double frailty) {}

  /** Attributes that say in words what an element or a sign is. */
  static final List<String> HINTS = List.of("title", "aria-label", "alt", "data-original-title");

  private static final Pattern HINT = Pattern.compile("\\p{L}{2,14}(?: \\p{L}{2,14}){0,2}");

  private static final Set<String> PASSING =
      Set.of(
          "odd",
          "even",
          "active",
          "selected",
          "first",
          "last",
          "hover",
          "open",
          "current",
          "in",
          "show",
          "disabled",
          "new",
          "alt",
          "clearfix",
          "left",
          "right");

  private static final Pattern NAME = Pattern.compile("-?[A-Za-z_][A-Za-z0-9_-]*");
  private static final Pattern NUMBERED = Pattern.compile("\\d{3}|\\d+[a-z]+\\d+|[0-9a-f]{8}");

  /** Classes of page frameworks, which say how wide something is and not what. */
  private static final Pattern LAYOUT =
      Pattern.compile(
          "(?i)(?:col|row|container|grid|pull|text|btn|label|table|panel|well|img|hidden|visible"
              + "|fa|glyphicon|clear|float|mt|mb|ml|mr|m|p|pt|pb|pl|pr|px|py|d|w|h|badge|fix\\d*)"
              + "(?:-[a-z0-9-]+)?");

  private Css() {}

  /** Tag and classes of an element, as paths name it. */
  static String step(Element element) {
    StringBuilder step = new StringBuilder(element.normalName());
    for (String name : classes(element)) {
      step.append('.').append(name);
    }
    return step.toString();
  }

  /** The classes of an element that may stay from page to page, in their order. */
  static List<String> classes(Element element) {
    String all = element.className();
    if (all.isEmpty()) {
      return List.of();
    }
    List<String> classes = new ArrayList<>(3);
    for (String name : all.trim().split("\\s+", -1)) {
      if (NAME.matcher(name).matches()
          && !PASSING.contains(name.toLowerCase(Locale.ROOT))
          && !NUMBERED.matcher(name).find()
          && !classes.contains(name)) {
        classes.add(name);
      }
    }
    return classes;
  }

  private static @Nullable String id(Element element) {
    String id = element.id();
    return NAME.matcher(id).matches() && !NUMBERED.matcher(id).find() ? id : null;
  }

  static boolean isLayout(String name) {
    return LAYOUT.matcher(name).matches();
  }

  /**
   * Selectors for an element.
   *
   * @param root they are asked below it; null for the whole page
   */
  static List<Candidate> of(Element element, @Nullable Element root) {
    Set<Candidate> candidates = new LinkedHashSet<>();
    List<Candidate> selves = selves(element);
    candidates.addAll(selves);
    List<Candidate> ends = new ArrayList<>(selves);
    Candidate nth = nth(element);
    ends.add(nth);
    Element parent = element.parent();
    int up = 1;
    for (Element above = parent;
        !element.equals(root)
            && above != null
            && !above.equals(root)
            && up <= 6
            && !above.normalName().equals("html");
        above = above.parent(), up++) {
      for (Candidate around : names(above)) {
        for (Candidate end : ends) {
          boolean direct = above.equals(parent);
          candidates.add(
              new Candidate(
                  around.css() + (direct ? " > " : " ") + end.css(),
                  around.frailty() * 0.7 + end.frailty() + 0.3 + 0.15 * (up - 1)));
          if (!direct && above.equals(grandparent(element)) && parent != null) {
            candidates.add(
                new Candidate(
                    around.css() + " > " + nth(parent).css() + " > " + end.css(),
                    around.frailty() * 0.7 + end.frailty() + 1.4));
          }
        }
      }
    }
    candidates.add(nth);
    if (!element.equals(root) && parent != null && !parent.equals(root)) {
      candidates.add(new Candidate(parent.normalName() + " > " + nth.css(), nth.frailty() + 0.2));
      candidates.add(new Candidate(nth(parent).css() + " > " + nth.css(), 3.2));
      for (Candidate self : selves) {
        candidates.add(
            new Candidate(parent.normalName() + " > " + self.css(), self.frailty() + 0.4));
      }
    }
    candidates.add(new Candidate(whole(element, root), 5));
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(java.util.Comparator.comparingDouble(Candidate::frailty));
    return sorted;
  }

  private static @Nullable Element grandparent(Element element) {
    Element parent = element.parent();
    return parent == null ? null : parent.parent();
  }

  /** The id and classes of an element, each by itself and together. */
  private static List<Candidate> names(Element element) {
    List<Candidate> names = new ArrayList<>();
    String id = id(element);
    if (id != null) {
      names.add(new Candidate("#" + id, 0.1));
    }
    List<String> classes = classes(element);
    for (String name : classes) {
      names.add(new Candidate("." + name, isLayout(name) ? 1.6 : 0.3));
    }
    if (classes.size() > 1) {
      names.add(
          new Candidate("." + String.join(".", classes), isLayout(classes.getFirst()) ? 1.8 : 0.6));
    }
    return names;
  }

  /** What an element is by itself. */
  private static List<Candidate> selves(Element element) {
    List<Candidate> selves = new ArrayList<>();
    String tag = element.normalName();
    for (String attribute : List.of("itemprop", "data-field", "data-testid")) {
      String value = element.attr(attribute);
      if (NAME.matcher(value).matches()) {
        selves.add(new Candidate("[" + attribute + "=" + value + "]", 0.1));
      }
    }
    for (String attribute : HINTS) {
      String value = element.attr(attribute);
      if (!value.isEmpty() && HINT.matcher(value).matches()) {
        selves.add(new Candidate("[" + attribute + "=" + quoted(value) + "]", 0.2));
      }
    }
    for (Candidate name : names(element)) {
      selves.add(name);
      if (name.css().startsWith(".")) {
        selves.add(new Candidate(tag + name.css(), name.frailty() + 0.05));
      }
    }
    if (tag.equals("a")) {
      for (String part : LinkShape.of(element.attr("href")).parts()) {
        selves.add(new Candidate("a[href*=" + quoted(part) + "]", 0.5));
      }
    }
    if (tag.equals("input") && NAME.matcher(element.attr("name")).matches()) {
      selves.add(new Candidate("input[name=" + element.attr("name") + "]", 0.1));
    }
    selves.add(new Candidate(tag, tag.matches("h[1-3]|pre|time|address") ? 1.0 : 2.0));
    return selves;
  }

  static String quoted(String value) {
    Matcher plain = PLAIN.matcher(value);
    return plain.matches() ? value : "'" + value.replace("'", "") + "'";
  }

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./?&%-]+");

  /** Its place among its siblings: cells are counted as cells, others among those of their tag. */
  private static Candidate nth(Element element) {
    String tag = element.normalName();
    if (tag.equals("td") || tag.equals("th")) {
      return new Candidate(tag + ":nth-child(" + (element.elementSiblingIndex() + 1) + ")", 2.2);
    }
    int place = 1;
    int of = 0;
    Element parent = element.parent();
    if (parent != null) {
      for (Element sibling : parent.children()) {
        if (sibling.normalName().equals(tag)) {
          of++;
          if (sibling.equals(element)) {
            place = of;
          }
        }
      }
    }
    return of <= 1
        ? new Candidate(tag, 2.4)
        : new Candidate(tag + ":nth-of-type(" + place + ")", 2.8);
  }

  /** The way from the root, or from the nearest id, step by step. */
  private static String whole(Element element, @Nullable Element root) {
    StringBuilder way = new StringBuilder(nth(element).css());
    for (Element above = element.parent();
        above != null && !above.equals(root) && !above.normalName().equals("html");
        above = above.parent()) {
      String id = id(above);
      if (id != null) {
        return way.insert(0, "#" + id + " > ").toString();
      }
      way.insert(0, nth(above).css() + " > ");
    }
    return way.toString();
  }
}
