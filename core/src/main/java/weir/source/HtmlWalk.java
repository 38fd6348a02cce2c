package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import weir.masking.Masker;
import weir.source.Profile.From;
import weir.source.Profile.MaskRule;

/**
 * One walk over a parsed page: finds what every selector matches, masks the text, and takes out
 * what may not be kept (scripts, frames, comments, images inside the page). Iterative: depth of
 * nesting costs no stack.
 */
final class HtmlWalk {

  /** An element that a selector found; {@code enter} and {@code exit} number elements in order. */
  static final class Hit {
    private final Element element;
    private final int enter;
    private int exit;

    private Hit(Element element, int enter) {
      this.element = element;
      this.enter = enter;
    }

    Element element() {
      return element;
    }
  }

  private static final int LONG_FAMILY = 32;
  private static final int MOST_EVERYWHERE = 20;

  private final Document document;
  private final List<List<Hit>> hits;
  private final PageText text = new PageText();
  private @Nullable String wholeText;
  private final List<Element> metas = new ArrayList<>();
  private final IdentityHashMap<Element, Integer> places = new IdentityHashMap<>();

  private HtmlWalk(Document document, int selectors) {
    this.document = document;
    this.hits = new ArrayList<>(Collections.nCopies(selectors, List.of()));
  }

  static HtmlWalk of(
      Document document, SelectorSet selectors, Masker masker, List<MaskRule> masks) {
    HtmlWalk walk = new HtmlWalk(document, selectors.size());
    clean(document);
    walk.visit(selectors, masker);
    walk.text.mask(masker);
    Map<String, String> everywhere = new LinkedHashMap<>();
    for (MaskRule rule : masks) {
      for (Hit hit : walk.hits(selectors.number(rule.where()))) {
        String text = text(hit.element()).strip();
        if (!text.isEmpty()) {
          String token = masker.token(rule.role(), text);
          hit.element().text(token);
          if (rule.everywhere() && text.length() >= 3 && everywhere.size() < MOST_EVERYWHERE) {
            everywhere.put(text, token);
          }
        }
      }
    }
    if (!everywhere.isEmpty()) {
      replaceEverywhere(document, everywhere);
    }
    return walk;
  }

  /** The walk without masking, for measuring what reading the fields alone costs. */
  static HtmlWalk unmasked(Document document, SelectorSet selectors) {
    HtmlWalk walk = new HtmlWalk(document, selectors.size());
    clean(document);
    walk.visit(selectors, null);
    return walk;
  }

  /** Takes out what may not be kept, before selectors count siblings. */
  private static void clean(Document document) {
    List<Node> unwanted = new ArrayList<>();
    for (Node node = document; node != null; ) {
      boolean drop =
          node instanceof Comment || (node instanceof Element element && isUnwanted(element));
      if (drop) {
        unwanted.add(node);
      }
      node = drop ? after(node) : next(node);
    }
    // From the end: each removal then moves few siblings, and many stay linear.
    for (int i = unwanted.size() - 1; i >= 0; i--) {
      unwanted.get(i).remove();
    }
  }

  /** The node that follows in the document's order; null at the end. */
  private static @Nullable Node next(Node node) {
    return node.childNodeSize() > 0 ? node.childNode(0) : after(node);
  }

  /** The node that follows once this one and all inside it are passed. */
  private static @Nullable Node after(Node node) {
    for (Node here = node; here != null; here = here.parent()) {
      Node sibling = here.nextSibling();
      if (sibling != null) {
        return sibling;
      }
    }
    return null;
  }

  Document document() {
    return document;
  }

  /** The page's masked text, made once. */
  String wholeText() {
    String known = wholeText;
    if (known == null) {
      known = document.text();
      wholeText = known;
    }
    return known;
  }

  List<Hit> hits(int selector) {
    return hits.get(selector);
  }

  /** Those hits that lie in an element, itself included. */
  static List<Hit> within(List<Hit> hits, Hit root) {
    int from = lowerBound(hits, root.enter);
    return hits.subList(from, lowerBound(hits, root.exit + 1));
  }

