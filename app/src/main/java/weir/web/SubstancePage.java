package weir.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.measure.MeasureRow;
import weir.web.Market.Row;
import weir.web.saved.Hidden;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/** One substance as it is sold: where, when, at what price, under which spellings. */
record SubstancePage(
    Frame frame,
    Options options,
    String path,
    List<Fact> facts,
    List<Figure> figures,
    List<Weekly.Panel> panels,
    SheetView weekly,
    SheetView spellings,
    SheetView listings,
    SourceLine line)
    implements Page {

  static SubstancePage of(Market market, String id, Options options, SheetRequest request) {
    Row row =
        SubstancesPage.all(market).stream()
            .filter(known -> id.equals(known.text("substance")))
            .findFirst()
            .orElseThrow(() ->
                new NotFound(
                    "No listing that was seen names a substance of this id. The list of substances"
                        + " has all that were seen.",
                    "/substances"));
    Map<String, String> names =
        market.sources().stream().collect(Collectors.toMap(SourceSummary::id, SourceSummary::name));
    Function<@Nullable String, String> sourceName =
        source -> source == null ? Words.plainOrNone(null) : names.getOrDefault(source, source);
    Map<String, String> filter = Map.of("substance", id);
    List<MeasureRow> weekly =
        market.measure(options.ask("listings", List.of("source", "week"), null, filter));
    MeasureRow listings =
        OverviewPage.only(market.measure(options.ask("listings", List.of(), null, filter)));
    MeasureRow price =
        OverviewPage.only(market.measure(options.ask("price_per_gram", List.of(), null, filter)));
    MeasureRow sales =
        OverviewPage.only(market.measure(options.ask("sales", List.of(), null, filter)));
    return new SubstancePage(
        market.frame(Words.substance(id), "substances", false),
        options,
        request.path(),
        List.of(
            Fact.of("Class", Words.substanceClass(row.text("substance_class"))),
            Fact.of("Sources", Words.count(row.count("sources"))),
            Fact.of("Weeks seen", Words.count(row.count("weeks"))),
            Fact.of("Seen", Words.days(row.instant("first"), row.instant("last")))),
        List.of(
            Figure.of("Listings", listings, OverviewPage.seen(listings, "listings")),
            Figure.of("Units sold", sales, "By the sales that the pages show."),
            Figure.of("Price asked per gram", price, "Of listings that show a price and a mass.")),
        Weekly.panels(weekly, "source", sourceName, false, market.line()),
        Weekly.sheet(
                "weekly",
                "Listings seen, by week and source",
                "Listings",
                weekly,
                "source",
                "Source",
                sourceName)
            .view(request),
        spellings(market, id).view(request),
        Listings.ofSubstance(market, id).view(request),
        market.line());
  }

  private static Sheet spellings(Market market, String id) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row :
        market.rows(
            "SELECT lower(surface) AS spelling, count(*) AS mentions, count(DISTINCT source) AS"
                + " sources, avg(confidence) AS confidence, mode(how) AS how FROM mention WHERE"
                + " substance = ? GROUP BY 1 ORDER BY mentions DESC, spelling LIMIT 500",
            id)) {
      Double confidence = row.real("confidence");
      lines.add(
          List.of(
              Cell.text(Hidden.addresses(String.valueOf(row.text("spelling")))),
              Cell.number(Words.count(row.count("mentions")), row.count("mentions")),
              Cell.number(Words.count(row.count("sources")), row.count("sources")),
              Cell.number(confidence == null ? null : Words.percent(confidence), confidence),
              Cell.text(row.text("how"))));
    }
    return new Sheet(
        "spellings",
        "Spellings seen",
        List.of(
            Head.text("spelling", "Spelling"),
            Head.number("mentions", "Mentions"),
            Head.number("sources", "Sources"),
            Head.number("confidence", "Mean confidence"),
            Head.text("how", "Read by")),
        lines,
        "No mention was kept.");
  }

  @Override
  public String template() {
    return "substance.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(listings, weekly, spellings);
  }
}
