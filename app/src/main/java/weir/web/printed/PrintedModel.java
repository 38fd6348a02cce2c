package weir.web.printed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.web.chart.Plate;
import weir.web.chart.Svg;

/**
 * A model as a document or a picture for people: its board, and what its elements rest on. Marks
 * are letters and words, so that it reads well in grey.
 */
public final class PrintedModel {
  private static final double COLUMN = 300;
  private static final double LEFT = 110;
  private static final double LINE = 16;

  /** Of the type that the pages use, at 12 pixels. */
  private static final int CHARACTERS = 44;

  private static final String MARKS =
      "[P] protected: left out of every proposed cut. [H] concerns people who use: a health matter. (in brackets) the source is tentative.";

  private PrintedModel() {}

  private static String head(BarrierModel model) {
    return "Version %s, %s%s"
        .formatted(
            model.version(),
            model.status().word().replace('-', ' '),
            model.reviewBy() == null ? "" : ", to be reviewed by " + model.reviewBy());
  }

  private static String shown(Element element, String step) {
    var label = step.isEmpty() ? element.label() : element.labelIn(step);
    boolean tentative =
        element.about().certainty() == Element.Certainty.TENTATIVE && !label.startsWith("(");
    return (tentative ? "(" + label + ")" : label)
        + (element.isProtected() ? " [P]" : "")
        + (element.about().peopleWhoUse() ? " [H]" : "");
  }

  private static String title(Element.Block block) {
    return block.word().substring(0, 1).toUpperCase(Locale.ROOT) + block.word().substring(1);
  }

  /** The board as a table, then each element with its passages, then what is open. */
  public static String markdown(BarrierModel model) {
    var text = new StringBuilder();
    text.append("# ").append(plain(model.title())).append("\n\n").append(plain(head(model)));
    text.append(".\n\n|  |");
    int number = 0;
    for (var step : model.steps()) {
      text.append(" ").append(++number).append(". ").append(cell(step.title())).append(" |");
    }
    text.append("\n|---|").append("---|".repeat(model.steps().size())).append("\n");
    for (var block : Element.Block.values()) {
      text.append("| **").append(title(block)).append("** |");
      for (var step : model.steps()) {
        var entries =
            model.cell(step.id(), block).stream().map(e -> cell(shown(e, step.id()))).toList();
        text.append(" ").append(entries.isEmpty() ? "–" : String.join("<br>", entries));
        text.append(" |");
      }
      text.append("\n");
    }
    text.append("\n").append(plain(MARKS)).append("\n");
    for (var block : Element.Block.values()) {
      text.append("\n## ").append(title(block)).append("\n");
      for (var element : model.elements()) {
        if (element.block() == block) {
          text.append("\n**").append(plain(shown(element, ""))).append("**");
          if (element.description() != null) {
            text.append("  \n").append(plain(element.description()));
          }
          for (var note : notes(model, element)) {
            text.append("  \n").append(plain(note));
          }
          text.append("\n");
          for (var evidence : element.evidence()) {
            text.append("- ").append(plain(passage(model, evidence))).append("\n");
          }
        }
      }
    }
    list(text, "Relations", relations(model));
    list(
        text,
        "Recommendations",
        model.recommendations().stream().map(r -> r.text() + " (" + r.section() + ")").toList());
    list(text, "Open questions", model.openQuestions().stream().map(q -> q.question()).toList());
    list(
        text,
        "Stated gaps",
        model.statedGaps().stream().map(g -> g.check() + ": " + g.reason()).toList());
    list(text, "Sources", sources(model));
    return text.toString();
  }

  private static void list(StringBuilder text, String title, List<String> items) {
    if (!items.isEmpty()) {
      text.append("\n## ").append(title).append("\n\n");
      items.forEach(item -> text.append("- ").append(plain(item)).append("\n"));
    }
  }

  private static List<String> sources(BarrierModel model) {
    return model.documents().stream()
        .map(d ->
            (d.publisher() == null ? "" : d.publisher() + " ")
                + (d.year() == null ? "" : "(" + d.year() + "), ")
                + d.citation())
        .toList();
  }

