package weir.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Copies of a lake as it stood at an entry of its ledger: the entries up to it, and every file that
 * is read at it. Writers may go on meanwhile.
 */
public final class Backup {

  /** What was copied. */
  public record Summary(long number, int files, long bytes) {}

  private Backup() {}

  /**
   * Copies into a new folder: by hard links where the file system has them, as the lake's files
   * never change.
   */
  static Summary toFolder(Lake lake, Path folder) throws IOException {
    if (Files.exists(folder) && !Disk.list(folder).isEmpty()) {
      throw new LakeProblem(
          "The folder %s is not empty; a backup goes into a new one. Name another."
              .formatted(folder));
    }
    LedgerState state = stateOf(lake);
    long bytes = 0;
    List<String> files = files(state);
    for (String path : files) {
      Path from = lake.folder().resolve(path);
      Path to = folder.resolve(path);
      Disk.createFolder(parent(to));
      try {
        link(from, to);
        bytes += Files.size(to);
      } catch (NoSuchFileException e) {
        throw movedOn(path, e);
      }
    }
    return new Summary(state.number(), files.size(), bytes);
  }

  static void link(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException otherFileSystem) {
      Files.copy(from, to);
      Disk.sync(to);
    }
  }

  /** Writes one archive, whole or not at all. */
  static Summary toZip(Lake lake, Path zip) throws IOException {
    if (Files.exists(zip)) {
      throw new LakeProblem(
          "The file %s is there already; a backup does not overwrite it. Name another."
              .formatted(zip));
    }
    LedgerState state = stateOf(lake);
    Path unfinished = zip.resolveSibling("." + zip.getFileName() + ".new");
    List<String> files = files(state);
    try (OutputStream out = Files.newOutputStream(unfinished);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      // Nearly all of it is compressed already.
      entries.setLevel(Deflater.BEST_SPEED);
      for (String path : files) {
        entries.putNextEntry(new ZipEntry(path));
        try {
          Files.copy(lake.folder().resolve(path), entries);
        } catch (NoSuchFileException e) {
          throw movedOn(path, e);
        }
        entries.closeEntry();
      }
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    Disk.sync(unfinished);
    Disk.moveInto(unfinished, zip);
    return new Summary(state.number(), files.size(), Files.size(zip));
  }

  private static LakeProblem movedOn(String path, NoSuchFileException cause) {
    return new LakeProblem(
        "The file %s was removed while the backup was made, or is missing. Run `weir ledger verify`; if that finds nothing amiss, remove what was copied and make the backup again."
            .formatted(path),
        cause);
  }

  private static LedgerState stateOf(Lake lake) {
    return lake.ledgerFiles().replayed(lake.view().number());
  }

  private static List<String> files(LedgerState state) {
    List<String> files = new ArrayList<>();
    files.add("lake.json");
    files.addAll(state.files());
    for (long number = 1; number <= state.number(); number++) {
      files.add("ledger/%09d.json".formatted(number));
    }
    return files;
  }

  /**
   * Makes a lake of a backup; the lake's folder appears when it is whole.
   *
   * @param backup the folder or the archive
   * @param folder where the lake is to be; not there yet, or empty
   */
  public static void restore(Path backup, Path folder) {
    try {
      if (Files.exists(folder) && !Disk.list(folder).isEmpty()) {
        throw new LakeProblem(
            "There is a lake at %s already; nothing was restored. Move it elsewhere, or name another home with --home."
                .formatted(folder));
      }
      Path unfinished = folder.resolveSibling("." + folder.getFileName() + ".restoring");
      Disk.removeFolder(unfinished);
      Disk.createFolder(unfinished);
      if (Files.isDirectory(backup)) {
        copyFolder(backup, unfinished);
      } else {
        unpack(backup, unfinished);
      }
      if (!Files.exists(unfinished.resolve("lake.json"))) {
        Disk.removeFolder(unfinished);
        throw new LakeProblem(
            "%s is no backup of a lake: it has no lake.json. Name the folder or archive that `weir backup` wrote."
                .formatted(backup));
      }
      for (String inside : List.of("ledger", "parts", "pages", "identities", "staging")) {
        Disk.createFolder(unfinished.resolve(inside));
      }
      Files.deleteIfExists(folder);
      Files.move(unfinished, folder);
      Disk.syncFolder(parent(folder));
    } catch (IOException e) {
      throw LakeProblem.writing(folder, e);
    }
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    for (Path entry : Disk.list(from)) {
      Path copy = to.resolve(String.valueOf(entry.getFileName()));
      if (Files.isDirectory(entry)) {
        Disk.createFolder(copy);
        copyFolder(entry, copy);
      } else {
        // Not linked: the backup must outlive whatever happens to the lake.
        Files.copy(entry, copy);
        Disk.sync(copy);
      }
    }
  }

  private static void unpack(Path zip, Path to) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = to.resolve(entry.getName()).normalize();
        if (!file.startsWith(to) || entry.isDirectory()) {
          throw new IOException("'%s' does not belong into a lake".formatted(entry.getName()));
        }
        Disk.createFolder(parent(file));
        Files.copy(entries, file);
        Disk.sync(file);
      }
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
