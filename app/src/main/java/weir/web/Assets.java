package weir.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import weir.source.SourceReader;

/** Style sheets, fonts and the board's script, all of them in the jar. */
final class Assets {

  private static final Map<String, String> TYPES =
      Map.of(
          "weir.css", "text/css; charset=utf-8",
          "board.js", "text/javascript; charset=utf-8",
          "mark.svg", "image/svg+xml",
          "source-sans-3-latin-wght-normal.woff2", "font/woff2",
          "source-sans-3-latin-ext-wght-normal.woff2", "font/woff2",
          "source-sans-3-cyrillic-wght-normal.woff2", "font/woff2",
          "source-sans-3-LICENSE.txt", "text/plain; charset=utf-8");

  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  /**
   * @param tag changes when the bytes do
   */
  @SuppressWarnings("ArrayRecordComponent") // written out, never compared
  record Asset(String type, String tag, byte[] bytes) {}

  /** The asset of that name; empty when there is none. */
  Optional<Asset> named(String name) {
    String type = TYPES.get(name);
    return type == null
        ? Optional.empty()
        : Optional.of(loaded.computeIfAbsent(name, _ -> load(name, type)));
  }

  private static Asset load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The jar lacks " + name + "; build it again.");
      }
      byte[] bytes = in.readAllBytes();
      return new Asset(type, '"' + SourceReader.digest(bytes).substring(0, 16) + '"', bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name + " from the jar", e);
    }
  }
}
