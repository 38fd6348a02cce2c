package weir.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes rows as a table for people, or as CSV or JSON without any prose. */
final class Output {

  enum Format {
    table,
    csv,
    json
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Output() {}

  /** Rows by column name, all with the same columns. */
  static void write(
      PrintWriter out, Format format, List<String> columns, List<List<@Nullable Object>> rows) {
    switch (format) {
      case table -> table(out, columns, rows);
      case csv -> {
        out.println(String.join(",", columns.stream().map(Output::quoted).toList()));
        for (List<@Nullable Object> row : rows) {
          out.println(String.join(",", row.stream().map(v -> quoted(plain(v))).toList()));
        }
      }
      case json -> {
        out.println("[");
        for (int i = 0; i < rows.size(); i++) {
          Map<String, @Nullable Object> object = new LinkedHashMap<>();
          for (int j = 0; j < columns.size(); j++) {
            object.put(columns.get(j), jsonValue(rows.get(i).get(j)));
          }
          out.println("  " + json(object) + (i + 1 < rows.size() ? "," : ""));
        }
        out.println("]");
      }
    }
    out.flush();
  }

  static String json(Object value) {
    return JSON.writeValueAsString(value);
  }

  static @Nullable Object jsonValue(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Instant instant -> instant.toString();
      case LocalDate day -> day.toString();
      case Double real -> real.isNaN() || real.isInfinite() ? null : real;
      default -> value;
    };
  }

  private static void table(
      PrintWriter out, List<String> columns, List<List<@Nullable Object>> rows) {
    List<List<String>> cells = new ArrayList<>();
    boolean[] numeric = new boolean[columns.size()];
    int[] width = new int[columns.size()];
    for (int j = 0; j < columns.size(); j++) {
      width[j] = columns.get(j).length();
      numeric[j] = !rows.isEmpty();
    }
    for (List<@Nullable Object> row : rows) {
      List<String> line = new ArrayList<>();
      for (int j = 0; j < columns.size(); j++) {
        Object value = row.get(j);
        numeric[j] &= value == null || value instanceof Number;
        String text = shown(value);
        width[j] = Math.max(width[j], Math.min(60, text.length()));
        line.add(text);
      }
      cells.add(line);
    }
    out.println(line(columns, width, numeric));
    StringBuilder rule = new StringBuilder();
    for (int w : width) {
      rule.append("─".repeat(w)).append("  ");
    }
    out.println(rule.toString().stripTrailing());
    cells.forEach(line -> out.println(line(line, width, numeric)));
  }

  private static String line(List<String> cells, int[] width, boolean[] numeric) {
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < cells.size(); j++) {
      String cell = cells.get(j);
      if (cell.length() > 60) {
        cell = cell.substring(0, 59) + "…";
      }
      String pad = " ".repeat(Math.max(0, width[j] - cell.length()));
      line.append(numeric[j] ? pad + cell : cell + pad).append("  ");
    }
    return line.toString().stripTrailing();
  }

  /** A value as a person reads it: grouped digits, and a dash for the unknown. */
  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "–";
      case Double real -> number(real);
      case BigDecimal amount -> amount.stripTrailingZeros().toPlainString();
      case Long whole -> String.format(Locale.ROOT, "%,d", whole);
      case List<?> list -> String.join("; ", list.stream().map(String::valueOf).toList());
      default -> value.toString().replaceAll("\\s+", " ");
    };
  }

  static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return size >= 1
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case BigDecimal amount -> amount.toPlainString();
      case List<?> list -> String.join(";", list.stream().map(String::valueOf).toList());
      default -> value.toString();
    };
  }

  private static String quoted(String text) {
    boolean needs =
        text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r");
    return needs ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }
}
