package weir.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.web.Market.Row;
import weir.web.chart.StepLine;
import weir.web.chart.Svg;
import weir.web.saved.Pseudonym;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * One listing, save by save.
 *
 * @param price null when fewer than one save shows a price; stock: likewise
 * @param newest the address of the newest save's page; null when none was kept
 */
record ListingPage(
    Frame frame,
    List<Fact> facts,
    @Nullable Svg price,
    String priceWords,
    @Nullable Svg stock,
    SheetView observations,
    @Nullable String newest,
    SourceLine line)
    implements Page {

  private static final int MOST = 5_000;

  static ListingPage of(Market market, String source, String id, SheetRequest request) {
    SourceSummary from = market.source(source);
    List<Row> rows =
        market.rows(
            """
            SELECT captured_at, title, account, substance, substance_class, ships_from, offer_kind,
              price_amount, price_currency, grams, units, stock, sold_count, feedback_count, capture,
              locator
            FROM listing WHERE source = ? AND listing_id = ?
            ORDER BY captured_at, capture, locator LIMIT
            """
                + MOST,
            source,
            id);
    if (rows.isEmpty()) {
      throw new NotFound(
          "No save of %s shows a listing of this id. The source's page lists all that were seen."
              .formatted(from.name()),
          Places.source(source));
    }
    Row last = rows.getLast();
    String title = Listings.title(last.text("title"), source, last.text("account"));
    String currency = usualCurrency(rows);
    List<StepLine.Seen> prices = new ArrayList<>();
    List<StepLine.Seen> stocks = new ArrayList<>();
    for (Row row : rows) {
      Instant at = row.instant("captured_at");
      Double price = row.real("price_amount");
      Double stock = row.real("stock");
      if (at != null && price != null && currency.equals(row.text("price_currency"))) {
        prices.add(new StepLine.Seen(at, price));
      }
      if (at != null && stock != null) {
        stocks.add(new StepLine.Seen(at, stock));
      }
    }
    String capture = last.text("capture");
    return new ListingPage(
        market.frame(title.isBlank() ? "A listing without a title" : title, "sources", false),
        facts(from, last, rows),
        prices.isEmpty()
            ? null
            : new StepLine(prices, Words::brief, "Price shown in " + currency + ", save by save")
                .draw(),
        currency,
        stocks.isEmpty()
            ? null
            : new StepLine(stocks, Words::brief, "Stock shown, save by save").draw(),
        observations(source, rows).view(request),
        capture == null ? null : Places.capture(source, capture, last.text("locator")),
        market.line(from));
  }

  private static String usualCurrency(List<Row> rows) {
    Map<String, Integer> counts = new HashMap<>();
    for (Row row : rows) {
      String currency = row.text("price_currency");
      if (currency != null && row.real("price_amount") != null) {
        counts.merge(currency, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private static List<Fact> facts(SourceSummary source, Row last, List<Row> rows) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Source", source.name(), Places.source(source.id())));
    String substance = last.text("substance");
    facts.add(
        new Fact(
            "Sold as",
            Words.substance(substance),
            substance == null ? null : Places.substance(substance)));
    facts.add(Fact.of("Class", Words.substanceClass(last.text("substance_class"))));
    String account = last.text("account");
    facts.add(
        Fact.of("Account", account == null ? "not shown" : Pseudonym.of(source.id(), account)));
    facts.add(Fact.of("Declared origin", Words.country(last.text("ships_from"))));
    String kind = last.text("offer_kind");
    facts.add(Fact.of("Offer", kind == null ? "not known" : Words.capital(Words.plain(kind))));
    facts.add(
        Fact.of(
            "Seen",
            "%s, %s"
                .formatted(
                    Words.count(rows.size(), "time", "times"),
                    Words.days(
                        rows.getFirst().instant("captured_at"), last.instant("captured_at")))));
    return facts;
  }

  private static Sheet observations(String source, List<Row> rows) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row : rows) {
      Instant at = row.instant("captured_at");
      String capture = row.text("capture");
      Cell saved =
          at == null ? Cell.text("day not known", "") : Cell.text(Words.minute(at), at.toString());
      BigDecimal price = row.values().get("price_amount") instanceof BigDecimal p ? p : null;
      Long stock = row.integer("stock");
      Long sold = row.integer("sold_count");
      Long rated = row.integer("feedback_count");
      lines.add(
          List.of(
              capture == null
                  ? saved
                  : saved.to(Places.capture(source, capture, row.text("locator"))),
              Cell.number(price == null ? null : Words.exact(price), price),
              Cell.text(row.text("price_currency")),
              Listings.amount(row.real("grams")),
              Listings.amount(row.real("units")),
              whole(stock),
              whole(sold),
              whole(rated)));
    }
    return new Sheet(
        "observations",
        "What each save shows",
        List.of(
            Head.word("saved", "Saved"),
            Head.number("price", "Price").unsorted(),
            Head.text("currency", "Currency"),
            Head.number("grams", "Grams"),
            Head.number("units", "Units"),
            Head.number("stock", "Stock"),
            Head.number("sold", "Sold counter"),
            Head.number("feedback", "Feedback")),
        lines,
        "No save shows this listing.");
  }

  private static Cell whole(@Nullable Long value) {
    return Cell.number(value == null ? null : Words.count(value), value);
  }

  @Override
  public String template() {
    return "listing.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(observations);
  }
}
