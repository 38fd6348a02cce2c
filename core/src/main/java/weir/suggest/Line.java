package weir.suggest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One rule as a profile writes it.
 *
 * @param keys in the order in which they are written; values are texts, or YAML as it stands
 */
record Line(Map<String, String> keys) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z.][A-Za-z0-9_. ()>/+-]*");
  private static final List<String> RESERVED =
      List.of("yes", "no", "true", "false", "null", "on", "off", "y", "n");

  static Line of(String key, String text) {
    return new Line(Map.of()).and(key, text);
  }

  /** With a text. */
  Line and(String key, String text) {
    return raw(key, quoted(text));
  }

  /** With what is YAML already: a number, a list, a truth. */
  Line raw(String key, String yaml) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    more.put(key, yaml);
    return new Line(more);
  }

  /** In one line of YAML; a bare selector without any more keys stands by itself. */
  String yaml() {
    if (keys.size() == 1 && keys.containsKey("select")) {
      return keys.getOrDefault("select", "");
    }
    StringBuilder yaml = new StringBuilder("{");
    keys.forEach((key, value) -> {
      if (yaml.length() > 1) {
        yaml.append(", ");
      }
      yaml.append(key).append(": ").append(value);
    });
    return yaml.append('}').toString();
  }

  /** A text as YAML takes it, in single quotes where it must be. */
  static String quoted(String text) {
    boolean plain =
        PLAIN.matcher(text).matches()
            && !text.endsWith(" ")
            && !RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT));
    return plain ? text : "'" + text.replace("'", "''") + "'";
  }
}
