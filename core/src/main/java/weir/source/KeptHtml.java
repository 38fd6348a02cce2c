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
  private final StringBuilder html;

  /** The head that must yet say that the page is in UTF-8; -1 for none. */
  private int unsaidIn = -1;

  private KeptHtml(FlatPage page, int sizeHint) {
    this.page = page;
    this.html = new StringBuilder(sizeHint);
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
          html.append(element.outerHtml());
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
        html.append(data.getWholeData());
      } else {
        html.append(node.outerHtml());
      }
      i++;
    }
    while (depth > 0) {
      close(open[--depth]);
    }
    return html.toString();
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
    html.append('<').append(element.tagName());
    attributes(number, element);
    html.append('>');
    if (page.end(number) > number + 1
        && page.node(number + 1) instanceof TextNode text
        && losesFirstLine(element)) {
      String words = text.getWholeText();
      if (words.startsWith("\n") || words.startsWith("\r")) {
        html.append('\n');
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
      html.append("<meta charset=\"UTF-8\">");
    }
    Element element = page.element(number);
    html.append("</").append(element.tagName()).append('>');
  }

  private void attributes(int number, Element element) {
    int start = html.length();
    int end = page.attributesEnd(number);
    for (int i = page.attributesStart(number); i < end; i++) {
      String name = page.name(i);
      if (name.isEmpty()) {
        continue; // dropped
      }
      if (!isPlain(name)) {
        html.setLength(start);
        html.append(element.attributes().html());
        return;
      }
      String value = page.value(i);
      html.append(' ').append(name);
      boolean nameAlone =
          !page.hasDeclaredValue(i)
              || ((value.isEmpty() || value.equalsIgnoreCase(name))
                  && Attribute.isBooleanAttribute(name));
      if (!nameAlone) {
        html.append("=\"");
        value(value);
        html.append('"');
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

  private void text(String text) {
    int done = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c > '>' && c < 0xA0) || c == ' ') {
        continue;
      }
      String escaped = c == '"' ? null : escaped(text, i);
      if (escaped != null) {
        html.append(text, done, i).append(escaped);
        done = i + 1;
      }
    }
    html.append(text, done, text.length());
  }

  private void value(String value) {
    int done = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c > '>' && c < 0xA0) || c == ' ') {
        continue;
      }
      String escaped = escaped(value, i);
      if (escaped != null) {
        html.append(value, done, i).append(escaped);
        done = i + 1;
      }
    }
    html.append(value, done, value.length());
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
