package weir.simulate;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.listing.Listing;
import weir.row.Row;

/**
 * Rows as a lake keeps them, without any page: for tests of size. Four sources are saved every day
 * for half a year; every listing is seen in every save and rated about as often as the numbers ask.
 *
 * <p>Stock, counters, prices and ratings agree with each other, but no market is behind them: for
 * checking measures take {@link Simulation}.
 */
public final class SizeTables {

  private static final int SOURCES = 4;
  private static final int DAYS = 182;
  private static final int ROWS_OF_A_PAGE = 2_000;
  private static final LocalDate START = LocalDate.of(2025, 1, 6);

  /** Takes the rows, a save after another. */
  @FunctionalInterface
  public interface Sink {

    /**
     * Takes rows that share a capture.
     *
     * @param rows at most a few thousand
     */
    void rows(Capture capture, List<Row> rows);
  }

  private final Dice dice;
  private final Sink sink;
  private final long listingsWanted;
  private final long ratingsWanted;
  private final List<Wares> catalogue = Wares.catalogue(START, DAYS);
  private final ExchangeRates rates = new ExchangeRates(START);
  private long listings;
  private long ratings;
  private long captures;

  private SizeTables(long seed, long listingsWanted, long ratingsWanted, Sink sink) {
    this.dice = Dice.of(seed, "tables");
    this.sink = sink;
    this.listingsWanted = listingsWanted;
    this.ratingsWanted = ratingsWanted;
  }

  /**
   * Writes exactly so many rows; the same numbers and seed give the same rows.
   *
   * @param listings observations, at least 1
   * @param ratings at most a thousand for each observation
   */
  public static void write(long seed, long listings, long ratings, Sink sink) {
    if (listings < 1 || ratings < 0 || ratings / listings > 1_000) {
      throw new IllegalArgumentException(
          "%d observations with %d ratings cannot be made: at least one observation, and at most 1000 ratings for each."
              .formatted(listings, ratings));
    }
    new SizeTables(seed, listings, ratings, sink).write();
  }

  /** What stays the same of a listing, and its counters. */
  private static final class Line {
    final String id;
    final String account;
    final String title;
    final Wares wares;
    final int pack;
    final List<String> category;
    final String origin;
    final double level;
    long stock;
    long sold;
    long rated;

    Line(int number, int source, List<Wares> catalogue, Dice dice) {
      wares = catalogue.get(dice.below(catalogue.size()));
      pack = dice.below(wares.packs().size());
      id = Integer.toString(10_000 + number);
      account = Phrases.handle(source * 100_000 + number / 12);
      title =
          Phrases.title(dice.of(wares.names()), dice.of(wares.packs().get(pack).printed()), dice);
      category = List.of(wares.category(), wares.subcategory());
      origin = dice.of(List.of("NL", "DE", "GB", "US", "ES", "PL", "BE", "FR"));
      level = dice.between(0.8, 1.25);
      stock = dice.between(10, 60);
      sold = dice.below(100);
      rated = sold / 2;
    }
  }

  private void write() {
    long aDay = (listingsWanted + SOURCES * DAYS - 1) / (SOURCES * DAYS);
    List<List<Line>> lines = new ArrayList<>();
    for (int source = 0; source < SOURCES; source++) {
      List<Line> own = new ArrayList<>();
      for (int i = 0; i < aDay; i++) {
        own.add(new Line(i, source, catalogue, dice));
      }
      lines.add(own);
    }
    for (int day = 0; day < DAYS && listings < listingsWanted; day++) {
      for (int source = 0; source < SOURCES && listings < listingsWanted; source++) {
        save(source, START.plusDays(day), lines.get(source));
      }
    }
  }

  private void save(int number, LocalDate day, List<Line> lines) {
    String source = "size-" + (char) ('a' + number);
    String currency = List.of("EUR", "USD", "BTC", "USD").get(number);
    Instant at = day.atTime(4, 10 * number).toInstant(ZoneOffset.UTC);
    Page page = new Page(source, at);
    for (Line line : lines) {
      if (listings == listingsWanted) {
        break;
      }
      listings++;
      BigDecimal price =
          rates.fromEuros(World.cents(line.wares.euros(line.pack) * line.level), currency, day);
      Wares.Pack pack = line.wares.packs().get(line.pack);
      Double grams = pack.grams();
      page.add(
          new Listing(
              source,
              line.id,
              at,
              line.account,
              line.title,
              null,
              line.category,
              "product",
              List.of(price.toPlainString() + " " + currency),
              price,
              currency,
              grams == null ? pack.pieces() : grams,
              grams == null ? "pieces" : "g",
              grams,
              pack.pieces(),
              line.wares.substance(),
              line.wares.path(),
              0.95,
              line.origin,
              List.of("WORLD"),
              line.stock,
              null,
              line.sold,
              null,
              line.rated,
              true,
              page.digest,
              "row:" + listings));
      trade(page, source, at, line);
    }
    page.send();
  }

  /** What happens until the next save: sales, and as many ratings as are due by now. */
  private void trade(Page page, String source, Instant at, Line line) {
    long due = Math.round((double) ratingsWanted * listings / listingsWanted) - ratings;
    for (long i = 0; i < due; i++) {
      ratings++;
      int stars = dice.chance(0.9) ? 5 : dice.between(1, 4);
      page.add(
          new Feedback(
              source,
              "f" + ratings,
              line.account,
              line.id,
              at,
              at.minusSeconds(60L * dice.between(1, 1_439)),
              "minute",
              stars / 5.0,
              Phrases.review(stars, dice),
              null,
              null,
              page.digest,
              "row:" + ratings));
    }
    line.rated += due;
    long bought = due + dice.below(2);
    line.sold += bought;
    line.stock -= bought;
    if (line.stock < 3) {
      line.stock = 40 + bought;
    }
  }

  /** Rows on their way, under a capture of their own. */
  private final class Page {
    private final String source;
    private final Instant at;
    private List<Row> rows = new ArrayList<>(ROWS_OF_A_PAGE);
    private String digest = HexFormat.of().formatHex(dice.bytes(32));

    Page(String source, Instant at) {
      this.source = source;
      this.at = at;
    }

    void add(Row row) {
      rows.add(row);
      if (rows.size() >= ROWS_OF_A_PAGE) {
        // The row that follows stands under the next capture.
        send();
      }
    }

    void send() {
      if (rows.isEmpty()) {
        return;
      }
      captures++;
      sink.rows(
          new Capture(
              digest,
              source,
              "table/" + captures,
              at,
              "text/csv",
              100L * rows.size(),
              "listings",
              null,
              null,
              null),
          rows);
      rows = new ArrayList<>(ROWS_OF_A_PAGE);
      digest = HexFormat.of().formatHex(dice.bytes(32));
    }
  }
}
