package weir.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import weir.masking.Masked;
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

  private final Document document;
  private final List<List<Hit>> hits;

  private HtmlWalk(Document document, int selectors) {
    this.document = document;
    this.hits = new ArrayList<>(Collections.nCopies(selectors, List.of()));
  }

  static HtmlWalk of(
      Document document, SelectorSet selectors, Masker masker, List<MaskRule> masks) {
    HtmlWalk walk = new HtmlWalk(document, selectors.size());
    List<Node> unwanted = new ArrayList<>();
    List<TextNode> openKeys = new ArrayList<>();
    walk.visit(selectors, masker, unwanted, openKeys);
    unwanted.forEach(Node::remove);
    openKeys.forEach(node -> maskSpreadKey(node, masker));
    for (MaskRule rule : masks) {
      for (Hit hit : walk.hits(selectors.number(rule.where()))) {
        String text = hit.element().text();
        if (!text.isBlank()) {
          hit.element().text(masker.token(rule.role(), text));
        }
      }
    }
    return walk;
  }

  Document document() {
    return document;
  }

  List<Hit> hits(int selector) {
    return hits.get(selector);
  }

  /** Those hits that lie in an element, itself included. */
  static List<Hit> within(List<Hit> hits, Hit root) {
    int from = lowerBound(hits, root.enter);
    int to = from;
    while (to < hits.size() && hits.get(to).enter <= root.exit) {
      to++;
    }
    return hits.subList(from, to);
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

  /** The masked page as it is kept. */
  String kept() {
    document.outputSettings().prettyPrint(false).charset(java.nio.charset.StandardCharsets.UTF_8);
    document.charset(java.nio.charset.StandardCharsets.UTF_8);
    return document.outerHtml();
  }

  static String text(Element element, From.Select select) {
    return switch (select.take()) {
      case TEXT, COUNT -> element.text();
      case OWN -> element.ownText();
      case LINES -> lines(element);
      case ATTRIBUTE -> element.attr(select.attribute() == null ? "href" : select.attribute());
    };
  }

  /**
   * The path of child numbers from the page's root element, such as {@code html:1/0/3}: it finds
   * the same element again when the kept page is parsed.
   */
  static String locator(Element element) {
    Deque<String> steps = new ArrayDeque<>();
    Element here = element;
    while (here.parent() != null && !(here.parent() instanceof Document)) {
      steps.push(Integer.toString(here.elementSiblingIndex()));
      here = here.parent();
    }
    return "html:" + String.join("/", steps);
  }

  private static String lines(Element element) {
    StringBuilder text = new StringBuilder();
    element
        .nodeStream()
        .forEach(node -> {
          if (node instanceof TextNode textNode) {
            text.append(textNode.getWholeText());
          } else if (node instanceof Element inner
              && (inner.normalName().equals("br") || inner.isBlock())
              && !text.isEmpty()
              && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
          }
        });
    return text.toString().strip();
  }

  private void visit(
      SelectorSet selectors, Masker masker, List<Node> unwanted, List<TextNode> openKeys) {
    Deque<List<Hit>> open = new ArrayDeque<>();
    int[] count = {0};
    Node node = document;
    while (node != null) {
      boolean descend = false;
      if (node instanceof Element element) {
        count[0]++;
        List<Hit> here = new ArrayList<>(2);
        int number = count[0];
        if (isUnwanted(element)) {
          unwanted.add(element);
        } else {
          selectors.match(
              document,
              element,
              selector -> {
                List<Hit> list = hits.get(selector);
                if (list.isEmpty()) {
                  list = new ArrayList<>();
                  hits.set(selector, list);
                }
                if (list.isEmpty() || list.getLast().enter != number) {
                  Hit hit = new Hit(element, number);
                  list.add(hit);
                  here.add(hit);
                }
              });
          maskAttributes(element, masker);
          descend = element.childNodeSize() > 0;
        }
        if (descend) {
          open.push(here);
          node = element.childNode(0);
          continue;
        }
        here.forEach(hit -> hit.exit = number);
      } else if (node instanceof TextNode text) {
        maskText(text, masker, openKeys);
      } else if (node instanceof Comment) {
        unwanted.add(node);
      }
      while (node != null) {
        Node next = node.nextSibling();
        if (next != null) {
          node = next;
          break;
        }
        node = node.parent();
        if (node != null) {
          int last = count[0];
          open.pop().forEach(hit -> hit.exit = last);
        }
      }
    }
  }

  private static boolean isUnwanted(Element element) {
    return switch (element.normalName()) {
      case "script", "noscript", "iframe", "object", "embed", "applet", "frame", "base" -> true;
      default -> false;
    };
  }

  private static void maskText(TextNode node, Masker masker, List<TextNode> openKeys) {
    String text = node.getWholeText();
    if (text.length() < 6) {
      return;
    }
    if (Masker.beginsPublicKey(text) && !text.contains("-----END PGP PUBLIC KEY")) {
      openKeys.add(node);
      return;
    }
    Masked masked = masker.mask(text);
    if (!masked.text().equals(text)) {
      node.text(masked.text());
    }
  }

  /** A key whose lines are parted by line breaks: from its first node to the one that ends it. */
  private static void maskSpreadKey(TextNode first, Masker masker) {
    StringBuilder text = new StringBuilder(first.getWholeText());
    List<Node> parts = new ArrayList<>();
    for (Node next = first.nextSibling(); next != null; next = next.nextSibling()) {
      parts.add(next);
      if (next instanceof TextNode more) {
        text.append(more.getWholeText());
      } else if (next instanceof Element element) {
        text.append('\n').append(element.text());
      }
      if (text.indexOf("-----END PGP PUBLIC KEY BLOCK-----") >= 0) {
        break;
      }
    }
    parts.forEach(Node::remove);
    first.text(masker.mask(text.toString()).text());
  }

  private static void maskAttributes(Element element, Masker masker) {
    if (element.attributesSize() == 0) {
      return;
    }
    List<String> handlers = null;
    for (Attribute attribute : element.attributes()) {
      String value = attribute.getValue();
      String name = attribute.getKey();
      if (name.length() > 2
          && (name.charAt(0) == 'o' || name.charAt(0) == 'O')
          && (name.charAt(1) == 'n' || name.charAt(1) == 'N')) {
        handlers = handlers == null ? new ArrayList<>() : handlers;
        handlers.add(name);
      } else if (value.length() > 5) {
        if (value.regionMatches(true, 0, "data:", 0, 5)) {
          attribute.setValue("data:,");
        } else if (value.indexOf('@') >= 0 || name.equals("value") || name.equals("title")) {
          attribute.setValue(masker.mask(value).text());
        }
      }
    }
    if (handlers != null) {
      handlers.forEach(element::removeAttr);
    }
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
      int index = Integer.parseInt(step);
      if (index >= here.childrenSize()) {
        return null;
      }
      here = here.child(index);
    }
    return here;
  }
}