  private static int lowerBound(List<Hit> hits, int enter) {
    int low = 0;
    int high = hits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hits.get(middle).enter < enter) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The masked page as it is kept.
   *
   * @param sizeHint about how long it will be, in UTF-16 units
   */
  String kept(int sizeHint) {
    document.outputSettings().prettyPrint(false).charset(StandardCharsets.UTF_8);
    document.outputSettings().syntax(Document.OutputSettings.Syntax.html);
    boolean said = false;
    for (Element meta : metas) {
      if (!document.equals(meta.ownerDocument())) {
        continue; // stood in an element that was masked
      }
      if (meta.hasAttr("charset")) {
        meta.attr("charset", "UTF-8");
        said = true;
      } else if (meta.attr("http-equiv").strip().equalsIgnoreCase("content-type")) {
        meta.attr("content", "text/html; charset=UTF-8");
        said = true;
      }
    }
    if (!said) {
      document.head().appendElement("meta").attr("charset", "UTF-8"); // last: no locator moves
    }
    return KeptHtml.of(document, sizeHint);
  }

  static String text(Element element, From.Select select) {
    return switch (select.take()) {
      case TEXT, COUNT -> text(element);
      case OWN -> element.ownText();
      case LINES -> lines(element);
      case ATTRIBUTE -> element.attr(select.attribute() == null ? "href" : select.attribute());
    };
  }

  /** As {@link Element#text()}; the common case, one node of plain words, at a look. */
  private static String text(Element element) {
    TextNode only = onlyWords(element);
    if (only != null) {
      String words = only.getWholeText();
      int end = words.length();
      int start = 0;
      while (start < end && words.charAt(start) <= ' ') {
        start++;
      }
      while (end > start && words.charAt(end - 1) <= ' ') {
        end--;
      }
      if (isPlain(words, start, end)) {
        return words.substring(start, end);
      }
    }
    return element.text();
  }

  /** The one node in an element that holds words; null when there are several, or none. */
  private static @Nullable TextNode onlyWords(Element element) {
    TextNode only = null;
    for (int i = 0; i < element.childNodeSize(); i++) {
      Node child = element.childNode(i);
      if (child instanceof TextNode text) {
        if (!text.getWholeText().isBlank()) {
          if (only != null || text.getClass() != TextNode.class) {
            return null;
          }
          only = text;
        }
      } else if (element.childNodeSize() == 1 && child instanceof Element inner) {
        element = inner; // <a><b>words</b></a>: go down
        i = -1;
      } else if (child instanceof Element inner && inner.childNodeSize() > 0) {
        return null;
      }
    }
    return only;
  }

  /** Whether a text has neither blanks to join nor anything beyond ASCII. */
  private static boolean isPlain(String words, int start, int end) {
    boolean blank = false;
    for (int i = start; i < end; i++) {
      char c = words.charAt(i);
      if (c > 126 || c < ' ' || (c == ' ' && blank)) {
        return false;
      }
      blank = c == ' ';
    }
    return true;
  }

  /**
   * The path of child numbers from the page's root element, such as {@code html:1/0/3}: it finds
   * the same element again when the kept page is parsed.
   */
  String locator(Element element) {
    int[] steps = new int[16];
    int depth = 0;
    Element here = element;
    Element parent = here.parent();
    while (parent != null && !(parent instanceof Document)) {
      if (depth == steps.length) {
        steps = Arrays.copyOf(steps, depth * 2);
      }
      steps[depth++] = place(here, parent);
      here = parent;
      parent = here.parent();
    }
    StringBuilder locator = new StringBuilder("html:");
    while (depth > 0) {
      locator.append(steps[--depth]).append(depth == 0 ? "" : "/");
    }
    return locator.toString();
  }

  /** An element's number among its siblings; those of long families are counted once. */
  private int place(Element element, Element parent) {
    if (parent.childNodeSize() < LONG_FAMILY) {
      return element.elementSiblingIndex();
    }
    Integer known = places.get(element);
    if (known == null) {
      int index = 0;
      for (Element child : parent.children()) {
        places.put(child, index++);
      }
      known = places.get(element);
    }
    return known == null ? element.elementSiblingIndex() : known;
  }

