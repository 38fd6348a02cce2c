package weir.web;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.capture.PageKind;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.listing.Listing;
import weir.row.Row;
import weir.source.SourceReader;
import weir.substance.Mention;

/** Two markets that never existed: one whose tables were saved each week, one of hostile pages. */
final class MadeUpLake {

  static final Instant FIRST = Instant.parse("2025-01-06T09:00:00Z");
  static final int WEEKS = 44;

  /** Nothing of this may run, load, link or be shown as it is. */
  static final String HOSTILE_TITLE =
      "Tall <script>alert(1)</script> tale, see http://brookbrookbrook2.onion/offer";

  static final String SELLER = "mistersilver";

  private static final String PROFILE =
      """
      source: brook
      name: Brook, a made-up shop
      kind: single-vendor-shop
      layer: dark
      access: [{access: semi-open}]
      reads: html
      captured_at: [archive]
      pages:
        - kind: listing
          when: {select: '.offer'}
          records:
            - table: listing
              fields:
                listing_id: {select: '.offer', attribute: id}
                title: '.offer h1'
                account: '.seller'
                price: '.price'
                stock: '.left'
      """;

  /** What a market sells: class, substance, spelling, grams, price in euro. */
  private record Ware(
      @Nullable String path,
      @Nullable String substance,
      String spelling,
      double grams,
      double price) {}

  private static final List<Ware> WARES =
      List.of(
          new Ware("cannabis/herb", "cannabis-herb", "Weed", 5, 45),
          new Ware("cannabis/resin", "cannabis-resin", "Hash", 10, 70),
          new Ware("cocaine", "cocaine", "Coke", 1, 75),
          new Ware("mdma", "mdma", "MDMA", 5, 60),
          new Ware("amphetamine/amphetamine", "amphetamine", "Speed", 10, 55),
          new Ware("opioid/heroin", "heroin", "H", 0.5, 40),
          new Ware("psychedelic/lsd", "lsd", "LSD", 0.001, 9),
          new Ware("dissociative/ketamine", "ketamine", "Ket", 2, 50),
          new Ware("nps/cathinone", "3-mmc", "3-MMC", 5, 65),
          new Ware("benzodiazepine/medicine", "alprazolam", "Xanax", 0.1, 30),
          new Ware("medicine/erectile", "sildenafil", "Sildenafil", 2, 25),
          new Ware(null, null, "Mystery", 1, 10));

  private static final List<@Nullable String> ORIGINS =
      java.util.Arrays.asList("NL", "NL", "NL", "DE", "DE", "GB", "ES", "PL", null, null);

  private MadeUpLake() {}

  static void write(Path home) throws IOException {
    Files.createDirectories(home.resolve("profiles"));
    Files.writeString(home.resolve("profiles").resolve("brook.yaml"), PROFILE);
    try (Lake lake =
        Lake.open(
            home.resolve("lake"), InstantSource.fixed(FIRST.plus(Duration.ofDays(7L * WEEKS))))) {
      harbour(lake);
      brook(lake);
    }
  }

  /** The hostile page alone, beside whatever the lake holds. */
  static void writeHostilePage(Path home) throws IOException {
    Files.createDirectories(home.resolve("profiles"));
    Files.writeString(home.resolve("profiles").resolve("brook.yaml"), PROFILE);
    try (Lake lake = Lake.open(home.resolve("lake"), InstantSource.fixed(FIRST))) {
      brook(lake);
    }
  }

  /** The address of the hostile page's digest. */
  static String brookDigest() {
    return SourceReader.digest(brookPage().getBytes(StandardCharsets.UTF_8));
  }

