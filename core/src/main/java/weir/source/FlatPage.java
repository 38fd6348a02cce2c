package weir.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/**
 * A parsed page laid out flat: its nodes numbered in the order of the document, and for each where
 * it ends, what it stands in, its words and its attributes. To go through a page, or through all
 * that is in an element, is then to count, which takes a quarter of the time of climbing a tree.
 *
 * <p>It is filled by {@link PlainHtml} from the page's bytes, and then keeps to these bytes: words
 * and values become texts when they are asked for, and what is kept of the page is cut from them.
 * Or it is laid out from jsoup's tree. A tree is made of it only for those who ask for one, and
 * changed along with it from then on, so that both say the same.
 */
final class FlatPage {

  /** What a node is. */
  private static final byte ELEMENT = 1;

  private static final byte TEXT = 2;

  /** Words that were written as {@code <![CDATA[…]]>}. */
  private static final byte CDATA = 3;

  /** What is no text to read, such as a style. */
  private static final byte DATA = 4;

  /** A document type and the like: written as it is. */
  private static final byte OTHER = 5;

  /** What is no longer on the page. */
  private static final byte GONE = 6;

  /** An attribute without a value, as in {@code <input disabled>}. */
  static final int NO_VALUE = -2;

  /** A value or words that stand apart from the page's bytes. */
  static final int APART = -1;

  private static final PageTag ROOT = PageTag.of("#root");

  private @Nullable Document document;
  private @Nullable Node @Nullable [] nodes;

  /** The page as it came, in UTF-8; empty when it was laid out from a tree. */
  private final byte[] bytes;

  /** In which parts of the bytes are read: the quick one where all of them are ASCII. */
  private final Charset charset;

  private byte[] kinds;

  /** Null for all but elements. */
  private @Nullable PageTag[] tags;

  private int[] ends;
  private int[] parents;

  /** The number of an element among its siblings, from 0. */
  private int[] places;

  /** How many elements stand in an element. */
  private int[] families;

  /** Where the attributes of an element begin; they end where those of the next node begin. */
  private int[] attributeStarts;

  /** The words of a text; null where they were not asked for yet. */
  private @Nullable String[] words;

  /** Where in the bytes a node's words stand, or {@link #APART}. */
  private int[] wordsFrom;

  private int[] wordsTo;

  /** Where what stands in the bytes is what is kept: start tags and texts; -1 where it is not. */
  private int[] asWrittenFrom;

  private int[] asWrittenTo;

  /** The same of end tags. */
  private int[] endWrittenFrom;

  private int[] endWrittenTo;

  private String[] names = new String[256];

  /** Null where none is declared, or it was not asked for yet. */
  private @Nullable String[] values = new String[256];

  private int[] valuesFrom = new int[256];
  private int[] valuesTo = new int[256];

  /** What signs a value in the bytes holds, as {@link PlainHtml} has them. */
  private byte[] signs = new byte[256];

  private int attributes;
  private int size;

  FlatPage(byte[] bytes, boolean ascii, int sizeHint) {
    this.bytes = bytes;
    this.charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    this.kinds = new byte[sizeHint];
    this.tags = new PageTag[sizeHint];
    this.ends = new int[sizeHint];
    this.parents = new int[sizeHint];
    this.places = new int[sizeHint];
    this.families = new int[sizeHint];
    this.attributeStarts = new int[sizeHint + 1];
    this.words = new String[sizeHint];
    this.wordsFrom = new int[sizeHint];
    this.wordsTo = new int[sizeHint];
    this.asWrittenFrom = new int[sizeHint];
    this.asWrittenTo = new int[sizeHint];
    this.endWrittenFrom = new int[sizeHint];
    this.endWrittenTo = new int[sizeHint];
  }

  /** The page as it is. */
  static FlatPage of(Document document) {
    return of(document, 256, null);
  }

  /**
   * The page without what may not be kept: scripts, frames, comments. These are taken out of the
   * tree too, before selectors count siblings.
   *
   * @param sizeHint about how many nodes it has
   */
  static FlatPage cleaned(Document document, int sizeHint) {
    List<Node> unwanted = new ArrayList<>();
    FlatPage page = of(document, Math.max(16, sizeHint), unwanted);
    // From the end: each removal then moves few siblings, and many stay linear.
    for (int i = unwanted.size() - 1; i >= 0; i--) {
      unwanted.get(i).remove();
    }
    return page;
  }

