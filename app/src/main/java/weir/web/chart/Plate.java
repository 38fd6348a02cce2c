package weir.web.chart;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.GraphicsEnvironment;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * A drawing that leaves Weir: with its title, its colours, and what it rests on written under it,
 * so that it can be read where the page around it is missing.
 *
 * @param drawing made to be {@code width} by {@code height}
 * @param notes lines under it, such as the source; long ones are broken
 */
public record Plate(String title, Svg drawing, double width, double height, List<String> notes) {

  private static final double MARGIN = 28;
  private static final double TITLE = 30;
  private static final double LINE = 15;
  private static final int CHARACTERS = 175;

  /** For print: the light colours of the style sheet, whatever the reader's screen shows. */
  private static final String STYLE =
      """
      svg{font-family:'Source Sans 3','Source Sans',sans-serif}
      .tick{font-size:11px;fill:#5a6169}
      .note{font-size:11px;fill:#5a6169}
      .leader{stroke:#0b5a6e;stroke-width:0.8}
      .title{font-size:17px;font-weight:600;fill:#1b1f23}
      .end{fill:#1b1f23;font-weight:600;font-size:12px}
      .grid{stroke:#e4e6e8;stroke-width:1}
      .axis{stroke:#c9cdd1;stroke-width:1}
      .line{fill:none;stroke:#0b5a6e;stroke-width:1.6;stroke-linejoin:round}
      .dotted{stroke-dasharray:1.5 2.5}
      .band{fill:#bfd7dd}
      .dot{fill:#0b5a6e}
      .open{fill:#fdfdfb;stroke:#0b5a6e;stroke-width:1.3}
      .fill{fill:#0b5a6e}
      .missing{stroke:#5a6169;stroke-width:1.5;stroke-dasharray:1.5 3}
      .land{fill:#e4e6e8;stroke:#fdfdfb;stroke-width:0.5}
      .circle{fill:#0b5a6e;fill-opacity:0.55;stroke:#0b5a6e;stroke-width:1}
      .hollow{fill:none;stroke:#0b5a6e;stroke-width:1.2;stroke-dasharray:3 2}
      """;

  private static final List<String> FONTS =
      List.of("source-sans-3-regular.ttf", "source-sans-3-semibold.ttf");

  public Plate {
    notes = notes.stream().flatMap(note -> broken(note).stream()).toList();
  }

  /** One SVG file. */
  public String svg() {
    double whole = MARGIN + TITLE + height + 12 + LINE * notes.size() + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"'Source Sans 3','Source Sans',sans-serif\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\"><title>%s</title><style>%s</style><rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>"
            .formatted(
                Svg.at(width + 2 * MARGIN),
                Svg.at(whole),
                Svg.at(width + 2 * MARGIN),
                Svg.at(whole),
                Svg.escape(title),
                STYLE,
                Svg.at(width + 2 * MARGIN),
                Svg.at(whole)));
    svg.append(
        "<text class=\"title\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(Svg.at(MARGIN), Svg.at(MARGIN + 12), Svg.escape(title)));
    svg.append(
        drawing
            .markup()
            .replaceFirst(
                "<svg ",
                "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" "
                    .formatted(
                        Svg.at(MARGIN), Svg.at(MARGIN + TITLE), Svg.at(width), Svg.at(height))));
    double y = MARGIN + TITLE + height + 12 + LINE;
    for (String note : notes) {
      svg.append(
          "<text class=\"note\" x=\"%s\" y=\"%s\">%s</text>"
              .formatted(Svg.at(MARGIN), Svg.at(y), Svg.escape(note)));
      y += LINE;
    }
    return svg.append("</svg>\n").toString();
  }

  /**
   * The same as pixels, two for each unit.
   *
   * @throws IllegalStateException where this machine has no way to draw letters
   */
  public byte[] png() {
    Letters.ready();
    SVGDocument document =
        Objects.requireNonNull(
            new SVGLoader()
                .load(
                    new ByteArrayInputStream(svg().getBytes(StandardCharsets.UTF_8)),
                    null,
                    LoaderContext.createDefault()));
    int wide = (int) Math.ceil(document.size().width * 2);
    int tall = (int) Math.ceil(document.size().height * 2);
    BufferedImage image = new BufferedImage(wide, tall, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, wide, tall);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document.render(null, graphics, new ViewBox(0, 0, wide, tall));
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The pages' own type, for drawings without a browser; registered once. */
  private static final class Letters {
    private static boolean registered;

    static synchronized void ready() {
      if (registered) {
        return;
      }
      System.setProperty("java.awt.headless", "true");
      try {
        for (String name : FONTS) {
          try (InputStream in = Plate.class.getResourceAsStream("/weir/web/print/" + name)) {
            GraphicsEnvironment.getLocalGraphicsEnvironment()
                .registerFont(Font.createFont(Font.TRUETYPE_FONT, Objects.requireNonNull(in)));
          }
        }
      } catch (FontFormatException | IOException | RuntimeException | LinkageError e) {
        throw new IllegalStateException(
            "This machine cannot draw letters into a picture: fontconfig is missing (Debian's package is libfontconfig1). Save the chart as SVG instead.",
            e);
      }
      registered = true;
    }
  }

  private static List<String> broken(String note) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : note.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > CHARACTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
