package weir.web.saved;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;
import weir.source.SourceReader;
import weir.source.SourceReader.FieldMark;

/** A kept HTML page, cleaned, with its fields marked. */
final class MarkedPage {

  private static final String FIELD = "data-field";
  private static final String RECORD = "data-record";

  /** What gives a page its shape, and nothing that does anything. */
  private static Safelist shape() {
    return Safelist.none()
        .addTags(
            "a",
            "abbr",
            "article",
            "aside",
            "b",
            "blockquote",
            "br",
            "caption",
            "center",
            "cite",
            "code",
            "dd",
            "del",
            "details",
            "div",
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "footer",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "i",
            "ins",
            "label",
            "li",
            "main",
            "mark",
            "nav",
            "ol",
            "p",
            "pre",
            "q",
            "s",
            "section",
            "small",
            "span",
            "strong",
            "sub",
            "summary",
            "sup",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "time",
            "tr",
            "u",
            "ul")
        .addAttributes("td", "colspan", "rowspan")
        .addAttributes("th", "colspan", "rowspan", "scope")
        .addAttributes(":all", FIELD, RECORD);
  }

  private MarkedPage() {}

  static SavedView show(String html, List<FieldMark> marks, @Nullable String focus, Hidden hidden) {
    Document page = Jsoup.parse(html);
    Map<Element, TreeSet<String>> fields = new LinkedHashMap<>();
    for (FieldMark mark : marks) {
      Element element = SourceReader.find(page, mark.locator()).orElse(null);
      if (element != null) {
        fields.computeIfAbsent(element, _ -> new TreeSet<>()).add(words(mark.field()));
      }
    }
    Element record = focus == null ? null : SourceReader.find(page, focus).orElse(null);
    // The page may carry attributes of these names itself.
    page.getAllElements()
        .forEach(element -> {
          element.removeAttr(FIELD);
          element.removeAttr(RECORD);
        });
    fields.forEach((element, names) -> element.attr(FIELD, String.join(", ", names)));
    if (record != null && !record.nameIs("html") && !record.nameIs("body")) {
      record.attr(RECORD, "yes");
    }
    replaceImagesAndInputs(page);
    hide(page.body(), hidden);
    Document clean = new Cleaner(shape()).clean(page);
    clean.outputSettings().prettyPrint(false);
    return new SavedView(SavedView.document(clean.body().html()), fields.size());
  }

  private static String words(String field) {
    return field.replace('_', ' ');
  }

  /** An image is not shown, but that one was there is said; so is what a form's field held. */
  private static void replaceImagesAndInputs(Document page) {
    for (Element image : page.select("img, picture, svg, video, canvas, object, embed, iframe")) {
      if (image.parent() != null) {
        keepMark(image, "[" + (image.nameIs("iframe") ? "frame" : "picture") + "]");
      }
    }
    for (Element input : page.select("input, textarea, button")) {
      String value = input.nameIs("input") ? input.attr("value") : input.text();
      boolean hidden = input.attr("type").equalsIgnoreCase("hidden");
      if (input.parent() != null) {
        keepMark(input, hidden ? "" : value);
      }
    }
    for (Element select : page.select("select")) {
      Element chosen = select.selectFirst("option[selected]");
      keepMark(select, chosen == null ? "" : chosen.text());
    }
  }

  private static void keepMark(Element from, String text) {
    Element span = new Element("span").text(text.isEmpty() ? "" : text + " ");
    if (from.hasAttr(FIELD)) {
      span.attr(FIELD, from.attr(FIELD));
    }
    from.replaceWith(span);
  }

  private static void hide(Element body, Hidden hidden) {
    List<TextNode> texts = new ArrayList<>();
    body.nodeStream()
        .forEach((Node node) -> {
          if (node instanceof TextNode text && !text.isBlank()) {
            texts.add(text);
          }
        });
    texts.forEach(text -> text.text(hidden.in(text.getWholeText())));
  }
}
