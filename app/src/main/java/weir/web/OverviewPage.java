package weir.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRow;
import weir.web.chart.Bars;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * The first page: how much was seen, what sold by week, what a gram costs, and of which sources.
 *
 * @param empty whether nothing was ingested yet, so that the page teaches instead
 */
record OverviewPage(
    Frame frame,
    boolean empty,
    Options options,
    String path,
    String sentence,
    List<Figure> totals,
    List<Weekly.Panel> panels,
    SheetView weekly,
    SheetView prices,
    SheetView sourceTable,
    SourceLine line)
    implements Page {

  static OverviewPage of(Market market, Options options, SheetRequest request) {
    List<SourceSummary> sources = market.sources();
    List<MeasureRow> sales =
        market.measure(options.ask("sales", List.of("class", "week"), null, Map.of()));
    List<MeasureRow> prices =
        market.measure(options.ask("price_per_gram", List.of("class"), null, Map.of()));
    return new OverviewPage(
        market.frame("The markets at a glance", "overview", false),
        sources.isEmpty(),
        options,
        request.path(),
        sentence(sources),
        totals(market, options),
        Weekly.panels(sales, "class", Words::substanceClass, true, market.line()),
        Weekly.sheet(
                "sales",
                "Units sold, by week and class",
                "Units sold",
                sales,
                "class",
                "Class",
                Words::substanceClass)
            .view(request),
        prices(prices, options).view(request),
        sourceTable(sources).view(request),
        market.line());
  }

  private static String sentence(List<SourceSummary> sources) {
    long saves = sources.stream().mapToLong(s -> s.content() + s.gates()).sum();
    long gates = sources.stream().mapToLong(SourceSummary::gates).sum();
    return "%s of %s; %s"
        .formatted(
            Words.count(saves, "saved page", "saved pages"),
            Words.count(sources.size(), "source", "sources"),
            gates == 0
                ? "none was a login, captcha or error."
                : "%s of them %s a login, captcha or error and count as not seen."
                    .formatted(Words.count(gates), gates == 1 ? "was" : "were"));
  }

  private static List<Figure> totals(Market market, Options options) {
    List<Figure> totals = new ArrayList<>();
    MeasureRow accounts = only(market.measure(options.ask("accounts", List.of(), null, Map.of())));
    totals.add(Figure.of("Vendor accounts", accounts, seen(accounts, "vendor accounts")));
    MeasureRow listings = only(market.measure(options.ask("listings", List.of(), null, Map.of())));
    totals.add(Figure.of("Listings", listings, seen(listings, "listings")));
    MeasureRow sales = only(market.measure(options.ask("sales", List.of(), null, Map.of())));
    totals.add(Figure.of("Units sold", sales, partly(sales)));
    MeasureRow revenue = only(market.measure(options.ask("revenue", List.of(), null, Map.of())));
    totals.add(
        Figure.of(
            "Turnover",
            revenue,
            revenue != null && revenue.value() == null
                ? "No rate to %s is known for these prices. Import some with `weir rates import`."
                    .formatted(options.currency())
                : partly(revenue)));
    return totals;
  }

  static @Nullable MeasureRow only(List<MeasureRow> rows) {
    return rows.isEmpty() ? null : rows.getFirst();
  }

  /** Such as "About 210 of an estimated 260 vendor accounts were seen." */
  static String seen(@Nullable MeasureRow row, String what) {
    if (row == null || row.value() == null) {
      return "How many there were is not known.";
    }
    double value = row.value();
    Double coverage = row.coverage();
    if (coverage == null || coverage <= 0) {
      return "How much of the market this is, is not known.";
    }
    if (coverage >= 0.995) {
      return "All of the %s that could be expected were seen.".formatted(what);
    }
    return "About %s of an estimated %s %s were seen."
        .formatted(Words.figure(value, ""), Words.count(Math.round(value / coverage)), what);
  }

  private static String partly(@Nullable MeasureRow row) {
    Double coverage = row == null ? null : row.coverage();
    return row == null || row.value() == null
        ? "Too little was saved to tell: sales show between two saves of the same listing."
        : coverage == null
            ? "How much of the market the saves cover is not known."
            : "The saves cover %s of the days and pages from the first to the last."
                .formatted(Words.percent(coverage));
  }

  private static Sheet prices(List<MeasureRow> rows, Options options) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (MeasureRow row : rows) {
      Double value = row.value();
      if (value != null && value > 0) {
        Double low = row.low();
        Double high = row.high();
        least = Math.min(least, low != null && low > 0 ? low : value);
        most = Math.max(most, high == null ? value : high);
      }
    }
    List<List<Cell>> lines = new ArrayList<>();
    for (MeasureRow row : rows) {
      String path = row.keys().get("class");
      String name = Words.substanceClass(path);
      Double value = row.value();
      lines.add(
          List.of(
              Cell.text(name, path == null ? "" : path),
              Weekly.measured(row),
              value == null || value <= 0
                  ? Cell.text("")
                  : Cell.drawn(
                      Bars.whisker(
                          value,
                          row.low(),
                          row.high(),
                          least,
                          most,
                          "%s: %s".formatted(name, Words.figure(value, row.unit())))),
              Weekly.coverage(row.coverage())));
    }
    String axis =
        most == 0
            ? "Spread"
            : "%s to %s, in powers of ten"
                .formatted(
                    Words.brief(Math.pow(10, Math.floor(Math.log10(least)))),
                    Words.brief(Math.pow(10, Math.ceil(Math.log10(most)))));
    return new Sheet(
        "prices",
        "Price asked per gram, by class",
        List.of(
            Head.text("class", "Class"),
            Head.measured("price_per_gram", options.currency() + " per gram"),
            Head.drawing("spread", axis),
            Head.number("coverage", "Coverage")),
        lines,
        "No listing shows both a price and a mass that could be read.");
  }

  static Sheet sourceTable(List<SourceSummary> sources) {
    List<List<Cell>> lines = new ArrayList<>();
    for (SourceSummary source : sources) {
      lines.add(
          List.of(
              Cell.text(source.name(), source.id()).to(Places.source(source.id())),
              Cell.text(source.kind()),
              Cell.number(Words.count(source.content()), source.content()),
              Cell.number(Words.count(source.gates()), source.gates()),
              Cell.number(Words.count(source.listings()), source.listings()),
              Cell.number(Words.count(source.accounts()), source.accounts()),
              moment(source.first()),
              moment(source.last())));
    }
    return new Sheet(
        "sources",
        "Every source and what was saved of it",
        List.of(
            Head.text("source", "Source"),
            Head.text("kind", "Kind"),
            Head.number("captures", "Pages saved"),
            Head.number("gates", "Gates"),
            Head.number("listings", "Listings read"),
            Head.number("accounts", "Accounts read"),
            Head.word("first", "First save"),
            Head.word("last", "Last save")),
        lines,
        "No source yet.");
  }

  static Cell moment(java.time.@Nullable Instant at) {
    return at == null ? Cell.text(null) : Cell.text(Words.day(at), at.toString());
  }

  @Override
  public String template() {
    return "overview.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(sourceTable, weekly, prices);
  }
}
