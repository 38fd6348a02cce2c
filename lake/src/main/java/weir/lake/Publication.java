package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the staged batches of one ingest into one entry of the ledger. */
final class Publication {
  private final Lake lake;
  private final Staging staging;
  private final IngestPlan plan;
  private final InstantSource clock;

  /** All that is to be published, under the names that it will have. */
  private record Content(
      List<Part> parts, List<PageFile> pages, @Nullable String identities, @Nullable String index) {

    List<String> paths() {
      List<String> paths = new ArrayList<>();
      parts.forEach(part -> paths.add(part.path()));
      pages.forEach(file -> paths.add(file.path()));
      if (identities != null) {
        paths.add(identities);
      }
      if (index != null) {
        paths.add(index);
      }
      return paths;
    }
  }

  Publication(Lake lake, Staging staging, IngestPlan plan, InstantSource clock) {
    this.lake = lake;
    this.staging = staging;
    this.plan = plan;
    this.clock = clock;
  }

  /** What this run read may have been erased since; its batches are not to be kept. */
  static final class ErasedMeanwhile extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Publishes; empty when nothing is new and nothing is replaced. */
  Optional<Manifest> publish(List<Part> replaced, Set<String> retained, long basedOn)
      throws IOException, ErasedMeanwhile {
    Ledger ledger = lake.ledgerFiles();
    Content content = gather(staging.batches());
    long checked = staging.base();
    for (int attempt = 1; ; attempt++) {
      LedgerState state = ledger.newest();
      if (state.lastErasure() > basedOn) {
        throw new ErasedMeanwhile();
      }
      content = withoutKnown(content, checked, state.number(), attempt);
      checked = state.number();
      if (content.parts.isEmpty() && replaced.isEmpty()) {
        staging.removePlacedExcept(Set.of());
        return Optional.empty();
      }
      Manifest entry =
          new Manifest(
              state.number() + 1,
              staging.id(),
              clock.instant(),
              plan.purpose().word(),
              plan.inputs(),
              plan.versions(),
              counts(content),
              content.parts,
              removes(replaced, retained, content, state),
              content.pages,
              content.identities,
              content.index);
      place(content);
      if (ledger.append(entry, staging.write(entry))) {
        tidy(ledger, content, attempt > 1 || staging.adopted());
        return Optional.of(entry);
      }
    }
  }

  /** What follows is not part of publishing: should it fail, a later ingest does it. */
  private void tidy(Ledger ledger, Content content, boolean placedOthers) throws IOException {
    if (placedOthers) {
      staging.removePlacedExcept(new HashSet<>(content.paths()));
    }
    ledger.checkpoint();
  }

  private static Map<String, Long> counts(Content content) {
    Map<String, Long> counts = new TreeMap<>();
    content.parts.forEach(part -> counts.merge(part.table(), part.rows(), Long::sum));
    content.pages.forEach(file -> counts.merge("pages", file.records(), Long::sum));
    return counts;
  }

  /** Replaced parts, and the derived ones that new derived parts take the place of. */
  private static List<String> removes(
      List<Part> replaced, Set<String> retained, Content content, LedgerState state) {
    Set<String> removes = new LinkedHashSet<>();
    for (Part part : replaced) {
      checkThere(part.path(), state);
      removes.add(part.path());
    }
    retained.forEach(path -> checkThere(path, state));
    for (Part part : content.parts) {
      if (part.derivedFrom() != null) {
        state.parts().values().stream()
            .filter(old ->
                old.derivedFrom() != null
                    && !retained.contains(old.path())
                    && old.table().equals(part.table())
                    && Objects.equals(old.source(), part.source()))
            .forEach(old -> removes.add(old.path()));
      }
    }
    return List.copyOf(removes);
  }

  private static void checkThere(String path, LedgerState state) {
    if (!state.parts().containsKey(path)) {
      throw new LakeProblem(
          "The part %s was replaced by another run in the meantime; nothing was changed. Run the same command again."
              .formatted(path));
    }
  }

