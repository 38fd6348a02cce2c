package weir.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds, and removes, the lake's files that nobody reads any more. */
final class Sweep {

  /**
   * What was removed.
   *
   * @param bytes of the files, on disk
   */
  record Removed(int files, long bytes) {}

  private final Lake lake;

  Sweep(Lake lake) {
    this.lake = lake;
  }

  /**
   * The files that the ledger's newest state does not name and that belong to no run in progress,
   * with their lengths.
   */
  Map<String, Long> unread() throws IOException {
    return unread(false);
  }

  private Map<String, Long> unread(boolean discardStaged) throws IOException {
    // In this order: what a run placed before the files were listed and has published since is
    // named by the state that is read last; what it has not published, its staging folder claims.
    Map<String, Long> files = onDisk();
    Set<String> living = Staging.living(lake.folder(), lake.ledgerFiles(), discardStaged);
    LedgerState newest = lake.ledgerFiles().newest();
    files.keySet().removeAll(newest.files());
    if (!discardStaged) {
      // An erasure removes these too: what was erased may stand in them.
      files.keySet().removeAll(new KeptStates(lake).parts());
    }
    // Other processes may have written a checkpoint since this one planned.
    files.keySet().removeAll(new Ledger(lake.folder(), false).newest().files());
    files.keySet().removeAll(lake.ledgerFiles().replayed(newest.number()).files());
    files
        .keySet()
        .removeIf(path -> living.stream().anyMatch(id -> Staging.nameOf(path).startsWith(id)));
    return files;
  }

  private Map<String, Long> onDisk() throws IOException {
    List<Path> folders = new ArrayList<>(Disk.list(lake.folder().resolve("parts")));
    for (String inside : List.of("pages", "identities", "tombstones")) {
      folders.add(lake.folder().resolve(inside));
    }
    Map<String, Long> files = new LinkedHashMap<>();
    for (Path in : folders) {
      for (Path file : Disk.list(in)) {
        try {
          files.put(lake.folder().relativize(file).toString().replace('\\', '/'), Files.size(file));
        } catch (NoSuchFileException e) {
          // Removed by its owner just now.
        }
      }
    }
    return files;
  }

  /** Removes all of them now, and what dead runs left staged: erased rows may be in either. */
  Removed everything() throws IOException {
    Map<String, Long> files = unread(true);
    // Files of keys hold digests alone, and another process may be about to read a merged one.
    files.keySet().removeIf(path -> !path.endsWith(".parquet") && !path.endsWith(".warc.gz"));
    return remove(files);
  }

  /** Removes those that nobody has read for that long. */
  Removed unreadFor(Duration grace, Instant now) throws IOException {
    Map<String, Long> files = unread(false);
    Instant before = now.minus(grace);
    files.keySet().removeAll(readSince(before));
    Set<String> young = new HashSet<>();
    for (String path : files.keySet()) {
      try {
        if (Files.getLastModifiedTime(lake.folder().resolve(path)).toInstant().isAfter(before)) {
          young.add(path);
        }
      } catch (NoSuchFileException gone) {
        young.add(path);
      }
    }
    files.keySet().removeAll(young);
    return remove(files);
  }

  /** The files that a reader who planned at that moment or later may still read. */
  private Set<String> readSince(Instant moment) {
    LedgerState newest = lake.ledgerFiles().newest();
    List<Manifest> before = new ArrayList<>();
    Set<String> files = new LinkedHashSet<>();
    for (long number = 1; number <= newest.number(); number++) {
      Manifest entry = lake.ledgerFiles().entry(number);
      if (entry.when().isBefore(moment) && before.size() == number - 1) {
        before.add(entry);
      } else {
        files.addAll(entry.files());
      }
    }
    files.addAll(LedgerState.EMPTY.after(before).files());
    return files;
  }

  private Removed remove(Map<String, Long> files) throws IOException {
    long bytes = 0;
    int count = 0;
    Set<Path> folders = new LinkedHashSet<>();
    for (Map.Entry<String, Long> entry : files.entrySet()) {
      Path file = lake.folder().resolve(entry.getKey());
      if (Files.deleteIfExists(file)) {
        count++;
        bytes += entry.getValue();
        Path parent = file.getParent();
        if (parent != null) {
          folders.add(parent);
        }
      }
    }
    for (Path folder : folders) {
      Disk.syncFolder(folder);
    }
    return new Removed(count, bytes);
  }
}
