package weir.lake;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbered manifests, and the checkpoints that spare reading all of them. A checkpoint says
 * nothing that the manifests do not: it may be deleted at any time.
 */
final class Ledger {
  /** Entries between checkpoints, and files merged into one at each level. */
  static final int STRIDE = 64;

  /** Older checkpoints are kept this far apart, for views as of an earlier number. */
  private static final int KEPT_STRIDE = 1024;

  private static final Pattern NUMBERED = Pattern.compile("(\\d{9,})\\.json");
  private static final Pattern MERGED = Pattern.compile(".*/merged-(\\d+)-[^/]*");

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

  /** How often a file of keys was merged; zero when an ingest wrote it. */
  static int level(String path) {
    Matcher merged = MERGED.matcher(path);
    return merged.matches() ? Integer.parseInt(merged.group(1)) : 0;
  }

  /** The state after the last entry there is now. */
  synchronized LedgerState newest() {
    if (!planned) {
      newest = plan(Long.MAX_VALUE);
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

  /** The state after that entry. */
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
    return plan(number);
  }

  private LedgerState plan(long upTo) {
    try {
      long last = Math.min(upTo, lastNumber());
      LedgerState state = checkpointBefore(last);
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

  private long lastNumber() throws IOException {
    NavigableSet<Long> numbers = numbersIn(folder);
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  private static NavigableSet<Long> numbersIn(Path folder) throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    for (Path file : Disk.list(folder)) {
      Matcher name = NUMBERED.matcher(String.valueOf(file.getFileName()));
      if (name.matches()) {
        numbers.add(Long.parseLong(name.group(1)));
      }
    }
    return numbers;
  }

  /** The nearest checkpoint at or before the number that is sound; else the beginning. */
  private LedgerState checkpointBefore(long number) throws IOException {
    NavigableSet<Long> known = numbersIn(checkpoints);
    for (Long at = known.floor(number); at != null; at = known.lower(at)) {
      Path file = checkpoints.resolve(name(at));
      try {
        LedgerState state = LedgerState.fromJson(Files.readAllBytes(file));
        if (state.number() == at
            && state.mergedFiles().stream().allMatch(path -> Files.exists(lake.resolve(path)))) {
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
    long last = newest().number();
    List<Manifest> entries = new ArrayList<>();
    for (long number = 1; number <= last; number++) {
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
    return "%09d.json".formatted(number);
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
            merge(state.identities(), "identities", ".ids", 0, -1),
            merge(state.pageIndexes(), "pages", ".index", PageKeeper.NUMBERS, PageKeeper.NAME));
    Disk.createFolder(checkpoints);
    Disk.writeWhole(checkpoints.resolve(name(merged.number())), merged.toJson());
    newest = merged;
    checkpointed = merged.number();
    NavigableSet<Long> all = numbersIn(checkpoints);
    for (Long old : all.headSet(all.last())) {
      boolean among = old % KEPT_STRIDE < STRIDE || old + 2L * STRIDE >= checkpointed;
      if (!among) {
        Files.deleteIfExists(checkpoints.resolve(name(old)));
      }
    }
  }

  private List<String> merge(
      List<String> paths, String where, String suffix, int numbers, int nameColumn)
      throws IOException {
    List<String> now = new ArrayList<>(paths);
    for (int level = 0; ; level++) {
      int of = level;
      List<String> alike = now.stream().filter(path -> level(path) == of).toList();
      if (alike.size() < STRIDE) {
        return now;
      }
      // Named by what went in: two processes that merge the same files write the same file.
      Identity inputs = Identity.of(String.join("\n", alike), where, null, suffix);
      String path = "%s/merged-%d-%016x%s".formatted(where, level + 1, inputs.high(), suffix);
      Path file = lake.resolve(path);
      if (!Files.exists(file)) {
        Path unfinished =
            file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        Map<String, KeyFile> open = new LinkedHashMap<>();
        try {
          for (String one : alike) {
            open.put(one, KeyFile.open(lake.resolve(one)));
          }
          KeyFile.merge(unfinished, List.copyOf(open.values()), numbers, nameColumn, _ -> true);
        } finally {
          open.values().forEach(KeyFile::close);
        }
        Disk.moveInto(unfinished, file);
      }
      now.removeAll(alike);
      now.add(path);
    }
  }
}