  private static String lines(Element element) {
    StringBuilder text = new StringBuilder();
    Node end = after(element);
    for (Node node = element; node != null && !node.equals(end); node = next(node)) {
      if (node instanceof TextNode textNode) {
        text.append(textNode.getWholeText());
      } else if (node instanceof Element inner
          && (inner.normalName().equals("br") || inner.isBlock())
          && !text.isEmpty()
          && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }
    return text.toString().strip();
  }

  private void visit(SelectorSet selectors, @Nullable Masker masker) {
    SelectorSet.Walk walk = selectors.walk(document);
    Deque<List<Hit>> open = new ArrayDeque<>();
    Looked looked = new Looked(masker);
    SelectorSet.Found found = selector -> found(selector, looked);
    Node node = document;
    while (node != null) {
      if (node instanceof Element element) {
        looked.at(element);
        walk.enter(element, looked.id, looked.classes, found);
        looked.mask();
        if (masker != null) {
          text.enter(element);
        }
        if (element.normalName().equals("meta")) {
          metas.add(element);
        }
        if (element.childNodeSize() > 0) {
          open.push(looked.hits);
          node = element.childNode(0);
          continue;
        }
        walk.leave();
        looked.hits.forEach(hit -> hit.exit = looked.number);
      } else if (masker == null) {
        // only elements count
      } else if (node instanceof TextNode words) {
        text.add(words);
      } else if (node instanceof DataNode data) {
        data.setWholeData(masker.mask(data.getWholeData()).text());
      }
      while (node != null) {
        Node next = node.nextSibling();
        if (next != null) {
          node = next;
          break;
        }
        node = node.parent();
        if (node != null) {
          walk.leave();
          for (Hit hit : open.pop()) {
            hit.exit = looked.number;
          }
          if (masker != null) {
            text.leave(node);
          }
        }
      }
    }
  }

  /** The element that the walk stands at: its number, names, hits, and attributes to mask. */
  private static final class Looked {
    private final @Nullable Masker masker;
    private int number;
    private Element element = new Element("none");
    private String id = "";
    private String classes = "";
    private List<Hit> hits = List.of();
    private @Nullable List<String> dropped;
    private @Nullable List<Attribute> changed;

    private Looked(@Nullable Masker masker) {
      this.masker = masker;
    }

    private void at(Element next) {
      number++;
      element = next;
      id = "";
      classes = "";
      hits = List.of();
      if (next.attributesSize() == 0) {
        return;
      }
      for (Attribute attribute : next.attributes()) {
        String name = attribute.getKey();
        String value = attribute.getValue();
        if (name.equals("class")) {
          classes = value;
        } else if (name.equals("id")) {
          id = value;
        }
        if (masker == null) {
          continue;
        }
        if (isHandler(name)) {
          dropped = dropped == null ? new ArrayList<>() : dropped;
          dropped.add(name);
          continue;
        }
        if (value.length() <= 5) {
          continue;
        }
        String masked = maskedAttribute(name.toLowerCase(Locale.ROOT), value, masker);
        if (!masked.equals(value)) {
          changed = changed == null ? new ArrayList<>() : changed;
          changed.add(new Attribute(name, masked));
        }
      }
    }

    /** Selectors have seen the element as it came; now it may be changed. */
    private void mask() {
      if (changed != null) {
        for (Attribute attribute : changed) {
          element.attributes().put(attribute);
        }
        changed = null;
      }
      if (dropped != null) {
        dropped.forEach(element::removeAttr);
        dropped = null;
      }
    }
  }

  private void found(int selector, Looked looked) {
    List<Hit> list = hits.get(selector);
    if (list.isEmpty()) {
      list = new ArrayList<>();
      hits.set(selector, list);
    }
    if (list.isEmpty() || list.getLast().enter != looked.number) {
      Hit hit = new Hit(looked.element, looked.number);
      list.add(hit);
      if (looked.hits.isEmpty()) {
        looked.hits = new ArrayList<>(2);
      }
      looked.hits.add(hit);
    }
  }

  private static boolean isUnwanted(Element element) {
    return switch (element.normalName()) {
      case "script", "noscript", "iframe", "object", "embed", "applet", "frame", "base" -> true;
      default -> false;
    };
  }

  /** Attributes that run something, or bring a page of their own. */
  private static boolean isHandler(String name) {
    return (name.regionMatches(true, 0, "on", 0, 2) && name.length() > 2)
        || name.equalsIgnoreCase("srcdoc")
        || name.equalsIgnoreCase("formaction");
  }

  private static String maskedAttribute(String name, String value, Masker masker) {
    int start = 0;
    while (start < value.length() && value.charAt(start) <= ' ') {
      start++;
    }
    if (value.regionMatches(true, start, "data:", 0, 5)) {
      return "data:,";
    }
    if (value.regionMatches(true, start, "javascript:", 0, 11)
        || value.regionMatches(true, start, "vbscript:", 0, 9)) {
      return "#";
    }
    if (value.regionMatches(true, start, "mailto:", 0, 7)) {
      return "mailto:" + masker.mask(value.substring(start + 7).replace("%40", "@")).text();
    }
    if (value.regionMatches(true, start, "tel:", 0, 4)) {
      return "tel:" + masker.token(Masker.Role.CONTACT, value.substring(start + 4));
    }
    return switch (name) {
      case "class", "id", "style", "src", "width", "height", "type", "name", "rel", "for" ->
          value.indexOf('@') >= 0 ? masker.mask(value).text() : value;
      case "href", "action" ->
          value.indexOf('@') >= 0 || value.contains("%40")
              ? masker.mask(value.replace("%40", "@")).text()
              : value;
      default -> masker.mask(value).text();
    };
  }

  /** Masks a name wherever it stands as a word of its own: in texts, titles and links. */
  private static void replaceEverywhere(Document document, Map<String, String> tokens) {
    for (Node node = document; node != null; node = next(node)) {
      if (node instanceof TextNode text) {
        String whole = text.getWholeText();
        String replaced = replaced(whole, tokens);
        if (!replaced.equals(whole)) {
          text.text(replaced);
        }
      } else if (node instanceof Element element && element.attributesSize() > 0) {
        for (Attribute attribute : element.attributes()) {
          String value = attribute.getValue();
          String replaced = replaced(value, tokens);
          if (!replaced.equals(value)) {
            attribute.setValue(replaced);
          }
        }
      }
    }
  }

  private static String replaced(String text, Map<String, String> tokens) {
    String result = text;
    for (Map.Entry<String, String> entry : tokens.entrySet()) {
      String name = entry.getKey();
      int at = result.indexOf(name);
      if (at < 0) {
        continue;
      }
      StringBuilder replaced = new StringBuilder(result.length());
      int done = 0;
      for (; at >= 0; at = result.indexOf(name, at + 1)) {
        int end = at + name.length();
        boolean whole =
            (at == 0 || !Character.isLetterOrDigit(result.charAt(at - 1)))
                && (end == result.length() || !Character.isLetterOrDigit(result.charAt(end)));
        if (whole && at >= done) {
          replaced.append(result, done, at).append(entry.getValue());
          done = end;
        }
      }
      result = replaced.append(result, done, result.length()).toString();
    }
    return result;
  }

  /** The element that a locator names on a kept page; null when the page has no such place. */
  static @Nullable Element find(Document page, String locator) {
    if (!locator.startsWith("html:") || page.childrenSize() == 0) {
      return null;
    }
    Element here = page.child(0);
    String path = locator.substring("html:".length());
    if (path.isEmpty()) {
      return here;
    }
    for (String step : path.split("/", -1)) {
      if (!step.matches("\\d{1,7}")) {
        return null;
      }
      int index = Integer.parseInt(step);
      if (index >= here.childrenSize()) {
        return null;
      }
      here = here.child(index);
    }
    return here;
  }
}
