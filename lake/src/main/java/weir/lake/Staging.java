package weir.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which one ingest gathers durable batches before it publishes them. Its owner holds
 * a lock on it, which the operating system releases when the owner dies; whoever takes the lock
 * next may go on with the batches.
 */
final class Staging implements AutoCloseable {
  /** What nobody went on with for this long is removed. */
  private static final Duration KEPT = Duration.ofDays(7);

  private static final String UNBEGUN = ".new-";
  private static final String LOCK = "owner.lock";
  private static final String JOB = "job.json";
  private static final String MANIFEST = "manifest.json";

  /**
   * Folders owned by this process. Closing any channel to a file drops the process's lock on it, so
   * a lock of our own must not even be looked at.
   */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path lake;
  private final Path folder;
  private final FileChannel lock;
  private final String id;
  private final long base;
  private final boolean adopted;

  private Staging(Path lake, Path folder, FileChannel lock, String id, long base, boolean adopted) {
    this.lake = lake;
    this.folder = folder;
    this.lock = lock;
    this.id = id;
    this.base = base;
    this.adopted = adopted;
  }

  /**
   * Opens a staging folder: one that a dead ingest with the same job left, or a new one.
   *
   * @param newId the id of the ingest when none is adopted
   */
  static Staging open(Path lake, Ledger ledger, String job, String newId, Instant now) {
    Path all = lake.resolve("staging");
    try {
      Disk.createFolder(all);
      Staging adopted = null;
      for (Path folder : Disk.list(all).stream().sorted().toList()) {
        removeUnbegun(folder);
        Staging orphan = orphan(lake, folder);
        if (orphan != null) {
          adopted = consider(orphan, adopted, ledger, job, now);
        }
      }
      return adopted != null
          ? adopted
          : create(lake, all, job, newId, ledger.newest().number(), now);
    } catch (IOException e) {
      throw LakeProblem.writing(all, e);
    }
  }

