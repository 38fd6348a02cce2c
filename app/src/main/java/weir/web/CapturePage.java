package weir.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.lake.KeptPage;
import weir.table.Table;
import weir.web.Market.Row;
import weir.web.saved.Hidden;
import weir.web.saved.Pseudonym;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * A saved page in a frame without rights, and beside it what was read from it.
 *
 * @param inner the address of the saved page itself
 * @param fields of the record that the reader came from; empty for the page as a whole
 */
record CapturePage(
    Frame frame,
    List<Fact> facts,
    String inner,
    String title,
    List<Fact> fields,
    SheetView records,
    SourceLine line)
    implements Page {

  private static final int MOST = 2_000;

  static CapturePage of(
      Market market,
      SavedPages saved,
      String source,
      String digest,
      @Nullable String at,
      SheetRequest request) {
    KeptPage page = saved.page(source, digest);
    SourceSummary from = market.source(source);
    Hidden hidden = saved.hidden(page);
    List<Row> rows =
        market.rows(
            "SELECT * FROM listing WHERE source = ? AND capture = ? ORDER BY captured_at, locator"
                + " LIMIT "
                + MOST,
            source,
            digest);
    Row chosen =
        rows.stream()
            .filter(row -> at == null ? rows.size() == 1 : at.equals(row.text("locator")))
            .findFirst()
            .orElse(null);
    return new CapturePage(
        market.frame("A saved page of " + from.name(), "sources", true),
        facts(market, page, from),
        Places.savedPage(source, digest, at),
        "Saved page of %s, %s".formatted(from.name(), Words.minute(page.capturedAt())),
        chosen == null ? List.of() : fields(source, chosen, hidden),
        records(source, digest, rows, hidden).view(request),
        market.line(from));
  }

  private static List<Fact> facts(Market market, KeptPage page, SourceSummary from) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Source", from.name(), Places.source(from.id())));
    facts.add(Fact.of("Saved", Words.minute(page.capturedAt())));
    String kind =
        market
            .rows(
                "SELECT page_kind FROM capture WHERE source = ? AND digest = ? LIMIT 1",
                page.source(),
                page.originalDigest())
            .stream()
            .map(row -> String.valueOf(row.text("page_kind")))
            .findFirst()
            .orElse("not known");
    facts.add(Fact.of("Kind of page", Words.capital(Words.plain(kind))));
    facts.add(Fact.of("Format", page.mediaType()));
    facts.add(
        Fact.of(
            "Original",
            "%s bytes, SHA-256 %s…"
                .formatted(
                    Words.count(page.originalBytes()), page.originalDigest().substring(0, 16))));
    facts.add(Fact.of("File", Hidden.addresses(page.url())));
    return facts;
  }

  /** Every field of the record that the page gave, in the table's order. */
  private static List<Fact> fields(String source, Row row, Hidden hidden) {
    List<Fact> fields = new ArrayList<>();
    for (var column : Table.LISTING.columns()) {
      Object value = row.values().get(column.name());
      if (value == null || column.name().equals("capture") || column.name().equals("source")) {
        continue;
      }
      String words =
          switch (column.name()) {
            case "account" -> Pseudonym.of(source, value.toString());
            case "captured_at" -> Words.minute(row.instant("captured_at"));
            default -> hidden.in(brief(plain(value))); // every other column, as the page gave it
          };
      fields.add(Fact.of(Words.capital(Words.plain(column.name())), words));
    }
    return fields;
  }

  /** A value without the marks of its type. */
  private static String plain(Object value) {
    return switch (value) {
      case BigDecimal amount -> Words.exact(amount);
      case Double real -> Words.exact(BigDecimal.valueOf(real));
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> value.toString(); // texts, whole numbers, truths
    };
  }

  private static String brief(String text) {
    return text.length() > 600 ? text.substring(0, 600) + " …" : text;
  }

  private static Sheet records(String source, String digest, List<Row> rows, Hidden hidden) {
    List<List<Cell>> lines = new ArrayList<>();
    for (Row row : rows) {
      String title = hidden.in(String.valueOf(row.text("title") == null ? "" : row.text("title")));
      String substance = row.text("substance");
      lines.add(
          List.of(
              Cell.text(title.isBlank() ? "(no title)" : title, title)
                  .to(Places.listing(source, String.valueOf(row.text("listing_id")))),
              substance == null
                  ? Cell.text(null)
                  : Cell.text(Words.substance(substance), substance)
                      .to(Places.substance(substance)),
              Cell.text("show", String.valueOf(row.text("locator")))
                  .to(Places.capture(source, digest, row.text("locator")))));
    }
    return new Sheet(
        "records",
        "Listings read from this page",
        List.of(
            Head.text("title", "Title"),
            Head.text("substance", "Sold as"),
            Head.text("place", "Place on the page").unsorted()),
        lines,
        "No listing was read from this page.");
  }

  @Override
  public String template() {
    return "capture.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(records);
  }
}
