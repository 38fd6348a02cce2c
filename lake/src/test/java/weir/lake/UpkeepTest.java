package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.listing.Listing;
import weir.listing.Offer;
import weir.masking.DigestKey;
import weir.row.Row;
import weir.table.Table;

/** Verifying, compacting, erasing, backing up. */
class UpkeepTest {
  private static final DigestKey KEY = key("a key for tests, nothing more");
  private static final Compaction.Settings AT_ONCE =
      new Compaction.Settings(16L << 20, 64L << 20, Duration.ZERO);

  @TempDir Path folder;

  private static DigestKey key(String secret) {
    return DigestKey.of(secret.getBytes(StandardCharsets.UTF_8));
  }

  private Path at() {
    return folder.resolve("lake");
  }

  private Lake lake() {
    // Files bear the time of the machine: so must the ledger, for a grace time to mean anything.
    return Lake.open(at(), InstantSource.system(), new BatchLimits(10_000, 256L << 20, 512))
        .keyedBy(() -> KEY);
  }

  /** Ten ingests of two sources, five pages each. */
  private static void fill(Lake lake) {
    for (int i = 0; i < 10; i++) {
      MadeUp.ingest(lake, "market" + i % 2, 5 * i, 5 * i + 5, 4);
    }
  }

  private static List<Object> ask(Lake lake, String sql) {
    try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      return query.rows(sql).stream()
          .map(row -> (Object) new ArrayList<>(row.values()).toString())
          .toList();
    }
  }

  private static String rows(Lake lake) {
    List<Object> all = new ArrayList<>();
    for (String table : List.of("capture", "listing", "mention", "offer")) {
      all.addAll(ask(lake, "SELECT count(*), sum(hash(t::VARCHAR)) FROM " + table + " t"));
    }
    try (Stream<KeptPage> pages = lake.pages(null)) {
      all.add(
          pages
              .map(page -> page.url() + new String(page.body(), StandardCharsets.UTF_8))
              .sorted()
              .toList());
    }
    return all.toString();
  }

  private Set<String> files() throws IOException {
    Set<String> files = new TreeSet<>();
    for (String inside : List.of("parts", "pages", "identities", "staging")) {
      try (Stream<Path> found = Files.walk(at().resolve(inside))) {
        found
            .filter(Files::isRegularFile)
            .forEach(file ->
                files.add(at().relativize(file).toString().replace(File.separatorChar, '/')));
      }
    }
    return files;
  }

  /** Whether any file of the lake holds the text, compressed pages unpacked. */
  private boolean stands(String text) throws IOException {
    for (String file : files()) {
      byte[] bytes = Files.readAllBytes(at().resolve(file));
      if (new String(bytes, StandardCharsets.ISO_8859_1).contains(text)) {
        return true;
      }
      if (file.endsWith(".gz")) {
        try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(at().resolve(file)))) {
          if (new String(in.readAllBytes(), StandardCharsets.UTF_8).contains(text)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  // Compaction

  @Test
  void small_parts_of_one_table_and_source_become_one_and_no_row_changes() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      String before = rows(lake);
      Compaction.Summary done = lake.compact(AT_ONCE);
      assertThat(done.joined()).isEqualTo(30);
      assertThat(done.into()).isEqualTo(6);
      assertThat(done.number()).isEqualTo(11);
      assertThat(rows(lake)).isEqualTo(before);
      assertThat(lake.view().parts()).hasSize(6);
      assertThat(lake.ledgerFiles().newest().identities()).hasSize(1);
      assertThat(lake.verify(true).faults()).isEmpty();
    }
    try (Lake lake = lake()) {
      assertThat(lake.view().parts()).hasSize(6);
      assertThat(MadeUp.ingest(lake, "market0", 0, 5, 4)).as("anything new").isFalse();
      assertThat(files())
          .as("parts, a WARC file for each source, the index and what is known")
          .hasSize(6 + 2 + 1 + 1);
    }
  }

  @Test
  void small_files_of_pages_become_one_and_every_page_is_found_as_before() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      List<String> before = pages(lake);
      Compaction.Summary done = lake.compact(AT_ONCE);
      assertThat(done.joinedPages()).isEqualTo(10);
      assertThat(done.intoPages()).isEqualTo(2);
      assertThat(lake.ledger().getLast().counts())
          .containsEntry("page_files_joined", 10L)
          .containsEntry("page_files_made", 2L);
      assertThat(pages(lake)).isEqualTo(before).isNotEmpty();
      for (MadeUp.Page page : List.of(MadeUp.page("market0", 3, 4), MadeUp.page("market1", 7, 4))) {
        assertThat(lake.page(page.capture().source(), page.capture().digest()))
            .hasValueSatisfying(found -> assertThat(found.body()).isEqualTo(page.bytes()));
      }
      lake.erase(
          new ErasureRequest.OfCapture(MadeUp.page("market0", 3, 4).capture().digest()), KEY);
      assertThat(pages(lake)).hasSize(before.size() - 1);
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  private static List<String> pages(Lake lake) {
    try (Stream<KeptPage> pages = lake.pages(null)) {
      return pages
          .map(page ->
              page.source()
                  + page.url()
                  + MadeUp.digest(new String(page.body(), StandardCharsets.UTF_8)))
          .sorted()
          .toList();
    }
  }

  @Test
  void large_files_of_pages_are_left_where_they_are() {
    try (Lake lake = lake()) {
      fill(lake);
      Compaction.Summary done = lake.compact(new Compaction.Settings(1, 64L << 20, Duration.ZERO));
      assertThat(done.joinedPages()).isZero();
      assertThat(done.number()).as("what is known is still joined").isNotNull();
    }
  }

  @Test
  void a_file_of_pages_that_was_cut_short_is_not_joined() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      PageFile file = lake.ledgerFiles().newest().pages().getFirst();
      Path path = at().resolve(file.path());
      Files.write(path, java.util.Arrays.copyOf(Files.readAllBytes(path), 100));
      assertThatThrownBy(() -> lake.compact(AT_ONCE))
          .isInstanceOf(LakeProblem.class)
          .hasMessage(
              "%s has 100 bytes, and the ledger says %d; nothing was changed. Run `weir ledger verify`, which says how to mend it."
                  .formatted(file.path(), file.bytes()));
      assertThat(lake.ledger()).hasSize(10);
    }
  }

  @Test
  void a_page_that_two_ingests_kept_at_once_leaves_no_bytes_when_it_is_erased() throws IOException {
    try (Lake lake = lake()) {
      try (Ingest late = lake.begin(MadeUp.plan("late"))) {
        for (int i : List.of(0, 1)) {
          MadeUp.Page page = MadeUp.page("market0", i, 1);
          late.keep(page.capture(), page.bytes(), page.rows());
        }
        MadeUp.ingest(lake, "market0", 0, 1, 1);
        late.publish();
      }
      String erased = MadeUp.page("market0", 0, 1).body();
      assertThat(stands(erased)).isTrue();
      lake.erase(
          new ErasureRequest.OfCapture(MadeUp.page("market0", 0, 1).capture().digest()), KEY);
      assertThat(stands(erased)).isFalse();
      assertThat(stands(MadeUp.page("market0", 1, 1).body())).isTrue();
    }
  }

  @Test
  void a_checkpoint_that_says_otherwise_than_the_entries_is_a_fault() throws IOException {
    try (Lake lake = lake()) {
      for (int i = 0; i < Ledger.STRIDE; i++) {
        MadeUp.ingest(lake, "market0", i, i + 1, 1);
      }
      assertThat(lake.verify(true).faults()).isEmpty();
      LedgerState state = lake.ledgerFiles().newest();
      Path checkpoint = Disk.list(at().resolve("ledger/checkpoints")).getFirst();
      String mend =
          " Delete that folder: the entries are read instead, and the next ingest makes it anew.";
      Map<String, Part> fewer = new java.util.LinkedHashMap<>(state.parts());
      fewer.remove(state.parts().keySet().iterator().next());
      Files.write(
          checkpoint,
          Checkpoint.bytes(
              new LedgerState(
                  state.number(),
                  fewer,
                  state.pages(),
                  state.identities(),
                  state.pageIndexes(),
                  state.tombstones(),
                  0)));
      assertThat(lake.verify(false).faults())
          .containsExactly(
              "A checkpoint in %s names other files than the entries do.%s"
                  .formatted(checkpoint.getParent(), mend));
      String other = "identities/merged-other.ids";
      KeyFile.write(at().resolve(other), Stream.of(new Identity(1, 1)));
      Files.write(
          checkpoint, Checkpoint.bytes(state.withFiles(List.of(other), state.pageIndexes())));
      assertThat(lake.verify(true).faults())
          .containsExactly(
              "A checkpoint in %s leads to identities that are not those that the ingests wrote.%s"
                  .formatted(checkpoint.getParent(), mend));
    }
  }

  @Test
  void a_compaction_leaves_files_to_earlier_readers_for_the_grace_time() {
    try (Lake lake = lake()) {
      fill(lake);
      LakeView before = lake.view();
      assertThat(lake.compact(Compaction.Settings.USUAL).removedFiles()).isZero();
      assertThat(before.parts()).allSatisfy(p -> assertThat(at().resolve(p.path())).exists());
      assertThat(lake.compact(AT_ONCE).removedFiles()).isGreaterThan(30);
      assertThat(before.parts()).allSatisfy(p -> assertThat(at().resolve(p.path())).doesNotExist());
    }
  }

  @Test
  void a_second_compaction_has_nothing_to_do() {
    try (Lake lake = lake()) {
      fill(lake);
      lake.compact(AT_ONCE);
      assertThat(lake.compact(AT_ONCE)).isEqualTo(new Compaction.Summary(null, 0, 0, 0, 0, 0, 0));
    }
  }

  @Test
  void an_ingest_that_began_before_a_compaction_still_adds_nothing_twice() {
    try (Lake lake = lake()) {
      fill(lake);
      try (Ingest ingest = lake.begin(MadeUp.plan("late"))) {
        MadeUp.Page page = MadeUp.page("market0", 1000, 4);
        ingest.keep(page.capture(), page.bytes(), page.rows());
        MadeUp.ingest(lake, "market0", 1000, 1001, 4);
        lake.compact(AT_ONCE);
        assertThat(ingest.publish()).isEmpty();
      }
    }
  }

  // Retention

  @Test
  void captures_past_their_time_go_with_all_that_was_read_from_them() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      MadeUp.Page old = MadeUp.page("market0", 0, 4);
      MadeUp.Page young = MadeUp.page("market1", 45, 4);
      // A page an hour: the first twenty are of before.
      Instant before = MadeUp.FIRST_DAY.plusSeconds(20 * 3600);
      ErasureReceipt receipt = lake.erase(new ErasureRequest.OfAge(Table.CAPTURE, before), KEY);
      assertThat(receipt.rows())
          .containsEntry("capture", 20L)
          .containsEntry("listing", 80L)
          .containsEntry("mention", 80L);
      assertThat(receipt.pages()).isEqualTo(20);
      assertThat(stands(old.body())).isFalse();
      assertThat(stands(young.body())).isTrue();
      assertThat(ask(lake, "SELECT count(*) FROM listing")).containsExactly("[120]");
      assertThat(lake.ledger().getLast().inputs())
          .containsExactly("retention of capture, before " + before);
      assertThat(MadeUp.ingest(lake, "market0", 0, 5, 4)).as("does it come back").isFalse();
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  @Test
  void rows_past_their_time_go_with_their_pages_and_other_tables_stay() {
    try (Lake lake = lake()) {
      fill(lake);
      Instant before = MadeUp.FIRST_DAY.plusSeconds(10 * 3600);
      ErasureReceipt receipt = lake.erase(new ErasureRequest.OfAge(Table.LISTING, before), KEY);
      assertThat(receipt.rows()).isEqualTo(Map.of("listing", 40L, "mention", 40L));
      assertThat(receipt.pages()).as("or reread would bring them back").isEqualTo(10);
      assertThat(ask(lake, "SELECT count(*) FROM capture")).containsExactly("[50]");
      assertThat(
              lake.overdue(
                  new Retention(Map.of(Table.LISTING, Period.ofDays(1))),
                  before.plus(Duration.ofDays(1))))
          .isEmpty();
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  @Test
  void refusals_and_pages_without_a_time_are_as_old_as_the_ingest_that_took_them_in() {
    Instant ingested = Instant.parse("2026-03-01T12:00:00Z");
    Retention month =
        new Retention(Map.of(Table.REFUSAL, Period.ofMonths(1), Table.LISTING, Period.ofMonths(1)));
    try (Lake lake = MadeUp.lake(at(), 1000).keyedBy(() -> KEY)) {
      try (Ingest ingest = lake.begin(MadeUp.plan("one"))) {
        Capture capture = MadeUp.capture("shop", "undated", null, "<p>no time</p>");
        ingest.keep(
            capture,
            "<p>no time</p>".getBytes(StandardCharsets.UTF_8),
            List.of(
                MadeUp.listing(
                    "shop", "1", null, "Blue", capture.digest(), new java.util.Random(1))));
        ingest.refuse(new Refusal(null, "in", "page", "too-large", "It is long.", "Cut it."));
        ingest.publish();
      }
      Instant due = ingested.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
      assertThat(lake.overdue(month, due)).isEmpty();
      Instant later = due.plusSeconds(1);
      assertThat(lake.overdue(month, later))
          .isEqualTo(Map.of(Table.REFUSAL, 1L, Table.LISTING, 1L));
      for (Table table : List.of(Table.REFUSAL, Table.LISTING)) {
        lake.erase(
            new ErasureRequest.OfAge(table, month.dueBefore(table, later).orElseThrow()), KEY);
      }
      assertThat(lake.overdue(month, later)).isEmpty();
    }
  }

  @Test
  void what_is_not_old_enough_is_not_erased() {
    try (Lake lake = lake()) {
      fill(lake);
      assertThatThrownBy(() ->
              lake.erase(
                  new ErasureRequest.OfAge(Table.LISTING, Instant.parse("2020-01-01T00:00:00Z")),
                  KEY))
          .hasMessage(
              "The lake has no rows of listing from before 2020-01-01T00:00:00Z; nothing was erased. `weir retention` shows what is due.");
      assertThat(lake.ledger()).hasSize(10);
    }
  }

  // Erasure

  /** A page on which two accounts stand, each with a listing, an offer of it and its name. */
  private static MadeUp.Page shared(int i, String one, String other) {
    String body = "<p>page " + i + " of " + one + " and " + other + "</p>";
    Capture capture = MadeUp.capture("shop", "shared/" + i, MadeUp.FIRST_DAY.plusSeconds(i), body);
    List<Row> rows = new ArrayList<>();
    for (String account : List.of(one, other)) {
      rows.add(listing(account, "of-" + account, capture));
      rows.add(
          new Offer(
              "shop",
              "of-" + account,
              capture.capturedAt(),
              "tier",
              account + " tier",
              null,
              null,
              null,
              null,
              null,
              capture.digest(),
              "tr"));
    }
    return new MadeUp.Page(capture, body, rows);
  }

  private static Listing listing(String account, String id, Capture capture) {
    return new Listing(
        "shop",
        id,
        capture.capturedAt(),
        account,
        "Blue lozenge of " + account,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        capture.digest(),
        "tr");
  }

  private static boolean keep(Lake lake, MadeUp.Page... pages) {
    try (Ingest ingest = lake.begin(MadeUp.plan("shop"))) {
      for (MadeUp.Page page : pages) {
        ingest.keep(page.capture(), page.bytes(), page.rows());
      }
      return ingest.publish().isPresent();
    }
  }

  private static final ErasureRequest ANN = new ErasureRequest.OfAccount("shop", "Annabellum");

  @Test
  void an_erased_account_is_in_no_table_and_no_byte_of_the_lake() throws IOException {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Annabellum"), shared(2, "Annabellum", "Berthold"));
      keep(lake, shared(3, "Berthold", "Corvinus"));
      assertThat(stands("Annabellum")).isTrue();
      ErasureReceipt receipt = lake.erase(ANN, KEY);
      assertThat(receipt.kind()).isEqualTo("account");
      assertThat(receipt.number()).isEqualTo(3);
      assertThat(receipt.rows()).isEqualTo(Map.of("listing", 3L, "offer", 3L, "capture", 1L));
      assertThat(receipt.pages()).isEqualTo(2);
      assertThat(receipt.again()).isFalse();
      assertThat(receipt.removedFiles()).isEqualTo(4);
      assertThat(stands("Annabellum")).isFalse();
      assertThat(ask(lake, "SELECT account, count(*) FROM listing GROUP BY 1 ORDER BY 1"))
          .containsExactly("[Berthold, 2]", "[Corvinus, 1]");
      assertThat(ask(lake, "SELECT listing_id, count(*) FROM offer GROUP BY 1 ORDER BY 1"))
          .containsExactly("[of-Berthold, 2]", "[of-Corvinus, 1]");
      assertThat(ask(lake, "SELECT url FROM capture ORDER BY 1"))
          .containsExactly("[shared/2]", "[shared/3]");
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  @Test
  void what_others_showed_on_a_page_that_is_gone_outlives_a_rereading() {
    try (Lake lake = lake()) {
      keep(lake, shared(2, "Annabellum", "Berthold"), shared(3, "Berthold", "Corvinus"));
      lake.erase(ANN, KEY);
      List<Part> again = lake.view().parts().stream().filter(Part::fromPages).toList();
      assertThat(again.stream().filter(p -> p.table().equals("listing")).mapToLong(Part::rows))
          .containsExactly(2L);
      assertThat(
              lake.view().parts("listing").stream()
                  .filter(p -> !p.fromPages())
                  .mapToLong(Part::rows))
          .containsExactly(1L);
    }
  }

  @Test
  void an_erased_account_does_not_come_back_with_old_or_new_pages() throws IOException {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Annabellum"), shared(2, "Annabellum", "Berthold"));
      lake.erase(ANN, KEY);
      assertThat(keep(lake, shared(1, "Annabellum", "Annabellum"))).isFalse();
      assertThat(keep(lake, shared(2, "Annabellum", "Berthold"))).isFalse();
      assertThat(keep(lake, shared(7, "Annabellum", "Annabellum"))).isFalse();
      assertThat(keep(lake, shared(8, "Annabellum", "Dorothea"))).isTrue();
      assertThat(ask(lake, "SELECT DISTINCT account FROM listing ORDER BY 1"))
          .containsExactly("[Berthold]", "[Dorothea]");
      assertThat(stands("Annabellum")).isFalse();
    }
  }

  @Test
  void the_ledger_and_the_tombstones_do_not_name_what_was_erased() throws IOException {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Berthold"));
      lake.erase(ANN, KEY);
      try (Stream<Path> all = Files.walk(at())) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
              .as(file.toString())
              .doesNotContain("Annabellum");
        }
      }
    }
  }

  @Test
  void an_erased_capture_takes_its_rows_and_its_page_with_it() {
    try (Lake lake = lake()) {
      fill(lake);
      Capture gone = MadeUp.page("market0", 0, 4).capture();
      ErasureReceipt receipt = lake.erase(new ErasureRequest.OfCapture(gone.digest()), KEY);
      assertThat(receipt.rows()).isEqualTo(Map.of("capture", 1L, "listing", 4L, "mention", 4L));
      assertThat(receipt.pages()).isEqualTo(1);
      assertThat(lake.page("market0", gone.digest())).isEmpty();
      assertThat(lake.page("market0", MadeUp.page("market0", 1, 4).capture().digest())).isPresent();
      try (Stream<KeptPage> pages = lake.pages(null)) {
        assertThat(pages.count()).isEqualTo(49);
      }
      assertThat(MadeUp.ingest(lake, "market0", 0, 5, 4)).isFalse();
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  @Test
  void an_erased_source_leaves_the_others_and_takes_new_pages() {
    try (Lake lake = lake()) {
      fill(lake);
      ErasureReceipt receipt = lake.erase(new ErasureRequest.OfSource("market1"), KEY);
      assertThat(receipt.pages()).isEqualTo(25);
      assertThat(receipt.rows().get("listing")).isEqualTo(100);
      assertThat(ask(lake, "SELECT DISTINCT source FROM listing")).containsExactly("[market0]");
      assertThat(MadeUp.ingest(lake, "market1", 5, 10, 4)).isFalse();
      assertThat(MadeUp.ingest(lake, "market1", 500, 505, 4)).isTrue();
    }
  }

  @Test
  void an_erasure_cut_short_before_it_removed_the_bytes_is_finished_by_the_next() throws Exception {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Berthold"));
      List<Path> old = lake.view().parts().stream().map(part -> at().resolve(part.path())).toList();
      byte[] bytes = Files.readAllBytes(old.getFirst());
      lake.erase(ANN, KEY);
      Files.write(old.getFirst(), bytes);
      ErasureReceipt receipt = lake.erase(ANN, KEY);
      assertThat(receipt.again()).isTrue();
      assertThat(receipt.number()).isEqualTo(2);
      assertThat(receipt.removedFiles()).isEqualTo(1);
      assertThat(old.getFirst()).doesNotExist();
    }
  }

  @Test
  void what_a_dead_ingest_staged_of_an_erased_account_is_removed_too() throws Exception {
    try (Lake lake = MadeUp.lake(at(), 2).keyedBy(() -> KEY)) {
      keep(lake, shared(1, "Annabellum", "Berthold"));
      try (Ingest ingest = lake.begin(MadeUp.plan("dies"))) {
        MadeUp.Page page = shared(9, "Annabellum", "Annabellum");
        ingest.keep(page.capture(), page.bytes(), page.rows());
        while (files().stream().noneMatch(file -> file.contains("batch-"))) {
          Thread.sleep(5);
        }
      }
      assertThat(stands("Annabellum")).isTrue();
      lake.erase(ANN, KEY);
      assertThat(files().stream().filter(file -> file.startsWith("staging"))).isEmpty();
      assertThat(stands("Annabellum")).isFalse();
    }
  }

  @Test
  void an_ingest_that_was_reading_during_an_erasure_adds_nothing() {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Berthold"));
      try (Ingest ingest = lake.begin(MadeUp.plan("reads"))) {
        MadeUp.Page page = shared(9, "Annabellum", "Annabellum");
        ingest.keep(page.capture(), page.bytes(), page.rows());
        lake.erase(ANN, KEY);
        assertThatThrownBy(ingest::publish)
            .hasMessage(
                "Something was erased from the lake while this run read; what it had gathered was discarded, and nothing was added. Run the same command again.");
      }
      assertThat(ask(lake, "SELECT DISTINCT account FROM listing")).containsExactly("[Berthold]");
    }
  }

  @Test
  void another_digest_key_cannot_add_to_a_lake_from_which_something_was_erased() {
    try (Lake lake = lake()) {
      keep(lake, shared(1, "Annabellum", "Berthold"));
      lake.erase(ANN, KEY);
    }
    try (Lake lake = MadeUp.lake(at(), 100).keyedBy(() -> key("another key than the first"))) {
      assertThatThrownBy(() -> lake.begin(MadeUp.plan("x")))
          .hasMessageContaining("was noted under another digest key")
          .hasMessageContaining("WEIR_DIGEST_KEY_FILE");
    }
    try (Lake lake = MadeUp.lake(at(), 100)) {
      assertThatThrownBy(() -> lake.begin(MadeUp.plan("x")))
          .hasMessageContaining("adding to it takes the digest key");
    }
  }

  @Test
  void what_the_lake_does_not_have_is_not_erased() {
    try (Lake lake = lake()) {
      fill(lake);
      assertThatThrownBy(() -> lake.erase(ANN, KEY))
          .hasMessageStartingWith(
              "The lake has no rows of the account 'Annabellum' of the source 'shop'; nothing was erased.");
      assertThat(lake.view().number()).isEqualTo(10);
    }
    assertThatThrownBy(() -> new ErasureRequest.OfCapture("abc"))
        .hasMessageStartingWith("A capture is named by its SHA-256");
  }

  // Verification

  @Test
  void a_lake_that_is_as_its_ledger_says_is_sound() {
    try (Lake lake = lake()) {
      fill(lake);
      Verification.Report report = lake.verify(true);
      assertThat(report.faults()).isEmpty();
      assertThat(report.parts()).isEqualTo(30);
      assertThat(report.pages()).isEqualTo(50);
      assertThat(report.unread()).isEmpty();
    }
  }

  @Test
  void a_missing_part_a_changed_page_and_a_cut_file_of_keys_are_each_named() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      LedgerState state = lake.ledgerFiles().newest();
      Part part = lake.view().parts().getFirst();
      Files.delete(at().resolve(part.path()));
      PageFile pages = state.pages().getFirst();
      byte[] warc = Files.readAllBytes(at().resolve(pages.path()));
      warc[warc.length / 2] ^= 1;
      Files.write(at().resolve(pages.path()), warc);
      String keys = state.identities().getLast();
      Files.write(at().resolve(keys), new byte[3], StandardOpenOption.TRUNCATE_EXISTING);
      Files.writeString(at().resolve("parts/listing/stray.parquet"), "stray");
    }
    try (Lake lake = lake()) {
      Verification.Report report = lake.verify(true);
      assertThat(report.isSound()).isFalse();
      assertThat(report.faults()).hasSize(3);
      assertThat(report.faults().get(0))
          .endsWith(
              "is missing (5 rows of capture). Restore it from a backup (`weir restore`), or erase its source and ingest that again.");
      assertThat(report.faults().get(1)).contains("(what is already known) cannot be opened");
      assertThat(report.faults().get(2)).contains("pages/").contains("cannot be read");
      assertThat(report.unread()).containsExactly(Map.entry("parts/listing/stray.parquet", 5L));
    }
  }

  // Backup

  @Test
  void a_backup_restores_to_the_same_lake_from_a_folder_and_from_an_archive() {
    String before;
    try (Lake lake = lake()) {
      fill(lake);
      before = rows(lake);
      assertThat(lake.backUpInto(folder.resolve("copy")).number()).isEqualTo(10);
      assertThat(lake.backUpAs(folder.resolve("copy.zip")).number()).isEqualTo(10);
      MadeUp.ingest(lake, "market0", 900, 905, 4);
    }
    for (String name : List.of("copy", "copy.zip")) {
      Path again = folder.resolve("from " + name);
      Backup.restore(folder.resolve(name), again);
      try (Lake lake = MadeUp.lake(again, 1000)) {
        assertThat(rows(lake)).isEqualTo(before);
        assertThat(lake.verify(true).faults()).isEmpty();
        assertThat(MadeUp.ingest(lake, "market0", 0, 5, 4)).isFalse();
      }
    }
  }

  @Test
  void a_backup_overwrites_nothing_and_a_restoration_neither() throws IOException {
    try (Lake lake = lake()) {
      fill(lake);
      Path zip = Files.writeString(folder.resolve("there.zip"), "");
      assertThatThrownBy(() -> lake.backUpAs(zip))
          .hasMessageContaining("is there already; a backup does not overwrite it");
      assertThatThrownBy(() -> lake.backUpInto(at())).hasMessageContaining("is not empty");
      assertThatThrownBy(() -> Backup.restore(zip, at()))
          .hasMessageContaining("There is a lake at");
      assertThatThrownBy(() -> Backup.restore(zip, folder.resolve("new")))
          .hasMessageContaining("is no backup of a lake");
    }
  }

  @Test
  void a_compacted_and_partly_erased_lake_can_be_backed_up() {
    try (Lake lake = lake()) {
      fill(lake);
      keep(lake, shared(1, "Annabellum", "Berthold"));
      lake.compact(AT_ONCE);
      lake.erase(ANN, KEY);
      lake.backUpInto(folder.resolve("copy"));
      Backup.restore(folder.resolve("copy"), folder.resolve("again"));
      try (Lake again = MadeUp.lake(folder.resolve("again"), 1000).keyedBy(() -> KEY)) {
        assertThat(rows(again)).isEqualTo(rows(lake));
        assertThat(keep(again, shared(1, "Annabellum", "Annabellum"))).isFalse();
        assertThat(again.ledger().stream().map(Manifest::what).collect(Collectors.toSet()))
            .containsExactlyInAnyOrder("ingest", "compact", "erase");
      }
    }
  }
}
