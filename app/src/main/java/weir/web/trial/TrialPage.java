package weir.web.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Entities;
import weir.capture.Refusal;
import weir.document.Fault;
import weir.source.SavedPage;
import weir.suggest.Trial;
import weir.web.saved.Hidden;

/** The page of a trial: a saved page, what was read from it, and the profile to edit. */
final class TrialPage {

  private static final int LONGEST_VALUE = 160;
  private static final int MOST_RECORDS = 8;

  private TrialPage() {}

  /** Where the profile is sound. */
  static String tried(
      String name, String text, String digest, int at, List<SavedPage> pages, Trial.Tried tried) {
    StringBuilder found = new StringBuilder();
    long missing = tried.records().stream().mapToLong(Trial.Recorded::missing).sum();
    found
        .append("<p role=\"status\">Read as a page of kind <b>")
        .append(escape(tried.kind()))
        .append("</b>: ");
    if (tried.records().isEmpty()) {
      found.append(
          tried.isGate()
              ? "it stands before the content. Nothing is read from it, and it is counted as such."
              : "<b class=\"miss\">no record was read</b>. No <code>when:</code> of the profile fits"
                  + " it, or no record was found by <code>each:</code>.");
    } else {
      found
          .append(tried.records().size())
          .append(tried.records().size() == 1 ? " record" : " records")
          .append(", ")
          .append(
              missing == 0
                  ? "no field missing."
                  : "<b class=\"miss\">%d field%s missing</b>."
                      .formatted(missing, missing == 1 ? "" : "s"));
    }
    found.append("</p>");
    Map<String, Integer> shown = new LinkedHashMap<>();
    for (Trial.Recorded record : tried.records()) {
      if (shown.merge(record.table(), 1, Integer::sum) <= MOST_RECORDS) {
        record(record, shown.getOrDefault(record.table(), 0), text.split("\n", -1), found);
      }
    }
    shown.forEach((table, count) -> {
      if (count > MOST_RECORDS) {
        found
            .append("<p>And ")
            .append(count - MOST_RECORDS)
            .append(" more of ")
            .append(escape(table))
            .append(".</p>");
      }
    });
    for (Refusal refusal : tried.refusals()) {
      found
          .append("<p><b class=\"miss\">Refused:</b> ")
          .append(escape(refusal.reason() + " " + refusal.mend()))
          .append("</p>");
    }
    return page(name, text, digest, at, pages, "", found.toString(), true);
  }

  private static void record(
      Trial.Recorded record, int number, String[] lines, StringBuilder html) {
    html.append("<table><caption>")
        .append(escape(record.table()))
        .append(' ')
        .append(number)
        .append(
            "</caption><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th><th"
                + " scope=\"col\">Line</th></tr></thead><tbody>");
    for (Trial.Field field : record.fields()) {
      String value = field.value();
      html.append("<tr><th scope=\"row\">")
          .append(escape(field.name().replace('_', ' ')))
          .append("</th><td>")
          .append(value == null ? "<b class=\"miss\">missing</b>" : escape(brief(value)))
          .append("</td><td>")
          .append(line(field.line(), lines))
          .append("</td></tr>");
    }
    html.append("</tbody></table>");
  }

  /** A line of the profile with its number. */
  private static String line(int number, String[] lines) {
    return number < 1 || number > lines.length
        ? ""
        : number + " <code>" + escape(brief(lines[number - 1])) + "</code>";
  }

  /** Where it is not. */
  static String faulty(
      String name, String text, String digest, int at, List<SavedPage> pages, List<Fault> faults) {
    StringBuilder wrong = new StringBuilder();
    wrong
        .append("<section class=\"faults\" role=\"alert\"><h2>Not saved: ")
        .append(faults.size())
        .append(faults.size() == 1 ? " fault" : " faults")
        .append("</h2><ul>");
    faults.forEach(fault -> wrong.append("<li>").append(escape(fault.toString())).append("</li>"));
    wrong.append("</ul></section>");
    return page(name, text, digest, at, pages, wrong.toString(), "", false);
  }

  private static String page(
      String name,
      String text,
      String digest,
      int at,
      List<SavedPage> pages,
      String faults,
      String found,
      boolean sound) {
    StringBuilder html = new StringBuilder(16_384 + text.length());
    html.append(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\"><title>")
        .append(escape("Trying " + name))
        .append(
            "</title><link rel=\"stylesheet\" href=\"/trial.css\"></head><body><a class=\"skip\""
                + " href=\"#text\">To the profile</a><header><h1>Trying ")
        .append(escape(name))
        .append(
            "</h1><form action=\"/\" method=\"get\"><label for=\"page\">Page</label> <select"
                + " id=\"page\" name=\"page\">");
    for (int i = 0; i < pages.size(); i++) {
      html.append("<option value=\"")
          .append(i)
          .append(i == at ? "\" selected>" : "\">")
          .append(escape(Hidden.addresses(pages.get(i).address())))
          .append("</option>");
    }
    html.append("</select> <button>Show</button>");
    step(html, at > 0, at - 1, "Previous");
    step(html, at + 1 < pages.size(), at + 1, "Next");
    html.append("</form></header>")
        .append(faults)
        .append(
            "<main><section class=\"saved\" aria-label=\"The saved page\"><iframe title=\"The saved"
                + " page with its fields marked\" sandbox src=\"/page?page=")
        .append(at)
        .append(
            "\"></iframe></section><section class=\"profile\" aria-label=\"The profile\"><form"
                + " action=\"/save\" method=\"post\"><input type=\"hidden\" name=\"before\""
                + " value=\"")
        .append(escape(digest))
        .append("\"><input type=\"hidden\" name=\"page\" value=\"")
        .append(at)
        .append(
            "\"><label for=\"text\">The profile. Change a line, save, and see it"
                + " change.</label><textarea id=\"text\" name=\"text\" spellcheck=\"false\""
                + " wrap=\"off\" rows=\"30\">\n")
        .append(escape(text))
        .append(
            "</textarea><p><button>Save and read again</button> The former text is kept beside the"
                + " file, under a number.</p></form></section>")
        .append("<section class=\"found\" aria-label=\"What was read\"><h2>What was read</h2>")
        .append(sound ? found : "<p>Nothing: mend the faults first.</p>")
        .append("</section></main></body></html>");
    return html.toString();
  }

  private static void step(StringBuilder html, boolean there, int to, String words) {
    if (there) {
      html.append(" <a href=\"/?page=").append(to).append("\">").append(words).append("</a>");
    }
  }

  private static String brief(String value) {
    String one = Hidden.addresses(value).replaceAll("\\s+", " ").strip();
    return one.length() > LONGEST_VALUE ? one.substring(0, LONGEST_VALUE) + " …" : one;
  }

  private static String escape(String text) {
    return Entities.escape(text).replace("\"", "&quot;");
  }
}