  private static List<String> relations(BarrierModel model) {
    return model.relations().stream()
        .map(r ->
            "%s %s %s".formatted(label(model, r.from()), r.kind().words(), label(model, r.to())))
        .toList();
  }

  private static String label(BarrierModel model, String id) {
    return model
        .element(id)
        .map(Element::label)
        .or(() ->
            model.steps().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(weir.barrier.Step::title))
        .orElse(id);
  }

  private static List<String> notes(BarrierModel model, Element element) {
    var notes = new ArrayList<String>();
    if (element instanceof Barrier barrier) {
      notes.add(
          "Owner: "
              + (barrier.owner() == null ? "nobody yet" : label(model, barrier.owner()))
              + ".");
      if (barrier.from() != null) {
        notes.add(
            "In force from %s%s"
                .formatted(
                    barrier.from(), barrier.until() == null ? "" : " until " + barrier.until()));
      }
      if (barrier.evaluation() != null) {
        notes.add("Evaluation: " + barrier.evaluation());
      }
    }
    if (!element.about().legitimateUses().isEmpty()) {
      notes.add("Lawful uses: " + String.join("; ", element.about().legitimateUses()) + ".");
    }
    if (element.about().collateralCost() != null) {
      notes.add("Cost of hindering it: " + element.about().collateralCost());
    }
    return notes;
  }

  private static String passage(BarrierModel model, weir.barrier.Evidence evidence) {
    var grade =
        (evidence.reliability() == null ? "" : evidence.reliability().word())
            + (evidence.credibility() == null ? "" : evidence.credibility());
    var document =
        model.documents().stream()
            .filter(d -> d.id().equals(evidence.document()))
            .findFirst()
            .map(d -> d.citation())
            .orElse(evidence.document());
    return "%s%s (%s, %s%s)"
        .formatted(
            evidence.contradicts() ? "Against it: " : "",
            evidence.paraphrase(),
            document,
            evidence.at(),
            grade.isEmpty() ? "" : ", " + grade);
  }

  private static String cell(String text) {
    return plain(text).replace("|", "\\|");
  }

