package weir.web;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.drift.FillWatch;
import weir.fill.FillRates;
import weir.fill.Loss;
import weir.measure.MeasureRow;
import weir.web.Market.Row;
import weir.web.chart.Bars;
import weir.web.chart.Point;
import weir.web.chart.Svg;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One source: what it is, what was saved of it, how much that covers, what sold, where from.
 *
 * @param strip coverage by week; null when no week has one
 */
record SourcePage(
    Frame frame,
    SourceSummary source,
    Options options,
    String path,
    List<Fact> facts,
    List<Figure> totals,
    SheetView kinds,
    SheetView losses,
    String lossWords,
    @Nullable Svg strip,
    String stripWords,
    SheetView coverage,
    List<Weekly.Panel> panels,
    SheetView weekly,
    SheetView origins,
    SheetView listings,
    SourceLine line)
    implements Page {

  static SourcePage of(Market market, String id, Options options, SheetRequest request) {
    SourceSummary source = market.source(id);
    List<MeasureRow> sales =
        market.measure(options.ask("sales", List.of("class", "week"), id, Map.of()));
    List<MeasureRow> weeks = market.measure(options.ask("listings", List.of("week"), id, Map.of()));
    // Every origin's row of a week carries the same share of days and pages seen.
    List<Point> shares =
        shares(
            market.measure(options.ask("origin_share", List.of("week", "origin"), id, Map.of())));
    return new SourcePage(
        market.frame(source.name(), "sources", false),
        source,
        options,
        request.path(),
        List.of(
            Fact.of("Kind", Words.capital(source.kind())),
            Fact.of("Layer", Words.capital(source.layer())),
            Fact.of("Access", Words.capital(source.access())),
            Fact.of("Saved", Words.days(source.first(), source.last()))),
        totals(market, id, options),
        kinds(market, id).view(request),
        losses(market.losses(id)).view(request),
        lossWords(market.losses(id)),
        shares.stream().allMatch(p -> p.value() == null)
            ? null
            : Bars.weeks(shares, "Share of days and pages seen, week by week"),
        stripWords(shares),
        Weekly.sheet(
                "coverage",
                "Listings seen, by week",
                "Listings",
                weeks,
                null,
                "",
                Words::plainOrNone)
            .view(request),
        Weekly.panels(sales, "class", Words::substanceClass, true, market.line(source)),
        Weekly.sheet(
                "sales",
                "Units sold, by week and class",
                "Units sold",
                sales,
                "class",
                "Class",
                Words::substanceClass)
            .view(request),
        origins(market.measure(options.ask("origin_share", List.of("origin"), id, Map.of())))
            .view(request),
        Listings.ofSource(market, id).view(request),
        market.line(source));
  }

  /** Whether there is anything to list of what pages no longer show. */
  public boolean lostAnything() {
    return losses.found() > 0 || !losses.filter().isEmpty();
  }

  private static List<Figure> totals(Market market, String id, Options options) {
    MeasureRow accounts =
        OverviewPage.only(market.measure(options.ask("accounts", List.of(), id, Map.of())));
    MeasureRow listings =
        OverviewPage.only(market.measure(options.ask("listings", List.of(), id, Map.of())));
    return List.of(
        Figure.of("Vendor accounts", accounts, OverviewPage.seen(accounts, "vendor accounts")),
        Figure.of("Listings", listings, OverviewPage.seen(listings, "listings")));
  }

  /** A point for every week from the first to the last, so that weeks without a save show. */
  private static List<Point> shares(List<MeasureRow> rows) {
    Map<LocalDate, Double> known = new HashMap<>();
    LocalDate first = null;
    LocalDate last = null;
    for (MeasureRow row : rows) {
      LocalDate week = Weekly.week(row);
      if (week != null) {
        first = first == null || week.isBefore(first) ? week : first;
        last = last == null || week.isAfter(last) ? week : last;
        Double share = row.coverage();
        if (share != null) {
          known.put(week, share);
        }
      }
    }
    List<Point> points = new ArrayList<>();
    if (first != null && last != null) {
      long weeks = Math.min(520, ChronoUnit.WEEKS.between(first, last));
      for (long i = 0; i <= weeks; i++) {
        LocalDate week = first.plusWeeks(i);
        points.add(new Point(week, known.get(week), null, null));
      }
    }
    return points;
  }

  private static String stripWords(List<Point> shares) {
    if (shares.isEmpty()) {
      return "No week is known: the saves carry no date.";
    }
    long without = shares.stream().filter(p -> p.value() == null).count();
    return "%s from %s to %s; %s."
        .formatted(
            Words.count(shares.size(), "week", "weeks"),
            Words.day(shares.getFirst().week()),
            Words.day(shares.getLast().week()),
            without == 0
                ? "no week is without a save"
                : "%s of them without a save".formatted(Words.count(without)));
  }

  private static Sheet kinds(Market market, String id) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row :
        market.rows(
            "SELECT page_kind, count(*) AS saves, min(captured_at) AS first, max(captured_at) AS"
                + " last FROM capture WHERE source = ? GROUP BY page_kind ORDER BY page_kind",
            id)) {
      String kind = String.valueOf(row.text("page_kind"));
      lines.add(
          List.of(
              Cell.text(Words.capital(Words.plain(kind)), kind),
              Cell.text(isGate(kind) ? "gate: nothing seen behind it" : "content"),
              Cell.number(Words.count(row.count("saves")), row.count("saves")),
              OverviewPage.moment(row.instant("first")),
              OverviewPage.moment(row.instant("last"))));
    }
    return new Sheet(
        "kinds",
        "Pages saved, by kind",
        List.of(
            Head.text("kind", "Kind of page"),
            Head.text("shows", "Shows"),
            Head.number("saves", "Saves"),
            Head.word("first", "First"),
            Head.word("last", "Last")),
        lines,
        "Nothing was saved.");
  }

  private static String lossWords(List<Loss> losses) {
    long open = losses.stream().filter(loss -> !loss.change().over()).count();
    if (open == 0) {
      return "The newest pages show what earlier ones did.";
    }
    return "%s no longer stand where the profile says. Pages without what they must show count as not seen. Run `weir profile drift` with the source's name to see where the values went."
        .formatted(Words.capital(Words.count(open, "thing", "things")));
  }

  private static Sheet losses(List<Loss> losses) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Loss loss : losses) {
      FillWatch.Change change = loss.change();
      lines.add(
          List.of(
              Cell.text(
                  switch (loss.what()) {
                    case FillRates.RECORDS -> "pages that give records";
                    case FillRates.CONTENT -> "pages that are no gate";
                    default -> loss.what();
                  }),
              Cell.text(loss.kind()),
              OverviewPage.moment(change.since()),
              change.over() ? OverviewPage.moment(change.until()) : Cell.text("lasts"),
              Cell.number(Words.count(change.pages()), change.pages()),
              Cell.number("%.0f %%".formatted(100 * change.before()), change.before()),
              Cell.number("%.0f %%".formatted(100 * change.after()), change.after())));
    }
    return new Sheet(
        "losses",
        "What pages no longer show",
        List.of(
            Head.text("what", "What"),
            Head.text("pagekind", "Kind of page"),
            Head.word("since", "Since"),
            Head.word("until", "Until"),
            Head.number("lostpages", "Pages"),
            Head.number("before", "Share before"),
            Head.number("after", "Share since")),
        lines,
        "Nothing was lost.");
  }

  private static boolean isGate(String kind) {
    for (PageKind known : PageKind.values()) {
      if (known.word().equals(kind)) {
        return !known.isContent();
      }
    }
    return false;
  }

  /** Countries by share; what is not declared stands apart, last. */
  private static Sheet origins(List<MeasureRow> rows) {
    double longest = 1e-9;
    for (MeasureRow row : rows) {
      Double value = row.value();
      longest = Math.max(longest, value == null ? 0 : value);
    }
    List<MeasureRow> ordered = new ArrayList<>(rows);
    ordered.sort(
        Comparator.comparing((MeasureRow row) -> row.keys().get("origin") == null)
            .thenComparing(row -> row.value(), Comparator.nullsLast(Comparator.reverseOrder())));
    List<List<Cell>> lines = new ArrayList<>();
    for (MeasureRow row : ordered) {
      String origin = row.keys().get("origin");
      Double value = row.value();
      String name = Words.country(origin);
      lines.add(
          List.of(
              Cell.text(name, origin == null ? "" : origin),
              Weekly.measured(row),
              value == null
                  ? Cell.text("")
                  : Cell.drawn(
                      Bars.row(
                          value / longest,
                          origin == null,
                          "%s: %s".formatted(name, Words.figure(value, row.unit())))),
              Weekly.coverage(row.coverage())));
    }
    return new Sheet(
        "origins",
        "Listings by the origin that they declare",
        List.of(
            Head.text("origin", "Declared origin"),
            Head.measured("share", "Share of listings"),
            Head.drawing("bar", "Share, as a bar"),
            Head.number("coverage", "Coverage")),
        lines,
        "No listing was seen.");
  }

  @Override
  public String template() {
    return "source.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(listings, kinds, losses, coverage, weekly, origins);
  }
}
