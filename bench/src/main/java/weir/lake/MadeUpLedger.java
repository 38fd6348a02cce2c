package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import weir.capture.Capture;
import weir.listing.Listing;
import weir.substance.Mention;

/**
 * A lake of thousands of small ingests, for benchmarks. The first is a real one; the others are
 * entries of their own that name links to its files, with identities of their own: ten thousand
 * real ingests would wait an hour for the disk. It stands in the lake's package because only there
 * entries can be written.
 */
@NullMarked
public final class MadeUpLedger {
  /** Pages of each ingest, each an identity. */
  public static final int PAGES = 10;

  private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
  private static final Compaction.Settings AT_ONCE =
      new Compaction.Settings(
          Compaction.Settings.USUAL.smallBytes(),
          Compaction.Settings.USUAL.largeBytes(),
          Duration.ZERO);

  private MadeUpLedger() {}

  /** The lake in that folder, made when it is not there whole. */
  public static void make(Path folder, int ingests, boolean compacted) throws IOException {
    Path whole = folder.resolveSibling(folder.getFileName() + ".whole");
    if (Files.exists(whole)) {
      return;
    }
    Disk.removeFolder(folder);
    try (Lake lake = Lake.open(folder, InstantSource.system())) {
      Manifest first = first(lake);
      for (long number = 2; number <= ingests; number++) {
        Manifest entry = next(lake, first, number);
        Files.write(folder.resolve("ledger/%09d.json".formatted(number)), entry.toJson());
        lake.ledgerFiles().checkpoint();
      }
      if (compacted) {
        lake.compact(AT_ONCE);
      }
    }
    Files.createFile(whole);
  }

  /** The identities of the pages of one ingest, the same each time; of none for number 0. */
  public static List<Identity> identities(long number) {
    Random random = new Random(number);
    return IntStream.range(0, PAGES)
        .mapToObj(_ -> new Identity(random.nextLong(), random.nextLong()))
        .toList();
  }

  private static Manifest first(Lake lake) {
    IngestPlan plan = IngestPlan.of(Purpose.INGEST, List.of("made up"), Map.of("reader", "1"));
    try (Ingest ingest = lake.begin(plan)) {
      for (int i = 0; i < PAGES; i++) {
        byte[] page =
            ("<p>made-up page " + i + "</p>").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String digest = "%064x".formatted(i);
        Capture capture =
            new Capture(
                digest,
                "market",
                "pages/" + i,
                DAY,
                "text/html",
                page.length,
                "listings",
                null,
                null,
                null);
        String id = "L" + i;
        ingest.keep(capture, page, List.of(listing(id, digest), mention(id, digest)));
      }
      return ingest.publish().orElseThrow();
    }
  }

  private static Listing listing(String id, String digest) {
    return new Listing(
        "market",
        id,
        DAY,
        "seller",
        "Blue lozenge " + id,
        null,
        List.of(),
        "product",
        List.of("10 EUR"),
        null,
        "EUR",
        1.0,
        "g",
        1.0,
        null,
        null,
        null,
        null,
        "NL",
        List.of("EU"),
        5L,
        null,
        null,
        null,
        null,
        null,
        digest,
        "tr");
  }

  private static Mention mention(String id, String digest) {
    return new Mention(
        "market", "listing", id, digest, "title", 0, 4, "Blue", null, null, 0.5, "made up");
  }

  private static Manifest next(Lake lake, Manifest first, long number) throws IOException {
    Path folder = lake.folder();
    String id = "20260301T120000Z-%08x".formatted(number);
    List<Part> parts = new ArrayList<>();
    for (Part part : first.adds()) {
      String path = part.path().replace(first.id(), id);
      Files.createLink(folder.resolve(path), folder.resolve(part.path()));
      parts.add(
          new Part(
              part.table(),
              path,
              part.rows(),
              part.bytes(),
              part.source(),
              part.earliest(),
              part.latest(),
              null,
              part.fromPages(),
              part.columns(),
              id,
              part.versions()));
    }
    PageFile page = first.pages().getFirst();
    String pages = page.path().replace(first.id(), id);
    Files.createLink(folder.resolve(pages), folder.resolve(page.path()));
    List<Identity> identities = identities(number);
    String known = "identities/" + id + ".ids";
    KeyFile.write(folder.resolve(known), identities.stream());
    String index = "pages/" + id + ".index";
    List<KeyFile.Entry> entries = new ArrayList<>();
    lake.keys(java.util.Objects.requireNonNull(first.pageIndex()))
        .entries()
        .forEachRemaining(entry ->
            entries.add(new KeyFile.Entry(identities.get(entries.size()), entry.numbers())));
    KeyFile.write(folder.resolve(index), PageKeeper.NUMBERS, entries, List.of(pages));
    return new Manifest(
        number,
        id,
        DAY,
        first.what(),
        first.inputs(),
        first.versions(),
        first.counts(),
        parts,
        List.of(),
        List.of(new PageFile(pages, page.source(), page.records(), page.bytes())),
        known,
        index);
  }
}
