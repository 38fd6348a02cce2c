package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Pages as files in folders by market and save; a file's time is that of its saving. */
final class SimulatedFiles implements SimulateCommand.SimulatedPages {

  private final Path folder;
  private @Nullable Path lastFolder;

  SimulatedFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public long write(String source, String path, String html, Instant savedAt) {
    Path file = folder.resolve(source).resolve(path);
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    try {
      Path parent = file.getParent();
      if (parent != null && !parent.equals(lastFolder)) {
        Files.createDirectories(parent);
        lastFolder = parent;
      }
      Files.write(file, bytes);
      Files.setLastModifiedTime(file, FileTime.from(savedAt));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.length;
  }

  @Override
  public void close() {}
}
