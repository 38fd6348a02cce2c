package weir.web;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** The addresses of pages; ids come from saved pages and may hold anything. */
final class Places {

  private Places() {}

  static String source(String source) {
    return "/sources/" + segment(source);
  }

  static String substance(String substance) {
    return "/substances/" + segment(substance);
  }

  static String listing(String source, String listing) {
    return "/listings/" + segment(source) + "/" + segment(listing);
  }

  /**
   * @param at the locator of the record on the page; null for the page as a whole
   */
  static String capture(String source, String digest, @Nullable String at) {
    return capture(source, digest) + at(at);
  }

  /** The saved page itself, as the frame shows it. */
  static String savedPage(String source, String digest, @Nullable String at) {
    return capture(source, digest) + "/page" + at(at);
  }

  private static String capture(String source, String digest) {
    return "/captures/" + segment(source) + "/" + segment(digest);
  }

  private static String at(@Nullable String locator) {
    return locator == null ? "" : "?at=" + segment(locator);
  }

  static String novel(String item) {
    return "/novel/" + segment(item);
  }

  static String alert(String alert) {
    return "/alerts/" + segment(alert);
  }

  static String signal(String signal) {
    return "/signals/" + segment(signal);
  }

  static String measure(String measure) {
    return "/measures/" + segment(measure);
  }

  static String model(String model) {
    return "/models/" + segment(model);
  }

  static String segment(String text) {
    return UriUtils.encode(text, StandardCharsets.UTF_8);
  }
}
