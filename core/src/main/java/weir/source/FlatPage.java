package weir.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * A parsed page laid out flat: its nodes numbered in the order of the document, and for each where
 * it ends, what it stands in, and its attributes. To go through a page, or through all that is in
 * an element, is then to count, which takes a quarter of the time of climbing the tree. The tree is
 * changed along with it, so that both say the same.
 */
final class FlatPage {

  private final Document document;
  private Node[] nodes;
  private int[] ends;
  private int[] parents;

  /** The number of an element among its siblings, from 0. */
  private int[] places;

  /** How many elements stand in an element. */
  private int[] families;

  /** Where the attributes of an element begin; they end where those of the next node begin. */
  private int[] attributeStarts;

  private String[] names = new String[256];

  /** Null where none is declared, as in {@code <input disabled>}. */
  private @Nullable String[] values = new String[256];

  private int attributes;
  private int size;

  private FlatPage(Document document, int sizeHint) {
    this.document = document;
    this.nodes = new Node[sizeHint];
    this.ends = new int[sizeHint];
    this.parents = new int[sizeHint];
    this.places = new int[sizeHint];
    this.families = new int[sizeHint];
    this.attributeStarts = new int[sizeHint + 1];
  }

  /** The page as it is. */
  static FlatPage of(Document document) {
    FlatPage page = new FlatPage(document, 256);
    page.fill(null);
    return page;
  }

  /**
   * The page without what may not be kept: scripts, frames, comments. These are taken out of the
   * tree too, before selectors count siblings.
   *
   * @param sizeHint about how many nodes it has
   */
  static FlatPage cleaned(Document document, int sizeHint) {
    FlatPage page = new FlatPage(document, Math.max(16, sizeHint));
    List<Node> unwanted = new ArrayList<>();
    page.fill(unwanted);
    // From the end: each removal then moves few siblings, and many stay linear.
    for (int i = unwanted.size() - 1; i >= 0; i--) {
      unwanted.get(i).remove();
    }
    return page;
  }

  private static boolean isUnwanted(Node node) {
    return node instanceof Element element
        ? switch (element.normalName()) {
          case "script", "noscript", "iframe", "object", "embed", "applet", "frame", "base" -> true;
          default -> false;
        }
        : node instanceof Comment;
  }

  /**
   * @param unwanted takes what is left out; null when nothing is
   */
  private void fill(@Nullable List<Node> unwanted) {
    Element[] open = new Element[64];
    int[] numbers = new int[64];
    int[] next = new int[64];
    int depth = 0;
    open[0] = document;
    add(document, -1);
    while (depth >= 0) {
      Element parent = open[depth];
      if (next[depth] == parent.childNodeSize()) {
        ends[numbers[depth]] = size;
        depth--;
        continue;
      }
      Node child = parent.childNode(next[depth]++);
      if (unwanted != null && isUnwanted(child)) {
        unwanted.add(child);
        continue;
      }
      int number = add(child, numbers[depth]);
      if (child instanceof Element element) {
        places[number] = families[numbers[depth]]++;
        if (element.attributesSize() > 0) {
          addAttributes(element);
          attributeStarts[size] = attributes;
        }
        if (element.childNodeSize() > 0) {
          depth++;
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
            numbers = Arrays.copyOf(numbers, depth * 2);
            next = Arrays.copyOf(next, depth * 2);
          }
          open[depth] = element;
          numbers[depth] = number;
          next[depth] = 0;
        }
      }
    }
  }

  private int add(Node node, int parent) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
      parents = Arrays.copyOf(parents, size * 2);
      places = Arrays.copyOf(places, size * 2);
      families = Arrays.copyOf(families, size * 2);
      attributeStarts = Arrays.copyOf(attributeStarts, size * 2 + 1);
    }
    int number = size++;
    nodes[number] = node;
    parents[number] = parent;
    ends[number] = size;
    attributeStarts[size] = attributes;
    return number;
  }

  private void addAttributes(Element element) {
    for (Attribute attribute : element.attributes()) {
      if (attributes == names.length) {
        names = Arrays.copyOf(names, attributes * 2);
        values = Arrays.copyOf(values, attributes * 2);
      }
      names[attributes] = attribute.getKey();
      values[attributes] = attribute.hasDeclaredValue() ? attribute.getValue() : null;
      attributes++;
    }
  }

  Document document() {
    return document;
  }

  /** How many nodes there are; they are numbered from 0, the document itself. */
  int size() {
    return size;
  }

  Node node(int number) {
    return nodes[number];
  }

  /** The element with a number. */
  Element element(int number) {
    return (Element) nodes[number];
  }

  boolean isElement(int number) {
    return nodes[number] instanceof Element;
  }

  /** The number after the last node in a node; the next one, when nothing is in it. */
  int end(int number) {
    return ends[number];
  }

  /** The element that a node stands in; -1 for the document. */
  int parent(int number) {
    return parents[number];
  }

  /** An element's number among the elements of its parent, from 0. */
  int place(int element) {
    return places[element];
  }

  /** How many elements stand in an element. */
  int family(int element) {
    return families[element];
  }

  /** Where a node's attributes begin; they go to {@link #attributesEnd}. */
  int attributesStart(int number) {
    return attributeStarts[number];
  }

  int attributesEnd(int number) {
    return attributeStarts[number + 1];
  }

  String name(int attribute) {
    return names[attribute];
  }

  /** "" where none is declared. */
  String value(int attribute) {
    String value = values[attribute];
    return value == null ? "" : value;
  }

  boolean hasDeclaredValue(int attribute) {
    return values[attribute] != null;
  }

  /**
   * An attribute's value; null when the element has none of that name.
   *
   * @param name in lower case
   */
  @Nullable String value(int element, String name) {
    int end = attributeStarts[element + 1];
    for (int i = attributeStarts[element]; i < end; i++) {
      if (names[i].equals(name)) {
        return value(i);
      }
    }
    return null;
  }

  void change(int element, int attribute, String value) {
    values[attribute] = value;
    element(element).attributes().put(names[attribute], value);
  }

  /** Takes an attribute away: it stays in its place without a name. */
  void drop(int element, int attribute) {
    element(element).removeAttr(names[attribute]);
    names[attribute] = "";
    values[attribute] = null;
  }

  /** Puts one text in the place of all that is in an element, which must have something in it. */
  void replace(int element, String text) {
    Element replaced = element(element);
    replaced.text(text);
    int end = ends[element];
    for (int i = element + 1; i < end; i++) {
      nodes[i] = GONE;
      ends[i] = i + 1;
    }
    nodes[element + 1] = replaced.childNode(0);
    families[element] = 0;
    for (int i = attributeStarts[element + 1]; i < attributeStarts[end]; i++) {
      names[i] = "";
      values[i] = null;
    }
  }

  /** The element itself, or the one around it whose content was replaced. */
  int present(int element) {
    int here = element;
    while (!isElement(here)) {
      here = parents[here];
    }
    return here;
  }

  /** Stands for what is no longer on the page; has no words. */
  private static final Node GONE = new TextNode("");
}
