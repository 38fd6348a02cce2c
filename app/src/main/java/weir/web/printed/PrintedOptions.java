package weir.web.printed;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.choice.Limits;
import weir.choice.OptionPaper;
import weir.choice.Range;
import weir.web.chart.CostCurve;
import weir.web.chart.Plate;

/**
 * An option paper for the partners' talk, as a page's body, a document of its own and a PDF.
 *
 * @param version of the model that it was made from, in words
 * @param made on which day
 */
public record PrintedOptions(
    BarrierModel model, OptionPaper paper, String version, LocalDate made) {

  /** What every copy says: choices of barriers are of use to those whom they hinder. */
  public static final String MARKING = "TLP:AMBER+STRICT";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
  private static final int MOST_SWITCHES = 12;

  public String title() {
    return "Options: " + model.title();
  }

  /** The paper in a few sentences. */
  public String lead() {
    if (paper.routes() == 0) {
      return "The model draws no route, so that there is nothing to close yet: relate who supplies whom, down to the customer.";
    }
    var routes =
        "The model draws %s%s from supply to customer. "
            .formatted(paper.more() ? "more than " : "", many(paper.routes(), "route", "routes"));
    if (paper.options().isEmpty()) {
      long unknown = count(OptionPaper.Reason.UNKNOWN);
      return routes
          + (unknown > 0
              ? "Nothing can be proposed yet: of %s nobody has said what the choice needs."
                  .formatted(many(unknown, "barrier", "barriers"))
              : "No barrier that could be chosen closes any within these limits.");
    }
    var first = paper.options().getFirst();
    return routes
        + "Within %s the best set found has %s; it costs %s and leaves %s of the routes open (%s at best, %s at worst)."
            .formatted(
                limits(),
                many(first.members().size(), "barrier", "barriers"),
                money(first.cost().likely()),
                share(first.remaining().likely()),
                share(first.remaining().low()),
                share(first.remaining().high()));
  }

  /** The limits as part of a sentence. */
  public String limits() {
    var limits = paper.limits();
    var words = new ArrayList<String>();
    if (limits.budget() != null) {
      words.add("a budget of " + money(limits.budget()));
    }
    if (limits.months() != null) {
      words.add("%s months".formatted(number(limits.months())));
    }
    limits
        .workingDays()
        .forEach((partner, days) ->
            words.add("%s working days of %s".formatted(number(days), label(partner))));
    return words.isEmpty() ? "no limits" : String.join(", ", words);
  }

  /** As a document of its own, which names nothing outside itself. */
  public String html() {
    return document(chart().markup());
  }

  /** The same as PDF on A4. */
  public byte[] pdf() {
    String html = document(picture());
    return Document.pdf(html.substring(html.indexOf("<html")));
  }

  private String document(String chart) {
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
    <title>%s</title><style>
    @page { size: A4 portrait; margin: 18mm 15mm; @top-right { content: "%s"; font-family: Sans; font-size: 8pt; font-weight: 700; } @bottom-right { content: counter(page) " / " counter(pages); font-family: Sans; font-size: 8pt; } }
    body { font-family: Sans, 'Source Sans 3', sans-serif; font-size: 9.5pt; line-height: 1.3; color: #000; max-width: 190mm; margin: 0 auto; }
    h1 { font-size: 16pt; margin: 0 0 1mm 0; } h2 { font-size: 12pt; margin: 6mm 0 1mm 0; page-break-after: avoid; }
    h3 { font-size: 10pt; margin: 3mm 0 0 0; page-break-after: avoid; }
    table { width: 100%%; border-collapse: collapse; font-size: 8.5pt; -fs-table-paginate: paginate; }
    th, td { text-align: left; vertical-align: top; border-top: 0.5pt solid #777; padding: 0.8mm 2mm 0.8mm 0; }
    caption { text-align: left; font-weight: 700; padding: 1mm 0; } th { font-weight: 700; } td.number { white-space: nowrap; } .number { text-align: right; padding-right: 4mm; } tr { page-break-inside: avoid; }
    p { margin: 1mm 0; } .source { color: #333; font-size: 8.5pt; } ul, ol { margin: 1mm 0; padding-left: 5mm; } table ul { margin: 0; padding-left: 3mm; }
    .marking { font-weight: 700; } img, svg.chart { width: 170mm; } svg text { font-size: 11px; } svg .grid { stroke: #e4e6e8; } svg .axis { stroke: #777; } svg .line { fill: none; stroke: #0b5a6e; stroke-width: 1.6; } svg .open { fill: #fff; stroke: #0b5a6e; } svg .dot { fill: #0b5a6e; } svg .missing { stroke: #555; stroke-dasharray: 2 3; } .scroll { overflow-x: auto; }
    </style></head><body>
    <p class="marking">%s</p><h1>%s</h1><p>%s</p>
    %s
    </body></html>
    """
        .formatted(text(title()), MARKING, MARKING, text(title()), text(lead()), body(chart));
  }

  /** What stands below the lead, for a page of Weir. */
  public String body() {
    return body(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Curve\">"
            + chart().markup()
            + "</div></div>");
  }

  private String body(String chart) {
    var html = new StringBuilder();
    if (!paper.options().isEmpty()) {
      sideBySide(html);
      curve(html, chart);
      why(html);
      sure(html);
      change(html);
      collateral(html);
    }
    left(
        html,
        "Left out as protected",
        OptionPaper.Reason.PROTECTED,
        "Nothing had to be left out as protected.");
    left(
        html,
        "Unknown, and asked for",
        OptionPaper.Reason.UNKNOWN,
        "Nothing that the choice needs is unknown.");
    left(html, "Acts on no route", OptionPaper.Reason.NO_ROUTE, null);
    left(html, "In force already", OptionPaper.Reason.IN_FORCE, null);
    method(html);
    return html.toString();
  }

  private void sideBySide(StringBuilder html) {
    html.append("<section><h2>The options side by side</h2>");
    open(html, "Options");
    html.append("<thead><tr><td></td>");
    for (int i = 0; i < paper.options().size(); i++) {
      html.append(
          "<th scope=\"col\">%d · %s</th>".formatted(i + 1, text(paper.options().get(i).title())));
    }
    html.append("</tr></thead><tbody>");
    row(html, "What it is", option -> text(option.meaning()));
    row(
        html,
        "Barriers",
        option ->
            option.members().stream()
                .map(member -> "<li>" + text(member.barrier().label()) + "</li>")
                .collect(Collectors.joining("", "<ul>", "</ul>")));
    row(
        html,
        "Routes left open",
        option ->
            "<strong>%s</strong> (%s at best, %s at worst)"
                .formatted(
                    share(option.remaining().likely()),
                    share(option.remaining().low()),
                    share(option.remaining().high())));
    row(html, "Cost", option -> text(range(option.cost(), this::money)));
    row(
        html,
        "In force after",
        option ->
            option.months() == null
                ? "not known of all"
                : text(range(option.months(), PrintedOptions::number) + " months"));
    for (var partner : paper.limits().workingDays().keySet()) {
      row(
          html,
          "Working days of " + label(partner),
          option ->
              text(
                  "%s, of %s"
                      .formatted(
                          range(
                              Objects.requireNonNullElse(
                                  option.workingDays().get(partner), new Range(0, 0, 0)),
                              PrintedOptions::number),
                          number(
                              Objects.requireNonNullElse(
                                  paper.limits().workingDays().get(partner), 0.0)))));
    }
    row(
        html,
        "Stays within the limits",
        option -> "in %d of 100 draws of the figures".formatted(option.withinDraws()));
    row(
        html,
        "If the crime improvises",
        option ->
            text(
                "%s open at worst (%s)"
                    .formatted(share(option.worstRemaining()), lower(option.worstGraph()))));
    row(
        html,
        "Touches lawful uses",
        option ->
            option.collateral().isEmpty()
                ? "none that the model names"
                : text(
                    option.collateral().stream()
                        .map(c -> c.element().label())
                        .collect(Collectors.joining("; "))));
    row(
        html,
        "Certain to be the best",
        option ->
            option.proven()
                ? "yes, proven"
                : "within %s of the routes".formatted(share(option.doubt())));
    close(html);
    html.append("</section>");
  }

  private void row(StringBuilder html, String head, Function<OptionPaper.Option, String> cell) {
    html.append("<tr><th scope=\"row\">").append(text(head)).append("</th>");
    paper
        .options()
        .forEach(option -> html.append("<td>").append(cell.apply(option)).append("</td>"));
    html.append("</tr>");
  }

  private CostCurve curve() {
    return new CostCurve(
        paper.curve().stream().map(p -> new CostCurve.Spot(p.cost(), p.remaining())).toList(),
        paper.options().stream()
            .map(o -> new CostCurve.Spot(o.cost().likely(), o.remaining().likely()))
            .toList(),
        paper.limits().budget(),
        Objects.requireNonNullElse(paper.currency(), ""),
        curveWords());
  }

  private weir.web.chart.Svg chart() {
    return curve().draw();
  }

  /** The PDF's library draws no SVG; without letters on this machine the table stands alone. */
  private String picture() {
    if (paper.options().isEmpty()) {
      return "";
    }
    byte[] png;
    try {
      png =
          new Plate(
                  "Cost and what remains open",
                  chart(),
                  CostCurve.WIDTH,
                  CostCurve.HEIGHT,
                  List.of())
              .png();
    } catch (IllegalStateException _) {
      return "";
    }
    return "<img alt=\"%s\" src=\"data:image/png;base64,%s\"/>"
        .formatted(
            text(curveWords()),
            new String(Base64.getEncoder().encode(png), StandardCharsets.US_ASCII));
  }

  private String curveWords() {
    if (paper.curve().isEmpty()) {
      return "No curve.";
    }
    var last = paper.curve().getLast();
    return "The more is spent, the fewer routes remain: from %s open without any barrier to %s for %s. The numbers mark the options."
        .formatted(
            share(paper.curve().getFirst().remaining()),
            share(last.remaining()),
            money(last.cost()));
  }

  private void curve(StringBuilder html, String chart) {
    html.append("<section><h2>Cost against what remains open</h2>")
        .append(chart)
        .append("<p class=\"source\">")
        .append(
            text(
                "%s At the likely figures; within time and working days, whatever the budget. %s"
                    .formatted(
                        curveWords(),
                        paper.curveWhole()
                            ? "Every set that no other beats."
                            : "The best set at each of some budgets.")))
        .append("</p>");
    html.append("<details open=\"open\"><summary>The curve as a table</summary>");
    open(html, "Cost and what remains open");
    html.append(
        "<thead><tr><th scope=\"col\" class=\"number\">Cost</th><th scope=\"col\" class=\"number\">Left open</th><th scope=\"col\">Barriers</th></tr></thead><tbody>");
    for (var point : thinned(paper.curve())) {
      html.append(
          "<tr><td class=\"number\">%s</td><td class=\"number\">%s%s</td><td>%s</td></tr>"
              .formatted(
                  text(money(point.cost())),
                  share(point.remaining()),
                  point.proven() ? "" : " (not proven)",
                  text(point.ids().isEmpty() ? "none" : names(point.ids()))));
    }
    close(html);
    html.append("</details></section>");
  }

  /** A page of points at most; the first and the last always. */
  private static List<OptionPaper.Point> thinned(List<OptionPaper.Point> points) {
    int most = 16;
    if (points.size() <= most) {
      return points;
    }
    var thinned = new ArrayList<OptionPaper.Point>();
    for (int i = 0; i < most; i++) {
      thinned.add(points.get(Math.round((float) i * (points.size() - 1) / (most - 1))));
    }
    return thinned;
  }

  private void why(StringBuilder html) {
    html.append("<section><h2>Why each barrier is in</h2>");
    for (int i = 0; i < paper.options().size(); i++) {
      var option = paper.options().get(i);
      open(html, "%d · %s".formatted(i + 1, option.title()));
      html.append(
          "<thead><tr><th scope=\"col\">Barrier</th><th scope=\"col\" class=\"number\">Routes that it acts on</th><th scope=\"col\" class=\"number\">On which no other acts</th><th scope=\"col\" class=\"number\">Would open again without it</th></tr></thead><tbody>");
      for (var member : option.members()) {
        html.append(
            "<tr><th scope=\"row\">%s</th><td class=\"number\">%d of %d</td><td class=\"number\">%d</td><td class=\"number\">%s</td></tr>"
                .formatted(
                    text(member.barrier().label()),
                    member.touches(),
                    paper.routes(),
                    member.alone(),
                    share(member.reopens())));
      }
      close(html);
    }
    html.append("</section>");
  }

  private void sure(StringBuilder html) {
    var first = paper.options().getFirst().ids();
    html.append("<section><h2>How sure the choice is</h2>");
    open(html, "How often each barrier is in the best set");
    html.append(
        "<thead><tr><th scope=\"col\">Barrier</th><th scope=\"col\">In option 1</th><th scope=\"col\" class=\"number\">Of %d draws of the figures</th><th scope=\"col\" class=\"number\">Of %d graphs</th><th scope=\"col\">To be settled</th></tr></thead><tbody>"
            .formatted(paper.draws(), paper.graphs().size()));
    for (var one : paper.considered()) {
      html.append(
          "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"number\">%d</td><td class=\"number\">%d</td><td>%s</td></tr>"
              .formatted(
                  text(one.barrier().label()),
                  first.contains(one.barrier().id()) ? "yes" : "no",
                  one.inDraws(),
                  one.inGraphs(),
                  text(String.join("; ", one.cautions()))));
    }
    close(html);
    html.append("<p class=\"source\">")
        .append(
            text(
                "The figures are drawn from their ranges. The graphs are the model's own and others as plausible, since the crime improvises: %s."
                    .formatted(
                        paper.graphs().stream()
                            .skip(1)
                            .map(graph -> lower(graph.name()))
                            .collect(Collectors.joining("; ")))))
        .append("</p></section>");
  }

  private void change(StringBuilder html) {
    html.append("<section><h2>What would change the choice</h2>");
    if (paper.switches().isEmpty()) {
      html.append(
          "<p>No change of one figure alone was found that would change the first option.</p>");
    } else {
      html.append("<ul>");
      paper.switches().stream()
          .limit(MOST_SWITCHES)
          .forEach(change -> html.append("<li>").append(text(words(change))).append("</li>"));
      html.append(
              "</ul><p class=\"source\">One figure changed alone, the others as they are likely.")
          .append(" First those that lie within what was thought plausible.</p>");
    }
    html.append("</section>");
  }

  /** Such as {@code 'Register of dealers' would leave it if it cost 41,000 or more}. */
  private String words(OptionPaper.Switch change) {
    return "'%s' would %s option 1 if it %s %s or %s (likely: %s)%s."
        .formatted(
            change.barrier().label(),
            change.leaves() ? "leave" : "come into",
            change.byCost() ? "cost" : "closed",
            change.byCost() ? money(change.then()) : share(change.then()) + " of its routes",
            change.leaves() == change.byCost() ? "more" : "less",
            change.byCost() ? money(change.now()) : share(change.now()),
            change.plausible() ? ", which is within its range" : "");
  }

  private void collateral(StringBuilder html) {
    html.append("<section><h2>What it costs lawful users</h2>");
    var all = paper.options().stream().flatMap(option -> option.collateral().stream()).toList();
    if (all.isEmpty()) {
      html.append(
          "<p>The model names no lawful use of anything that these options act on. That may mean that nobody has looked.</p></section>");
      return;
    }
    open(html, "Lawful uses that the options touch");
    html.append(
        "<thead><tr><th scope=\"col\">Element</th><th scope=\"col\">Lawful uses</th><th scope=\"col\">Cost of hindering it</th><th scope=\"col\">In options, by</th></tr></thead><tbody>");
    var seen = new ArrayList<String>();
    for (var one : all) {
      Element element = one.element();
      if (seen.contains(element.id())) {
        continue;
      }
      seen.add(element.id());
      var in = new ArrayList<String>();
      for (int i = 0; i < paper.options().size(); i++) {
        for (var collateral : paper.options().get(i).collateral()) {
          if (collateral.element().id().equals(element.id())) {
            in.add("%d: %s".formatted(i + 1, labels(collateral.by())));
          }
        }
      }
      html.append(
          "<tr><th scope=\"row\">%s%s</th><td>%s</td><td>%s</td><td>%s</td></tr>"
              .formatted(
                  text(element.label()),
                  element.isProtected() ? " (protected: informed, not cut)" : "",
                  text(String.join("; ", one.uses())),
                  text(Objects.requireNonNullElse(one.cost(), "nobody has said")),
                  text(String.join("; ", in))));
    }
    close(html);
    html.append("</section>");
  }

  private void left(
      StringBuilder html, String heading, OptionPaper.Reason reason, @Nullable String none) {
    var left = paper.leftOut().stream().filter(one -> one.reason() == reason).toList();
    if (left.isEmpty() && none == null) {
      return;
    }
    html.append("<section><h2>").append(text(heading)).append("</h2>");
    if (left.isEmpty()) {
      html.append("<p>").append(text(Objects.requireNonNullElse(none, ""))).append("</p>");
    } else {
      html.append("<ul>");
      for (var one : left) {
        html.append("<li><strong>")
            .append(text(one.barrier().label()))
            .append("</strong>: ")
            .append(text(one.words()))
            .append(
                one.touches() > 0
                    ? text(" It acts on %d of %d routes.".formatted(one.touches(), paper.routes()))
                    : "")
            .append("</li>");
      }
      html.append("</ul>");
    }
    html.append("</section>");
  }

  private void method(StringBuilder html) {
    html.append("<section><h2>How this was worked out</h2><ul>");
    item(
        html,
        "A route is a way along 'supplies' from supply to customer. It needs its elements and what these depend on. All routes weigh the same.");
    item(
        html,
        paper.limits().counting() == Limits.Counting.TOUCH
            ? "A route counts as closed as soon as one barrier acts on it, whatever its effect: a first look."
            : "A barrier closes the share of each of its routes that is expected of it; of what it leaves, the next one on the same route closes its share.");
    item(
        html,
        "Protected elements and people who use are never cut. To inform is no cut, and closes nothing there.");
    item(
        html,
        "The graph is what the model says. A route that is not drawn may still exist, and the crime improvises.");
    html.append("</ul><p class=\"source\">")
        .append(
            text(
                "%s. Made on %s from %s. Digest of what it was made from: %s."
                    .formatted(MARKING, DAY.format(made), version, paper.digest())))
        .append("</p></section>");
  }

  private static void item(StringBuilder html, String words) {
    html.append("<li>").append(text(words)).append("</li>");
  }

  private static void open(StringBuilder html, String caption) {
    html.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\"><table><caption>%s</caption>"
            .formatted(text(caption), text(caption)));
  }

  private static void close(StringBuilder html) {
    html.append("</tbody></table></div>");
  }

  private long count(OptionPaper.Reason reason) {
    return paper.leftOut().stream().filter(one -> one.reason() == reason).count();
  }

  private String label(String id) {
    return model.element(id).map(Element::label).orElse(id);
  }

  private String names(List<String> ids) {
    return ids.stream().map(this::label).collect(Collectors.joining("; "));
  }

  private static String labels(List<Barrier> barriers) {
    return barriers.stream().map(Element::label).collect(Collectors.joining(", "));
  }

  private String money(double amount) {
    var number = String.format(Locale.ROOT, "%,.0f", amount);
    return paper.currency() == null ? number : number + " " + paper.currency();
  }

  private static String range(Range range, Function<Double, String> words) {
    return range.low() == range.high()
        ? words.apply(range.likely())
        : "%s (%s to %s)"
            .formatted(
                words.apply(range.likely()), words.apply(range.low()), words.apply(range.high()));
  }

  static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%,.1f", value);
  }

  static String share(double share) {
    double percent = share * 100;
    return percent == 0
        ? "0%"
        : percent < 0.1
            ? "under 0.1%"
            : percent < 9.95
                ? String.format(Locale.ROOT, "%.1f%%", percent)
                : String.format(Locale.ROOT, "%.0f%%", percent);
  }

  private static String many(long count, String one, String many) {
    return "%,d %s".formatted(count, count == 1 ? one : many);
  }

  private static String lower(String words) {
    return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
  }

  private static String text(String text) {
    return Document.escape(text);
  }
}
