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
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * What standing queries told, and the queries themselves.
 *
 * @param notice what was just done, or what hinders a look; null for nothing
 */
record AlertsPage(
    Frame frame,
    List<StandingQuery> queries,
    SheetView alerts,
    @Nullable String notice,
    SourceLine line)
    implements Page {

  static AlertsPage of(Market market, @Nullable String notice, SheetRequest request) {
    Watch watch = Watch.in(market.home(), Clock.systemUTC());
    String hindered = market.look(watch);
    try {
      List<List<Cell>> lines = new ArrayList<>();
      for (Alert alert : watch.alerts()) {
        lines.add(
            List.of(
                Cell.text(Words.minute(alert.at()), alert.at().toString()),
                Cell.text(alert.title()).to(Places.alert(alert.id())),
                Cell.text(alert.words())));
      }
      List<StandingQuery> queries = watch.queries();
      return new AlertsPage(
          market.frame("Alerts", "alerts", false),
          queries,
          new Sheet(
                  "alerts",
                  "What was told, the newest first",
                  List.of(
                      Head.word("told", "Told"),
                      Head.text("query", "Query"),
                      Head.text("found", "Found")),
                  lines,
                  queries.isEmpty()
                      ? "No query stands, so there is nothing to tell. Add one above."
                      : "Nothing was told yet. After each `weir ingest` the queries are looked at; what was there when a query was made is not told.")
              .view(request),
          notice == null ? hindered : notice,
          market.line());
    } catch (IOException e) {
      throw new UncheckedIOException("The alerts of this home cannot be read", e);
    }
  }

  static List<StandingQuery.Kind> kinds() {
    return List.of(StandingQuery.Kind.values());
  }

  /** A kind as the form offers it. */
  static String words(StandingQuery.Kind kind) {
    return switch (kind) {
      case NAME -> "a name in a title";
      case FAMILY -> "a class, like nps/nitazene";
      case ORIGIN -> "a country of origin, like NL";
      case PRICE -> "the price of a substance";
    };
  }

  @Override
  public String template() {
    return "alerts.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(alerts);
  }
}