  private static boolean isUnwanted(Node node) {
    return node instanceof Element element
        ? PageTag.isUnwanted(element.normalName())
        : node instanceof Comment;
  }

  /**
   * @param unwanted takes what is left out; null when nothing is
   */
  private static FlatPage of(Document document, int sizeHint, @Nullable List<Node> unwanted) {
    FlatPage page = new FlatPage(new byte[0], true, sizeHint);
    page.document = document;
    @Nullable Node[] nodes = new Node[sizeHint];
    Element[] open = new Element[64];
    int[] numbers = new int[64];
    int[] next = new int[64];
    int depth = 0;
    open[0] = document;
    nodes[0] = document;
    page.add(document, -1);
    while (depth >= 0) {
      Element parent = open[depth];
      if (next[depth] == parent.childNodeSize()) {
        page.ends[numbers[depth]] = page.size;
        depth--;
        continue;
      }
      Node child = parent.childNode(next[depth]++);
      if (unwanted != null && isUnwanted(child)) {
        unwanted.add(child);
        continue;
      }
      int number = page.add(child, numbers[depth]);
      if (number == nodes.length) {
        nodes = Arrays.copyOf(nodes, number * 2);
      }
      nodes[number] = child;
      if (child instanceof Element element && element.childNodeSize() > 0) {
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
    page.nodes = nodes;
    return page;
  }

  private int add(Node node, int parent) {
    return switch (node) {
      case Element element -> {
        int number = addElement(PageTag.of(element.tag()), parent, attributes);
        if (element.attributesSize() > 0) {
          for (Attribute attribute : element.attributes()) {
            addAttribute(
                attribute.getKey(), attribute.hasDeclaredValue() ? attribute.getValue() : null);
          }
          takeAttributes(number);
        }
        yield number;
      }
      case CDataNode data -> addNode(CDATA, data.getWholeText(), parent);
      case TextNode text -> addNode(TEXT, text.getWholeText(), parent);
      case DataNode data -> addNode(DATA, data.getWholeData(), parent);
      default -> addNode(OTHER, null, parent);
    };
  }

  private int addNode(byte kind, @Nullable String said, int parent) {
    int number = add(kind, parent, attributes);
    words[number] = said;
    return number;
  }

  /**
   * @param attributesFrom where the attributes of the nodes to come begin
   */
  private int add(byte kind, int parent, int attributesFrom) {
    if (size == kinds.length) {
      int room = size * 2;
      kinds = Arrays.copyOf(kinds, room);
      tags = Arrays.copyOf(tags, room);
      ends = Arrays.copyOf(ends, room);
      parents = Arrays.copyOf(parents, room);
      places = Arrays.copyOf(places, room);
      families = Arrays.copyOf(families, room);
      attributeStarts = Arrays.copyOf(attributeStarts, room + 1);
      words = Arrays.copyOf(words, room);
      wordsFrom = Arrays.copyOf(wordsFrom, room);
      wordsTo = Arrays.copyOf(wordsTo, room);
      asWrittenFrom = Arrays.copyOf(asWrittenFrom, room);
      asWrittenTo = Arrays.copyOf(asWrittenTo, room);
      endWrittenFrom = Arrays.copyOf(endWrittenFrom, room);
      endWrittenTo = Arrays.copyOf(endWrittenTo, room);
    }
    int number = size++;
    kinds[number] = kind;
    parents[number] = parent;
    ends[number] = size;
    attributeStarts[size] = attributesFrom;
    wordsFrom[number] = APART;
    asWrittenFrom[number] = -1;
    endWrittenFrom[number] = -1;
    return number;
  }

  // What fills a page: nodes come in the order of the document.

  /** Begins a page: its root, the document itself. */
  void addRoot() {
    add(ELEMENT, -1, 0);
    tags[0] = ROOT;
  }

  /**
   * @param attributesFrom where the attributes of the nodes to come begin
   */
  int addElement(PageTag tag, int parent, int attributesFrom) {
    int number = add(ELEMENT, parent, attributesFrom);
    tags[number] = tag;
    if (parent >= 0) {
      places[number] = families[parent]++;
    }
    return number;
  }

  /** Gives an element, the last that was added, all attributes that were added since. */
  void takeAttributes(int element) {
    attributeStarts[element + 1] = attributes;
  }

  /** Adds words that stand in the bytes. */
  int addWords(int from, int to, boolean isData, int parent, int attributesFrom) {
    int number = add(isData ? DATA : TEXT, parent, attributesFrom);
    wordsFrom[number] = from;
    wordsTo[number] = to;
    return number;
  }

  /** Adds words that say something else than the bytes do. */
  int addWords(String said, int parent, int attributesFrom) {
    int number = add(TEXT, parent, attributesFrom);
    words[number] = said;
    return number;
  }

  /**
   * @param written what is kept of it
   */
  void addOther(String written, int parent) {
    words[add(OTHER, parent, 0)] = written;
  }

  /** Says that what stands in the bytes is what is kept of a node, of an element its start tag. */
  void asWritten(int number, int from, int to) {
    asWrittenFrom[number] = from;
    asWrittenTo[number] = to;
  }

  /** Says that an element's end tag stands in the bytes as it is kept. */
  void endAsWritten(int element, int from, int to) {
    endWrittenFrom[element] = from;
    endWrittenTo[element] = to;
  }

  void endsHere(int element) {
    ends[element] = size;
  }

  /** How many attributes were added. */
  int attributes() {
    return attributes;
  }

  /** Takes back the attributes added last. */
  void forgetAttributes(int from) {
    attributes = from;
  }

  /**
   * @param value null when none is declared
   */
  void addAttribute(String name, @Nullable String value) {
    int number = attribute(name, value == null ? NO_VALUE : APART, 0, (byte) 0);
    values[number] = value;
  }

  /**
   * Adds an attribute whose value stands in the bytes.
   *
   * @param value the same as a text, when it is at hand
   */
  void addAttribute(String name, int from, int to, byte holds, @Nullable String value) {
    int number = attribute(name, from, to, holds);
    values[number] = value;
  }

  private int attribute(String name, int from, int to, byte holds) {
    if (attributes == names.length) {
      int room = attributes * 2;
      names = Arrays.copyOf(names, room);
      values = Arrays.copyOf(values, room);
      valuesFrom = Arrays.copyOf(valuesFrom, room);
      valuesTo = Arrays.copyOf(valuesTo, room);
      signs = Arrays.copyOf(signs, room);
    }
    names[attributes] = name;
    valuesFrom[attributes] = from;
    valuesTo[attributes] = to;
    signs[attributes] = holds;
    return attributes++;
  }

  // The tree.

  /** The page as a tree; made when first asked for. */
  Document document() {
    Document known = document;
    return known == null ? tree() : known;
  }

  private Document tree() {
    Document tree = new Document(Parser.NamespaceHtml, "");
    @Nullable Node[] made = new Node[kinds.length];
    made[0] = tree;
    for (int i = 1; i < size; i++) {
      Node node =
          switch (kinds[i]) {
            case ELEMENT -> treeElement(i);
            case DATA -> new DataNode(words(i));
            case OTHER -> Parser.xmlParser().parseInput(words(i), "").childNode(0).clone();
            case GONE -> null;
            default -> new TextNode(words(i));
          };
      if (node != null && made[parents[i]] instanceof Element parent) {
        parent.appendChild(node);
      }
      made[i] = node;
    }
    nodes = made;
    document = tree;
    return tree;
  }

  private Element treeElement(int number) {
    Attributes all = null;
    for (int i = attributesStart(number); i < attributesEnd(number); i++) {
      if (!names[i].isEmpty()) {
        all = all == null ? new Attributes() : all;
        all.add(names[i], hasDeclaredValue(i) ? value(i) : null);
      }
    }
    return new Element(tag(number).tag(), "", all);
  }

  /** The element of the tree with a number. */
  Element element(int number) {
    Document _ = document();
    if (nodes != null && nodes[number] instanceof Element element) {
      return element;
    }
    throw new IllegalArgumentException("No element has the number " + number);
  }

  /** A node as jsoup writes it, without indentation. */
  String outerHtml(int number) {
    if (kinds[number] == OTHER && words[number] != null) {
      return words(number);
    }
    document()
        .outputSettings()
        .prettyPrint(false)
        .charset(StandardCharsets.UTF_8)
        .syntax(Document.OutputSettings.Syntax.html);
    Node node = treeNode(number);
    return node == null ? "" : node.outerHtml();
  }

  private @Nullable Node treeNode(int number) {
    return nodes == null ? null : nodes[number];
  }

  // Reading.

  /** How many nodes there are; they are numbered from 0, the document itself. */
  int size() {
    return size;
  }

  /** The page as it came, of which what was as written is kept; empty for one made of a tree. */
  byte[] bytes() {
    return bytes;
  }

  boolean isElement(int number) {
    return kinds[number] == ELEMENT;
  }

  /** Whether a node is words to read. */
  boolean isText(int number) {
    return kinds[number] == TEXT || kinds[number] == CDATA;
  }

  /** Whether a node is words without marks of their own. */
  boolean isPlainText(int number) {
    return kinds[number] == TEXT;
  }

  boolean isData(int number) {
    return kinds[number] == DATA;
  }

  /** Whether a node was on the page and is no more. */
  boolean isGone(int number) {
    return kinds[number] == GONE;
  }

  /** An element's tag. */
  PageTag tag(int element) {
    PageTag tag = tags[element];
    if (tag == null) {
      throw new IllegalArgumentException("No element has the number " + element);
    }
    return tag;
  }

  /** What a text or data says; "" for other nodes. */
  String words(int number) {
    String said = words[number];
    if (said == null) {
      said = wordsFrom[number] < 0 ? "" : part(wordsFrom[number], wordsTo[number]);
      words[number] = said;
    }
    return said;
  }

  private String part(int from, int to) {
    return from == to ? "" : new String(bytes, from, to - from, charset);
  }

  /** Where in the bytes a node's words stand; {@link #APART} where they say something else. */
  int wordsFrom(int number) {
    return wordsFrom[number];
  }

  int wordsTo(int number) {
    return wordsTo[number];
  }

  /** Where in the bytes a text or start tag stands as it is kept; -1 where it does not. */
  int asWrittenFrom(int number) {
    return asWrittenFrom[number];
  }

  int asWrittenTo(int number) {
    return asWrittenTo[number];
  }

  /** Where in the bytes an end tag stands as it is kept; -1 where it does not. */
  int endWrittenFrom(int element) {
    return endWrittenFrom[element];
  }

  int endWrittenTo(int element) {
    return endWrittenTo[element];
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
    if (value == null) {
      if (valuesFrom[attribute] < 0) {
        return "";
      }
      value = part(valuesFrom[attribute], valuesTo[attribute]);
      values[attribute] = value;
    }
    return value;
  }

  boolean hasDeclaredValue(int attribute) {
    return valuesFrom[attribute] != NO_VALUE;
  }

  /** Where in the bytes a value begins; negative where it does not stand in them as it is. */
  int valueFrom(int attribute) {
    return valuesFrom[attribute];
  }

  int valueTo(int attribute) {
    return valuesTo[attribute];
  }

  /** What signs a value in the bytes holds. */
  byte signs(int attribute) {
    return signs[attribute];
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

  // As jsoup gives texts.

  /** The words in an element as a reader sees them, blanks joined. */
  String text(int element) {
    StringBuilder text = new StringBuilder();
    int[] open = new int[16];
    int depth = 0;
    int end = ends[element];
    for (int i = element; i < end; i++) {
      while (depth > 0 && ends[open[depth - 1]] <= i) {
        close(open[--depth], text);
      }
      if (kinds[i] == ELEMENT) {
        if (!text.isEmpty() && !endsBlank(text) && opensWord(i)) {
          text.append(' ');
        }
        if (depth == open.length) {
          open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = i;
      } else if (isText(i)) {
        addWords(i, text);
      }
    }
    while (depth > 0) {
      close(open[--depth], text);
    }
    return text.toString().trim();
  }

  private static boolean endsBlank(StringBuilder text) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
  }

  private boolean opensWord(int element) {
    PageTag tag = tag(element);
    return tag.isBlock()
        || tag.name().equals("br")
        || (tag.tag().is(Tag.TextBoundary) && hasWords(element));
  }

  private boolean hasWords(int element) {
    for (int i = element + 1; i < ends[element]; i++) {
      if (isText(i) && !isBlank(words(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r') {
        return false;
      }
    }
    return true;
  }

  private void close(int element, StringBuilder text) {
    int next = ends[element];
    boolean follows = next < size && parents[next] == parents[element];
    if (!follows || endsBlank(text)) {
      return;
    }
    boolean word = isText(next) || (kinds[next] == ELEMENT && !tag(next).isBlock());
    Tag tag = tag(element).tag();
    if (word && (tag.is(Tag.TextBoundary) || tag.isBlock() || holdsBlock(element))) {
      text.append(' ');
    }
  }

  private boolean holdsBlock(int element) {
    for (int i = element + 1; i < ends[element]; i = ends[i]) {
      if (kinds[i] == ELEMENT && tag(i).isBlock()) {
        return true;
      }
    }
    return false;
  }

  /** How many elements around a text may say that its blanks count. */
  private static final int PREFORMATTED_WITHIN = 6;

  private void addWords(int number, StringBuilder text) {
    String said = words(number);
    if (kinds[number] == CDATA || isPreformatted(parents[number])) {
      text.append(said);
      return;
    }
    boolean begun = !endsBlank(text);
    boolean blank = false;
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\u00a0') {
        if (begun && !blank) {
          text.append(' ');
        }
        blank |= begun;
      } else if (c != '\u200b' && c != '\u00ad') {
        text.append(c);
        blank = false;
        begun = true;
      }
    }
  }

  private boolean isPreformatted(int element) {
    int here = element;
    for (int i = 0; i < PREFORMATTED_WITHIN && here >= 0; i++) {
      if (tag(here).tag().preserveWhitespace()) {
        return true;
      }
      here = parents[here];
    }
    return false;
  }

  /** The words that stand in an element itself, without those of elements in it. */
  String ownText(int element) {
    StringBuilder text = new StringBuilder();
    for (int i = element + 1; i < ends[element]; i = ends[i]) {
      if (isText(i)) {
        addWords(i, text);
      } else if (kinds[i] == ELEMENT && tag(i).name().equals("br") && !endsBlank(text)) {
        text.append(' ');
      }
    }
    return text.toString().trim();
  }

  // Changing.

  void change(int element, int attribute, String value) {
    values[attribute] = value;
    valuesFrom[attribute] = APART;
    asWrittenFrom[element] = -1;
    if (treeNode(element) instanceof Element changed) {
      changed.attributes().put(names[attribute], value);
    }
  }

  /** Takes an attribute away: it stays in its place without a name. */
  void drop(int element, int attribute) {
    if (treeNode(element) instanceof Element changed) {
      changed.removeAttr(names[attribute]);
    }
    names[attribute] = "";
    values[attribute] = null;
    valuesFrom[attribute] = NO_VALUE;
    asWrittenFrom[element] = -1;
  }

  /** Gives a text or data other words. */
  void say(int number, String said) {
    words[number] = said;
    wordsFrom[number] = APART;
    asWrittenFrom[number] = -1;
    switch (treeNode(number)) {
      case TextNode text -> text.text(said);
      case DataNode data -> data.setWholeData(said);
      case null, default -> {}
    }
  }

  /** Puts one text in the place of all that is in an element, which must have something in it. */
  void replace(int element, String text) {
    int end = ends[element];
    for (int i = element + 1; i < end; i++) {
      kinds[i] = GONE;
      ends[i] = i + 1;
      words[i] = "";
      wordsFrom[i] = APART;
      asWrittenFrom[i] = -1;
      endWrittenFrom[i] = -1;
      tags[i] = null;
    }
    kinds[element + 1] = tag(element).tag().is(Tag.Data) ? DATA : TEXT;
    words[element + 1] = text;
    parents[element + 1] = element;
    if (nodes != null && nodes[element] instanceof Element replaced) {
      replaced.text(text);
      Arrays.fill(nodes, element + 1, end, null);
      nodes[element + 1] = replaced.childNode(0);
    }
    families[element] = 0;
    for (int i = attributeStarts[element + 1]; i < attributeStarts[end]; i++) {
      names[i] = "";
      values[i] = null;
      valuesFrom[i] = NO_VALUE;
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
}
