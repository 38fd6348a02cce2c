package weir.suggest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is alike in the links of one kind: {@code viewProduct?offer=…}, {@code /item/…}.
 *
 * @param parts texts that such a link holds, the most telling first
 * @param keys what stands before each value that may be an id: {@code offer=}, {@code item/}
 * @param values the value behind each key
 */
record LinkShape(List<String> parts, List<String> keys, List<String> values) {

  private static final Pattern PARAMETER =
      Pattern.compile("[?&]([A-Za-z_][A-Za-z0-9_\\[\\]-]*)=([^&#]*)");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z_.-]{1,30}");

  /** Values that say what a page does, and name nobody. */
  private static final Pattern ACTION = Pattern.compile("[a-z]{2,12}");

  private static final Pattern PERSON =
      Pattern.compile("(?i)vendor|user|member|seller|name|u_id|shop|^q$|search|title|subject");

  static LinkShape of(String href) {
    List<String> parts = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    List<String> values = new ArrayList<>();
    String path = href.replaceFirst("^[a-z]+://[^/]*", "");
    int query = path.indexOf('?');
    String before = query < 0 ? path : path.substring(0, query);
    int hash = before.indexOf('#');
    before = hash < 0 ? before : before.substring(0, hash);
    if (query >= 0) {
      Matcher matcher = PARAMETER.matcher(path.substring(query));
      String file = before.substring(before.lastIndexOf('/') + 1);
      boolean first = true;
      while (matcher.find()) {
        String name = matcher.group(1);
        keys.add(name + "=");
        values.add(decoded(matcher.group(2)));
        if (first) {
          parts.add(file + "?" + name + "=");
          first = false;
        }
        parts.add(name + "=");
        if (ACTION.matcher(matcher.group(2)).matches() && !PERSON.matcher(name).find()) {
          parts.add(name + "=" + matcher.group(2));
        }
      }
    }
    String[] segments = before.split("/", -1);
    for (int i = 0; i + 1 < segments.length; i++) {
      if (WORD.matcher(segments[i]).matches() && !segments[i + 1].isEmpty()) {
        boolean shown = i > 0 && WORD.matcher(segments[i - 1]).matches();
        parts.add((shown ? "/" + segments[i - 1] : "") + "/" + segments[i] + "/");
        parts.add("/" + segments[i] + "/");
        keys.add("/" + segments[i] + "/");
        values.add(decoded(segments[i + 1]));
      }
    }
    return new LinkShape(parts, keys, values);
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  /** The value behind a key in a link. */
  static Optional<String> value(String href, String key) {
    LinkShape shape = of(href);
    int at = shape.keys().indexOf(key);
    return at < 0 || shape.values().get(at).isBlank()
        ? Optional.empty()
        : Optional.of(shape.values().get(at));
  }

  /** The pattern that takes the value behind a key out of a link. */
  static String pattern(String key) {
    String before = key.replaceAll("([\\\\.\\[\\](){}*+?^$|])", "\\\\$1");
    return key.endsWith("=") ? "[?&]" + before + "([^&#]+)" : before + "([^/?#]+)";
  }
}
