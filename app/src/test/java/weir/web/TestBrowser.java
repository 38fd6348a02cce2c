package weir.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One Chromium for all tests that register this; they are skipped, saying so, where there is none.
 *
 * <p>It is closed when the last test of the run has ended.
 */
public final class TestBrowser implements BeforeAllCallback {
  /** Where pictures of pages are left. */
  public static final Path PICTURES = Path.of("target", "screenshots");

  private static final Path CHROMIUM =
      Path.of(System.getProperty("weir.chromium", "/usr/bin/chromium"));

  private record Opened(Playwright playwright, Browser browser) implements AutoCloseable {
    static Opened open() {
      var playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return new Opened(
          playwright,
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(CHROMIUM)
                      .setHeadless(true)
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-background-networking"))));
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  private @Nullable Browser browser;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "No browser at " + CHROMIUM + ": install chromium, or name one with -Dweir.chromium=FILE");
    Files.createDirectories(PICTURES);
    browser =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .computeIfAbsent(Opened.class, _ -> Opened.open(), Opened.class)
            .browser();
  }

  /** The browser, once the class's tests have begun. */
  public Browser browser() {
    return Objects.requireNonNull(browser);
  }
}
