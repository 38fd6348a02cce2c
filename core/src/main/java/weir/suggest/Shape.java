package weir.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;

/** A kind of page as the profile will describe it. */
final class Shape {

  /** What stands before a rule, and the rule. */
  record Rule(String comment, List<Line> lines) {}

  /** One kind of record. */
  static final class Recorded {
    private final String table;
    private final @Nullable String each;
    private final String comment;
    private final Map<String, Rule> fields = new LinkedHashMap<>();

    Recorded(String table, @Nullable String each, String comment) {
      this.table = table;
      this.each = each;
      this.comment = comment;
    }

    void put(String field, Rule rule) {
      fields.put(field, rule);
    }

    Map<String, Rule> fields() {
      return fields;
    }
  }

  private final PageKind kind;
  private final int pages;
  private final String comment;
  private final List<Line> when;
  private final @Nullable String links;
  private final List<Recorded> records = new ArrayList<>();

  Shape(PageKind kind, int pages, String comment, List<Line> when, @Nullable String links) {
    this.kind = kind;
    this.pages = pages;
    this.comment = comment;
    this.when = when;
    this.links = links;
  }

  PageKind kind() {
    return kind;
  }

  int pages() {
    return pages;
  }

  void add(Recorded recorded) {
    if (!recorded.fields.isEmpty()) {
      records.add(recorded);
    }
  }

  void write(StringBuilder yaml) {
    comment.lines().forEach(line -> yaml.append("  # ").append(line).append('\n'));
    yaml.append("  - kind: ").append(kind.word()).append('\n');
    yaml.append("    when: ").append(condition()).append('\n');
    if (links != null) {
      yaml.append("    links: ").append(Line.quoted(links)).append('\n');
    }
    if (records.isEmpty()) {
      return;
    }
    yaml.append("    records:\n");
    for (Recorded recorded : records) {
      recorded.comment.lines().forEach(line -> yaml.append("      # ").append(line).append('\n'));
      yaml.append("      - table: ").append(recorded.table).append('\n');
      if (recorded.each != null) {
        yaml.append("        each: ").append(Line.quoted(recorded.each)).append('\n');
      }
      yaml.append("        fields:\n");
      recorded.fields.forEach((field, rule) -> {
        rule.comment()
            .lines()
            .forEach(line -> yaml.append("          # ").append(line).append('\n'));
        if (rule.lines().size() == 1) {
          yaml.append("          ")
              .append(field)
              .append(": ")
              .append(rule.lines().getFirst().yaml())
              .append('\n');
        } else {
          yaml.append("          ").append(field).append(":\n");
          rule.lines()
              .forEach(line -> yaml.append("            - ").append(line.yaml()).append('\n'));
        }
      });
    }
  }

  /** All conditions of one sort together, as {@code when:} takes them. */
  private String condition() {
    Map<String, List<String>> sorts = new LinkedHashMap<>();
    for (Line line : when) {
      line.keys()
          .forEach((key, value) -> sorts.computeIfAbsent(key, _ -> new ArrayList<>()).add(value));
    }
    StringBuilder text = new StringBuilder("{");
    sorts.forEach((sort, values) -> {
      if (text.length() > 1) {
        text.append(", ");
      }
      text.append(sort).append(": ");
      text.append(values.size() == 1 ? values.getFirst() : "[" + String.join(", ", values) + "]");
    });
    return text.append('}').toString();
  }
}
