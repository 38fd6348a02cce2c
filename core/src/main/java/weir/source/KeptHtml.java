package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page's tree as HTML, letter for letter as jsoup does without indentation, in a quarter
 * of its time: text is looked through once and appended in runs. Whatever is not plain HTML (other
 * namespaces, odd names, doctypes) jsoup writes itself. Iterative: depth of nesting costs no stack.
 */
final class KeptHtml {

  private final FlatPage page;
  private char[] html;
  private int length;

  /** The head that must yet say that the page is in UTF-8; -1 for none. */
  private int unsaidIn = -1;

  private KeptHtml(FlatPage page, int sizeHint) {
    this.page = page;
    this.html = new char[Math.max(16, sizeHint)];
  }

  /** The page letter for letter as jsoup writes it. */
  static String of(FlatPage page) {
    return new KeptHtml(page, 256).write();
  }

  /**
   * The page for keeping: whatever encoding it names is UTF-8, and one that names none says so at
   * the end of its head, where no locator moves.
   *
   * @param sizeHint about how long it will be, in UTF-16 units
   */
  static String inUtf8(FlatPage page, int sizeHint) {
    KeptHtml kept = new KeptHtml(page, sizeHint);
    kept.nameUtf8();
    return kept.write();
  }

  private String write() {
    page.document()
        .outputSettings()
        .prettyPrint(false)
        .charset(StandardCharsets.UTF_8)
        .syntax(Document.OutputSettings.Syntax.html);
    int[] open = new int[32];
    int depth = 0;
    int i = 1;
    while (i < page.size()) {
      while (depth > 0 && page.end(open[depth - 1]) <= i) {
        close(open[--depth]);
      }
      Node node = page.node(i);
      if (node instanceof Element element) {
        if (!isPlain(element)) {
          put(element.outerHtml());
          i = page.end(i);
          continue;
        }
        open(i, element);
        if (!element.tag().isEmpty()) {
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = i;
        } else {
          i = page.end(i);
          continue;
        }
      } else if (node.getClass() == TextNode.class) {
        text(((TextNode) node).getWholeText());
      } else if (node instanceof DataNode data) {
        put(data.getWholeData());
      } else {
        put(node.outerHtml());
      }
      i++;
    }
    while (depth > 0) {
      close(open[--depth]);
    }
    return new String(html, 0, length);
  }

  /** Changes what the page says of its encoding, or finds the place to say it. */
  private void nameUtf8() {
    boolean said = false;
    int head = -1;
    for (int i = 0; i < page.size(); i++) {
      if (page.node(i) instanceof Element element) {
        switch (element.normalName()) {
          case "meta" -> said |= namesEncoding(i);
          case "head" -> head = head < 0 ? i : head;
          default -> {}
        }
      }
    }
    unsaidIn = said ? -1 : head;
  }

  /** Whether a meta element names an encoding; it then names UTF-8. */
  private boolean namesEncoding(int meta) {
    String type = page.value(meta, "http-equiv");
    boolean typed = type != null && type.strip().equalsIgnoreCase("content-type");
    boolean charset = page.value(meta, "charset") != null;
    boolean said = false;
    for (int i = page.attributesStart(meta); i < page.attributesEnd(meta); i++) {
      if (page.name(i).equals("charset")) {
        page.change(meta, i, "UTF-8");
        said = true;
      } else if (!charset && typed && page.name(i).equals("content")) {
        page.change(meta, i, "text/html; charset=UTF-8");
        said = true;
      }
    }
    return said;
  }

  private static boolean isPlain(Element element) {
    return (element.tag().isKnownTag() || isPlain(element.tagName()))
        && element.tag().namespace().equals(Parser.NamespaceHtml);
  }

  private void open(int number, Element element) {
    put('<');
    put(element.tagName());
    attributes(number, element);
    put('>');
    if (page.end(number) > number + 1
        && page.node(number + 1) instanceof TextNode text
        && losesFirstLine(element)) {
      String words = text.getWholeText();
      if (words.startsWith("\n") || words.startsWith("\r")) {
        put('\n');
      }
    }
  }

  /** Parsers pass over a line break right after these tags. */
  private static boolean losesFirstLine(Element element) {
    return switch (element.normalName()) {
      case "pre", "textarea", "listing" -> true;
      default -> false;
    };
  }

  private void close(int number) {
    if (number == unsaidIn) {
      put("<meta charset=\"UTF-8\">");
    }
    Element element = page.element(number);
    put("</");
    put(element.tagName());
    put('>');
  }

  private void attributes(int number, Element element) {
    int start = length;
    int end = page.attributesEnd(number);
    for (int i = page.attributesStart(number); i < end; i++) {
      String name = page.name(i);
      if (name.isEmpty()) {
        continue; // dropped
      }
      if (!isPlain(name)) {
        length = start;
        put(element.attributes().html());
        return;
      }
      String value = page.value(i);
      put(' ');
      put(name);
      boolean nameAlone =
          !page.hasDeclaredValue(i)
              || ((value.isEmpty() || value.equalsIgnoreCase(name))
                  && Attribute.isBooleanAttribute(name));
      if (!nameAlone) {
        put("=\"");
        value(value);
        put('"');
      }
    }
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z')
          && (c < 'A' || c > 'Z')
          && (c < '0' || c > '9' || i == 0)
          && c != '-') {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != '-';
  }

  private void put(char c) {
    if (length == html.length) {
      html = Arrays.copyOf(html, length * 2);
    }
    html[length++] = c;
  }

  private void put(String text) {
    int end = length + text.length();
    if (end > html.length) {
      html = Arrays.copyOf(html, Math.max(end, html.length * 2));
    }
    text.getChars(0, text.length(), html, length);
    length = end;
  }

  private void text(String text) {
    escaped(text, false);
  }

  private void value(String value) {
    escaped(value, true);
  }

  /** Appends a text as it is, and mends what must not stand so: mostly nothing. */
  private void escaped(String text, boolean quoted) {
    int start = length;
    put(text);
    char[] written = html;
    for (int i = start; i < length; i++) {
      char c = written[i];
      if (c < PLAIN.length ? !PLAIN[c] && (c != '"' || quoted) : Character.isSurrogate(c)) {
        length = i;
        escapedFrom(i - start, text, quoted);
        return;
      }
    }
  }

  private void escapedFrom(int from, String text, boolean quoted) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      String escaped = c == '"' && !quoted ? null : escaped(text, i);
      if (escaped == null) {
        put(c);
      } else {
        put(escaped);
      }
    }
  }

  /** The characters that stand for themselves anywhere. */
  private static final boolean[] PLAIN = new boolean[0xA1];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = (c >= ' ' && "&<>\"\u00a0".indexOf(c) < 0) || c == '\t' || c == '\n' || c == '\r';
    }
  }

  /** What stands for a character; null for itself. */
  private static @Nullable String escaped(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\u00a0' -> "&nbsp;";
      case '\t', '\n', '\r' -> null;
      default -> c < ' ' || isLone(text, at) ? "&#x" + Integer.toHexString(c) + ";" : null;
    };
  }

  /** Half of a surrogate pair that lacks the other half. */
  private static boolean isLone(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
