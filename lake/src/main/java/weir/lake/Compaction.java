package weir.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Joins small parts and small files of kept pages into larger ones, and what is known into one
 * file, by one entry of the ledger. No row and no page changes; derived tables stay as they are,
 * and are derived again when next asked for, because their keys name the parts they came from.
 */
public final class Compaction {

  /**
   * When a file counts as small, and how long others may go on reading what was joined.
   *
   * @param smallBytes parts and files of pages below this are joined
   * @param largeBytes joined ones end at about this length
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
   * @param joinedPages files of kept pages that were joined, into {@code intoPages} larger ones
   * @param removedFiles files that nobody has read for the grace time
   */
  public record Summary(
      @Nullable Long number,
      int joined,
      int into,
      int joinedPages,
      int intoPages,
      int removedFiles,
      long removedBytes) {}

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
    LedgerState state = ledger.newest();
    List<List<Part>> groups = groups(state);
    List<List<PageFile>> pages = pageGroups(state);
    @Nullable Long number = null;
    if (!groups.isEmpty() || !pages.isEmpty() || state.identities().size() > 1) {
      try (Staging staging = lake.stagingFor(Purpose.COMPACT)) {
        number = publish(staging, ledger, groups, pages, clock);
        staging.remove();
      }
    }
    if (number != null) {
      ledger.checkpointNow();
    }
    Sweep.Removed removed = new Sweep(lake).unreadFor(settings.grace(), clock.instant());
    return new Summary(
        number,
        groups.stream().mapToInt(List::size).sum(),
        groups.size(),
        pages.stream().mapToInt(List::size).sum(),
        pages.size(),
        removed.files(),
        removed.bytes());
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
    return small.values().stream()
        .flatMap(alike -> cut(alike, Part::bytes).stream())
        .filter(group -> group.size() > 1)
        .toList();
  }

  /** Lists of at least two small files of pages of one source each. */
  private List<List<PageFile>> pageGroups(LedgerState state) {
    Map<String, List<PageFile>> small = new LinkedHashMap<>();
    state.pages().stream()
        .filter(file -> file.bytes() < settings.smallBytes())
        .forEach(file -> small.computeIfAbsent(file.source(), _ -> new ArrayList<>()).add(file));
    return small.values().stream()
        .flatMap(alike -> cut(alike, PageFile::bytes).stream())
        .filter(group -> group.size() > 1)
        .toList();
  }

  /** Cuts the list where what came before is large enough. */
  private <T> List<List<T>> cut(List<T> files, ToLongFunction<T> length) {
    List<List<T>> groups = new ArrayList<>();
    List<T> group = new ArrayList<>();
    long bytes = 0;
    for (T file : files) {
      if (bytes + length.applyAsLong(file) > settings.largeBytes()) {
        groups.add(group);
        group = new ArrayList<>();
        bytes = 0;
      }
      group.add(file);
      bytes += length.applyAsLong(file);
    }
    groups.add(group);
    return groups;
  }

  private long publish(
      Staging staging,
      Ledger ledger,
      List<List<Part>> groups,
      List<List<PageFile>> pageGroups,
      InstantSource clock)
      throws IOException {
    List<Part> adds = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    try (PartWriter writer = PartWriter.open()) {
      for (List<Part> group : groups) {
        adds.add(join(writer, staging, group, adds.size() + 1));
        group.forEach(part -> removes.add(part.path()));
      }
    }
    List<PageFile> pages = new ArrayList<>();
    Map<String, Place> places = new HashMap<>();
    for (List<PageFile> group : pageGroups) {
      pages.add(join(staging, group, pages.size() + 1, places));
    }
    Map<String, Long> counts = new TreeMap<>();
    counts.put("parts_joined", (long) removes.size());
    counts.put("parts_made", (long) adds.size());
    counts.put("page_files_joined", (long) places.size());
    counts.put("page_files_made", (long) pages.size());
    pageGroups.forEach(group -> group.forEach(file -> removes.add(file.path())));
    for (int attempt = 1; ; attempt++) {
      LedgerState state = ledger.newest();
      Set<String> pagesNow = state.pages().stream().map(PageFile::path).collect(Collectors.toSet());
      checkStillThere(state, pagesNow, removes);
      String identities =
          merge(
              staging,
              state.identities(),
              "identities/%s-%d.ids".formatted(staging.id(), attempt),
              0,
              KeyFile.Change.NONE);
      String index =
          merge(
              staging,
              state.pageIndexes(),
              "pages/%s-%d.index".formatted(staging.id(), attempt),
              PageKeeper.NUMBERS,
              moved(pagesNow, places));
      Manifest entry =
          new Manifest(
              state.number() + 1,
              staging.id(),
              clock.instant(),
              Purpose.COMPACT.word(),
              List.of(),
              Map.of(),
              counts,
              adds,
              removes,
              pages,
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

  private static void checkStillThere(LedgerState state, Set<String> pages, List<String> removes) {
    for (String path : removes) {
      if (!state.parts().containsKey(path) && !pages.contains(path)) {
        throw new LakeProblem(
            "The file %s was replaced by another run in the meantime; nothing was changed. Run the same command again."
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

  /** Where a file's bytes begin in the one that it was joined into. */
  private record Place(String path, long offset) {}

  /** One file after the other, as their bytes stand: each page is a gzip member of its own. */
  private PageFile join(
      Staging staging, List<PageFile> group, int number, Map<String, Place> places)
      throws IOException {
    String name = "%s-%06d.warc.gz".formatted(staging.id(), number);
    String path = "pages/" + name;
    long length = 0;
    long records = 0;
    try (FileChannel to =
        FileChannel.open(
            staging.folder().resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      for (PageFile file : group) {
        try (FileChannel from =
            FileChannel.open(lake.folder().resolve(file.path()), StandardOpenOption.READ)) {
          if (from.size() != file.bytes()) {
            throw new LakeProblem(
                "%s has %d bytes, and the ledger says %d; nothing was changed. Run `weir ledger verify`, which says how to mend it."
                    .formatted(file.path(), from.size(), file.bytes()));
          }
          Disk.copy(from, 0, file.bytes(), to);
        }
        places.put(file.path(), new Place(path, length));
        length += file.bytes();
        records += file.records();
      }
      to.force(true);
    }
    return new PageFile(path, group.getFirst().source(), records, length);
  }

  /** Where the index finds each page now. What it says of pages that are gone is left out. */
  private static KeyFile.Change moved(Set<String> pages, Map<String, Place> places) {
    return (entry, from, names) -> {
      String path = from.name(entry.numbers()[PageKeeper.NAME]);
      if (!pages.contains(path)) {
        return null;
      }
      Place place = places.get(path);
      if (place != null) {
        entry.numbers()[PageKeeper.OFFSET] += place.offset();
      }
      entry.numbers()[PageKeeper.NAME] = names.of(place == null ? path : place.path());
      return entry;
    };
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
      Staging staging, List<String> paths, String into, int numbers, KeyFile.Change change)
      throws IOException {
    if (paths.isEmpty()) {
      return null;
    }
    List<KeyFile> open = paths.stream().map(lake::keys).toList();
    KeyFile.merge(staging.folder().resolve(Staging.nameOf(into)), open, numbers, change);
    return into;
  }
}
