package weir.lake;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.capture.Capture;

/** The pages of one batch on their way to disk: a WARC file per source, and an index over them. */
final class PageKeeper implements AutoCloseable {
  /** Beside each key of the index: observation, offset, length, and the file's name. */
  static final int NUMBERS = 4;

  static final int OBSERVATION = 0;
  static final int OFFSET = 1;
  static final int LENGTH = 2;
  static final int NAME = 3;

  private final Path staging;
  private final String prefix;
  private final Map<String, Open> bySource = new LinkedHashMap<>();
  private final List<KeyFile.Entry> index = new ArrayList<>();
  private final Warc.Records records = new Warc.Records();

  private static final class Open {
    final int number;
    final String path;
    final FileChannel channel;
    final OutputStream out;
    long bytes;
    long records;

    Open(int number, String path, FileChannel channel) {
      this.number = number;
      this.path = path;
      this.channel = channel;
      this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }
  }

  /**
   * @param prefix of the files' names
   */
  PageKeeper(Path staging, String prefix) {
    this.staging = staging;
    this.prefix = prefix;
  }

  void keep(Capture capture, Identity identity, byte[] page, Instant now) throws IOException {
    Open file = bySource.get(capture.source());
    if (file == null) {
      String name = "%s-%02d.warc.gz".formatted(prefix, bySource.size() + 1);
      file =
          new Open(
              bySource.size(),
              "pages/" + name,
              FileChannel.open(
                  staging.resolve(name),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.TRUNCATE_EXISTING,
                  StandardOpenOption.WRITE));
      bySource.put(capture.source(), file);
    }
    int length = records.write(file.out, capture, page, now);
    index.add(
        new KeyFile.Entry(
            Identity.ofPage(capture.source(), capture.digest()),
            new long[] {identity.high(), file.bytes, length, file.number}));
    file.bytes += length;
    file.records++;
  }

  int files() {
    return bySource.size();
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  /** Makes all pages durable and writes the index to that file. */
  List<PageFile> finish(Path indexFile) throws IOException {
    List<PageFile> files = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Open> entry : bySource.entrySet()) {
      Open file = entry.getValue();
      file.out.flush();
      file.channel.force(true);
      files.add(new PageFile(file.path, entry.getKey(), file.records, file.bytes));
      names.add(file.path);
    }
    KeyFile.write(indexFile, NUMBERS, index, names);
    return files;
  }

  @Override
  public void close() throws IOException {
    records.close();
    for (Open file : bySource.values()) {
      file.channel.close();
    }
    bySource.clear();
    index.clear();
  }
}
