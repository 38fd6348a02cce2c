package weir.ingest;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Notices files that are new or changed in a folder, once nothing has written to them for a while.
 * How long is measured by a clock that only runs forward: setting the computer's clock back misses
 * nothing and reads nothing twice.
 */
public final class FolderWatch {

  /** How long a file keeps size and time before it counts as finished, in nanoseconds. */
  public static final long QUIET_NANOS = 2_000_000_000L;

  private record Seen(long size, long changedAt, long sinceNanos, boolean taken) {}

  private final Path folder;
  private final LongSupplier nanos;
  private final Map<Path, Seen> files = new HashMap<>();

  /**
   * @param nanos such as {@link System#nanoTime()}
   */
  public FolderWatch(Path folder, LongSupplier nanos) {
    this.folder = folder;
    this.nanos = nanos;
  }

  /** The files that became quiet since the last look; each again only when it changes again. */
  public Set<Path> look() throws IOException {
    long now = nanos.getAsLong();
    Set<Path> quiet = new HashSet<>();
    Set<Path> present = new HashSet<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              present.add(file);
              if (becameQuiet(file, attributes, now)) {
                quiet.add(file);
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(folder)) {
              throw e;
            }
            return FileVisitResult.CONTINUE; // gone again, or not ours to read
          }
        });
    files.keySet().retainAll(present);
    return quiet;
  }

  private boolean becameQuiet(Path file, BasicFileAttributes attributes, long now) {
    long changedAt = attributes.lastModifiedTime().toMillis();
    Seen before = files.get(file);
    if (before == null || before.size() != attributes.size() || before.changedAt() != changedAt) {
      files.put(file, new Seen(attributes.size(), changedAt, now, false));
      return false;
    }
    if (before.taken() || now - before.sinceNanos() < QUIET_NANOS) {
      return false;
    }
    files.put(file, new Seen(before.size(), changedAt, before.sinceNanos(), true));
    return true;
  }
}
