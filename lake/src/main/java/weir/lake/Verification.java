package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netpreserve.jwarc.WarcReader;

/** Compares what the ledger says with what is on disk. */
public final class Verification {

  /**
   * What was found.
   *
   * @param number the ledger's last entry
   * @param faults one sentence each: what is amiss, where, and how to mend it
   * @param unread files that no entry makes anybody read, with their lengths: no fault
   */
  public record Report(
      long number,
      int parts,
      long rows,
      int pageFiles,
      long pages,
      List<String> faults,
      Map<String, Long> unread) {

    public boolean isSound() {
      return faults.isEmpty();
    }
  }

  private static final String RESTORE =
      "Restore it from a backup (`weir restore`), or erase its source and ingest that again.";

  private final Lake lake;
  private final List<String> faults = new ArrayList<>();

  Verification(Lake lake) {
    this.lake = lake;
  }

  /**
   * Looks at every file of the newest state.
   *
   * @param deep whether kept pages are read and their digests compared, and parts opened
   */
  Report run(boolean deep) throws IOException {
    // Planned from disk, not from what this process remembers.
    LedgerState planned = new Ledger(lake.folder(), false).newest();
    LedgerState state = planned;
    try {
      state = lake.ledgerFiles().replayed(planned.number());
      compare(planned, state);
    } catch (LakeProblem e) {
      faults.add(e.getMessage());
    }
    long rows = 0;
    for (Part part : state.parts().values()) {
      rows += part.rows();
      present(part.path(), part.bytes(), "%d rows of %s".formatted(part.rows(), part.table()));
    }
    if (deep) {
      openParts(state);
    }
    state.identities().forEach(path -> keys(path, "what is already known"));
    state.tombstones().forEach(path -> keys(path, "what was erased"));
    Map<String, Long> indexed = new HashMap<>();
    for (String path : state.pageIndexes()) {
      keys(path, "where kept pages stand").ifPresent(file -> count(file, indexed));
    }
    if (deep && faults.isEmpty()) {
      compareKeys(planned, state);
    }
    long pages = 0;
    for (PageFile file : state.pages()) {
      pages += file.records();
      if (present(file.path(), file.bytes(), file.records() + " kept pages")) {
        long known = indexed.getOrDefault(file.path(), 0L);
        if (known < file.records()) {
          fault(
              "%s holds %d kept pages, and the indexes lead to %d of them."
                  .formatted(file.path(), file.records(), known));
        }
        if (deep) {
          readPages(file);
        }
      }
    }
    return new Report(
        state.number(),
        state.parts().size(),
        rows,
        state.pages().size(),
        pages,
        List.copyOf(faults),
        lake.isWritable() ? new Sweep(lake).unread() : Map.of());
  }

  private void fault(String what) {
    faults.add(what + " " + RESTORE);
  }

  /** A checkpoint spares reading the entries; it may say nothing else than they do. */
  private void compare(LedgerState planned, LedgerState replayed) {
    if (!planned.parts().equals(replayed.parts())
        || !Set.copyOf(planned.pages()).equals(Set.copyOf(replayed.pages()))
        || !planned.tombstones().equals(replayed.tombstones())
        || planned.lastErasure() != replayed.lastErasure()) {
      checkpointFault("names other files than the entries do.");
    }
  }

  private void checkpointFault(String what) {
    faults.add(
        "A checkpoint in %s %s Delete that folder: the entries are read instead, and the next ingest makes it anew."
            .formatted(lake.folder().resolve("ledger/checkpoints"), what));
  }

  /** The merged files hold the keys of those that they were merged from, no more and no fewer. */
  private void compareKeys(LedgerState planned, LedgerState replayed) {
    Iterator<Identity> merged = KeyFile.keysOf(all(planned.identities()));
    Iterator<Identity> written = KeyFile.keysOf(all(replayed.identities()));
    boolean equal = true;
    while (equal && written.hasNext()) {
      equal = merged.hasNext() && merged.next().equals(written.next());
    }
    if (!equal || merged.hasNext()) {
      checkpointFault("leads to identities that are not those that the ingests wrote.");
    }
    Map<String, Set<Long>> mergedPages = offsets(planned);
    if (!mergedPages.equals(offsets(replayed))) {
      checkpointFault("leads to kept pages at places where the ingests did not put them.");
    }
  }

  private List<KeyFile> all(List<String> paths) {
    return paths.stream().map(lake::keys).toList();
  }

  /** Where the pages of each file stand, as the indexes say. */
  private Map<String, Set<Long>> offsets(LedgerState state) {
    Map<String, Set<Long>> offsets = new HashMap<>();
    state.pages().forEach(file -> offsets.put(file.path(), new HashSet<>()));
    for (KeyFile index : all(state.pageIndexes())) {
      index
          .entries()
          .forEachRemaining(entry -> {
            Set<Long> of = offsets.get(index.name(entry.numbers()[PageKeeper.NAME]));
            if (of != null) {
              of.add(entry.numbers()[PageKeeper.OFFSET]);
            }
          });
    }
    return offsets;
  }

  private boolean present(String path, long bytes, String holds) throws IOException {
    Path file = lake.folder().resolve(path);
    if (!Files.isRegularFile(file)) {
      fault("%s is missing (%s).".formatted(path, holds));
      return false;
    }
    long size = Files.size(file);
    if (size != bytes) {
      fault("%s (%s) has %d bytes where the ledger says %d.".formatted(path, holds, size, bytes));
      return false;
    }
    return true;
  }

  private void openParts(LedgerState state) {
    try (PartWriter writer = PartWriter.open()) {
      for (Part part : state.parts().values()) {
        Path file = lake.folder().resolve(part.path());
        if (Files.isRegularFile(file)) {
          try {
            long rows = writer.rows(file);
            if (rows != part.rows()) {
              fault(
                  "%s holds %d rows where the ledger says %d."
                      .formatted(part.path(), rows, part.rows()));
            }
          } catch (LakeProblem e) {
            fault("%s cannot be opened as Parquet.".formatted(part.path()));
          }
        }
      }
    }
  }

  private Optional<KeyFile> keys(String path, String holds) {
    Path file = lake.folder().resolve(path);
    if (!Files.isRegularFile(file)) {
      fault("%s is missing (%s).".formatted(path, holds));
      return Optional.empty();
    }
    try {
      return Optional.of(lake.keys(path));
    } catch (LakeProblem e) {
      fault("%s (%s) cannot be opened: it is cut short or changed.".formatted(path, holds));
      return Optional.empty();
    }
  }

  private void count(KeyFile index, Map<String, Long> indexed) {
    index
        .entries()
        .forEachRemaining(
            entry -> indexed.merge(index.name(entry.numbers()[PageKeeper.NAME]), 1L, Long::sum));
  }

  private void readPages(PageFile file) {
    long read = 0;
    try (WarcReader reader = new WarcReader(lake.folder().resolve(file.path()))) {
      while (Warc.next(reader).isPresent()) {
        read++;
      }
      if (read < file.records()) {
        fault(
            "%s holds %d pages where the ledger says %d."
                .formatted(file.path(), read, file.records()));
      }
    } catch (IOException | RuntimeException e) {
      fault(
          "%s: page %d of %d cannot be read (%s)."
              .formatted(file.path(), read + 1, file.records(), e.getMessage()));
    }
  }
}
