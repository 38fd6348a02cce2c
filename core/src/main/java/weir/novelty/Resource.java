package weir.novelty;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Tables of the project's own that stand beside the classes. */
final class Resource {

  private Resource() {}

  static String text(String path) {
    try (InputStream in = Resource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "The file '%s' is missing from the program. Build the program again.".formatted(path));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read '" + path + "'", e);
    }
  }
}
