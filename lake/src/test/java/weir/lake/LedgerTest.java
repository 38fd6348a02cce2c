package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  @TempDir Path folder;

  /** Publishes a manifest of one made-up part, one page file and three identities. */
  private Manifest publish(Ledger ledger, long number, List<String> removes) throws IOException {
    String id = "id" + number;
    Path staged = folder.resolve("staged.json");
    Path ids = folder.resolve("identities/" + id + ".ids");
    Random random = new Random(number);
    KeyFile.write(
        ids,
        IntStream.range(0, 3).mapToObj(_ -> new Identity(random.nextLong(), random.nextLong())));
    KeyFile.write(
        folder.resolve("pages/" + id + ".index"),
        PageKeeper.NUMBERS,
        List.of(new KeyFile.Entry(new Identity(number, number), new long[] {1, 2, 3, 0})),
        List.of("pages/" + id + ".warc.gz"));
    Manifest entry =
        new Manifest(
            number,
            id,
            MadeUp.NOW,
            "ingest",
            List.of("folder \"x\""),
            Map.of("reader", "1"),
            Map.of("listing", 5L),
            List.of(part(id)),
            removes,
            List.of(new PageFile("pages/" + id + ".warc.gz", "market", 1, 10)),
            "identities/" + id + ".ids",
            "pages/" + id + ".index");
    Files.deleteIfExists(staged);
    Files.write(staged, entry.toJson());
    assertThat(ledger.append(entry, staged)).isTrue();
    return entry;
  }

  private static Part part(String id) {
    return new Part(
        "listing",
        "parts/listing/" + id + ".parquet",
        5,
        100,
        "market",
        MadeUp.FIRST_DAY,
        MadeUp.NOW,
        null,
        true,
        List.of("source", "listing_id"),
        id,
        Map.of("reader", "1"));
  }

  private Ledger ledger() throws IOException {
    for (String inside : List.of("ledger", "identities", "pages")) {
      Disk.createFolder(folder.resolve(inside));
    }
    return new Ledger(folder, true);
  }

  @Test
  void an_entry_reads_back_as_it_was_written() throws IOException {
    Ledger ledger = ledger();
    Manifest entry = publish(ledger, 1, List.of("parts/listing/old.parquet"));
    assertThat(ledger.entry(1)).isEqualTo(entry);
  }

  @Test
  void a_number_is_given_once() throws IOException {
    Ledger ledger = ledger();
    Manifest entry = publish(ledger, 1, List.of());
    assertThat(ledger.append(entry, folder.resolve("staged.json"))).isFalse();
  }

  @Test
  void planning_from_a_checkpoint_equals_planning_from_all_entries() throws IOException {
    Ledger ledger = ledger();
    for (int number = 1; number <= 200; number++) {
      List<String> removes =
          number % 10 == 0
              ? List.of("parts/listing/id" + (number - 5) + ".parquet")
              : List.<String>of();
      publish(ledger, number, removes);
      ledger.checkpoint();
    }
    assertThat(Disk.list(folder.resolve("ledger/checkpoints"))).isNotEmpty();
    LedgerState checkpointed = new Ledger(folder, false).newest();
    LedgerState earlier = new Ledger(folder, false).at(150);
    Disk.removeFolder(folder.resolve("ledger/checkpoints"));
    LedgerState fromEntries = new Ledger(folder, false).newest();
    assertThat(checkpointed.parts()).isEqualTo(fromEntries.parts()).hasSize(180);
    assertThat(checkpointed.pages()).containsExactlyElementsOf(fromEntries.pages());
    assertThat(earlier.parts()).isEqualTo(new Ledger(folder, false).at(150).parts()).hasSize(135);
    assertThat(checkpointed.identities())
        .as("what was written since the checkpoint, and a few runs")
        .hasSizeLessThan(Ledger.STRIDE + 5);
    assertThat(checkpointed.pageIndexes()).hasSizeLessThan(Ledger.STRIDE + 5);
    assertThat(fromEntries.identities()).hasSize(200);
    assertThat(known(checkpointed)).isEqualTo(known(fromEntries)).isEqualTo(600);
    assertThat(indexed(checkpointed)).containsExactlyInAnyOrderElementsOf(indexed(fromEntries));
  }

  private long known(LedgerState state) throws IOException {
    long known = 0;
    for (String path : state.identities()) {
      try (KeyFile file = KeyFile.open(folder.resolve(path))) {
        known += file.count();
      }
    }
    return known;
  }

  private List<String> indexed(LedgerState state) throws IOException {
    List<String> found = new java.util.ArrayList<>();
    for (String path : state.pageIndexes()) {
      try (KeyFile file = KeyFile.open(folder.resolve(path))) {
        file.entries()
            .forEachRemaining(entry ->
                found.add(entry.key().high() + file.name(entry.numbers()[PageKeeper.NAME])));
      }
    }
    return found;
  }

  @Test
  void a_state_reads_back_from_a_checkpoint_as_it_was_written() throws IOException {
    Ledger ledger = ledger();
    for (int number = 1; number <= 5; number++) {
      publish(ledger, number, List.of());
    }
    LedgerState state = ledger.newest();
    assertThat(Checkpoint.read(Checkpoint.bytes(state))).isEqualTo(state);
    assertThat(Checkpoint.read(Checkpoint.bytes(LedgerState.EMPTY))).isEqualTo(LedgerState.EMPTY);
  }

  /** What a power cut or a failing disk may leave of a checkpoint. */
  @ParameterizedTest
  @ValueSource(strings = {"cut short", "one bit turned", "empty", "another file"})
  void a_checkpoint_that_is_damaged_is_not_believed(String damage) throws IOException {
    Ledger ledger = ledger();
    for (int number = 1; number <= Ledger.STRIDE + 4; number++) {
      publish(ledger, number, List.of());
      ledger.checkpoint();
    }
    Path checkpoint = Disk.list(folder.resolve("ledger/checkpoints")).getFirst();
    byte[] bytes = Files.readAllBytes(checkpoint);
    switch (damage) {
      case "cut short" -> bytes = Arrays.copyOf(bytes, bytes.length / 2);
      case "one bit turned" -> bytes[bytes.length / 3] ^= 4;
      case "empty" -> bytes = new byte[0];
      default -> bytes = "{\"number\": 64, \"ingests\": [".getBytes(StandardCharsets.UTF_8);
    }
    Files.write(checkpoint, bytes);
    LedgerState state = new Ledger(folder, false).newest();
    assertThat(state.parts()).hasSize(Ledger.STRIDE + 4);
    assertThat(state.identities()).as("planned from the entries").hasSize(Ledger.STRIDE + 4);
  }

  @Test
  void a_checkpoint_of_an_earlier_version_is_passed_over_and_removed_by_the_next()
      throws IOException {
    Ledger ledger = ledger();
    Path earlier = folder.resolve("ledger/checkpoints/000000002.json");
    Disk.createFolder(folder.resolve("ledger/checkpoints"));
    Files.writeString(earlier, "{\"number\": 2, \"ingests\": []}");
    publish(ledger, 1, List.of());
    publish(ledger, 2, List.of());
    assertThat(new Ledger(folder, false).newest().parts()).hasSize(2);
    for (int number = 3; number <= Ledger.STRIDE; number++) {
      publish(ledger, number, List.of());
      ledger.checkpoint();
    }
    assertThat(earlier).doesNotExist();
    assertThat(new Ledger(folder, false).newest().parts()).hasSize(Ledger.STRIDE);
  }

  @Test
  void merged_files_that_were_merged_again_are_removed_once_nobody_can_be_opening_them()
      throws IOException {
    Ledger ledger = ledger();
    Set<String> first = Set.of();
    for (int number = 1; number <= 3 * Ledger.STRIDE; number++) {
      publish(ledger, number, List.of());
      ledger.checkpoint();
      if (number == Ledger.STRIDE) {
        first = ledger.newest().mergedFiles();
        assertThat(first).hasSize(2);
      }
      if (number == 2 * Ledger.STRIDE) {
        assertThat(first).as("an hour has not passed").allMatch(this::there);
        for (String path : first) {
          Files.setLastModifiedTime(
              folder.resolve(path), FileTime.from(Instant.now().minusSeconds(4_000)));
        }
      }
    }
    assertThat(first).noneMatch(this::there);
    assertThat(new Ledger(folder, false).newest().mergedFiles()).allMatch(this::there);
    assertThat(new Ledger(folder, false).at(Ledger.STRIDE + 2).parts())
        .as("an earlier view still plans")
        .hasSize(Ledger.STRIDE + 2);
  }

  private boolean there(String path) {
    return Files.exists(folder.resolve(path));
  }

  @Test
  void ten_thousand_entries_plan_in_well_under_a_second() throws IOException {
    Ledger ledger = ledger();
    for (int number = 1; number <= 10_000; number++) {
      Manifest entry =
          new Manifest(
              number,
              "id" + number,
              MadeUp.NOW,
              "ingest",
              List.of(),
              Map.of("reader", "1"),
              Map.of(),
              List.of(part("id" + number)),
              List.of(),
              List.of(),
              null,
              null);
      Files.write(folder.resolve("ledger/%09d.json".formatted(number)), entry.toJson());
    }
    ledger.newest();
    ledger.checkpoint();
    new Ledger(folder, false).newest();
    long start = System.nanoTime();
    LedgerState state = new Ledger(folder, false).newest();
    long milliseconds = (System.nanoTime() - start) / 1_000_000;
    assertThat(state.parts()).hasSize(10_000);
    System.out.println("10,000 ledger entries planned in " + milliseconds + " ms");
    // Far above what a calm machine takes; reading every entry takes longer still.
    assertThat(milliseconds).isLessThan(1000);
  }
}
