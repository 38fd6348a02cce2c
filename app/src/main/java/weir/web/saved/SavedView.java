package weir.web.saved;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.lake.KeptPage;
import weir.source.SourceReader.FieldMark;

/**
 * A kept page as it may be shown: a whole HTML document that holds no script, style, image, form or
 * link, with the places that fields were read from marked.
 *
 * @param html the document; with the one style that {@link #STYLE_SOURCE} allows
 * @param marked how many places are marked
 */
public record SavedView(String html, int marked) {

  /** In the page itself: its frame has no origin from which it could load a style sheet. */
  private static final String STYLE = style();

  /** What a content security policy must name for the page's style, and for it alone. */
  public static final String STYLE_SOURCE = "'sha256-" + hash(STYLE) + "'";

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
    return "<!doctype html><html lang=\"und\"><head><meta charset=\"utf-8\"><title>Saved page</title><style>"
        + STYLE
        + "</style></head><body>"
        + body
        + "</body></html>";
  }

  private static String style() {
    try (InputStream in = SavedView.class.getResourceAsStream("saved.css")) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks saved.css; build it again.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read saved.css from the jar", e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
