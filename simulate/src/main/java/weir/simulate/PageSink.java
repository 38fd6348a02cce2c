package weir.simulate;

import java.time.Instant;

/** Takes the pages of a made-up market, one after another. */
@FunctionalInterface
public interface PageSink {

  /**
   * Takes one page.
   *
   * @param path relative, with slashes, such as {@code 2025-01-06/listing/1001.html}
   * @param html the page, to be written as UTF-8
   * @param savedAt when the page was saved, to the second
   */
  void page(String path, String html, Instant savedAt);
}
