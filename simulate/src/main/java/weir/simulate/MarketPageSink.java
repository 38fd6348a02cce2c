package weir.simulate;

import java.time.Instant;

/** Takes the pages that a crawler saved from made-up markets, in the order of days. */
@FunctionalInterface
public interface MarketPageSink {

  /**
   * Takes one page.
   *
   * @param source the market's id, such as {@code sim-millrace}
   * @param path relative, with slashes: the save's folder, then the page's place on the market,
   *     such as {@code 2025-01-06T041200Z/listing/1001.html}; a page saved again in the same save
   *     ends in {@code ~2.html}
   * @param html the page, to be written as UTF-8
   * @param savedAt when the page was saved, to the second
   */
  void page(String source, String path, String html, Instant savedAt);

  /** The folder of the save that a path begins with. */
  static String saveOf(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  /** Where the page stood: an address under a name that no resolver knows (RFC 2606). */
  static String addressOf(String source, String path) {
    return "http://"
        + source
        + ".example"
        + path.substring(path.indexOf('/')).replace("~2.html", ".html");
  }
}
