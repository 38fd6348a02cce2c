package weir.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.query.LakeQuery;
import weir.novelty.Emerging;
import weir.novelty.Novelty;
import weir.novelty.Sight;
import weir.substance.SubstanceNamer;
import weir.warning.TitleSights;
import weir.watch.Alert;
import weir.watch.Decision;
import weir.web.printed.Document;
import weir.web.saved.Hidden;

/**
 * The note of a month for the early-warning officer: what was first seen, what of before goes on,
 * what was decided and told, how well the month was covered, and what it cannot tell. Nothing that
 * was saved after the month is read.
 *
 * @param coverage a row for each source that was ever saved until the month's end
 * @param fresh items first seen in the month, the most points first
 * @param before items first seen in the weeks before that are still worth an alert
 * @param decided all decisions, by item: the last one counts
 */
public record MonthlyNote(
    YearMonth month,
    List<Covered> coverage,
    List<Emerging> fresh,
    List<Emerging> before,
    Map<String, Decision> decided,
    List<Decision> decisions,
    List<Alert> alerts) {

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
  private static final int MOST = 40;
  private static final int PAGES_EACH = 3;

  /**
   * How a source was saved in the month.
   *
   * @param days on which pages with content were saved
   * @param listings that were seen
   * @param fresh of these, those never seen before
   */
  record Covered(String source, int days, long pages, long gates, long listings, long fresh) {}

  /**
   * Writes the note.
   *
   * @param decisions in the order in which they were taken
   * @param alerts the newest first
   */
  public static MonthlyNote of(
      YearMonth month,
      LakeQuery query,
      SubstanceNamer namer,
      List<Decision> decisions,
      List<Alert> alerts) {
    LocalDate last = month.atEndOfMonth();
    List<Emerging> fresh = new ArrayList<>();
    List<Emerging> before = new ArrayList<>();
    for (Emerging item :
        Novelty.over(namer).at(last, TitleSights.until(query, last), Novelty.Settings.USUAL)) {
      if (!start(month).isAfter(item.first())) {
        fresh.add(item);
      } else if (item.alerts()) {
        before.add(item);
      }
    }
    Map<String, Decision> latest = new LinkedHashMap<>();
    decisions.forEach(decision -> latest.put(decision.item(), decision));
    return new MonthlyNote(
        month,
        coverage(month, query),
        fresh,
        before,
        latest,
        decisions.stream().filter(decision -> within(month, decision.at())).toList(),
        alerts.stream().filter(alert -> within(month, alert.at())).toList().reversed());
  }

  /**
   * The last month that was over at the newest save and was saved on two days or more; that of the
   * newest save where there is no such month. Null while nothing was saved.
   */
  public static @Nullable YearMonth newest(LakeQuery query) {
    LocalDate day = TitleSights.newest(query);
    if (day == null) {
      return null;
    }
    YearMonth last = YearMonth.from(day);
    for (Map<String, @Nullable Object> row :
        query.rows(
            "SELECT CAST(date_trunc('month', captured_at) AS DATE)::VARCHAR AS month FROM capture"
                + " WHERE captured_at IS NOT NULL GROUP BY 1"
                + " HAVING count(DISTINCT captured_at::DATE) >= 2 ORDER BY 1 DESC")) {
      YearMonth month = YearMonth.from(LocalDate.parse(String.valueOf(row.get("month"))));
      if (!month.atEndOfMonth().isAfter(day)) {
        return month;
      }
    }
    return last;
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static boolean within(YearMonth month, Instant at) {
    return !at.isBefore(start(month)) && at.isBefore(start(month.plusMonths(1)));
  }

  private static List<Covered> coverage(YearMonth month, LakeQuery query) {
    String from = "TIMESTAMP '%s 00:00:00'".formatted(month.atDay(1));
    String to = "TIMESTAMP '%s 00:00:00'".formatted(month.plusMonths(1).atDay(1));
    String gates =
        java.util.Arrays.stream(weir.capture.PageKind.values())
            .filter(kind -> !kind.isContent())
            .map(kind -> "'" + kind.word() + "'")
            .collect(Collectors.joining(", "));
    String sql =
        """
        WITH pages AS (
          SELECT source,
            count(*) FILTER (captured_at >= %1$s AND page_kind NOT IN (%3$s)) AS pages,
            count(*) FILTER (captured_at >= %1$s AND page_kind IN (%3$s)) AS gates
          FROM capture WHERE captured_at < %2$s GROUP BY source),
        seen AS (
          SELECT source, listing_id, min(captured_at) AS first, max(captured_at) AS last
          FROM listing WHERE captured_at < %2$s GROUP BY source, listing_id),
        days AS (
          SELECT source, count(DISTINCT CAST(captured_at AS DATE)) AS days
          FROM listing WHERE captured_at >= %1$s AND captured_at < %2$s GROUP BY source),
        listings AS (
          SELECT source, count(*) FILTER (last >= %1$s) AS listings,
            count(*) FILTER (first >= %1$s) AS fresh
          FROM seen GROUP BY source)
        SELECT source, coalesce(days, 0) AS days, coalesce(pages, 0) AS pages,
          coalesce(gates, 0) AS gates, coalesce(listings, 0) AS listings, coalesce(fresh, 0) AS fresh
        FROM pages FULL JOIN listings USING (source) FULL JOIN days USING (source)
        ORDER BY source
        """
            .formatted(from, to, gates);
    return query.rows(sql).stream()
        .map(row ->
            new Covered(
                String.valueOf(row.get("source")),
                (int) number(row, "days"),
                number(row, "pages"),
                number(row, "gates"),
                number(row, "listings"),
                number(row, "fresh")))
        .toList();
  }

  private static long number(Map<String, @Nullable Object> row, String column) {
    return row.get(column) instanceof Number number ? number.longValue() : 0;
  }

  /** Such as {@code Early warning, June 2025}. */
  String title() {
    return "Early warning, " + MONTH.format(month);
  }

  /** Whether anything was saved in the month. */
  public boolean covered() {
    return coverage.stream().anyMatch(one -> one.pages() > 0 || one.days() > 0);
  }

  /** The note in two sentences. */
  String lead() {
    if (!covered()) {
      return "Nothing was saved in this month, so nothing can be told of it.";
    }
    long alerts = fresh.stream().filter(Emerging::alerts).count();
    long sources = coverage.stream().filter(one -> one.days() > 0).count();
    String found =
        fresh.isEmpty()
            ? "No substance, name or form was first seen"
            : "%s first seen, %s worth an alert"
                .formatted(
                    Words.count(
                        fresh.size(),
                        "substance, name or form was",
                        "substances, names and forms were"),
                    alerts == 0 ? "none" : Words.count(alerts));
    return "%s; of those of before, %s still worth one. %s saved, as known at the end of %s."
        .formatted(
            found,
            before.isEmpty() ? "none is" : Words.count(before.size(), "is", "are"),
            Words.count(sources, "source was", "sources were"),
            Words.day(month.atEndOfMonth()));
  }

  /** As a document of its own, which names nothing outside itself. */
  public String html() {
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
    <title>%s</title><style>
    @page { size: A4 portrait; margin: 15mm; @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
    body { font-family: Sans, 'Source Sans 3', sans-serif; font-size: 9.5pt; line-height: 1.3; color: #000; max-width: 190mm; margin: 0 auto; }
    h1 { font-size: 16pt; margin: 0 0 1mm 0; } h2 { font-size: 12pt; margin: 6mm 0 1mm 0; page-break-after: avoid; }
    h3 { font-size: 10pt; margin: 3mm 0 0 0; page-break-after: avoid; }
    table { width: 100%%; border-collapse: collapse; font-size: 8.5pt; }
    th, td { text-align: left; vertical-align: top; border-top: 0.5pt solid #777; padding: 0.8mm 2mm 0.8mm 0; }
    caption { text-align: left; font-weight: 700; padding: 1mm 0; } th { font-weight: 700; } .number { text-align: right; padding-right: 5mm; } tr { page-break-inside: avoid; }
    p { margin: 1mm 0; } .source { color: #333; font-size: 8.5pt; } ul, ol { margin: 1mm 0; padding-left: 5mm; }
    .item { page-break-inside: avoid; } .digest { font-size: 7.5pt; }
    </style></head><body>
    <h1>%s</h1><p>%s</p>
    %s
    </body></html>
    """
        .formatted(text(title()), text(title()), text(lead()), body(false));
  }

  /** The same as PDF on A4. */
  public byte[] pdf() {
    String html = html();
    return Document.pdf(html.substring(html.indexOf("<html")));
  }

  /**
   * What stands below the lead.
   *
   * @param linked whether items and pages lead to where Weir shows them; on paper they do not
   */
  String body(boolean linked) {
    StringBuilder html = new StringBuilder();
    Map<String, Integer> cited = new LinkedHashMap<>();
    html.append("<section><h2>First seen in this month</h2>");
    table(html, "What came up", fresh, linked);
    for (Emerging item : fresh.subList(0, Math.min(MOST, fresh.size()))) {
      item(html, item, cited, linked);
    }
    html.append("</section><section><h2>First seen before, and still worth an alert</h2>");
    table(html, "What had come up before", before, linked);
    for (Emerging item : before.subList(0, Math.min(MOST, before.size()))) {
      item(html, item, cited, linked);
    }
    html.append("</section><section><h2>Decided in this month</h2>");
    list(
        html,
        decisions.stream()
            .map(one ->
                "%s: %s (%s)"
                    .formatted(Hidden.addresses(one.name()), one.inWords(), Words.day(one.at())))
            .toList(),
        "Nothing was decided.");
    html.append("</section><section><h2>Told by standing queries in this month</h2>");
    list(
        html,
        alerts.stream()
            .map(one -> "%s: %s (%s)".formatted(one.title(), one.words(), Words.day(one.at())))
            .toList(),
        "Nothing was told.");
    html.append("</section><section><h2>How well the month was covered</h2>");
    coverage(html);
    html.append("</section><section><h2>What this note cannot tell</h2>");
    list(html, cannotTell(), "");
    html.append("</section><section><h2>Pages cited</h2>");
    cited(html, cited, linked);
    return html.append("</section>").toString();
  }

  private void table(StringBuilder html, String caption, List<Emerging> items, boolean linked) {
    if (items.isEmpty()) {
      html.append("<p>Nothing.</p>");
      return;
    }
    html.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(caption)
        .append("\"><table><caption>")
        .append(caption)
        .append(
            "</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Level</th><th scope=\"col\">First seen</th>")
        .append(
            "<th scope=\"col\" class=\"number\">Sources</th><th scope=\"col\" class=\"number\">Accounts</th>")
        .append(
            "<th scope=\"col\" class=\"number\">Listings</th><th scope=\"col\" class=\"number\">Growth</th>")
        .append("<th scope=\"col\">State</th></tr></thead><tbody>");
    for (Emerging item : items.subList(0, Math.min(MOST, items.size()))) {
      String growth = NovelPage.growth(item);
      html.append("<tr><td>").append(named(item, linked)).append("</td>");
      cell(html, item.alerts() ? "alert" : "watch", "");
      cell(html, Words.day(item.first()), "");
      cell(html, Words.count(item.sources()), "number");
      cell(html, Words.count(item.accounts()), "number");
      cell(html, Words.count(item.listings()), "number");
      cell(html, growth == null ? "–" : growth, "number");
      cell(html, state(item), "");
      html.append("</tr>");
    }
    html.append("</tbody></table></div>");
    if (items.size() > MOST) {
      html.append("<p>And ")
          .append(Words.count(items.size() - MOST, "one more", "more"))
          .append(", with fewer points.</p>");
    }
  }

  private void item(StringBuilder html, Emerging item, Map<String, Integer> cited, boolean linked) {
    String growth = NovelPage.growth(item);
    String family = item.family();
    html.append("<div class=\"item\"><h3>").append(named(item, linked)).append("</h3><p>");
    html.append(
        text(
            "%s, %.1f points, %s. First seen on %s on %s; %s, %s, %s, %s of them first seen in four weeks%s. Family, by its name: %s."
                .formatted(
                    switch (item.kind()) {
                      case NAME -> "A name that the lexicon does not know";
                      case SUBSTANCE -> "A substance that nobody offered before";
                      case FORM -> "A form that is new";
                    },
                    item.score(),
                    item.alerts() ? "worth an alert" : "on the list",
                    Words.day(item.first()),
                    item.firstSource(),
                    Words.count(item.sources(), "source", "sources"),
                    Words.count(item.accounts(), "account", "accounts"),
                    Words.count(item.listings(), "listing", "listings"),
                    Words.count(item.lately()),
                    growth == null ? "" : ", " + growth + " of the share in the four before",
                    family == null ? "none told" : Words.substanceClass(family))));
    html.append("</p><p class=\"source\">Why: ")
        .append(
            text(
                item.reasons().stream()
                    .limit(4)
                    .map(reason ->
                        "%s (%s%.1f)"
                            .formatted(
                                reason.words(),
                                reason.points() < 0 ? "−" : "+",
                                Math.abs(reason.points())))
                    .collect(Collectors.joining("; "))))
        .append(". Pages:");
    item.behind().stream()
        .limit(PAGES_EACH)
        .forEach(sight -> {
          int number = cited.computeIfAbsent(key(sight), _ -> cited.size() + 1);
          html.append(" [").append(number).append(']');
        });
    html.append("</p></div>");
  }

  private static String key(Sight sight) {
    return sight.source() + "\0" + sight.capture() + "\0" + Words.day(sight.first());
  }

  private static String named(Emerging item, boolean linked) {
    String name = text(Hidden.addresses(NovelPage.name(item)));
    return linked ? "<a href=\"%s\">%s</a>".formatted(text(Places.novel(item.id())), name) : name;
  }

  private String state(Emerging item) {
    Decision decision = decided.get(item.id());
    return decision == null ? "new" : decision.inWords();
  }

  private void coverage(StringBuilder html) {
    if (coverage.isEmpty()) {
      html.append("<p>Nothing was ever saved until then.</p>");
      return;
    }
    html.append(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Saves of the month\">")
        .append(
            "<table><caption>Saves of the month</caption><thead><tr><th scope=\"col\">Source</th><th scope=\"col\" class=\"number\">Days with a save</th>")
        .append(
            "<th scope=\"col\" class=\"number\">Pages</th><th scope=\"col\" class=\"number\">Gates</th>")
        .append(
            "<th scope=\"col\" class=\"number\">Listings seen</th><th scope=\"col\" class=\"number\">Never seen before</th>")
        .append("</tr></thead><tbody>");
    for (Covered one : coverage) {
      html.append("<tr>");
      cell(html, one.source(), "");
      cell(html, "%d of %d".formatted(one.days(), month.lengthOfMonth()), "number");
      cell(html, Words.count(one.pages()), "number");
      cell(html, Words.count(one.gates()), "number");
      cell(html, Words.count(one.listings()), "number");
      cell(html, Words.count(one.fresh()), "number");
      html.append("</tr>");
    }
    html.append("</tbody></table></div>")
        .append("<p class=\"source\">A gate is a login, captcha, queue or error: nothing was seen")
        .append(" behind it.</p>");
  }

  private List<String> cannotTell() {
    List<String> words = new ArrayList<>();
    words.add("A name is what sellers write. What is in the packet only a laboratory can tell.");
    words.add(
        "Points are a sum of reasons, by judgement, and no probability. A name on two codes is two items; a seller's brand that looks like a code ranks like one.");
    words.add(
        "A substance sold under an old name is not seen at all, nor is what sources sell that nobody saved.");
    List<String> unsaved =
        coverage.stream().filter(one -> one.days() == 0).map(Covered::source).toList();
    if (!unsaved.isEmpty()) {
      words.add(
          "Of %s no listing was saved in this month: what came up there is not known."
              .formatted(String.join(", ", unsaved)));
    }
    List<String> young =
        coverage.stream()
            .filter(one -> one.listings() > 0 && one.fresh() == one.listings())
            .map(Covered::source)
            .toList();
    if (!young.isEmpty()) {
      words.add(
          "Of %s every listing was seen for the first time: what is new there may have stood for long."
              .formatted(String.join(", ", young)));
    }
    return words;
  }

  private static void cited(StringBuilder html, Map<String, Integer> cited, boolean linked) {
    if (cited.isEmpty()) {
      html.append("<p>None.</p>");
      return;
    }
    html.append("<ol>");
    cited
        .keySet()
        .forEach(key -> {
          String[] parts = key.split("\0", -1);
          html.append("<li>").append(text("%s, saved on %s, ".formatted(parts[0], parts[2])));
          String digest = "<span class=\"digest\">" + text(parts[1]) + "</span>";
          html.append(
                  linked
                      ? "<a href=\"%s\">%s</a>"
                          .formatted(text(Places.capture(parts[0], parts[1], null)), digest)
                      : digest)
              .append("</li>");
        });
    html.append("</ol><p class=\"source\">The digest (SHA-256) names the saved page; in Weir it is")
        .append(" shown under /captures/SOURCE/DIGEST. Sold as, not identified as.</p>");
  }

  private static void list(StringBuilder html, List<String> items, String none) {
    if (items.isEmpty()) {
      html.append("<p>").append(none).append("</p>");
      return;
    }
    html.append("<ul>");
    items.forEach(item -> html.append("<li>").append(text(item)).append("</li>"));
    html.append("</ul>");
  }

  private static void cell(StringBuilder html, String words, String kind) {
    html.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">")
        .append(text(words))
        .append("</td>");
  }

  private static String text(String text) {
    return Document.escape(text);
  }
}
