package weir.workbench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.ReadResult;
import weir.document.Fault;

/**
 * A model as a workbook of Excel or LibreOffice, out and in again without loss.
 *
 * <p>One sheet for each kind of part, one row for each part, the document's keys as headings.
 * Several ids stand in one cell with semicolons between them. A text that a cell cannot carry as it
 * is, such as one of blanks alone, stands there in double quotes as JSON writes it.
 */
public final class Spreadsheet {
  private static final JsonMapper JSON = new JsonMapper();

  /** A workbook within is a few thousand times as large as a usual one. */
  private static final int LARGEST = 20_000_000;

  private static final int MOST_ROWS = 20_000;

  /** What a cell of Excel holds. */
  private static final int LONGEST_CELL = 32_000;

  private static final List<String> BLOCKS =
      List.of("facilitators", "opportunities", "signals", "partners", "barriers");

  private static final List<String> ELEMENT_KEYS =
      List.of(
          "block",
          "id",
          "label",
          "steps",
          "kind",
          "knowing",
          "category",
          "sector",
          "commitment",
          "effect",
          "addresses",
          "owner",
          "from",
          "until",
          "evaluation",
          "recommendations",
          "certainty",
          "protected",
          "people-who-use",
          "description",
          "legitimate-uses",
          "collateral-cost",
          "printed");

  /** Parts that belong to an element, each on a sheet of its own. */
  private static final Map<String, List<String>> NESTED = new LinkedHashMap<>();