  /** Removes what an ingest left that died while it was making its folder. */
  private static void removeUnbegun(Path hidden) throws IOException {
    String name = String.valueOf(hidden.getFileName());
    if (name.startsWith(UNBEGUN)) {
      Path named = hidden.resolveSibling(name.substring(UNBEGUN.length())).toAbsolutePath();
      if (OURS.add(named)) {
        try (FileChannel channel =
            FileChannel.open(
                hidden.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          if (channel.tryLock() != null) {
            Disk.removeFolder(hidden);
          }
        } catch (NoSuchFileException
            | DirectoryNotEmptyException
            | OverlappingFileLockException begunMeanwhile) {
          // Its owner lives: it has given the folder its name, or is making it again.
        } finally {
          OURS.remove(named);
        }
      }
    }
  }

  /** Takes the better of two orphans; lets go of what is of no use. */
  private static @Nullable Staging consider(
      Staging orphan, @Nullable Staging best, Ledger ledger, String job, Instant now)
      throws IOException {
    Json.Fields told;
    boolean published;
    try {
      told = Json.read(Files.readAllBytes(orphan.folder.resolve(JOB)));
      published = orphan.published(ledger);
    } catch (IllegalArgumentException | NoSuchFileException unreadable) {
      orphan.close();
      return best;
    }
    if (published) {
      orphan.remove();
      return best;
    }
    Staging open =
        new Staging(orphan.lake, orphan.folder, orphan.lock, orphan.id, told.number("base"), true);
    boolean mayHoldErased = open.base < ledger.newest().lastErasure();
    if (mayHoldErased || !told.text("job").equals(job)) {
      if (mayHoldErased || Manifest.instant(told.text("when")).plus(KEPT).isBefore(now)) {
        open.discard();
      } else {
        open.close();
      }
      return best;
    }
    if (best == null) {
      return open;
    }
    // Two runs of one job died: both read the same inputs, so the one that got less far adds
    // nothing.
    boolean further = open.batches().size() > best.batches().size();
    (further ? best : open).discard();
    return further ? open : best;
  }

  private static Staging create(Path lake, Path all, String job, String id, long base, Instant now)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return createOnce(lake, all, job, id, base, now);
      } catch (NoSuchFileException | OverlappingFileLockException taken) {
        // Another ingest took the folder, not yet locked, for one whose owner had died.
        if (attempt == 5) {
          throw new IOException("other ingests keep removing the folder that is being made", taken);
        }
      }
    }
  }

  private static Staging createOnce(
      Path lake, Path all, String job, String id, long base, Instant now) throws IOException {
    // Locked under a name that nobody goes on with, so that it is never adopted while it is made.
    Path hidden = all.resolve(UNBEGUN + id);
    Path folder = all.resolve(id);
    OURS.add(folder.toAbsolutePath());
    Files.createDirectories(hidden);
    FileChannel channel =
        FileChannel.open(hidden.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", id);
      told.put("when", now);
      told.put("base", base);
      told.put("job", job);
      Disk.writeWhole(hidden.resolve(JOB), Json.pretty(told));
      Disk.moveInto(hidden, folder);
      return new Staging(lake, folder, channel, id, base, false);
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e;
    }
  }

  /** The folder with its lock taken; null when its owner lives or it is none. */
  private static @Nullable Staging orphan(Path lake, Path folder) throws IOException {
    String id = String.valueOf(folder.getFileName());
    Path absolute = folder.toAbsolutePath();
    if (id.startsWith(".") || !OURS.add(absolute)) {
      return null;
    }
    FileChannel channel = null;
    boolean taken = false;
    try {
      channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      taken = lock != null && Files.exists(folder.resolve(JOB));
    } catch (NoSuchFileException | OverlappingFileLockException gone) {
      taken = false;
    } finally {
      if (!taken) {
        if (channel != null) {
          channel.close();
        }
        OURS.remove(absolute);
      }
    }
    return taken && channel != null ? new Staging(lake, folder, channel, id, 0, true) : null;
  }

  /** Whether the owner died after publishing and before tidying up. */
  private boolean published(Ledger ledger) throws IOException {
    Path manifest = folder.resolve(MANIFEST);
    return Files.exists(manifest)
        && ledger.published(id, Manifest.fromJson(Files.readAllBytes(manifest)).number());
  }

  /**
   * The ids of ingests whose owners live. With {@code discard}, what dead ones left is removed,
   * whatever its job.
   */
  static Set<String> living(Path lake, Ledger ledger, boolean discard) throws IOException {
    Set<String> living = new HashSet<>();
    for (Path folder : Disk.list(lake.resolve("staging"))) {
      String name = String.valueOf(folder.getFileName());
      if (name.startsWith(UNBEGUN)) {
        removeUnbegun(folder);
        continue;
      }
      Staging orphan = orphan(lake, folder);
      if (orphan == null) {
        if (Files.exists(folder.resolve(JOB))) {
          living.add(name);
        } else if (discard) {
          removeLeftOver(folder);
        }
      } else if (orphan.published(ledger)) {
        orphan.remove();
      } else if (discard) {
        orphan.discard();
      } else {
        orphan.close();
      }
    }
    return living;
  }

  /** A folder without a job is nobody's: its owner died while removing it. */
  private static void removeLeftOver(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    if (OURS.add(absolute)) {
      try {
        Disk.removeFolder(folder);
      } finally {
        OURS.remove(absolute);
      }
    }
  }

  String id() {
    return id;
  }

  Path folder() {
    return folder;
  }

  /** The ledger number that the ingest had read when it began. */
  long base() {
    return base;
  }

  boolean adopted() {
    return adopted;
  }

  /** The durable batches, in order. */
  List<Manifest> batches() throws IOException {
    List<Manifest> batches = new ArrayList<>();
    for (Path file : Disk.list(folder).stream().sorted().toList()) {
      if (String.valueOf(file.getFileName()).matches("batch-\\d+\\.json")) {
        batches.add(Manifest.fromJson(Files.readAllBytes(file)));
      }
    }
    return batches;
  }

  /** Makes a batch count, after all its files are durable. */
  void add(Manifest batch) throws IOException {
    Disk.syncFolder(folder);
    Disk.writeWhole(folder.resolve("batch-%06d.json".formatted(batch.number())), batch.toJson());
  }

  /** Removes what belongs to no durable batch. */
  void tidy(List<Manifest> batches) throws IOException {
    Set<String> kept = new HashSet<>(Set.of(LOCK, JOB));
    for (Manifest batch : batches) {
      kept.add("batch-%06d.json".formatted(batch.number()));
      batch.adds().forEach(part -> kept.add(nameOf(part.path())));
      batch.pages().forEach(file -> kept.add(nameOf(file.path())));
      if (batch.identities() != null) {
        kept.add(nameOf(batch.identities()));
      }
      if (batch.pageIndex() != null) {
        kept.add(nameOf(batch.pageIndex()));
      }
    }
    for (Path file : Disk.list(folder)) {
      if (!kept.contains(String.valueOf(file.getFileName()))) {
        Files.delete(file);
      }
    }
  }

  static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Gives a staged file its place in the lake as well, where nobody looks before it is published.
   */
  void place(String path) throws IOException {
    Path staged = folder.resolve(nameOf(path));
    Path place = lake.resolve(path);
    try {
      Files.createLink(place, staged);
    } catch (FileAlreadyExistsException earlier) {
      // Left by a run of this same ingest that died before it published.
      if (!Files.isSameFile(place, staged)) {
        Files.delete(place);
        Files.createLink(place, staged);
      }
    } catch (NoSuchFileException e) {
      Path parent = place.toAbsolutePath().getParent();
      if (parent == null || Files.isDirectory(parent)) {
        throw e;
      }
      Disk.createFolder(parent);
      Files.createLink(place, staged);
    }
  }

  /** Gives all of them their places, durably. */
  void placeAll(List<String> paths) throws IOException {
    Set<Path> folders = new HashSet<>();
    for (String path : paths) {
      place(path);
      Path parent = lake.resolve(path).getParent();
      if (parent != null) {
        folders.add(parent);
      }
    }
    for (Path folder : folders) {
      Disk.syncFolder(folder);
    }
  }

  /** The manifest, durable, ready to be linked into the ledger. */
  Path write(Manifest manifest) throws IOException {
    Path file = folder.resolve(MANIFEST);
    // A new file each time: the old one may already be linked elsewhere.
    Files.deleteIfExists(file);
    Disk.writeWhole(file, manifest.toJson());
    return file;
  }

  /** Removes the files in the lake that carry this ingest's id and are not in the list. */
  void removePlacedExcept(Set<String> paths) throws IOException {
    List<Path> folders = new ArrayList<>(Disk.list(lake.resolve("parts")));
    folders.add(lake.resolve("pages"));
    folders.add(lake.resolve("identities"));
    folders.add(lake.resolve("tombstones"));
    for (Path in : folders) {
      for (Path file : Disk.list(in)) {
        String path = lake.relativize(file).toString().replace('\\', '/');
        if (nameOf(path).startsWith(id) && !paths.contains(path)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Makes an adopted folder as good as new. */
  void startOver() throws IOException {
    removePlacedExcept(Set.of());
    tidy(List.of());
  }

  /** Removes the folder and whatever of it stands in the lake unpublished. */
  void discard() throws IOException {
    removePlacedExcept(Set.of());
    remove();
  }

  /** Removes the folder, its lock last. */
  void remove() throws IOException {
    // Without its job the folder is nobody's to adopt, even if the rest is not removed.
    Files.deleteIfExists(folder.resolve(JOB));
    for (Path file : Disk.list(folder)) {
      if (!String.valueOf(file.getFileName()).equals(LOCK)) {
        Files.deleteIfExists(file);
      }
    }
    Disk.removeFolder(folder);
    close();
  }

  /** Lets go of the folder; what is durable in it can be adopted. */
  @Override
  public void close() throws IOException {
    lock.close();
    OURS.remove(folder.toAbsolutePath());
  }
}
