package weir.watch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.vocabulary.DurableFile;

/**
 * A file of JSON lines to which lines are only added; on disk when the call returns. A line that a
 * crash cut off counts as never written.
 */
final class LineLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ReentrantLock LOOKING = new ReentrantLock(true);
  private static final ReentrantLock WRITING = new ReentrantLock(true);

  private final Path file;

  LineLog(Path file) {
    this.file = file;
  }

  /**
   * @throws WatchFault when a whole line is not JSON
   */
  List<JsonNode> read() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.exists(file)) {
      return lines;
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    int number = 0;
    for (String line : whole.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        lines.add(JSON.readTree(line));
      } catch (JacksonException e) {
        throw new WatchFault(
            "%s, line %d is no JSON. Remove the line; the others can stay."
                .formatted(file, number));
      }
    }
    return lines;
  }

  /** Something that reads what stands before it writes. */
  interface Work<T> {
    T run() throws IOException;
  }

  /** Does it while nobody else, in this process or another, does such work on this file. */
  <T> T alone(Work<T> work) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    // A lock of a file holds between processes; within one, it may be taken once only.
    LOOKING.lock();
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(".looking"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      return work.run();
    } finally {
      LOOKING.unlock();
    }
  }

  void append(List<Map<String, ?>> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    Path folder = Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> text.append(JSON.writeValueAsString(row)).append('\n'));
    WRITING.lock();
    try (FileChannel lock =
            FileChannel.open(
                folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = lock.lock()) {
      if (Files.exists(file)) {
        String before = Files.readString(file, StandardCharsets.UTF_8);
        if (!before.isEmpty() && !before.endsWith("\n")) {
          // Cut off by a crash: what comes now begins a line of its own.
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(
                before
                    .substring(0, before.lastIndexOf('\n') + 1)
                    .getBytes(StandardCharsets.UTF_8)
                    .length);
          }
        }
      }
      DurableFile.append(file, text.toString());
      DurableFile.syncFolder(folder);
    } finally {
      WRITING.unlock();
    }
  }

  /** A moment that a line holds. */
  Instant moment(JsonNode json, String key) {
    try {
      return Instant.parse(text(json, key));
    } catch (DateTimeException e) {
      throw new WatchFault(
          "%s holds a line without a time '%s'. Remove the line; the others can stay."
              .formatted(file, key));
    }
  }

  static String text(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isString() ? value.stringValue() : "";
  }
}