  /** Parts that stand for themselves. */
  private static final Map<String, List<String>> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("documents", List.of("id", "citation", "year", "published", "publisher", "url"));
    PARTS.put("steps", List.of("id", "title", "note"));
    NESTED.put(
        "evidence",
        List.of(
            "element",
            "document",
            "at",
            "paraphrase",
            "reliability",
            "credibility",
            "nature",
            "contradicts"));
    NESTED.put("gauges", List.of("element", "measure", "label", "unit", "filters", "low", "high"));
    NESTED.put(
        "expected",
        List.of("element", "of", "partner", "low", "likely", "high", "currency", "source"));
    NESTED.put("competences", List.of("element", "country", "power", "from", "until", "basis"));
    PARTS.put("relations", List.of("from", "kind", "to"));
    PARTS.put("recommendations", List.of("id", "group", "text", "section", "barriers"));
    PARTS.put("discrepancies", List.of("id", "in-table", "in-text", "difference"));
    PARTS.put(
        "open-questions",
        List.of(
            "id",
            "question",
            "document",
            "at",
            "about",
            "cause",
            "figure",
            "low",
            "high",
            "unit",
            "day",
            "read",
            "items"));
    PARTS.put("stated-gaps", List.of("check", "elements", "reason"));
  }

  private static final List<String> HEAD =
      List.of("id", "title", "language", "version", "status", "review-by");
  private static final List<String> LISTS =
      List.of(
          "steps",
          "addresses",
          "recommendations",
          "legitimate-uses",
          "barriers",
          "elements",
          "about",
          "items");
  private static final List<String> WHOLE = List.of("year", "credibility");
  private static final List<String> NUMBERS = List.of("low", "likely", "high", "figure");
  private static final List<String> TRUTHS = List.of("protected", "people-who-use", "contradicts");
  private static final List<String> MAPS = List.of("printed", "filters");
  private static final Pattern PLACE =
      Pattern.compile("([a-z-]+)\\[(\\d+)](?:\\.([a-z-]+)(?:\\[(\\d+)])?(?:\\.([a-z-]+))?)?.*");

  private Spreadsheet() {}

  /** The workbook's bytes. */
  public static byte[] write(BarrierModel model) {
    var tree = tree(model);
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "Weir", "1.0")) {
      var head = sheet(book, "model", List.of("key", "value"));
      int line = 1;
      for (var key : HEAD) {
        head.value(line, 0, key);
        put(head, line++, 1, key, tree.get(key));
      }
      head.width(1, 60);
      part(book, "steps", tree);
      var elements = sheet(book, "elements", ELEMENT_KEYS);
      line = 1;
      for (var block : BLOCKS) {
        for (var element : items(tree.get(block))) {
          elements.value(line, 0, block);
          for (int column = 1; column < ELEMENT_KEYS.size(); column++) {
            var key = ELEMENT_KEYS.get(column);
            put(elements, line, column, key, element.get(keyIn(block, key)));
          }
          line++;
        }
      }
      elements.width(2, 40);
      for (var nested : NESTED.entrySet()) {
        var sheet = sheet(book, nested.getKey(), nested.getValue());
        line = 1;
        for (var block : BLOCKS) {
          for (var element : items(tree.get(block))) {
            for (var item : items(element.get(nested.getKey()))) {
              sheet.value(line, 0, String.valueOf(element.get("id")));
              for (int column = 1; column < nested.getValue().size(); column++) {
                var key = nested.getValue().get(column);
                put(sheet, line, column, key, item.get(key));
              }
              line++;
            }
          }
        }
      }
      for (var name : PARTS.keySet()) {
        if (!name.equals("steps")) {
          part(book, name, tree);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A workbook in memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  private static void part(Workbook book, String name, Map<?, ?> tree) {
    var keys = Objects.requireNonNull(PARTS.get(name));
    var sheet = sheet(book, name, keys);
    int line = 1;
    for (var item : items(tree.get(name))) {
      for (int column = 0; column < keys.size(); column++) {
        put(sheet, line, column, keys.get(column), item.get(keys.get(column)));
      }
      line++;
    }
  }

  private static Worksheet sheet(Workbook book, String name, List<String> headings) {
    var sheet = book.newWorksheet(name);
    for (int column = 0; column < headings.size(); column++) {
      sheet.value(0, column, headings.get(column));
      sheet.style(0, column).bold().set();
      sheet.width(column, 22);
    }
    sheet.freezePane(0, 1);
    return sheet;
  }

  /** Of opportunities and signals the document says {@code kinds}, of the others {@code kind}. */
  private static String keyIn(String block, String column) {
    boolean several = block.equals("opportunities") || block.equals("signals");
    return column.equals("kind") && several ? "kinds" : column;
  }

  private static void put(
      Worksheet sheet, int line, int column, String key, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean truth -> sheet.value(line, column, truth ? "yes" : "no");
      case Number number -> sheet.value(line, column, number);
      case Collection<?> list -> {
        var texts = list.stream().map(String::valueOf).toList();
        var separator = key.equals("legitimate-uses") ? "\n" : "; ";
        boolean plain =
            texts.stream()
                .allMatch(text ->
                    isPlain(text) && !text.contains(separator.strip().isEmpty() ? "\n" : ";"));
        cell(sheet, line, column, plain ? String.join(separator, texts) : json(texts), !plain);
      }
      case Map<?, ?> map -> cell(sheet, line, column, json(map), true);
      default -> { // an open type: a text
        var text = value.toString();
        cell(sheet, line, column, isPlain(text) ? text : json(text), !isPlain(text));
      }
    }
  }

  private static void cell(Worksheet sheet, int line, int column, String text, boolean encoded) {
    if (text.length() > LONGEST_CELL) {
      throw new IllegalArgumentException(
          "The text in row %d of the sheet '%s' is longer than a cell holds (%,d characters). Export YAML or JSON instead."
              .formatted(line + 1, sheet.getName(), LONGEST_CELL));
    }
    sheet.value(line, column, text);
    if (!encoded && text.contains("\n")) {
      sheet.style(line, column).wrapText(true).set();
    }
  }

  /** Whether a cell gives the text back as it is. */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || !text.equals(text.strip()) || "\"[{".indexOf(text.charAt(0)) >= 0) {
      return false;
    }
    return text.codePoints()
            .allMatch(c ->
                c == '\n' || (c >= 0x20 && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE && c != 0xFEFF))
        // Spreadsheets read "_x0041_" as the letter A.
        && !text.contains("_x");
  }

  /** As JSON of plain letters, which every program carries unharmed. */
  private static String json(Object value) {
    var text = new StringBuilder();
    for (char c : JSON.writeValueAsString(value).toCharArray()) {
      if (c < 0x20 || c > 0x7E || c == '_') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /**
   * Reads a workbook and names every fault with its sheet and row.
   *
   * @param name the file's name, for messages
   */
  public static ReadResult read(byte[] bytes, String name) {
    return new Reading(name).read(bytes);
  }

  private static Map<?, ?> tree(BarrierModel model) {
    return JSON.readValue(BarrierModels.toJson(model), Map.class);
  }

  private static List<Map<?, ?>> items(@Nullable Object list) {
    var items = new ArrayList<Map<?, ?>>();
    if (list instanceof Collection<?> all) {
      for (var item : all) {
        if (item instanceof Map<?, ?> map) {
          items.add(map);
        }
      }
    }
    return items;
  }

  /** Reads one workbook. */
  private static final class Reading {
    private final String name;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Object> tree = new LinkedHashMap<>();

    /** By the document's path of a part, such as {@code barriers[2]}: its sheet and row. */
    private final Map<String, Place> places = new LinkedHashMap<>();

    private record Place(String sheet, int row) {}

    private record Line(int number, Map<String, String> cells) {}

    Reading(String name) {
      this.name = name;
    }

    ReadResult read(byte[] bytes) {
      if (bytes.length > LARGEST) {
        return refused(
            "It has %,d bytes.".formatted(bytes.length),
            "At most %,d are read.".formatted(LARGEST));
      }
      try (var book =
          new ReadableWorkbook(new ByteArrayInputStream(bytes), new ReadingOptions(false, true))) {
        head(book);
        for (var part : PARTS.entrySet()) {
          for (var line : lines(book, part.getKey(), part.getValue())) {
            add(
                tree,
                part.getKey(),
                part.getKey(),
                item(part.getKey(), line, ""),
                part.getKey(),
                line);
          }
        }
        elements(book);
      } catch (IOException | RuntimeException e) {
        return refused(
            "This is not a workbook that can be read: %s."
                .formatted(String.valueOf(e.getMessage()).replaceAll("[.\\s]+$", "")),
            "Expected a file that ends in .xlsx, as exported here.");
      }
      if (!faults.isEmpty()) {
        return new ReadResult.Refused(faults);
      }
      return switch (BarrierModels.read(JSON.writeValueAsString(tree), "model.json")) {
        case ReadResult.Read whole -> whole;
        case ReadResult.Refused(var found) ->
            new ReadResult.Refused(found.stream().map(this::inSheet).toList());
      };
    }

    private ReadResult refused(String wrong, String mend) {
      return new ReadResult.Refused(List.of(new Fault(name, 0, "", wrong, mend)));
    }

    private Fault inSheet(Fault fault) {
      var where = PLACE.matcher(fault.where());
      if (!where.matches()) {
        return new Fault(
            name,
            row("model", fault.where()),
            "sheet 'model', " + fault.where(),
            fault.wrong(),
            fault.mend());
      }
      var part = where.group(1) + "[" + where.group(2) + "]";
      var nested =
          where.group(4) == null ? null : part + "." + where.group(3) + "[" + where.group(4) + "]";
      var place = places.get(nested == null || !places.containsKey(nested) ? part : nested);
      var key = Objects.requireNonNullElse(where.group(where.group(5) == null ? 3 : 5), "");
      return place == null
          ? new Fault(name, 0, fault.where(), fault.wrong(), fault.mend())
          : new Fault(
              name,
              place.row(),
              "sheet '%s'%s".formatted(place.sheet(), key.isEmpty() ? "" : ", " + key),
              fault.wrong(),
              fault.mend());
    }

    private int row(String sheet, String key) {
      var place = places.get(sheet + "." + key);
      return place == null ? 0 : place.row();
    }

    private void head(ReadableWorkbook book) throws IOException {
      for (var line : lines(book, "model", List.of("key", "value"))) {
        var key = Objects.requireNonNullElse(line.cells().get("key"), "");
        var value = line.cells().get("value");
        if (!HEAD.contains(key)) {
          fault(
              line,
              "model",
              "'%s' is no key of a model.".formatted(key),
              "Expected one of %s.".formatted(String.join(", ", HEAD)));
        } else if (value != null) {
          tree.put(key, text(line, "model", value));
          places.put("model." + key, new Place("model", line.number()));
        }
      }
    }

    private void elements(ReadableWorkbook book) throws IOException {
      Map<String, Map<String, Object>> byId = new LinkedHashMap<>();
      Map<String, String> paths = new LinkedHashMap<>();
      for (var line : lines(book, "elements", ELEMENT_KEYS)) {
        var block = Objects.requireNonNullElse(line.cells().get("block"), "");
        if (!BLOCKS.contains(block)) {
          fault(
              line,
              "elements",
              "'%s' is no block.".formatted(block),
              "Expected one of %s.".formatted(String.join(", ", BLOCKS)));
          continue;
        }
        var cells = new LinkedHashMap<>(line.cells());
        cells.remove("block");
        var element = item("elements", new Line(line.number(), cells), block);
        var path = add(tree, block, block, element, "elements", line);
        byId.putIfAbsent(String.valueOf(element.get("id")), element);
        paths.putIfAbsent(String.valueOf(element.get("id")), path);
      }
      for (var nested : NESTED.entrySet()) {
        for (var line : lines(book, nested.getKey(), nested.getValue())) {
          var id = Objects.requireNonNullElse(line.cells().get("element"), "");
          var element = byId.get(id);
          if (element == null) {
            fault(
                line,
                nested.getKey(),
                "'%s' names no row of the sheet 'elements'.".formatted(id),
                "Add the element there, or name an existing one.");
            continue;
          }
          var cells = new LinkedHashMap<>(line.cells());
          cells.remove("element");
          add(
              element,
              nested.getKey(),
              paths.get(id) + "." + nested.getKey(),
              item(nested.getKey(), new Line(line.number(), cells), ""),
              nested.getKey(),
              line);
        }
      }
    }

    /** Appends to a list within a tree; tells the path of what it appended. */
    private String add(
        Map<String, Object> to,
        String key,
        String path,
        Map<String, Object> item,
        String sheet,
        Line line) {
      @SuppressWarnings("unchecked") // nothing else is put under these keys
      var list = (List<Object>) to.computeIfAbsent(key, _ -> new ArrayList<Object>());
      list.add(item);
      var place = path + "[" + list.size() + "]";
      places.put(place, new Place(sheet, line.number()));
      return place;
    }

    private Map<String, Object> item(String sheet, Line line, String block) {
      var item = new LinkedHashMap<String, Object>();
      line.cells()
          .forEach((column, cell) -> {
            var key = keyIn(block, column);
            var value = value(line, sheet, key, cell);
            if (value != null) {
              item.put(key, value);
            }
          });
      return item;
    }

    private @Nullable Object value(Line line, String sheet, String key, String cell) {
      if (LISTS.contains(key) || key.equals("kinds")) {
        if (cell.startsWith("[")) {
          return decoded(line, sheet, cell, List.class);
        }
        var separator = key.equals("legitimate-uses") ? "\n" : ";";
        var list = new ArrayList<String>();
        for (var part : cell.split(separator, -1)) {
          if (!part.isBlank()) {
            list.add(part.strip());
          }
        }
        return list;
      }
      if (MAPS.contains(key)) {
        return decoded(line, sheet, cell, Map.class);
      }
      if (TRUTHS.contains(key)) {
        return switch (cell.toLowerCase(java.util.Locale.ROOT)) {
          case "yes", "true", "1" -> true;
          case "no", "false", "0" -> false;
          default -> { // whatever somebody typed
            fault(
                line, sheet, "'%s' stands under '%s'.".formatted(cell, key), "Expected yes or no.");
            yield null;
          }
        };
      }
      if (WHOLE.contains(key) || NUMBERS.contains(key)) {
        try {
          var number = new BigDecimal(cell);
          return WHOLE.contains(key)
              ? (Object) number.intValueExact()
              : (Object) number.doubleValue();
        } catch (ArithmeticException | NumberFormatException _) {
          fault(line, sheet, "'%s' stands under '%s'.".formatted(cell, key), "Expected a number.");
          return null;
        }
      }
      return text(line, sheet, cell);
    }

    private @Nullable Object text(Line line, String sheet, String cell) {
      return cell.startsWith("\"") ? decoded(line, sheet, cell, String.class) : cell;
    }

    private @Nullable Object decoded(Line line, String sheet, String cell, Class<?> type) {
      try {
        return JSON.readValue(cell, type);
      } catch (JacksonException _) {
        fault(
            line,
            sheet,
            "'%s' cannot be read."
                .formatted(cell.length() > 60 ? cell.substring(0, 60) + "…" : cell),
            "A cell that begins with a quote or a bracket holds JSON, as exported; put the whole text in double quotes.");
        return null;
      }
    }

    private void fault(Line line, String sheet, String wrong, String mend) {
      faults.add(new Fault(name, line.number(), "sheet '%s'".formatted(sheet), wrong, mend));
    }

    /** Rows below the headings, each with its filled cells by heading; a lacking sheet has none. */
    private List<Line> lines(ReadableWorkbook book, String sheetName, List<String> known)
        throws IOException {
      Optional<org.dhatim.fastexcel.reader.Sheet> sheet = book.findSheet(sheetName);
      if (sheet.isEmpty()) {
        if (sheetName.equals("model")) {
          faults.add(
              new Fault(
                  name,
                  0,
                  "",
                  "It has no sheet 'model'.",
                  "Export a model to see which sheets there are."));
        }
        return List.of();
      }
      var lines = new ArrayList<Line>();
      Map<Integer, String> headings = new LinkedHashMap<>();
      try (var rows = sheet.get().openStream()) {
        var iterator = rows.iterator();
        while (iterator.hasNext()) {
          Row row = iterator.next();
          if (headings.isEmpty()) {
            for (int i = 0; i < row.getCellCount(); i++) {
              var heading = cell(row, i);
              if (heading == null) {
                continue;
              }
              if (known.contains(heading)) {
                headings.put(i, heading);
              } else {
                faults.add(
                    new Fault(
                        name,
                        row.getRowNum(),
                        "sheet '%s'".formatted(sheetName),
                        "'%s' is no heading of this sheet.".formatted(heading),
                        "Expected " + weir.document.Keys.listed(known, heading)));
              }
            }
            continue;
          }
          if (lines.size() >= MOST_ROWS) {
            faults.add(
                new Fault(
                    name,
                    row.getRowNum(),
                    "sheet '%s'".formatted(sheetName),
                    "It has more than %,d rows.".formatted(MOST_ROWS),
                    "Cut it into several models."));
            break;
          }
          var cells = new LinkedHashMap<String, String>();
          for (var heading : headings.entrySet()) {
            var value = cell(row, heading.getKey());
            if (value != null) {
              cells.put(heading.getValue(), value);
            }
          }
          if (!cells.isEmpty()) {
            lines.add(new Line(row.getRowNum(), cells));
          }
        }
      }
      return lines;
    }

    private static @Nullable String cell(Row row, int column) {
      Cell cell = row.getOptionalCell(column).orElse(null);
      if (cell == null || cell.getType() == CellType.EMPTY) {
        return null;
      }
      String text =
          cell.getType() == CellType.NUMBER
              ? plain(cell.asNumber())
              : cell.getType() == CellType.BOOLEAN
                  ? String.valueOf(cell.asBoolean())
                  : cell.getType() == CellType.STRING
                      ? cell.asString()
                      : String.valueOf(cell.getRawValue());
      return text == null || text.isBlank() ? null : text.strip();
    }

    private static String plain(BigDecimal number) {
      var plain = number.stripTrailingZeros().toPlainString();
      Matcher whole = Pattern.compile("-?\\d+").matcher(plain);
      return whole.matches() ? plain : number.toString();
    }
  }
}
