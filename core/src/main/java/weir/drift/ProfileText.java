package weir.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A profile as it is written, for changes that leave every other line, comments included, as it
 * was. Reads the layout of block YAML by its indentation; what is written on one line in braces is
 * changed as a whole.
 */
final class ProfileText {

  private final List<String> lines;

  /** New lines by the first line that they replace; an empty list for lines that fall away. */
  private final TreeMap<Integer, List<String>> changes = new TreeMap<>();

  ProfileText(String text) {
    this.lines = text.lines().toList();
  }

  /** Lines from one to before another. */
  record Block(int from, int to) {
    boolean isMissing() {
      return from < 0;
    }
  }

  private static final Block MISSING = new Block(-1, -1);

  /** The nth page rule, from 0. */
  Block page(int nth) {
    return item(keyIn(0, lines.size(), "pages"), nth);
  }

  /** The nth kind of record of a page rule. */
  Block record(Block page, int nth) {
    return item(key(page, "records"), nth);
  }

  /** A field of a kind of record. */
  Block field(Block record, String name) {
    Block fields = key(record, "fields");
    return fields.isMissing() ? MISSING : keyIn(fields.from() + 1, fields.to(), name);
  }

  /** A key of an item of a list, with its value. */
  Block key(Block item, String name) {
    return item.isMissing() ? MISSING : keyIn(item.from(), item.to(), name);
  }

  private Block keyIn(int from, int to, String name) {
    int level = -1;
    for (int i = from; i < to; i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      if (level < 0) {
        level = indent(line);
      }
      boolean first = i == from && isItem(line);
      if ((first || spaces(line) == level) && bare(line).startsWith(name + ":")) {
        int end = i + 1;
        while (end < to
            && (lines.get(end).isBlank()
                || spaces(lines.get(end)) > level
                || isItemOf(lines.get(end), level))) {
          end++;
        }
        return new Block(i, end);
      }
    }
    return MISSING;
  }

  /** A list may stand at its key's own indentation. */
  private static boolean isItemOf(String line, int level) {
    return isItem(line) && spaces(line) >= level;
  }

  private Block item(Block list, int nth) {
    if (list.isMissing()) {
      return MISSING;
    }
    int level = -1;
    int seen = -1;
    int from = -1;
    for (int i = list.from() + 1; i < list.to(); i++) {
      String line = lines.get(i);
      if (!isItem(line)) {
        continue;
      }
      if (level < 0) {
        level = spaces(line);
      }
      if (spaces(line) == level) {
        if (from >= 0) {
          return new Block(from, i);
        }
        if (++seen == nth) {
          from = i;
        }
      }
    }
    return from < 0 ? MISSING : new Block(from, list.to());
  }

  private static boolean isItem(String line) {
    return line.strip().startsWith("- ");
  }

  private static int spaces(String line) {
    int n = 0;
    while (n < line.length() && line.charAt(n) == ' ') {
      n++;
    }
    return n;
  }

  /** Where the key of a line begins: behind the dash of an item. */
  private static int indent(String line) {
    return spaces(line) + (isItem(line) ? 2 : 0);
  }

  private static String bare(String line) {
    String bare = line.strip();
    return bare.startsWith("- ") ? bare.substring(2).strip() : bare;
  }

  /** Swaps a text within a block; false when it is not written there. */
  boolean swap(Block block, String old, String fresh) {
    if (block.isMissing()) {
      return false;
    }
    boolean any = false;
    for (int i = block.from(); i < block.to(); i++) {
      String line = lines.get(i);
      String quoted = "'" + old.replace("'", "''") + "'";
      String doubled = "\"" + old + "\"";
      String mended;
      if (line.contains(quoted)) {
        mended = line.replace(quoted, fresh);
      } else if (line.contains(doubled)) {
        mended = line.replace(doubled, fresh);
      } else {
        int at = line.indexOf(": " + old);
        int item = line.indexOf("- " + old);
        int bracket = line.indexOf("[" + old);
        int start = at >= 0 ? at + 2 : item >= 0 ? item + 2 : bracket >= 0 ? bracket + 1 : -1;
        if (start < 0) {
          continue;
        }
        int end = start + old.length();
        if (end < line.length() && ",}] ".indexOf(line.charAt(end)) < 0) {
          continue;
        }
        mended = line.substring(0, start) + fresh + line.substring(end);
      }
      changes.put(i, List.of(mended));
      any = true;
    }
    return any;
  }

  /** What stands behind a key, without a comment; empty when it takes more than its own line. */
  Optional<String> value(Block block, String key) {
    for (int i = block.from() + 1; i < block.to(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#")) {
        return Optional.empty();
      }
    }
    String line = lines.get(block.from());
    String value = line.substring(line.indexOf(key + ":") + key.length() + 1);
    int comment = value.indexOf(" #");
    return Optional.of((comment < 0 ? value : value.substring(0, comment)).strip());
  }

  /** Tries another value before the one that stands behind a key. */
  void prefer(Block block, String key, String value, String old) {
    String line = lines.get(block.from());
    int at = line.indexOf(old, line.indexOf(key + ":"));
    String others = old.startsWith("[") ? old.substring(1, old.length() - 1) : old;
    changes.put(
        block.from(),
        List.of(
            line.substring(0, at)
                + "["
                + value
                + ", "
                + others
                + "]"
                + line.substring(at + old.length())));
  }

  /** Puts another value behind a key. */
  void replace(Block block, String key, String value) {
    String first = lines.get(block.from());
    int colon = first.indexOf(key + ":");
    changes.put(block.from(), List.of(first.substring(0, colon) + key + ": " + value));
    for (int i = block.from() + 1; i < block.to(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).strip().startsWith("#")) {
        changes.put(i, List.of());
      }
    }
  }

  boolean isChanged() {
    return !changes.isEmpty();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      for (String line : changes.getOrDefault(i, List.of(lines.get(i)))) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  /** The changed lines, each with its number: what goes ({@code -}) and what comes ({@code +}). */
  List<String> difference() {
    List<String> difference = new ArrayList<>();
    changes.forEach((number, fresh) -> {
      if (!fresh.equals(List.of(lines.get(number)))) {
        difference.add("-%4d  %s".formatted(number + 1, lines.get(number)));
        fresh.forEach(line -> difference.add("+%4d  %s".formatted(number + 1, line)));
      }
    });
    return difference;
  }
}
