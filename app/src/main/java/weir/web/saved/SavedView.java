package weir.web.saved;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.lake.KeptPage;
import weir.source.SourceReader.FieldMark;

/**
 * A kept page as it may be shown: a whole HTML document that holds no script, style, image, form or
 * link, with the places that fields were read from marked.
 *
 * @param html the document; its style comes from {@code /assets/saved.css} alone
 * @param marked how many places are marked
 */
public record SavedView(String html, int marked) {

  /**
   * @param marks where fields stand, on HTML pages
   * @param focus the locator of the record that the reader came from; null for the whole page
   */
  public static SavedView of(
      KeptPage page, List<FieldMark> marks, @Nullable String focus, Hidden hidden) {
    String text = new String(page.body(), StandardCharsets.UTF_8);
    return switch (page.mediaType()) {
      case "text/html" -> MarkedPage.show(text, marks, focus, hidden);
      case "text/csv" -> MarkedRows.delimited(text, focus, hidden);
      default -> MarkedRows.lines(text, focus, hidden); // an open set: JSON lines, mail, plain text
    };
  }

  /** A document around what a page may show. */
  static String document(String body) {
    return "<!doctype html><html lang=\"und\"><head><meta charset=\"utf-8\"><meta name=\"robots\" content=\"noindex\"><title>Saved page</title><link rel=\"stylesheet\" href=\"/assets/saved.css\"></head><body>"
        + body
        + "</body></html>";
  }
}
