package weir.lake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** What it takes for bytes to be on disk after a power cut: the file synced, then its folder. */
final class Disk {

  private Disk() {}

  /** Waits until the file's bytes are on disk. */
  static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Waits until the folder's entries are on disk; where folders cannot be synced, does nothing. */
  static void syncFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Creates the folder and what leads to it, each entry durable. */
  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        createFolder(parent);
      }
      Files.createDirectories(folder);
      if (parent != null) {
        syncFolder(parent);
      }
    }
  }

  /** Writes the whole file durably under another name first, so that nobody reads half of it. */
  static void writeWhole(Path file, byte[] bytes) throws IOException {
    Path unfinished =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    moveInto(unfinished, file);
  }

  /** Copies a stretch of one file to the end of another. */
  static void copy(FileChannel from, long offset, long length, FileChannel to) throws IOException {
    long copied = 0;
    while (copied < length) {
      long now = from.transferTo(offset + copied, length - copied, to);
      if (now <= 0) {
        throw new IOException("it ends before byte " + (offset + length));
      }
      copied += now;
    }
  }

  static void moveInto(Path unfinished, Path file) throws IOException {
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      syncFolder(folder);
    }
  }

  /** The names in a folder; none when it is not there. */
  static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return found;
  }

  /** Removes a folder of plain files and folders; what is already gone is no fault. */
  static void removeFolder(Path folder) throws IOException {
    for (Path entry : list(folder)) {
      if (Files.isDirectory(entry)) {
        removeFolder(entry);
      } else {
        Files.deleteIfExists(entry);
      }
    }
    Files.deleteIfExists(folder);
  }
}
