package weir.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsoup.nodes.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Writes a page as HTML in UTF-8, letter for letter as jsoup does without indentation. What stands
 * in the page's bytes as it is kept is copied from them, mostly long runs of tags and words at a
 * stroke; the rest is written anew. Whatever is not plain HTML (other namespaces, odd names) jsoup
 * writes itself. Iterative: depth of nesting costs no stack.
 */
final class KeptHtml {

  private final FlatPage page;
  private byte[] html;
  private int length;

  /** A run of the page's bytes that is yet to be copied. */
  private int runFrom;

  private int runTo;

  /** The head that must yet say that the page is in UTF-8; -1 for none. */
  private int unsaidIn = -1;

  private KeptHtml(FlatPage page, int sizeHint) {
    this.page = page;
    this.html = new byte[Math.max(16, sizeHint)];
  }

  /** The page letter for letter as jsoup writes it. */
  static String of(FlatPage page) {
    return new String(new KeptHtml(page, 256).write(), StandardCharsets.UTF_8);
  }

  /**
   * The page for keeping: whatever encoding it names is UTF-8, and one that names none says so at
   * the end of its head, where no locator moves.
   *
   * @param sizeHint about how many bytes it will have
   */
  static byte[] inUtf8(FlatPage page, int sizeHint) {
    KeptHtml kept = new KeptHtml(page, sizeHint);
    kept.nameUtf8();
    return kept.write();
  }

  private byte[] write() {
    int[] open = new int[32];
    int depth = 0;
    int i = 1;
    while (i < page.size()) {
      while (depth > 0 && page.end(open[depth - 1]) <= i) {
        close(open[--depth]);
      }
      if (page.isElement(i)) {
        PageTag tag = page.tag(i);
        if (!isPlain(tag)) {
          put(page.outerHtml(i));
          i = page.end(i);
          continue;
        }
        open(i, tag);
        if (!tag.isVoid()) {
          if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
          }
          open[depth++] = i;
        } else {
          i = page.end(i);
          continue;
        }
      } else if (page.isPlainText(i)) {
        if (page.asWrittenFrom(i) >= 0) {
          copy(page.asWrittenFrom(i), page.asWrittenTo(i));
        } else {
          escaped(page.words(i), false);
        }
      } else if (page.isData(i)) {
        if (page.asWrittenFrom(i) >= 0) {
          copy(page.asWrittenFrom(i), page.asWrittenTo(i));
        } else {
          put(page.words(i));
        }
      } else if (!page.isGone(i)) {
        put(page.outerHtml(i));
      }
      i++;
    }
    while (depth > 0) {
      close(open[--depth]);
    }
    flush();
    return length == html.length ? html : Arrays.copyOf(html, length);
  }

  /** Changes what the page says of its encoding, or finds the place to say it. */
  private void nameUtf8() {
    boolean said = false;
    int head = -1;
    for (int i = 0; i < page.size(); i++) {
      if (page.isElement(i)) {
        switch (page.tag(i).opening()) {
          case HEAD_VOID -> said |= page.tag(i).name().equals("meta") && namesEncoding(i);
          case HEAD -> head = head < 0 ? i : head;
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

  private static boolean isPlain(PageTag tag) {
    return tag.isHtml() && (tag.tag().isKnownTag() || isPlain(tag.tag().getName(), ""));
  }

  private void open(int number, PageTag tag) {
    if (page.asWrittenFrom(number) >= 0) {
      copy(page.asWrittenFrom(number), page.asWrittenTo(number));
    } else {
      put(tag.start());
      attributes(number);
      put('>');
    }
    if (losesFirstLine(tag) && page.end(number) > number + 1 && page.isText(number + 1)) {
      String words = page.words(number + 1);
      if (words.startsWith("\n") || words.startsWith("\r")) {
        put('\n');
      }
    }
  }

  /** Parsers pass over a line break right after these tags. */
  private static boolean losesFirstLine(PageTag tag) {
    return switch (tag.opening()) {
      case PREFORMATTED, TEXTAREA -> true;
      default -> false;
    };
  }

  private void close(int number) {
    if (number == unsaidIn) {
      put("<meta charset=\"UTF-8\">");
    }
    if (page.endWrittenFrom(number) >= 0) {
      copy(page.endWrittenFrom(number), page.endWrittenTo(number));
    } else {
      put(page.tag(number).end());
    }
  }

  private void attributes(int number) {
    int start = length;
    int end = page.attributesEnd(number);
    for (int i = page.attributesStart(number); i < end; i++) {
      String name = page.name(i);
      if (name.isEmpty()) {
        continue; // dropped
      }
      if (!isPlain(name, ":_.")) {
        length = start;
        put(page.element(number).attributes().html());
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
        escaped(value, true);
        put('"');
      }
    }
  }

  /** Whether a name is of letters, digits, hyphens and some other signs. */
  private static boolean isPlain(String name, String others) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'a' || c > 'z')
          && (c < 'A' || c > 'Z')
          && (c < '0' || c > '9' || i == 0)
          && (others.indexOf(c) < 0 || i == 0)
          && c != '-') {
        return false;
      }
    }
    return !name.isEmpty() && name.charAt(0) != '-';
  }

  /** Copies a part of the page's bytes, together with what comes right after it. */
  private void copy(int from, int to) {
    if (from != runTo) {
      flush();
      runFrom = from;
    }
    runTo = to;
  }

  private void flush() {
    if (runTo > runFrom) {
      room(runTo - runFrom);
      System.arraycopy(page.bytes(), runFrom, html, length, runTo - runFrom);
      length += runTo - runFrom;
    }
    runFrom = 0;
    runTo = 0;
  }

  private void room(int bytes) {
    if (length + bytes > html.length) {
      html = Arrays.copyOf(html, Math.max(length + bytes, html.length * 2));
    }
  }

  private void put(char ascii) {
    flush();
    room(1);
    html[length++] = (byte) ascii;
  }

  private void put(byte[] text) {
    flush();
    room(text.length);
    System.arraycopy(text, 0, html, length, text.length);
    length += text.length;
  }

  private void put(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a text, and mends what must not stand so: mostly nothing. */
  private void escaped(String text, boolean quoted) {
    flush();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      room(3);
      if (c < 0x80 && (PLAIN[c] || (c == '"' && !quoted))) {
        html[length++] = (byte) c;
        continue;
      }
      String written = escaped(text, i);
      if (written != null) {
        put(written);
      } else if (c < 0x80) {
        html[length++] = (byte) c;
      } else if (c < 0x800) {
        html[length++] = (byte) (0xC0 | (c >> 6));
        html[length++] = (byte) (0x80 | (c & 0x3F));
      } else if (Character.isHighSurrogate(c)) {
        put(text.substring(i, i + 2));
        i++;
      } else {
        html[length++] = (byte) (0xE0 | (c >> 12));
        html[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        html[length++] = (byte) (0x80 | (c & 0x3F));
      }
    }
  }

  /** The characters that stand for themselves anywhere. */
  private static final boolean[] PLAIN = new boolean[0x80];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = (c >= ' ' && "&<>\"".indexOf(c) < 0) || c == '\t' || c == '\n' || c == '\r';
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
