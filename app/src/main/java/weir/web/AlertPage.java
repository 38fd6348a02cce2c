package weir.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.watch.Alert;
import weir.watch.StandingQuery;
import weir.watch.Watch;
import weir.web.Market.Row;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One alert and the pages behind it, as they are in the lake now.
 *
 * @param substance the page of the substance whose price moved; null for others
 */
record AlertPage(
    Frame frame,
    Alert alert,
    String told,
    @Nullable String substance,
    SheetView listings,
    SourceLine line)
    implements Page {

  private static final int MOST = 500;

  /**
   * The page of that alert.
   *
   * @throws NotFound when there is none of that id
   */
  static AlertPage of(Market market, String id, SheetRequest request) {
    Alert alert;
    try {
      alert =
          Watch.in(market.home(), Clock.systemUTC())
              .alert(id)
              .orElseThrow(() -> new NotFound("There is no alert of that id.", "/alerts"));
    } catch (IOException e) {
      throw new UncheckedIOException("The alerts of this home cannot be read", e);
    }
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row : market.behind(alert, MOST)) {
      String source = String.valueOf(row.text("source"));
      String title = Listings.title(row.text("title"), source, row.text("account"));
      lines.add(
          List.of(
              Cell.text(title.isBlank() ? "(no title)" : title, title)
                  .to(Places.listing(source, String.valueOf(row.text("listing_id")))),
              Cell.text(source).to(Places.source(source)),
              OverviewPage.moment(row.instant("first")),
              Cell.text("saved page", row.text("capture") == null ? "" : row.text("capture"))
                  .to(
                      Places.capture(
                          source, String.valueOf(row.text("capture")), row.text("locator")))));
    }
    return new AlertPage(
        market.frame(alert.title(), "alerts", false),
        alert,
        Words.minute(alert.at()),
        alert.query().kind() == StandingQuery.Kind.PRICE
            ? Places.substance(alert.query().text())
            : null,
        new Sheet(
                "listings",
                "The listings behind it" + (lines.size() == MOST ? ", the first 500" : ""),
                List.of(
                    Head.text("title", "Listing"),
                    Head.text("source", "Source"),
                    Head.word("first", "First seen"),
                    Head.word("capture", "Page")),
                lines,
                "None of them is kept any more, or it is a price, whose course stands on the substance's page.")
            .view(request),
        market.line());
  }

  @Override
  public String template() {
    return "alert.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(listings);
  }
}
