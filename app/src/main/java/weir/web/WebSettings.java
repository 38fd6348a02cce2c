package weir.web;

import java.nio.file.Path;
import java.util.Map;
import weir.workbench.StoreSettings;

/**
 * Where the pages come from and where they are served.
 *
 * @param home the folder that holds everything Weir keeps; the lake is the folder {@code lake} in
 *     it
 * @param host the address to listen on; loopback, such as {@code 127.0.0.1}, unless others shall
 *     see
 * @param port 0 for any free one
 * @param workbench where models that people work on are kept
 */
public record WebSettings(Path home, String host, int port, StoreSettings workbench) {

  /** With a workbench of its own in the home. */
  public WebSettings(Path home, String host, int port) {
    this(home, host, port, StoreSettings.of(home, Map.of()));
  }

  public WebSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "There is no port %d. Expected 1 to 65535, or 0 for any free one.".formatted(port));
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException("No address to listen on. Expected one like '127.0.0.1'.");
    }
  }

  Path lake() {
    return home.resolve("lake");
  }
}
