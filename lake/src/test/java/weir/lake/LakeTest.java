package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import weir.capture.Capture;
import weir.capture.Refusal;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.listing.Offer;
import weir.row.Column;
import weir.row.Row;

class LakeTest {
  @TempDir Path folder;

  private static long count(Lake lake, LakeView view, String table) {
    try (LakeQuery query = LakeQuery.over(lake, view, QueryLimits.USUAL)) {
      Object count = query.rows("SELECT count(*) AS n FROM " + table).getFirst().get("n");
      return (Long) Objects.requireNonNull(count);
    }
  }

  private static long count(Lake lake, String table) {
    return count(lake, lake.view(), table);
  }

  private static long fileCount(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void the_same_input_twice_adds_nothing() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 50)) {
      assertThat(MadeUp.ingest(lake, "market", 0, 20, 5)).isTrue();
      long files = fileCount(folder);
      assertThat(MadeUp.ingest(lake, "market", 0, 20, 5)).isFalse();
      assertThat(lake.ledger()).hasSize(1);
      assertThat(count(lake, "capture")).isEqualTo(20);
      assertThat(count(lake, "listing")).isEqualTo(100);
      assertThat(fileCount(folder)).isEqualTo(files);
    }
  }

  @Test
  void the_same_page_saved_on_another_day_is_a_new_observation() {
    MadeUp.Page page = MadeUp.page("market", 1, 3);
    Capture next =
        MadeUp.capture(
            "market",
            page.capture().url(),
            MadeUp.FIRST_DAY.plus(Duration.ofDays(40)),
            page.body());
    try (Lake lake = MadeUp.lake(folder, 1000);
        Ingest ingest = lake.begin(MadeUp.plan("job"))) {
      assertThat(ingest.keep(page.capture(), page.bytes(), page.rows())).isTrue();
      assertThat(ingest.keep(page.capture(), page.bytes(), page.rows())).isFalse();
      assertThat(ingest.keep(next, page.bytes(), List.of())).isTrue();
      assertThat(ingest.publish().orElseThrow().counts())
          .containsEntry("capture", 2L)
          .containsEntry("pages", 2L);
    }
  }

  @Test
  void an_observation_is_known_once_taken_staged_or_published() {
    MadeUp.Page page = MadeUp.page("market", 1, 3);
    Identity identity = Identity.of(page.capture());
    try (Lake lake = MadeUp.lake(folder, 1)) {
      try (Ingest ingest = lake.begin(MadeUp.plan("job"))) {
        assertThat(ingest.isKnown(identity)).isFalse();
        ingest.keep(page.capture(), page.bytes(), page.rows());
        assertThat(ingest.isKnown(identity)).isTrue();
        ingest.publish().orElseThrow().counts().forEach((_, rows) -> assertThat(rows).isPositive());
      }
      try (Ingest ingest = lake.begin(MadeUp.plan("another"))) {
        assertThat(ingest.isKnown(identity)).isTrue();
      }
    }
  }

  @Test
  void a_reader_sees_the_lake_as_before_or_as_after_an_ingest() {
    try (Lake lake = MadeUp.lake(folder, 20)) {
      MadeUp.ingest(lake, "market", 0, 10, 5);
      LakeView before = lake.view();
      try (Ingest ingest = lake.begin(MadeUp.plan("more"))) {
        for (int i = 10; i < 30; i++) {
          MadeUp.Page page = MadeUp.page("market", i, 5);
          ingest.keep(page.capture(), page.bytes(), page.rows());
          if (i == 20) {
            try (Lake reader = Lake.openReadOnly(folder)) {
              assertThat(count(reader, "listing")).isEqualTo(50);
            }
          }
        }
        assertThat(lake.view()).isEqualTo(before);
        assertThat(ingest.publish()).isPresent();
      }
      assertThat(count(lake, before, "listing")).isEqualTo(50);
      assertThat(count(lake, "listing")).isEqualTo(150);
    }
  }

  @Test
  void a_view_as_of_an_earlier_number_stays_as_it_was() {
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      MadeUp.ingest(lake, "a", 0, 3, 2);
      MadeUp.ingest(lake, "b", 0, 3, 2);
      assertThat(lake.viewAt(0).parts()).isEmpty();
      assertThat(count(lake, lake.viewAt(1), "capture")).isEqualTo(3);
      assertThat(count(lake, lake.viewAt(2), "capture")).isEqualTo(6);
      assertThatThrownBy(() -> lake.viewAt(3))
          .isInstanceOf(LakeProblem.class)
          .hasMessage(
              "The ledger of %s has no entry 3; it ends at 2. Ask for a number from 0 to 2.",
              folder);
    }
  }

  @Test
  void two_ingests_at_once_both_land_and_nothing_is_doubled() {
    try (Lake one = MadeUp.lake(folder, 30);
        Lake two = MadeUp.lake(folder, 30);
        Ingest first = one.begin(MadeUp.plan("first"));
        Ingest second = two.begin(MadeUp.plan("second"))) {
      for (int i = 0; i < 20; i++) {
        MadeUp.Page page = MadeUp.page("market", i, 4);
        first.keep(page.capture(), page.bytes(), page.rows());
      }
      for (int i = 10; i < 30; i++) {
        MadeUp.Page page = MadeUp.page("market", i, 4);
        second.keep(page.capture(), page.bytes(), page.rows());
      }
      assertThat(first.publish().orElseThrow().counts()).containsEntry("capture", 20L);
      assertThat(second.publish().orElseThrow().counts())
          .containsEntry("capture", 10L)
          .containsEntry("listing", 40L)
          .containsEntry("mention", 40L)
          .containsEntry("pages", 10L);
      assertThat(count(one, "capture")).isEqualTo(30);
      assertThat(count(one, "listing")).isEqualTo(120);
      try (Stream<KeptPage> pages = one.pages("market")) {
        assertThat(pages.map(KeptPage::url).toList()).hasSize(30).doesNotHaveDuplicates();
      }
      assertThat(two.page("market", MadeUp.page("market", 15, 0).capture().digest())).isPresent();
    }
  }

  @Test
  void an_ingest_that_finds_all_its_rows_published_by_another_adds_no_entry() {
    try (Lake one = MadeUp.lake(folder, 30);
        Lake two = MadeUp.lake(folder, 30);
        Ingest first = one.begin(MadeUp.plan("first"));
        Ingest second = two.begin(MadeUp.plan("second"))) {
      MadeUp.Page page = MadeUp.page("market", 1, 4);
      first.keep(page.capture(), page.bytes(), page.rows());
      second.keep(page.capture(), page.bytes(), page.rows());
      assertThat(first.publish()).isPresent();
      assertThat(second.publish()).isEmpty();
      assertThat(one.ledger()).hasSize(1);
    }
  }

  @Test
  void an_ingest_of_the_same_job_goes_on_with_what_was_staged() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 9)) {
      String id;
      try (Ingest ingest = lake.begin(MadeUp.plan("job"))) {
        id = ingest.id();
        for (int i = 0; i < 10; i++) {
          MadeUp.Page page = MadeUp.page("market", i, 1);
          ingest.keep(page.capture(), page.bytes(), page.rows());
        }
      }
      assertThat(lake.view().parts()).isEmpty();
      try (Ingest other = lake.begin(MadeUp.plan("another job"))) {
        assertThat(other.id()).isNotEqualTo(id);
      }
      try (Ingest ingest = lake.begin(MadeUp.plan("job"))) {
        assertThat(ingest.id()).isEqualTo(id);
        int again = 0;
        for (int i = 0; i < 10; i++) {
          MadeUp.Page page = MadeUp.page("market", i, 1);
          again += ingest.keep(page.capture(), page.bytes(), page.rows()) ? 1 : 0;
        }
        assertThat(again).as("pages of the batch that was not full").isEqualTo(1);
        assertThat(ingest.publish().orElseThrow().counts())
            .containsEntry("capture", 10L)
            .containsEntry("listing", 10L);
      }
      assertThat(Disk.list(folder.resolve("staging"))).isEmpty();
    }
  }

  @Test
  void what_nobody_went_on_with_for_a_week_is_removed() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 3);
        Ingest ingest = lake.begin(MadeUp.plan("job"))) {
      MadeUp.Page page = MadeUp.page("market", 1, 4);
      ingest.keep(page.capture(), page.bytes(), page.rows());
    }
    assertThat(Disk.list(folder.resolve("staging"))).hasSize(1);
    InstantSource later = InstantSource.fixed(MadeUp.NOW.plus(Duration.ofDays(8)));
    try (Lake lake = Lake.open(folder, later);
        Ingest ingest = lake.begin(MadeUp.plan("another"))) {
      assertThat(Disk.list(folder.resolve("staging")))
          .extracting(path -> String.valueOf(path.getFileName()))
          .containsExactly(ingest.id());
    }
  }

  @Test
  void the_same_refusal_of_the_same_input_adds_nothing() {
    Refusal refusal =
        new Refusal(null, "a.csv", "row 3", "price", "Cannot read 'TBD'.", "Leave it empty.");
    try (Lake lake = MadeUp.lake(folder, 100)) {
      for (int run = 0; run < 2; run++) {
        try (Ingest ingest = lake.begin(MadeUp.plan("job " + run))) {
          ingest.refuse(refusal);
          ingest.refuse(refusal);
          assertThat(ingest.publish().isPresent()).isEqualTo(run == 0);
        }
      }
      assertThat(count(lake, "refusal WHERE ingest IS NOT NULL")).isEqualTo(1);
    }
  }

  @Test
  void a_page_read_again_replaces_its_rows_and_only_its_rows() {
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      MadeUp.ingest(lake, "one", 0, 4, 5);
      MadeUp.ingest(lake, "two", 0, 4, 5);
      IngestPlan plan = IngestPlan.of(Purpose.REREAD, List.of("one"), Map.of("lexicon", "2026-02"));
      try (Ingest ingest = lake.begin(plan);
          Stream<KeptPage> pages = lake.pages("one")) {
        pages.forEach(page ->
            ingest.keep(
                new Capture(
                    page.originalDigest(),
                    page.source(),
                    page.url(),
                    page.capturedAt(),
                    page.mediaType(),
                    page.originalBytes(),
                    "listing",
                    null,
                    null,
                    null),
                null,
                List.of(
                    MadeUp.listing(
                        page.source(),
                        "again",
                        page.capturedAt(),
                        "t",
                        page.originalDigest(),
                        new Random(1)))));
        ingest.replace(
            lake.view().parts().stream()
                .filter(part -> "one".equals(part.source()) && part.fromPages())
                .toList());
        assertThat(ingest.publish()).isPresent();
      }
      assertThat(count(lake, "listing WHERE source = 'one'")).isEqualTo(4);
      assertThat(count(lake, "listing WHERE source = 'two'")).isEqualTo(20);
      assertThat(count(lake, "capture")).isEqualTo(8);
      assertThat(lake.view().parts())
          .filteredOn(part -> "one".equals(part.source()))
          .allSatisfy(part -> assertThat(part.versions()).containsEntry("lexicon", "2026-02"));
      assertThat(MadeUp.ingest(lake, "one", 0, 4, 5)).as("pages are still known").isFalse();
      try (Stream<KeptPage> pages = lake.pages(null)) {
        assertThat(pages.count()).isEqualTo(8);
      }
    }
  }

  @Test
  void two_runs_that_replace_the_same_part_do_not_both_succeed() {
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      MadeUp.ingest(lake, "one", 0, 4, 5);
      List<Part> parts = lake.view().parts();
      try (Ingest first = lake.begin(IngestPlan.of(Purpose.REREAD, List.of("1"), Map.of()));
          Ingest second = lake.begin(IngestPlan.of(Purpose.REREAD, List.of("2"), Map.of()))) {
        first.replace(parts);
        second.replace(parts);
        assertThat(first.publish()).isPresent();
        assertThatThrownBy(second::publish)
            .isInstanceOf(LakeProblem.class)
            .hasMessageEndingWith(
                "was replaced by another run in the meantime; nothing was changed. Run the same command again.");
      }
      assertThat(lake.ledger()).hasSize(2);
    }
  }

  /** A derived row. */
  public record Week(String source, Instant week, long sold) implements Row {}

  @Test
  void derived_rows_take_the_place_of_those_derived_before() {
    List<Column> columns = Column.of(Week.class);
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      for (int run = 1; run <= 2; run++) {
        try (Ingest ingest =
            lake.begin(IngestPlan.of(Purpose.DERIVE, List.of("run " + run), Map.of()))) {
          ingest.addDerived(
              "weekly",
              "market",
              columns,
              "key" + run,
              List.of(new Week("market", MadeUp.FIRST_DAY, run)).iterator());
          ingest.addDerived("weekly", "empty", columns, "key" + run, List.<Week>of().iterator());
          assertThat(ingest.publish()).isPresent();
        }
        assertThat(lake.view().derivedFrom("weekly", "market")).contains("key" + run);
        assertThat(lake.view().derivedFrom("weekly", "empty")).contains("key" + run);
        assertThat(lake.view().derivedFrom("weekly", "other")).isEmpty();
        try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
          assertThat(query.tables()).contains("weekly", "listing");
          assertThat(query.rows("SELECT * FROM weekly"))
              .containsExactly(
                  Map.of("source", "market", "week", MadeUp.FIRST_DAY, "sold", (long) run));
        }
      }
    }
  }

  @Test
  void a_kept_page_is_read_back_byte_for_byte() throws IOException {
    String url = "папка/page 1%20.html?q=\"a\"\r\nWeir-Source: forged";
    byte[] body = new byte[300_000];
    new Random(5).nextBytes(body);
    Capture capture =
        new Capture(
            MadeUp.digest("original"),
            "mar ket",
            url,
            MadeUp.FIRST_DAY,
            "text/html; charset=\"ü\"",
            12,
            "listing",
            null,
            null,
            null);
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      try (Ingest ingest = lake.begin(MadeUp.plan("job"))) {
        ingest.keep(capture, body, List.of());
        MadeUp.Page other = MadeUp.page("market", 2, 1);
        ingest.keep(other.capture(), other.bytes(), other.rows());
        assertThat(ingest.publish()).isPresent();
      }
      Optional<KeptPage> page = lake.page("mar ket", capture.digest());
      assertThat(page).isPresent();
      KeptPage kept = page.get();
      assertThat(kept.body()).isEqualTo(body);
      assertThat(kept.url()).isEqualTo(url);
      assertThat(kept.source()).isEqualTo("mar ket");
      assertThat(kept.capturedAt()).isEqualTo(MadeUp.FIRST_DAY);
      assertThat(kept.mediaType()).isEqualTo("text/html; charset=\"ü\"");
      assertThat(kept.originalDigest()).isEqualTo(capture.digest());
      assertThat(kept.originalBytes()).isEqualTo(12);
      assertThat(lake.page("market", capture.digest())).isEmpty();
      assertThat(lake.page("mar ket", MadeUp.digest("never kept"))).isEmpty();
      for (PageFile file : lake.ledger().getFirst().pages()) {
        try (WarcReader reader = new WarcReader(folder.resolve(file.path()))) {
          WarcRecord record = reader.next().orElseThrow();
          assertThat(record.type()).isEqualTo("resource");
          assertThat(record.headers().all("Weir-Source")).hasSize(1);
        }
      }
    }
  }

  @Test
  void a_kept_page_that_changed_on_disk_is_not_shown_as_sound() throws IOException {
    MadeUp.Page page = MadeUp.page("market", 2, 1);
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      MadeUp.ingest(lake, "market", 2, 3, 1);
      Path file = folder.resolve(lake.ledger().getFirst().pages().getFirst().path());
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 30] ^= 1;
      Files.write(file, bytes);
      assertThatThrownBy(() -> lake.page("market", page.capture().digest()))
          .isInstanceOf(LakeProblem.class)
          .hasMessageStartingWith("Cannot read " + file + ": ")
          .hasMessageEndingWith("If the disk is sound, restore the file from a copy of the lake.");
    }
  }

  @Test
  void a_lake_of_a_newer_format_is_refused() throws IOException {
    MadeUp.lake(folder, 10).close();
    Files.writeString(folder.resolve("lake.json"), "{\"format\": 2}");
    assertThatThrownBy(() -> Lake.openReadOnly(folder))
        .isInstanceOf(LakeProblem.class)
        .hasMessage(
            "The lake at %s has format 2; this Weir reads up to format 1. Use the newer Weir that wrote it.",
            folder);
  }

  @Test
  void a_folder_without_a_lake_is_said_to_be_one() {
    Path empty = folder.resolve("nothing");
    assertThatThrownBy(() -> Lake.openReadOnly(empty))
        .isInstanceOf(LakeProblem.class)
        .hasMessage(
            "There is no lake at %s. Run `weir ingest` to make one, or name its folder with --home.",
            empty);
  }

  @Test
  void a_file_in_the_way_of_the_lake_is_named() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "x");
    assertThatThrownBy(() -> MadeUp.lake(file, 10))
        .isInstanceOf(LakeProblem.class)
        .hasMessageStartingWith("Cannot create " + file);
  }

  @Test
  void a_read_only_lake_can_be_read_and_not_written() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 100)) {
      MadeUp.ingest(lake, "market", 0, 5, 2);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(Files.isDirectory(file) ? "r-xr-xr-x" : "r--r--r--"));
      }
    }
    try (Lake lake = Lake.openReadOnly(folder)) {
      assertThat(count(lake, "listing")).isEqualTo(10);
      assertThat(lake.page("market", MadeUp.page("market", 3, 2).capture().digest())).isPresent();
      assertThatThrownBy(() -> lake.begin(MadeUp.plan("job")))
          .isInstanceOf(LakeProblem.class)
          .hasMessage(
              "The lake at %s was opened to read alone; nothing can be added to it.", folder);
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.toList()) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
      }
    }
  }

  @Test
  void a_ledger_entry_that_cannot_be_read_is_named() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 100)) {
      MadeUp.ingest(lake, "market", 0, 5, 2);
      MadeUp.ingest(lake, "market", 5, 6, 2);
    }
    Path entry = folder.resolve("ledger/000000001.json");
    String sound = Files.readString(entry);
    Files.writeString(entry, sound.substring(0, 50));
    try (Lake lake = Lake.openReadOnly(folder)) {
      assertThatThrownBy(lake::view)
          .isInstanceOf(LakeProblem.class)
          .hasMessageStartingWith("Ledger entry %s cannot be read: line 3, column".formatted(entry))
          .hasMessageEndingWith("Restore it from a copy of the lake.");
    }
    Files.delete(entry);
    try (Lake lake = Lake.openReadOnly(folder)) {
      assertThatThrownBy(lake::view)
          .isInstanceOf(LakeProblem.class)
          .hasMessageStartingWith(
              "Ledger entry %s is missing, though later ones are there.".formatted(entry));
    }
  }

  @Test
  void a_missing_part_is_named_and_not_counted_as_empty() throws IOException {
    try (Lake lake = MadeUp.lake(folder, 100)) {
      MadeUp.ingest(lake, "market", 0, 5, 2);
      Part part = lake.view().parts("listing").getFirst();
      Files.delete(folder.resolve(part.path()));
      assertThatThrownBy(() -> LakeQuery.over(lake, lake.view(), QueryLimits.USUAL))
          .isInstanceOf(LakeProblem.class)
          .hasMessage(
              "The lake at %s lacks the file %s, which its ledger names (10 rows of listing). Restore it from a copy of the lake.",
              folder, part.path());
    }
  }

  @Test
  void a_lake_can_be_moved() throws IOException {
    Path old = folder.resolve("old");
    try (Lake lake = MadeUp.lake(old, 100)) {
      MadeUp.ingest(lake, "market", 0, 5, 2);
    }
    Path moved = folder.resolve("it's moved");
    Files.move(old, moved);
    try (Lake lake = MadeUp.lake(moved, 100)) {
      assertThat(count(lake, "listing")).isEqualTo(10);
      assertThat(lake.page("market", MadeUp.page("market", 3, 2).capture().digest())).isPresent();
      assertThat(MadeUp.ingest(lake, "market", 0, 5, 2)).isFalse();
    }
  }

  @Test
  void an_amount_too_long_for_the_tables_is_refused_and_the_ingest_goes_on() {
    MadeUp.Page page = MadeUp.page("market", 1, 1);
    MadeUp.Page other = MadeUp.page("market", 2, 1);
    try (Lake lake = MadeUp.lake(folder, 1000);
        Ingest ingest = lake.begin(MadeUp.plan("job"))) {
      Offer offer = offer("123456789012345678901");
      assertThatThrownBy(() -> ingest.keep(page.capture(), page.bytes(), List.of(offer)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith(
              "123456789012345678901 has more than 20 digits before its point, more than the tables hold.");
      assertThat(ingest.isKnown(Identity.of(page.capture()))).isFalse();
      assertThat(ingest.keep(other.capture(), other.bytes(), other.rows())).isTrue();
      assertThat(ingest.publish()).isPresent();
    }
  }

  private static Offer offer(String amount) {
    return new Offer(
        "market",
        "L1",
        null,
        "tier",
        null,
        new BigDecimal(amount),
        "EUR",
        null,
        null,
        null,
        "",
        "");
  }

  @Test
  void a_rereading_that_was_cut_short_is_begun_anew_and_doubles_nothing() {
    try (Lake lake = MadeUp.lake(folder, 10)) {
      MadeUp.ingest(lake, "market", 0, 6, 4);
      IngestPlan plan = IngestPlan.of(Purpose.REREAD, List.of("market"), Map.of("lexicon", "2"));
      List<Part> old = lake.view().parts();
      for (int pages : List.of(4, 6)) {
        try (Ingest again = lake.begin(plan)) {
          again.replace(old);
          for (int i = 0; i < pages; i++) {
            MadeUp.Page page = MadeUp.page("market", i, 4);
            again.keep(page.capture(), null, page.rows());
          }
          if (pages == 6) {
            again.publish();
          }
        }
      }
      assertThat(lake.view().parts("listing").stream().mapToLong(Part::rows).sum()).isEqualTo(24);
      assertThat(lake.verify(true).faults()).isEmpty();
    }
  }

  @Test
  void a_refusal_is_taken_once_by_ingests_and_again_by_each_rereading() {
    Refusal refusal = new Refusal(null, "in", "page row 3", "no-price", "It is none.", "Teach it.");
    try (Lake lake = MadeUp.lake(folder, 1000)) {
      for (String job : List.of("one", "two")) {
        try (Ingest ingest = lake.begin(MadeUp.plan(job))) {
          ingest.refuse(refusal);
          ingest.publish();
        }
      }
      assertThat(lake.view().parts("refusal")).hasSize(1);
      try (Ingest again = lake.begin(IngestPlan.of(Purpose.REREAD, List.of("m"), Map.of()))) {
        again.refuse(refusal);
        again.publish();
      }
      assertThat(lake.view().parts("refusal")).hasSize(2);
    }
  }

  @Test
  void an_error_while_parts_are_written_reaches_the_caller() {
    try (Lake lake = Lake.open(folder, Clock.systemUTC());
        Ingest ingest = lake.begin(IngestPlan.of(Purpose.DERIVE, List.of("made"), Map.of()))) {
      ingest.addDerived(
          "made",
          null,
          List.of("week"),
          "key",
          file -> {
            throw new UnsatisfiedLinkError("no library");
          });
      assertThatThrownBy(ingest::publish)
          .isInstanceOf(UnsatisfiedLinkError.class)
          .hasMessage("no library");
    }
  }
}
