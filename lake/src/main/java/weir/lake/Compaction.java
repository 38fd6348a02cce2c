package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins small parts into larger ones, and what is known into one file, by one entry of the ledger.
 * No row and no page changes; derived tables stay as they are, and are derived again when next
 * asked for, because their keys name the parts they came from.
 */
public final class Compaction {

  /**
   * When a part counts as small, and how long others may go on reading what was joined.
   *
   * @param smallBytes parts below this are joined
   * @param largeBytes joined parts end at about this length
   * @param grace how long files that nobody plans on any more are kept for readers who already did
   */
  public record Settings(long smallBytes, long largeBytes, Duration grace) {
    public static final Settings USUAL = new Settings(16L << 20, 64L << 20, Duration.ofHours(1));

    public Settings {
      if (smallBytes < 1 || largeBytes < smallBytes || grace.isNegative()) {
        throw new IllegalArgumentException(
            "Parts are joined from at least 1 byte up, to no less than what counts as small, with a grace time of 0 or more.");
      }
    }
  }

  /**
   * What a compaction did.
   *
   * @param number of its ledger entry; null when there was nothing to join
   * @param joined parts that were joined, into {@code into} larger ones
   * @param removedFiles files that nobody has read for the grace time
   */
  public record Summary(
      @Nullable Long number, int joined, int into, int removedFiles, long removedBytes) {}

  /** Parts of one key have the same columns and the same makers. */
  private record Key(
      String table,
      @Nullable String source,
      boolean fromPages,
      List<String> columns,
      Map<String, String> versions) {}

  private final Lake lake;
  private final Settings settings;

  Compaction(Lake lake, Settings settings) {
    this.lake = lake;
    this.settings = settings;
  }

  Summary run() throws IOException {
    InstantSource clock = lake.clock("compacted");
    Ledger ledger = lake.ledgerFiles();
    List<List<Part>> groups = groups(ledger.newest());
    @Nullable Long number = null;
    int joined = groups.stream().mapToInt(List::size).sum();
    if (!groups.isEmpty() || ledger.newest().identities().size() > 1) {
      try (Staging staging = lake.stagingFor(Purpose.COMPACT)) {
        number = publish(staging, ledger, groups, clock);
        staging.remove();
      }
    }
    if (number != null) {
      ledger.checkpointNow();
    }
    Sweep.Removed removed = new Sweep(lake).unreadFor(settings.grace(), clock.instant());
    return new Summary(number, joined, groups.size(), removed.files(), removed.bytes());
  }

  /** Lists of at least two small parts each, in the ledger's order. */
  private List<List<Part>> groups(LedgerState state) {
    Map<Key, List<Part>> small = new LinkedHashMap<>();
    state.parts().values().stream()
        .filter(part -> part.derivedFrom() == null && part.bytes() < settings.smallBytes())
        .forEach(part ->
            small
                .computeIfAbsent(
                    new Key(
                        part.table(),
                        part.source(),
                        part.fromPages(),
                        part.columns(),
                        part.versions()),
                    _ -> new ArrayList<>())
                .add(part));
    List<List<Part>> groups = new ArrayList<>();
    for (List<Part> alike : small.values()) {
      List<Part> group = new ArrayList<>();
      long bytes = 0;
      for (Part part : alike) {
        if (bytes + part.bytes() > settings.largeBytes()) {
          groups.add(group);
          group = new ArrayList<>();
          bytes = 0;
        }
        group.add(part);
        bytes += part.bytes();
      }
      groups.add(group);
    }
    return groups.stream().filter(group -> group.size() > 1).toList();
  }

  private long publish(Staging staging, Ledger ledger, List<List<Part>> groups, InstantSource clock)
      throws IOException {
    List<Part> adds = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    try (PartWriter writer = PartWriter.open()) {
      for (List<Part> group : groups) {
        adds.add(join(writer, staging, group, adds.size() + 1));
        group.forEach(part -> removes.add(part.path()));
      }
    }
    for (int attempt = 1; ; attempt++) {
      LedgerState state = ledger.newest();
      checkStillThere(state, removes);
      String identities =
          merge(
              staging,
              state.identities(),
              "identities/%s-%d.ids".formatted(staging.id(), attempt),
              0,
              -1);
      String index =
          merge(
              staging,
              state.pageIndexes(),
              "pages/%s-%d.index".formatted(staging.id(), attempt),
              PageKeeper.NUMBERS,
              PageKeeper.NAME);
      Manifest entry =
          new Manifest(
              state.number() + 1,
              staging.id(),
              clock.instant(),
              Purpose.COMPACT.word(),
              List.of(),
              Map.of(),
              Map.of("parts_joined", (long) removes.size(), "parts_made", (long) adds.size()),
              adds,
              removes,
              List.of(),
              identities,
              index,
              null,
              true);
      staging.placeAll(entry.files());
      if (ledger.append(entry, staging.write(entry))) {
        return entry.number();
      }
    }
  }

  private static void checkStillThere(LedgerState state, List<String> removes) {
    for (String path : removes) {
      if (!state.parts().containsKey(path)) {
        throw new LakeProblem(
            "The part %s was replaced by another run in the meantime; nothing was changed. Run the same command again."
                .formatted(path));
      }
    }
  }

  private Part join(PartWriter writer, Staging staging, List<Part> group, int number)
      throws IOException {
    Part first = group.getFirst();
    String name = "%s-%06d.parquet".formatted(staging.id(), number);
    Path file = staging.folder().resolve(name);
    Map<String, String> metadata = new TreeMap<>();
    first.versions().forEach((what, version) -> metadata.put("weir_" + what, version));
    metadata.put("weir_ingest", staging.id());
    long rows =
        writer.join(
            group.stream().map(part -> lake.folder().resolve(part.path())).toList(),
            file,
            metadata);
    long expected = group.stream().mapToLong(Part::rows).sum();
    if (rows != expected) {
      throw new LakeProblem(
          "%d parts of %s hold %d rows, and the ledger says %d; nothing was changed. Run `weir ledger verify`, which names the part."
              .formatted(group.size(), first.table(), rows, expected));
    }
    Disk.sync(file);
    return new Part(
        first.table(),
        "parts/" + first.table() + "/" + name,
        rows,
        Files.size(file),
        first.source(),
        end(group, Part::earliest, Comparator.naturalOrder()),
        end(group, Part::latest, Comparator.reverseOrder()),
        null,
        first.fromPages(),
        first.columns(),
        staging.id(),
        first.versions());
  }

  private interface Moment {
    @Nullable Instant of(Part part);
  }

  private static @Nullable Instant end(List<Part> group, Moment moment, Comparator<Instant> order) {
    return group.stream()
        .flatMap(part -> Optional.ofNullable(moment.of(part)).stream())
        .filter(Objects::nonNull)
        .min(order)
        .orElse(null);
  }

  private @Nullable String merge(
      Staging staging, List<String> paths, String into, int numbers, int nameColumn)
      throws IOException {
    if (paths.isEmpty()) {
      return null;
    }
    List<KeyFile> open = paths.stream().map(lake::keys).toList();
    KeyFile.merge(
        staging.folder().resolve(Staging.nameOf(into)), open, numbers, nameColumn, _ -> true);
    return into;
  }
}
