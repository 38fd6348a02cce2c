package weir.web.tour;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import java.nio.file.Path;

/** Takes pictures of pages, the whole width and as much of the height as says it. */
final class Album {
  static final int WIDTH = 1280;
  private static final int TALLEST = 1500;

  private final Path folder;

  Album(Path folder) {
    this.folder = folder;
  }

  /** Of what a selector finds alone. */
  void part(Page page, String name, String selector) {
    page.locator(selector)
        .first()
        .screenshot(
            new Locator.ScreenshotOptions().setPath(folder.resolve("tour-" + name + ".png")));
  }

  /** From the top of what a selector finds, or of the page. */
  void take(Page page, String name, String from, int height) {
    page.evaluate("document.activeElement && document.activeElement.blur()");
    double top = from.isEmpty() ? 0 : page.locator(from).first().boundingBox().y;
    double scrolled = ((Number) page.evaluate("window.scrollY")).doubleValue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setClip(new Clip(0, Math.max(0, top + scrolled - 2), WIDTH, Math.min(height, TALLEST)))
            .setPath(folder.resolve("tour-" + name + ".png")));
  }
}
