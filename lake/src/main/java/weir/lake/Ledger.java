package weir.lake;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered manifests, and the checkpoints that spare reading all of them. A checkpoint says
 * nothing that the manifests do not: it may be deleted at any time.
 *
 * <p>With each checkpoint the files of keys of alike size are merged into one, so that the lake's
 * identities stand in a few sorted runs, each more than {@link #GROWTH} times the ones below it
 * together: at most {@link #STRIDE} files that ingests wrote, and about five runs for ten thousand
 * ingests.
 */
final class Ledger {
  /** Entries between checkpoints. */
  static final int STRIDE = 16;

  /** A run stays by itself while it is more than this many times what is smaller together. */
  static final int GROWTH = 4;

  /** A merged file that the newest checkpoint does not name stays so long for who opens it. */
  private static final Duration SUPERSEDED = Duration.ofHours(1);

  /** Older checkpoints are kept this far apart, for views as of an earlier number. */
  private static final int KEPT_STRIDE = 1024;

  private static final String ENTRY = ".json";
  private static final Pattern NUMBERED = Pattern.compile("(\\d{9,})\\.json");
  private static final Pattern CHECKPOINT = Pattern.compile("(\\d{9,})\\.state");
  private static final String MERGED = "merged-";

  private final Path lake;
  private final Path folder;
  private final Path checkpoints;
  private final boolean writable;
  private LedgerState newest = LedgerState.EMPTY;
  private long checkpointed;
  private boolean planned;

  Ledger(Path lake, boolean writable) {
    this.lake = lake;
    this.folder = lake.resolve("ledger");
    this.checkpoints = folder.resolve("checkpoints");
    this.writable = writable;
  }

  /** Whether a file of keys was merged for a checkpoint, and stands in no entry. */
  static boolean isMerged(String path) {
    return Staging.nameOf(path).startsWith(MERGED);
  }

  /**
   * Plans anew from what is on disk: for whoever found that a merged file is gone, which a newer
   * checkpoint has replaced.
   */
  synchronized LedgerState planAgain() {
    newest = plan(Long.MAX_VALUE, true);
    return newest;
  }

  /** The state after the last entry there is now. */
  synchronized LedgerState newest() {
    if (!planned) {
      newest = plan(Long.MAX_VALUE, true);
      planned = true;
    } else {
      List<Manifest> more = new ArrayList<>();
      for (long next = newest.number() + 1; Files.exists(file(next)); next++) {
        more.add(entry(next));
      }
      if (!more.isEmpty()) {
        newest = newest.after(more);
      }
    }
    return newest;
  }

  /**
   * The state after that entry as the entries alone tell it, without the checkpoints and the files
   * that they have merged.
   */
  LedgerState replayed(long number) {
    List<Manifest> entries = new ArrayList<>();
    for (long next = 1; next <= number; next++) {
      entries.add(entry(next));
    }
    return LedgerState.EMPTY.after(entries);
  }

  /** The state after that entry; its merged files of keys may be gone. */
  synchronized LedgerState at(long number) {
    LedgerState now = newest();
    if (number == now.number()) {
      return now;
    }
    if (number < 0 || number > now.number()) {
      throw new LakeProblem(
          "The ledger of %s has no entry %d; it ends at %d. Ask for a number from 0 to %d."
              .formatted(lake, number, now.number(), now.number()));
    }
    return plan(number, false);
  }

  private LedgerState plan(long upTo, boolean withKeys) {
    try {
      long last = Math.min(upTo, lastNumber());
      LedgerState state = checkpointBefore(last, withKeys);
      checkpointed = Math.max(checkpointed, state.number());
      List<Manifest> entries = new ArrayList<>();
      for (long number = state.number() + 1; number <= last; number++) {
        entries.add(entry(number));
      }
      return state.after(entries);
    } catch (IOException e) {
      throw LakeProblem.reading(folder, e);
    }
  }

  /** Of the names there are, not of the first that is not there: a gap must not go unnoticed. */
  private long lastNumber() {
    String[] names = folder.toFile().list();
    String last = "";
    for (String name : names == null ? new String[0] : names) {
      // Compared as texts: ten thousand regular expressions take a young process a tenth of a
      // second.
      boolean later =
          name.length() == last.length() ? name.compareTo(last) > 0 : name.length() > last.length();
      if (later && name.endsWith(ENTRY) && NUMBERED.matcher(name).matches()) {
        last = name;
      }
    }
    return last.isEmpty() ? 0 : Long.parseLong(last, 0, last.length() - ENTRY.length(), 10);
  }

  private NavigableSet<Long> checkpoints() throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    for (Path file : Disk.list(checkpoints)) {
      Matcher name = CHECKPOINT.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        numbers.add(Long.parseLong(name.group(1)));
      }
    }
    return numbers;
  }

  private Path checkpointFile(long number) {
    return checkpoints.resolve("%09d.state".formatted(number));
  }

  /** The nearest checkpoint at or before the number that is sound; else the beginning. */
  private LedgerState checkpointBefore(long number, boolean withKeys) throws IOException {
    NavigableSet<Long> known = checkpoints();
    for (Long at = known.floor(number); at != null; at = known.lower(at)) {
      try {
        LedgerState state = Checkpoint.read(Files.readAllBytes(checkpointFile(at)));
        if (state.number() == at
            && (!withKeys
                || state.mergedFiles().stream()
                    .allMatch(path -> Files.exists(lake.resolve(path))))) {
          return state;
        }
      } catch (IllegalArgumentException | NoSuchFileException unsound) {
        // Planned from an older one, or the entries; the next checkpoint takes its place.
      }
    }
    return LedgerState.EMPTY;
  }

  /** Every entry, oldest first. */
  List<Manifest> entries() {
    return entries(0);
  }

  /** Every entry after that number, oldest first. */
  List<Manifest> entries(long after) {
    long last = newest().number();
    List<Manifest> entries = new ArrayList<>();
    for (long number = Math.max(0, after) + 1; number <= last; number++) {
      entries.add(entry(number));
    }
    return entries;
  }

  Manifest entry(long number) {
    Path file = file(number);
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new LakeProblem(
          "Ledger entry %s is missing, though later ones are there. Restore it from a copy of the lake; without it the rows it added cannot be counted."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw LakeProblem.reading(file, e);
    }
    try {
      Manifest entry = Manifest.fromJson(bytes);
      if (entry.number() != number) {
        throw new IllegalArgumentException("it says that it is number " + entry.number());
      }
      return entry;
    } catch (IllegalArgumentException e) {
      throw new LakeProblem(
          "Ledger entry %s cannot be read: %s. Restore it from a copy of the lake."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private Path file(long number) {
    return folder.resolve(name(number));
  }

  private static String name(long number) {
    return "%09d".formatted(number) + ENTRY;
  }

  /**
   * Publishes a durable manifest under its number.
   *
   * @return false when another ingest took that number first
   */
  boolean append(Manifest entry, Path staged) throws IOException {
    try {
      Files.createLink(file(entry.number()), staged);
    } catch (FileAlreadyExistsException taken) {
      return false;
    }
    Disk.syncFolder(folder);
    return true;
  }

  /** Whether the entry of that number was written by that ingest. */
  boolean published(String id, long number) {
    return Files.exists(file(number)) && entry(number).id().equals(id);
  }

  /**
   * Writes a checkpoint when enough entries have gathered, and merges the small files of keys. What
   * fails here is tried again after the next ingest: nothing depends on it.
   */
  synchronized void checkpoint() throws IOException {
    if (newest().number() - checkpointed >= STRIDE) {
      checkpointNow();
    }
  }

  /** Writes a checkpoint of the newest state, whenever the last one was. */
  synchronized void checkpointNow() throws IOException {
    LedgerState state = newest();
    if (!writable || state.number() <= checkpointed) {
      return;
    }
    LedgerState merged =
        state.withFiles(
            merge(state.identities(), "identities", ".ids", 0, KeyFile.Change.NONE),
            merge(
                state.pageIndexes(),
                "pages",
                ".index",
                PageKeeper.NUMBERS,
                KeyFile.Change.numbering(PageKeeper.NAME)));
    Disk.createFolder(checkpoints);
    Path file = checkpointFile(merged.number());
    Disk.writeWhole(file, Checkpoint.bytes(merged));
    newest = merged;
    checkpointed = merged.number();
    NavigableSet<Long> all = checkpoints();
    for (Long old : all.headSet(all.last())) {
      boolean among = old % KEPT_STRIDE < STRIDE || old + 2L * STRIDE >= checkpointed;
      if (!among) {
        Files.deleteIfExists(checkpointFile(old));
      }
    }
    removeSuperseded(merged, Files.getLastModifiedTime(file).toInstant().minus(SUPERSEDED));
  }

  /** Merged files of keys that a merge has taken up, once nobody can be about to open them. */
  private void removeSuperseded(LedgerState state, Instant before) throws IOException {
    Set<String> named = state.mergedFiles();
    for (String where : List.of("identities", "pages")) {
      for (Path file : Disk.list(lake.resolve(where))) {
        String path = where + "/" + file.getFileName();
        if (isMerged(path)
            && !named.contains(path)
            && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
          Files.deleteIfExists(file);
        }
      }
    }
    // The checkpoints that earlier versions wrote, which this one does not read.
    for (Path file : Disk.list(checkpoints)) {
      if (NUMBERED.matcher(String.valueOf(file.getFileName())).matches()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Merges the smallest files as long as they are alike; the largest may stay by itself. */
  private List<String> merge(
      List<String> paths, String where, String suffix, int numbers, KeyFile.Change change)
      throws IOException {
    record Sized(String path, KeyFile file) {}
    List<Sized> open = new ArrayList<>();
    try {
      for (String path : paths) {
        open.add(new Sized(path, KeyFile.open(lake.resolve(path))));
      }
      open.sort(Comparator.comparingLong(one -> one.file().count()));
      int alike = 0;
      long below = 0;
      for (int i = 0; i < open.size(); i++) {
        long count = open.get(i).file().count();
        if (i > 0 && count <= GROWTH * below) {
          alike = i + 1;
        }
        below += count;
      }
      if (alike == 0) {
        return paths;
      }
      List<Sized> taken = open.subList(0, alike);
      List<String> inputs = taken.stream().map(Sized::path).sorted().toList();
      // Named by what went in: two processes that merge the same files write the same file.
      Identity name = Identity.of(String.join("\n", inputs), where, null, suffix);
      String path = "%s/%s%016x%016x%s".formatted(where, MERGED, name.high(), name.low(), suffix);
      Path file = lake.resolve(path);
      if (!Files.exists(file)) {
        Path unfinished =
            file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        KeyFile.merge(unfinished, taken.stream().map(Sized::file).toList(), numbers, change);
        Disk.moveInto(unfinished, file);
      }
      List<String> now = new ArrayList<>(paths);
      now.removeAll(inputs);
      now.add(path);
      return now;
    } finally {
      open.forEach(one -> one.file().close());
    }
  }
}
