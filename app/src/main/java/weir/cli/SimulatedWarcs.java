package weir.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcWriter;
import weir.simulate.MarketPageSink;

/** Pages as one WARC for each market, compressed record by record. */
final class SimulatedWarcs implements SimulateCommand.SimulatedPages {

  private static final MediaType HTML = MediaType.parse("text/html;charset=utf-8");

  private final Path folder;
  private final Map<String, WarcWriter> writers = new TreeMap<>();

  SimulatedWarcs(Path folder) {
    this.folder = folder;
  }

  @Override
  public long write(String source, String path, String html, Instant savedAt) {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    try {
      WarcWriter writer = writers.get(source);
      if (writer == null) {
        writer = open(source);
        writers.put(source, writer);
      }
      HttpResponse answer = new HttpResponse.Builder(200, "OK").body(HTML, bytes).build();
      // Ids come from the place, not from chance: the same run gives the same file.
      UUID id = UUID.nameUUIDFromBytes((source + '/' + path).getBytes(StandardCharsets.UTF_8));
      writer.write(
          new WarcResponse.Builder(URI.create(MarketPageSink.addressOf(source, path)))
              .recordId(id)
              .date(savedAt)
              .body(answer)
              .build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.length;
  }

  private WarcWriter open(String source) throws IOException {
    Files.createDirectories(folder);
    return new WarcWriter(
        FileChannel.open(
            folder.resolve(source + ".warc.gz"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE),
        WarcCompression.GZIP);
  }

  @Override
  public void close() throws IOException {
    for (WarcWriter writer : writers.values()) {
      writer.close();
    }
  }
}
