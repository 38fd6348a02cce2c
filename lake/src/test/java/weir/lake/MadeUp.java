package weir.lake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.capture.PageKind;
import weir.listing.Listing;
import weir.row.Row;
import weir.substance.Mention;

/** Pages of a market that does not exist, the same for the same seed. */
final class MadeUp {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final Instant FIRST_DAY = Instant.parse("2025-01-01T00:00:00.123456Z");

  private MadeUp() {}

  /** A page and what it says. */
  record Page(Capture capture, String body, List<Row> rows) {
    byte[] bytes() {
      return body.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Page number {@code i} of a source, with so many listings. */
  static Page page(String source, int i, int listings) {
    Random random = new Random(31L * source.hashCode() + i);
    String url = "pages/" + i + ".html";
    Instant at = FIRST_DAY.plusSeconds(3600L * i);
    String body = "<html><body>page " + i + " " + random.nextLong() + "</body></html>";
    Capture capture = capture(source, url, at, body);
    List<Row> rows = new ArrayList<>();
    for (int n = 0; n < listings; n++) {
      String id = "L" + (i * 31 + n) % 977;
      rows.add(listing(source, id, at, "Blue lozenge " + id, capture.digest(), random));
      rows.add(
          new Mention(
              source,
              "listing",
              id,
              capture.digest(),
              "title",
              0,
              4,
              "Blue",
              null,
              null,
              0.5,
              "test"));
    }
    return new Page(capture, body, rows);
  }

  static Capture capture(String source, String url, @Nullable Instant at, String body) {
    return new Capture(
        digest(body),
        source,
        url,
        at,
        "text/html",
        body.length(),
        PageKind.LISTINGS.word(),
        3L,
        null,
        null);
  }

  static Listing listing(
      String source, String id, @Nullable Instant at, String title, String digest, Random random) {
    return new Listing(
        source,
        id,
        at,
        "seller" + random.nextInt(20),
        title,
        random.nextBoolean() ? null : "A made-up description of some length, to fill the row.",
        List.of("Outer", "Inner"),
        "product",
        List.of(random.nextInt(100) + " EUR"),
        BigDecimal.valueOf(random.nextInt(100_000), 2),
        "EUR",
        1.0,
        "g",
        1.0,
        null,
        null,
        null,
        null,
        "NL",
        List.of("EU", "WORLD"),
        (long) random.nextInt(50),
        null,
        null,
        random.nextDouble(),
        null,
        random.nextBoolean(),
        digest,
        "tr:nth-child(1)");
  }

  static String digest(String body) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static IngestPlan plan(String job) {
    return new IngestPlan(
        Purpose.INGEST, List.of("folder"), Map.of("reader", "1", "lexicon", "2026-01"), job);
  }

  /** Ingests pages {@code from} to {@code to}, exclusive; returns whether anything was new. */
  static boolean ingest(Lake lake, String source, int from, int to, int listings) {
    try (Ingest ingest = lake.begin(plan(source))) {
      for (int i = from; i < to; i++) {
        Page page = page(source, i, listings);
        ingest.keep(page.capture(), page.bytes(), page.rows());
      }
      return ingest.publish().isPresent();
    }
  }

  static Lake lake(Path folder, long batchRows) {
    return Lake.open(folder, CLOCK, new BatchLimits(batchRows, 256L << 20, 512));
  }
}
