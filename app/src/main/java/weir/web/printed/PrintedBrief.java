package weir.web.printed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import weir.brief.Brief;

/**
 * One copy of a brief as a document and a PDF.
 *
 * @param recipient for whom it was made
 * @param mark of this copy alone
 */
public record PrintedBrief(Brief brief, String recipient, String mark, Instant made) {

  /** Briefs go to one organisation, for use within it. */
  public static final String MARKING = "TLP:AMBER";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String STYLE =
      """
      @page{size:A4;margin:20mm 22mm 24mm;@bottom-left{content:"FOOT";font:8pt Sans;color:#5a6169}@bottom-right{content:counter(page) " of " counter(pages);font:8pt Sans;color:#5a6169}}
      body{font:11pt/1.45 Sans,sans-serif;color:#1b1f23;max-width:46em;margin:0 auto;padding:1em}
      h1{font-size:18pt;line-height:1.2;margin:0 0 .4em}
      h2{font-size:12pt;margin:1.1em 0 .2em;border-bottom:1px solid #c9cdd1;padding-bottom:.15em}
      ul{margin:.3em 0;padding-left:1.2em}
      li{margin:.2em 0}
      p{margin:.35em 0}
      .mark{font-size:9pt;color:#5a6169}
      .call{border:1.5pt solid #0b5a6e;padding:.5em .8em;margin-top:1em}
      """;

  /** The copy as an HTML document of its own. */
  public String html() {
    StringBuilder html = new StringBuilder();
    html.append(
        "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\"><head><meta charset=\"utf-8\"/><title>%s</title><style>%s</style></head><body>"
            .formatted(
                Document.escape(brief.title()),
                STYLE.replace("FOOT", Document.escape(foot()).replaceAll("[\"\\\\]", ""))));
    html.append("<p class=\"mark\">%s</p>".formatted(Document.escape(foot())));
    html.append("<h1>%s</h1>".formatted(Document.escape(brief.title())));
    paragraphs(html, "What happens", brief.happens());
    points(html, "In figures", brief.figures());
    paragraphs(html, "Where you come in", brief.comesIn());
    points(html, "What to look for", brief.lookFor());
    points(html, "What to do", brief.act());
    points(html, "What stays lawful", brief.lawful());
    html.append(
        "<p class=\"call\"><strong>Whom to call:</strong> %s</p>"
            .formatted(Document.escape(brief.call())));
    html.append(
        "<p class=\"mark\">One sign alone proves nothing. Do not open, follow or confront: note and call. This copy was made for %s and bears the mark %s; if you find it elsewhere, say so.</p></body></html>\n"
            .formatted(Document.escape(recipient), mark));
    return html.toString();
  }

  public byte[] pdf() {
    String html = html();
    return Document.pdf(html.substring(html.indexOf("<html")));
  }

  private String foot() {
    return "%s · for %s · copy %s · %s".formatted(MARKING, recipient, mark, DAY.format(made));
  }

  private static void paragraphs(StringBuilder html, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.append("<h2>%s</h2>".formatted(title));
      lines.forEach(line -> html.append("<p>%s</p>".formatted(Document.escape(line))));
    }
  }

  private static void points(StringBuilder html, String title, List<String> lines) {
    if (!lines.isEmpty()) {
      html.append("<h2>%s</h2><ul>".formatted(title));
      lines.forEach(line -> html.append("<li>%s</li>".formatted(Document.escape(line))));
      html.append("</ul>");
    }
  }
}
