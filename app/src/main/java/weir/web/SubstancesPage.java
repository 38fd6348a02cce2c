package weir.web;

import java.util.ArrayList;
import java.util.List;
import weir.web.Market.Row;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/** What listings say they sell. */
record SubstancesPage(Frame frame, SheetView substances, String unnamed, SourceLine line)
    implements Page {

  /** A row for each substance that listings name: asked once, for the table and for each page. */
  static List<Row> all(Market market) {
    return market.rows(
        """
        SELECT substance, mode(substance_class) AS substance_class,
          count(DISTINCT source || chr(10) || listing_id) AS listings,
          count(DISTINCT source) AS sources,
          count(DISTINCT date_trunc('week', captured_at)) AS weeks,
          min(captured_at) AS first, max(captured_at) AS last
        FROM listing WHERE substance IS NOT NULL
        GROUP BY substance ORDER BY substance_class, substance
        """);
  }

  static List<String> ids(Market market) {
    return all(market).stream().map(row -> String.valueOf(row.text("substance"))).toList();
  }

  static SubstancesPage of(Market market, SheetRequest request) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row : all(market)) {
      String id = String.valueOf(row.text("substance"));
      String path = row.text("substance_class");
      lines.add(
          List.of(
              Cell.text(Words.substance(id), id).to(Places.substance(id)),
              path == null ? Cell.text(null) : Cell.text(Words.substanceClass(path), path),
              Cell.number(Words.count(row.count("listings")), row.count("listings")),
              Cell.number(Words.count(row.count("sources")), row.count("sources")),
              Cell.number(Words.count(row.count("weeks")), row.count("weeks")),
              OverviewPage.moment(row.instant("first")),
              OverviewPage.moment(row.instant("last"))));
    }
    Sheet sheet =
        new Sheet(
            "substances",
            "Substances that listings name",
            List.of(
                Head.text("substance", "Sold as"),
                Head.text("class", "Class"),
                Head.number("listings", "Listings"),
                Head.number("sources", "Sources"),
                Head.number("weeks", "Weeks seen"),
                Head.word("first", "First seen"),
                Head.word("last", "Last seen")),
            lines,
            "No listing names a substance that the lexicon knows. Run `weir ingest` on saved pages first.");
    long unnamed =
        market
            .rows(
                "SELECT count(DISTINCT source || chr(10) || listing_id) AS listings FROM listing WHERE substance IS NULL")
            .stream()
            .mapToLong(row -> row.count("listings"))
            .sum();
    return new SubstancesPage(
        market.frame("Substances", "substances", false),
        sheet.view(request),
        unnamed == 0
            ? ""
            : "Beside these, %s no substance that the lexicon knows."
                .formatted(Words.count(unnamed, "listing names", "listings name")),
        market.line());
  }

  @Override
  public String template() {
    return "substances.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(substances);
  }
}