  /** Without what Markdown would take for a sign of its own. */
  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_<>#])", "\\\\$1");
  }

  /** The board as a drawing. */
  public static String svg(BarrierModel model) {
    return plate(model).svg();
  }

  /**
   * The board as pixels.
   *
   * @throws IllegalStateException where this machine has no way to draw letters
   */
  public static byte[] png(BarrierModel model) {
    return plate(model).png();
  }

  private static Plate plate(BarrierModel model) {
    var body = new StringBuilder();
    int columns = Math.max(1, model.steps().size());
    double width = LEFT + COLUMN * columns;
    double y = LINE;
    int column = 0;
    double tallest = 0;
    for (var step : model.steps()) {
      double line = y + LINE;
      for (var part : wrapped((column + 1) + ". " + step.title())) {
        body.append(text("end", LEFT + COLUMN * column, line, part));
        line += LINE;
      }
      tallest = Math.max(tallest, line);
      column++;
    }
    y = Math.max(tallest, y + LINE);
    for (var block : Element.Block.values()) {
      body.append(rule(y, width));
      y += LINE * 1.3;
      body.append(text("end", 0, y, title(block)));
      double bottom = y;
      column = 0;
      for (var step : model.steps()) {
        double line = y;
        for (var element : model.cell(step.id(), block)) {
          boolean first = true;
          for (var part : wrapped(shown(element, step.id()))) {
            body.append(text("note", LEFT + COLUMN * column + (first ? 0 : 10), line, part));
            line += LINE;
            first = false;
          }
          line += 3;
        }
        bottom = Math.max(bottom, line);
        column++;
      }
      y = bottom + 4;
    }
    body.append(rule(y, width));
    double height = y + 10;
    var markup =
        "<svg viewBox=\"0 0 %.1f %.1f\" role=\"img\" aria-label=\"%s\">%s</svg>"
            .formatted(width, height, Document.escape("The board of " + model.title()), body);
    var notes = new ArrayList<String>();
    notes.add(head(model) + ".");
    notes.add(MARKS);
    sources(model).forEach(source -> notes.add("Source: " + source + "."));
    return new Plate(model.title(), new Svg(markup), width, height, notes);
  }

  private static String text(String style, double x, double y, String text) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" font-size=\"12\">%s</text>",
        style,
        x,
        y,
        Document.escape(text));
  }

  private static String rule(double y, double width) {
    return String.format(
        Locale.ROOT,
        "<line class=\"axis\" x1=\"0\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        y,
        width,
        y);
  }

  private static List<String> wrapped(String text) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > CHARACTERS) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The board on a sheet of A3, then the elements with their passages on A4. */
  public static byte[] pdf(BarrierModel model) {
    var html = new StringBuilder();
    html.append(
        """
        <html><head><style>
        @page { size: 420mm 297mm; margin: 12mm; @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
        @page text { size: A4 portrait; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
        body { font-family: Sans; font-size: 9.5pt; line-height: 1.3; color: #000; }
        .text { page: text; }
        .board table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 9pt; }
        .board th, .board td { text-align: left; vertical-align: top; border-top: 0.5pt solid #555; padding: 1.6mm 3mm 2mm 0; }
        .board tr { page-break-inside: avoid; }
        .board p { margin: 0 0 0.8mm 0; }
        .side { width: 26mm; }
        h1 { font-size: 16pt; margin: 0 0 1mm 0; } h2 { font-size: 12pt; margin: 6mm 0 1mm 0; } h3 { font-size: 10pt; margin: 3mm 0 0 0; }
        .quiet { color: #333; font-size: 8.5pt; } ul { margin: 0.5mm 0 0 0; padding-left: 4mm; } li { margin: 0; }
        </style></head><body><div class="board">
        """);
    html.append("<h1>").append(Document.escape(model.title())).append("</h1><p class=\"quiet\">");
    html.append(Document.escape(head(model) + ". " + MARKS))
        .append("</p><table><tr><th class=\"side\"></th>");
    int number = 0;
    for (var step : model.steps()) {
      html.append("<th>")
          .append(++number)
          .append(". ")
          .append(Document.escape(step.title()))
          .append("</th>");
    }
    html.append("</tr>");
    for (var block : Element.Block.values()) {
      html.append("<tr><th>").append(title(block)).append("</th>");
      for (var step : model.steps()) {
        html.append("<td>");
        for (var element : model.cell(step.id(), block)) {
          html.append("<p>").append(Document.escape(shown(element, step.id()))).append("</p>");
        }
        html.append("</td>");
      }
      html.append("</tr>");
    }
    html.append("</table></div><div class=\"text\">");
    for (var block : Element.Block.values()) {
      html.append("<h2>").append(title(block)).append("</h2>");
      for (var element : model.elements()) {
        if (element.block() != block) {
          continue;
        }
        html.append("<h3>").append(Document.escape(shown(element, ""))).append("</h3>");
        if (element.description() != null) {
          html.append("<div>").append(Document.escape(element.description())).append("</div>");
        }
        notes(model, element)
            .forEach(note -> html.append("<div>").append(Document.escape(note)).append("</div>"));
        items(html, element.evidence().stream().map(e -> passage(model, e)).toList());
      }
    }
    section(html, "Relations", relations(model));
    section(
        html,
        "Recommendations",
        model.recommendations().stream().map(r -> r.text() + " (" + r.section() + ")").toList());
    section(html, "Open questions", model.openQuestions().stream().map(q -> q.question()).toList());
    section(
        html,
        "Stated gaps",
        model.statedGaps().stream().map(g -> g.check() + ": " + g.reason()).toList());
    section(html, "Sources", sources(model));
    html.append("</div></body></html>");
    return Document.pdf(html.toString());
  }

  private static void section(StringBuilder html, String title, List<String> items) {
    if (!items.isEmpty()) {
      html.append("<h2>").append(title).append("</h2>");
      items(html, items);
    }
  }

  private static void items(StringBuilder html, List<String> items) {
    if (!items.isEmpty()) {
      html.append("<ul>");
      items.forEach(item -> html.append("<li>").append(Document.escape(item)).append("</li>"));
      html.append("</ul>");
    }
  }
}
