package weir.mail;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** The words that a reader of an HTML part would see, and the links in it. */
final class HtmlText {

  private HtmlText() {}

  /**
   * @param links to add the links to, in their order
   */
  static String of(String html, Set<String> links) {
    Document page = Jsoup.parse(html);
    for (String attribute : List.of("href", "src", "action", "background")) {
      for (Element element : page.select("[" + attribute + "]")) {
        String address = element.attr(attribute).strip();
        if (!address.isEmpty()
            && !address.regionMatches(true, 0, "data:", 0, 5)
            && !address.regionMatches(true, 0, "cid:", 0, 4)) {
          links.add(address);
        }
      }
    }
    page.select("script, style, title, noscript, iframe, object").remove();
    for (Element element : page.select("[style]")) {
      String style = element.attr("style").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
      if (style.contains("display:none") || style.contains("visibility:hidden")) {
        element.remove();
      }
    }
    StringBuilder text = new StringBuilder();
    Node here = page.body();
    Node root = here;
    // By hand: depth of nesting costs no stack.
    while (true) {
      if (here instanceof TextNode words) {
        append(text, words.getWholeText());
      } else if (here instanceof Element element && breaks(element)) {
        line(text);
      }
      if (here.childNodeSize() > 0) {
        here = here.childNode(0);
        continue;
      }
      Node next = here.nextSibling();
      while (next == null) {
        Node parent = here.parent();
        if (here.equals(root) || parent == null) {
          return text.toString().strip();
        }
        if (parent instanceof Element element && breaks(element)) {
          line(text);
        }
        if (parent.equals(root)) {
          return text.toString().strip();
        }
        here = parent;
        next = here.nextSibling();
      }
      here = next;
    }
  }

  private static boolean breaks(Element element) {
    return element.isBlock()
        || element.normalName().equals("br")
        || element.normalName().equals("td")
        || element.normalName().equals("tr");
  }

  private static void append(StringBuilder text, String words) {
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      if (c == '\u00ad' || c == '\u200b' || c == '\ufeff') {
        continue; // put into words to hide them from filters
      }
      if (Character.isWhitespace(c) || c == '\u00a0') {
        if (!text.isEmpty() && !Character.isWhitespace(text.charAt(text.length() - 1))) {
          text.append(' ');
        }
      } else {
        text.append(c);
      }
    }
  }

  private static void line(StringBuilder text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == ' ') {
      end--;
    }
    text.setLength(end);
    if (end > 0 && text.charAt(end - 1) != '\n') {
      text.append('\n');
    }
  }
}
