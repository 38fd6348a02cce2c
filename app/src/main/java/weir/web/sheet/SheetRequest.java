package weir.web.sheet;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a page's address asks of its tables. Each table's parameters are led by its id, such as
 * {@code listings.filter}. What is too long or makes no sense is passed over, never an error.
 *
 * @param path of the page, without parameters
 * @param parameters as they came, one value each
 */
public record SheetRequest(String path, Map<String, String> parameters) {
  private static final int LONGEST_FILTER = 100;
  private static final int LAST_PAGE = 100_000;

  public SheetRequest {
    parameters = Map.copyOf(parameters);
  }

  String filter(String sheet) {
    String filter = Objects.requireNonNullElse(parameters.get(sheet + ".filter"), "").strip();
    return filter.length() > LONGEST_FILTER ? filter.substring(0, LONGEST_FILTER) : filter;
  }

  /** A column's key, led by a minus for the greatest first; empty when none is asked. */
  String sort(String sheet) {
    return Objects.requireNonNullElse(parameters.get(sheet + ".sort"), "");
  }

  int page(String sheet) {
    String page = Objects.requireNonNullElse(parameters.get(sheet + ".page"), "");
    if (!page.matches("[0-9]{1,6}")) {
      return 1;
    }
    return Math.clamp(Integer.parseInt(page), 1, LAST_PAGE);
  }

  /** Everything else that the address asks, so that a form can hand it on. */
  Map<String, String> others(String sheet) {
    Map<String, String> others = new LinkedHashMap<>();
    parameters.keySet().stream()
        .sorted()
        .filter(key -> !key.equals(sheet + ".filter") && !key.equals(sheet + ".page"))
        .filter(key -> !key.equals("format") && !key.equals("table"))
        .forEach(key -> others.put(key, Objects.requireNonNull(parameters.get(key))));
    return others;
  }

  /** The page's address with some parameters set anew; an empty value removes one. */
  public String with(Map<String, String> changes) {
    Map<String, String> all = new LinkedHashMap<>();
    parameters.keySet().stream()
        .sorted()
        .filter(key -> !key.equals("format") && !key.equals("table"))
        .forEach(key -> all.put(key, Objects.requireNonNull(parameters.get(key))));
    all.putAll(changes);
    all.values().removeIf(String::isEmpty);
    StringBuilder address = new StringBuilder(path);
    all.forEach((key, value) ->
        address
            .append(address.indexOf("?") < 0 ? '?' : '&')
            .append(encode(key))
            .append('=')
            .append(encode(value)));
    return address.toString();
  }

  private static String encode(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }
}
