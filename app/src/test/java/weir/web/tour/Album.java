package weir.web.tour;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes pictures of pages, the whole width and as much of the height as says it; or none. */
final class Album {
  static final int WIDTH = 1280;

  private final @Nullable Path folder;

  /**
   * @param folder where pictures go; null to take none, which is faster
   */
  Album(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Of what a selector finds alone. */
  void part(Page page, String name, String selector) {
    if (folder == null) {
      return;
    }
    page.locator(selector)
        .first()
        .screenshot(
            new Locator.ScreenshotOptions().setPath(folder.resolve("tour-" + name + ".png")));
  }

  /** From the top of what a selector finds, or of the page. */
  void take(Page page, String name, String from, int height) {
    if (folder == null) {
      return;
    }
    page.evaluate("document.activeElement && document.activeElement.blur()");
    double top = from.isEmpty() ? 0 : page.locator(from).first().boundingBox().y;
    double scrolled = ((Number) page.evaluate("window.scrollY")).doubleValue();
    double above = Math.max(0, top + scrolled - 2);
    double below = ((Number) page.evaluate("document.documentElement.scrollHeight")).doubleValue();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setClip(new Clip(0, above, WIDTH, Math.min(height, below - above)))
            .setPath(folder.resolve("tour-" + name + ".png")));
  }
}
