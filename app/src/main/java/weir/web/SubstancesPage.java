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
        SELECT s.substance, mode(s.substance_class) AS substance_class, count(*) AS listings,
          count(DISTINCT s.source) AS sources, coalesce(any_value(w.weeks), 0) AS weeks,
          min(s.first) AS first, max(s.last) AS last
        FROM listing_seen s
        LEFT JOIN (SELECT substance, count(DISTINCT week) AS weeks FROM seen_week WHERE days > 0
                   GROUP BY substance) w ON w.substance = s.substance
        WHERE s.substance IS NOT NULL
        GROUP BY s.substance ORDER BY substance_class, s.substance
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
            "No listing names a substance that the lexicon knows. Run `weir ingest` on saved pages"
                + " first.");
    long unnamed =
        market
            .rows("SELECT count(*) AS listings FROM listing_seen WHERE substance IS NULL")
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
