package weir.web.printed;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** XHTML as PDF, in the pages' own type, which the style names {@code Sans}. */
public final class Document {

  private Document() {}

  /** A text as XHTML admits it. */
  public static String escape(String text) {
    var out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> { // every other code point that XML admits
              boolean admitted =
                  c == '\n'
                      || c == '\t'
                      || (c >= 0x20 && c < 0xFFFE && (c < 0xD800 || c > 0xDFFF))
                      || c > 0xFFFF;
              out.appendCodePoint(admitted ? c : ' ');
            }
          }
        });
    return out.toString();
  }

  /**
   * The document.
   *
   * @param html well-formed XML; what it names outside itself is not fetched
   */
  public static byte[] pdf(String html) {
    var out = new ByteArrayOutputStream();
    // Their libraries tell the terminal of each step otherwise, and of fonts that nothing uses.
    XRLog.setLoggingEnabled(false);
    if (LoggerFactory.getLogger("org.apache.pdfbox") instanceof Logger pdfbox) {
      pdfbox.setLevel(Level.ERROR);
    }
    Letters.ready();
    try {
      var builder = new PdfRendererBuilder();
      builder.useFont(
          () -> font("source-sans-3-regular.ttf"),
          "Sans",
          400,
          com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle.NORMAL,
          true);
      builder.useFont(
          () -> font("source-sans-3-semibold.ttf"),
          "Sans",
          700,
          com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle.NORMAL,
          true);
      // The document names nothing outside itself; were a text ever to, nothing is fetched. A
      // picture stands in its own address.
      builder.useUriResolver((_, uri) -> uri.startsWith("data:image/png;base64,") ? uri : null);
      builder.withHtmlContent(html, null);
      builder.toStream(out);
      builder.run();
    } catch (IOException e) {
      throw new UncheckedIOException("A document in memory cannot be written", e);
    }
    return out.toByteArray();
  }

  /**
   * The library loads the fourteen standard fonts although none is used here, and looks through all
   * fonts of the machine for each, which takes seconds. It is handed the pages' own type at once.
   */
  private static final class Letters implements FontMapper {
    private static boolean registered;
    private final TrueTypeFont type;

    private Letters(TrueTypeFont type) {
      this.type = type;
    }

    static synchronized void ready() {
      if (registered) {
        return;
      }
      try (InputStream in = font("source-sans-3-regular.ttf")) {
        FontMappers.set(
            new Letters(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes()))));
      } catch (IOException e) {
        throw new UncheckedIOException("The jar's own type cannot be read", e);
      }
      registered = true;
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(
        String baseFont, @Nullable PDFontDescriptor descriptor) {
      return new FontMapping<>(type, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(
        String baseFont, @Nullable PDFontDescriptor descriptor) {
      return new FontMapping<>(type, true);
    }

    @Override
    public CIDFontMapping getCIDFont(
        String baseFont,
        @Nullable PDFontDescriptor descriptor,
        @Nullable PDCIDSystemInfo systemInfo) {
      return new CIDFontMapping(null, type, true);
    }
  }

  private static InputStream font(String name) {
    return Objects.requireNonNull(
        Document.class.getResourceAsStream("/weir/web/print/" + name), name);
  }
}