  private void place(Content content) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (String path : content.paths()) {
      staging.place(path);
      folders.add(Objects.requireNonNull(lake.folder().resolve(path).getParent()));
    }
    for (Path folder : folders) {
      Disk.syncFolder(folder);
    }
  }

  /** Joins the batches: their parts and pages as they are, their identities and indexes as one. */
  private Content gather(List<Manifest> batches) throws IOException {
    List<Part> parts = new ArrayList<>();
    List<PageFile> pages = new ArrayList<>();
    List<String> identities = new ArrayList<>();
    List<String> indexes = new ArrayList<>();
    for (Manifest batch : batches) {
      parts.addAll(batch.adds());
      pages.addAll(batch.pages());
      if (batch.identities() != null) {
        identities.add(batch.identities());
      }
      if (batch.pageIndex() != null) {
        indexes.add(batch.pageIndex());
      }
    }
    return new Content(
        parts,
        pages,
        join(identities, "identities/" + staging.id() + ".ids", 0, KeyFile.Change.NONE),
        join(
            indexes,
            "pages/" + staging.id() + ".index",
            PageKeeper.NUMBERS,
            KeyFile.Change.numbering(PageKeeper.NAME)));
  }

  private @Nullable String join(List<String> paths, String into, int numbers, KeyFile.Change change)
      throws IOException {
    if (paths.isEmpty()) {
      return null;
    }
    List<KeyFile> open = new ArrayList<>();
    try {
      for (String path : paths) {
        open.add(KeyFile.open(staged(path)));
      }
      long left = KeyFile.merge(staged(into), open, numbers, change);
      return left == 0 ? null : into;
    } finally {
      open.forEach(KeyFile::close);
    }
  }

  private Path staged(String path) {
    return staging.folder().resolve(Staging.nameOf(path));
  }

  /** Leaves out what others have published since we last looked. */
  private Content withoutKnown(Content content, long checked, long number, int attempt)
      throws IOException {
    Set<Identity> known = knownMeanwhile(content, checked, number);
    if (known.isEmpty()) {
      return content;
    }
    Set<Long> observations = new HashSet<>();
    known.forEach(identity -> observations.add(identity.high()));
    List<Part> parts = new ArrayList<>();
    try (PartWriter writer = PartWriter.open()) {
      for (Part part : content.parts) {
        Path file = staged(part.path());
        String path = part.path().replaceFirst("(-r\\d+)?\\.parquet$", "-r" + attempt + ".parquet");
        Path copy = staged(path);
        long left = writer.copyWithout(file, copy, observations);
        if (left == part.rows()) {
          parts.add(part);
        } else if (left > 0) {
          Disk.sync(copy);
          parts.add(
              new Part(
                  part.table(),
                  path,
                  left,
                  Files.size(copy),
                  part.source(),
                  part.earliest(),
                  part.latest(),
                  part.derivedFrom(),
                  part.fromPages(),
                  part.columns(),
                  part.ingest(),
                  part.versions()));
        }
      }
    }
    String identities =
        content.identities == null
            ? null
            : join(
                List.of(content.identities),
                "identities/%s-r%d.ids".formatted(staging.id(), attempt),
                0,
                KeyFile.Change.NONE.where(entry -> !known.contains(entry.key())));
    // The bytes of a page left out stay in its WARC file; without its index entry nobody reads
    // them.
    Map<String, Long> left = new LinkedHashMap<>();
    String index =
        content.index == null
            ? null
            : join(
                List.of(content.index),
                "pages/%s-r%d.index".formatted(staging.id(), attempt),
                PageKeeper.NUMBERS,
                KeyFile.Change.numbering(PageKeeper.NAME)
                    .where(
                        entry -> !observations.contains(entry.numbers()[PageKeeper.OBSERVATION])));
    if (index != null) {
      try (KeyFile file = KeyFile.open(staged(index))) {
        file.entries()
            .forEachRemaining(
                entry -> left.merge(file.name(entry.numbers()[PageKeeper.NAME]), 1L, Long::sum));
      }
    }
    List<PageFile> pages = new ArrayList<>();
    for (PageFile file : content.pages) {
      long records = left.getOrDefault(file.path(), 0L);
      if (records > 0) {
        pages.add(new PageFile(file.path(), file.source(), records, file.bytes()));
      }
    }
    return new Content(parts, pages, identities, index);
  }

  private Set<Identity> knownMeanwhile(Content content, long checked, long number)
      throws IOException {
    Set<Identity> known = new HashSet<>();
    if (content.identities == null) {
      return known;
    }
    try (KeyFile ours = KeyFile.open(staged(content.identities))) {
      List<Manifest> entries = new ArrayList<>();
      for (long next = checked + 1; next <= number; next++) {
        Manifest entry = lake.ledgerFiles().entry(next);
        if (entry.whole()) {
          // It holds all that the earlier ones did, whose files may be gone.
          entries.clear();
        }
        entries.add(entry);
      }
      for (Manifest one : entries) {
        String theirs = one.identities();
        if (theirs != null) {
          lake.keys(theirs)
              .entries()
              .forEachRemaining(entry -> {
                if (ours.contains(entry.key())) {
                  known.add(entry.key());
                }
              });
        }
      }
    }
    return known;
  }
}
