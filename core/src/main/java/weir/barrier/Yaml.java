package weir.barrier;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes maps, lists and scalars as YAML that any reader, old or new, takes for the same texts: a
 * text stands bare only where nobody could take it for something else, and in double quotes
 * otherwise. The common writers leave {@code no} or {@code 1e3} bare, or put every word in quotes.
 */
final class Yaml {
  private static final int WIDTH = 100;
  private static final Pattern BARE = Pattern.compile("[\\p{L}(][\\p{L}\\p{N} ()/.,;'_+§–-]*");

  /** Words that one or the other version of YAML takes for a truth, a null or a number. */
  private static final Set<String> TAKEN =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String write(Map<String, ?> tree) {
    var yaml = new Yaml();
    yaml.mapping(tree, 0);
    return yaml.out.toString();
  }

  private void mapping(Map<?, ?> map, int indent) {
    boolean first = true;
    for (var entry : map.entrySet()) {
      if (!first) {
        out.append("  ".repeat(indent));
      }
      first = false;
      out.append(scalar(String.valueOf(entry.getKey()), Integer.MAX_VALUE)).append(':');
      value(entry.getValue(), indent);
    }
  }

  private void value(Object value, int indent) {
    switch (value) {
      case Map<?, ?> map -> {
        out.append('\n').append("  ".repeat(indent + 1));
        mapping(map, indent + 1);
      }
      case Collection<?> list when isShort(list) ->
          out.append(" [")
              .append(
                  String.join(", ", list.stream().map(String::valueOf).map(Yaml::inFlow).toList()))
              .append("]\n");
      case Collection<?> list -> {
        out.append('\n');
        for (var item : list) {
          out.append("  ".repeat(indent + 1)).append('-');
          if (item instanceof Map<?, ?> map) {
            out.append(' ');
            mapping(map, indent + 2);
          } else {
            value(item, indent + 1);
          }
        }
      }
      case String text -> out.append(' ').append(folded(text, indent + 1)).append('\n');
      default -> out.append(' ').append(value).append('\n'); // an open type: number or truth
    }
  }

  /** A list of ids or other small words stands on one line. */
  private static boolean isShort(Collection<?> list) {
    return list.stream().allMatch(item -> item instanceof String text && Required.isId(text));
  }

  private static String inFlow(String id) {
    return scalar(id, Integer.MAX_VALUE);
  }

  private String folded(String text, int indent) {
    var whole = scalar(text, WIDTH);
    if (whole.length() <= WIDTH) {
      return whole;
    }
    // Within double quotes a single line break reads as the one space it replaces.
    var result = new StringBuilder();
    int column = 0;
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      boolean between =
          i > 1
              && i < whole.length() - 2
              && isInk(whole.charAt(i - 1))
              && isInk(whole.charAt(i + 1));
      if (c == ' ' && column > WIDTH - 2 * indent - 12 && between) {
        result.append('\n').append("  ".repeat(indent));
        column = 0;
      } else {
        result.append(c);
        column++;
      }
    }
    return result.toString();
  }

  private static boolean isInk(char c) {
    return c > ' ' && c != '\\' && c != '"';
  }

  private static String scalar(String text, int longestBare) {
    boolean bare =
        text.length() <= longestBare
            && BARE.matcher(text).matches()
            && !text.endsWith(" ")
            && !TAKEN.contains(text.toLowerCase(java.util.Locale.ROOT));
    return bare ? text : quoted(text);
  }

  private static String quoted(String text) {
    var result = new StringBuilder("\"");
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> result.append("\\\"");
        case '\\' -> result.append("\\\\");
        case '\n' -> result.append("\\n");
        case '\t' -> result.append("\\t");
        default -> { // every other code point
          if (needsEscape(c)) {
            result.append(c > 0xFFFF ? "\\U%08X".formatted(c) : "\\u%04X".formatted(c));
          } else {
            result.appendCodePoint(c);
          }
        }
      }
    }
    return result.append('"').toString();
  }

  /** What YAML does not count as printable, or takes for a line break, or a reader cannot see. */
  private static boolean needsEscape(int c) {
    return List.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.UNASSIGNED,
            Character.PRIVATE_USE,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR)
        .contains((byte) Character.getType(c));
  }
}