  private static void harbour(Lake lake) {
    Random random = new Random(7);
    Map<Integer, Long> stocks = new HashMap<>();
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of("harbour"), Map.of("reader", "test")))) {
      for (int week = 0; week < WEEKS; week++) {
        if (week == 17 || week == 18) {
          continue; // nobody saved anything
        }
        Instant at = FIRST.plus(Duration.ofDays(7L * week));
        if (week % 9 == 4) {
          String gate = "<html><body>Are you human? " + week + "</body></html>";
          ingest.keep(
              capture(
                  "harbour",
                  gate,
                  at.plusSeconds(60),
                  "text/html",
                  PageKind.CAPTCHA,
                  "gate-" + week),
              gate.getBytes(StandardCharsets.UTF_8),
              List.of());
        }
        StringBuilder csv = new StringBuilder("id,title,seller,price,stock\n");
        List<Listing> drafts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
          if (random.nextInt(10) == 0 || (i > 40 && week < i - 30)) {
            continue;
          }
          Ware ware = WARES.get(i % WARES.size());
          double size = 1 + i % 4;
          double price =
              ware.price()
                  * Math.pow(size, 0.85)
                  * (1 + 0.1 * Math.sin(week / 7.0) + 0.02 * random.nextGaussian());
          long left =
              stocks.merge(
                  i,
                  80L + random.nextInt(100),
                  (old, fresh) -> {
                    long sold =
                        Math.round(6 + 4 * Math.sin(week(at) / 5.0 + old % 3) + random.nextInt(6));
                    return old - sold < 10 ? fresh : old - sold;
                  });
          String title = "%s, %s g, batch %d".formatted(ware.spelling(), ware.grams() * size, i);
          BigDecimal amount = BigDecimal.valueOf(Math.round(price * 100), 2);
          String seller = "seller" + i % 17;
          csv.append("h%d,\"%s\",%s,%s EUR,%d\n".formatted(i, title, seller, amount, left));
          drafts.add(
              listing(
                  "harbour",
                  "h" + i,
                  at,
                  seller,
                  title,
                  ware,
                  ware.grams() * size,
                  amount,
                  left,
                  ORIGINS.get(i % ORIGINS.size()),
                  "row:" + (drafts.size() + 2)));
        }
        String body = csv.toString();
        Capture capture =
            capture("harbour", body, at, "text/csv", PageKind.LISTINGS, "save-" + week + ".csv");
        List<Row> rows = new ArrayList<>();
        for (Listing draft : drafts) {
          Listing kept = seenIn(draft, capture.digest());
          rows.add(kept);
          if (kept.substance() != null && kept.title() != null) {
            String surface = kept.title().substring(0, kept.title().indexOf(','));
            rows.add(
                new Mention(
                    "harbour",
                    "listing",
                    kept.listingId(),
                    capture.digest(),
                    "title",
                    0,
                    surface.length(),
                    surface,
                    kept.substance(),
                    kept.substanceClass(),
                    0.9,
                    "lexicon:slang"));
          }
        }
        ingest.keep(capture, body.getBytes(StandardCharsets.UTF_8), rows);
      }
      ingest.publish();
    }
  }

  private static long week(Instant at) {
    return Duration.between(FIRST, at).toDays() / 7;
  }

  private static void brook(Lake lake) {
    String page = brookPage();
    Capture capture =
        capture(
            "brook", page, FIRST.plusSeconds(3600), "text/html", PageKind.LISTING, "brook/1.html");
    Listing listing =
        listing(
            "brook",
            "b/1 ?#%",
            FIRST.plusSeconds(3600),
            SELLER,
            HOSTILE_TITLE,
            WARES.get(3),
            5,
            new BigDecimal("60"),
            4,
            "BE",
            "html:1/1");
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of("brook"), Map.of("reader", "test")))) {
      ingest.keep(
          capture,
          page.getBytes(StandardCharsets.UTF_8),
          List.of(seenIn(listing, capture.digest())));
      ingest.publish();
    }
  }

  static String brookPage() {
    return """
    <html><head><title>Brook</title><meta http-equiv="refresh" content="0;url=http://evil.example/">
    <link rel="stylesheet" href="http://evil.example/style.css"><script>document.title='ran'</script></head>
    <body onload="alert(1)"><p style="background:url(http://evil.example/a.png)">Welcome to Brook, mirror brookbrookbrook2.onion</p>
    <div class="offer" id="b1" data-field="forged"><h1>Tall tale</h1>
    <img src="http://evil.example/pixel.png" alt="x" onerror="alert(2)">
    <p>Sold by <a class="seller" href="http://brookbrookbrook2.onion/u/mistersilver">mistersilver</a></p>
    <p class="price">60 EUR</p><p>Left: <span class="left">4</span></p>
    <form action="http://evil.example/buy"><input name="n" value="1"><button>Buy</button></form>
    <iframe src="http://evil.example/frame"></iframe><svg><script>alert(3)</script></svg>
    <p>Pay to bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq, ask MisterSilver</p></div></body></html>
    """;
  }

  private static Capture capture(
      String source, String body, Instant at, String type, PageKind kind, String name) {
    return new Capture(
        SourceReader.digest(body.getBytes(StandardCharsets.UTF_8)),
        source,
        name,
        at,
        type,
        body.length(),
        kind.word(),
        null,
        null,
        null);
  }

  private static Listing listing(
      String source,
      String id,
      Instant at,
      String seller,
      String title,
      Ware ware,
      double grams,
      BigDecimal price,
      long stock,
      @Nullable String origin,
      String locator) {
    return new Listing(
        source,
        id,
        at,
        seller,
        title,
        null,
        null,
        "product",
        List.of(price + " EUR"),
        price,
        "EUR",
        grams,
        "g",
        grams,
        null,
        ware.substance(),
        ware.path(),
        ware.substance() == null ? null : 0.9,
        origin,
        null,
        stock,
        null,
        null,
        null,
        null,
        null,
        "",
        locator);
  }

  private static Listing seenIn(Listing l, String capture) {
    return new Listing(
        l.source(),
        l.listingId(),
        l.capturedAt(),
        l.account(),
        l.title(),
        l.description(),
        l.category(),
        l.offerKind(),
        l.pricesShown(),
        l.priceAmount(),
        l.priceCurrency(),
        l.quantityValue(),
        l.quantityUnit(),
        l.grams(),
        l.units(),
        l.substance(),
        l.substanceClass(),
        l.substanceConfidence(),
        l.shipsFrom(),
        l.shipsTo(),
        l.stock(),
        l.stockPending(),
        l.soldCount(),
        l.rating(),
        l.feedbackCount(),
        l.escrow(),
        capture,
        l.locator());
  }
}
