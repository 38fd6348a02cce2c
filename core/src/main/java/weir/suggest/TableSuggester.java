package weir.suggest;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import weir.money.Price;
import weir.money.PriceReader;
import weir.source.PageLabels;
import weir.source.SavedPage;
import weir.substance.SubstanceNamer;

/**
 * Suggests a profile for tables and documents of objects: by the names of columns and what they
 * hold.
 */
final class TableSuggester {

  private static final int MOST_ROWS = 400;
  private static final int MOST_BYTES = 4_000_000;
  private static final List<String> FIELDS =
      List.of(
          "listing_id",
          "title",
          "account",
          "price",
          "ships_from",
          "ships_to",
          "category",
          "quantity",
          "stock",
          "sold_count",
          "description",
          "escrow",
          "rating",
          "payments");

  private final List<SavedPage> pages;
  private final String source;
  private final Judge judge;
  private final PageWords words = PageWords.read();

  TableSuggester(List<SavedPage> pages, String source, SubstanceNamer namer) {
    this.pages = pages;
    this.source = source;
    this.judge = new Judge(namer);
  }

  /** The columns of a table, or the paths of objects, with what stands in them. */
  private record Table(
      String reads, @Nullable String each, Map<String, List<String>> columns, int rows) {}

  Suggestion suggest() {
    Table table = read();
    String key = table.reads().equals("csv") ? "column" : "path";
    Map<String, String> chosen = new LinkedHashMap<>();
    Set<String> used = new LinkedHashSet<>();
    List<Suggestion.Guess> guesses = new ArrayList<>();
    StringBuilder fields = new StringBuilder();
    for (String field : FIELDS) {
      String best = null;
      double most = 1;
      for (Map.Entry<String, List<String>> column : table.columns().entrySet()) {
        double score =
            used.contains(column.getKey())
                ? 0
                : score(field, column.getKey(), column.getValue(), table.rows());
        if (score > most) {
          most = score;
          best = column.getKey();
        }
      }
      if (best != null) {
        chosen.put(field, best);
        used.add(best);
      }
    }
    Sense sense = new Sense(judge, words, List.of());
    chosen.forEach((field, column) -> {
      List<String> values = table.columns().getOrDefault(column, List.of());
      int fit = (int) values.stream().filter(value -> sense.fits(field, value)).count();
      double confidence = (double) fit / Math.max(1, table.rows());
      Line line = Finish.line(field, Line.of(key, column), values, sense);
      if (line == null) {
        return;
      }
      if (field.equals("price") && values.stream().noneMatch(judge::isPrice)) {
        String own = currencyOf(column);
        String currency = own == null ? currency(table) : own;
        line = currency == null ? line : line.and("currency", currency);
      }
      guesses.add(
          new Suggestion.Guess("listings", "listing", field, confidence, fit, table.rows()));
      fields.append(
          String.format(
              Locale.ROOT,
              "          # confidence %.2f: %d of %d%n",
              confidence,
              fit,
              table.rows()));
      fields.append("          ").append(field).append(": ").append(line.yaml()).append('\n');
    });
    List<String> open = new ArrayList<>();
    if (!chosen.containsKey("title")) {
      open.add("No column looks like a title: name it under 'title:'.");
    }
    if (!chosen.containsKey("listing_id") && !chosen.isEmpty()) {
      fields
          .append("          listing_id: {digest: [")
          .append(
              String.join(
                  ", ",
                  chosen.containsKey("account")
                      ? List.of("title", "account")
                      : List.of(chosen.keySet().iterator().next())))
          .append("]}\n");
    }
    return new Suggestion(
        write(table, fields.toString(), open, key, chosen),
        List.of(pages.size() + " " + table.reads()),
        guesses,
        open);
  }

  private String write(
      Table table, String fields, List<String> open, String key, Map<String, String> chosen) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("# Suggested from ")
        .append(pages.size())
        .append(" file")
        .append(pages.size() == 1 ? "" : "s")
        .append(" (")
        .append(table.rows())
        .append(" rows): every line is a guess.\n");
    open.forEach(line -> yaml.append("# To do: ").append(line).append('\n'));
    List<String> left = new ArrayList<>(table.columns().keySet());
    left.removeAll(chosen.values());
    if (!left.isEmpty()) {
      yaml.append("# Not used: ")
          .append(String.join(", ", left).replaceAll("[\\r\\n]", " "))
          .append('\n');
    }
    yaml.append("source: ").append(source).append('\n');
    yaml.append("name: ").append(Line.quoted(source)).append('\n');
    yaml.append(
        """
        kind: table   # a guess: see the list of kinds in the guide
        layer: dark
        access: [{access: open}]
        """);
    yaml.append("reads: ").append(table.reads()).append('\n');
    yaml.append("captured_at:\n  - archive\n").append(NameDates.line(pages));
    yaml.append("pages:\n  - kind: listings\n");
    if (key.equals("column")) {
      yaml.append("    when: {columns: [")
          .append(String.join(", ", chosen.values().stream().map(Line::quoted).toList()))
          .append("]}\n");
    }
    yaml.append("    records:\n      - table: listing\n");
    if (table.each() != null) {
      yaml.append("        each: ").append(Line.quoted(table.each())).append('\n');
    }
    yaml.append("        fields:\n");
    yaml.append(fields.isEmpty() ? "          listing_id: {digest: []}\n" : fields);
    return yaml.toString();
  }

  /** The currency that a column names in every row; null when none does. */
  private static @Nullable String currency(Table table) {
    for (Map.Entry<String, List<String>> column : table.columns().entrySet()) {
      Set<String> values = new LinkedHashSet<>(column.getValue());
      if (values.size() == 1
          && values.iterator().next().matches("USD|EUR|GBP|BTC|XMR|RUB|AUD|CAD")) {
        return values.iterator().next();
      }
      String name = column.getKey().toUpperCase(Locale.ROOT);
      for (String currency : List.of("USD", "EUR", "GBP", "BTC", "XMR", "RUB")) {
        if (name.matches(".*(?:PRICE|COST)[ _(-]*" + currency + ".*")) {
          return currency;
        }
      }
    }
    return null;
  }

  /** What stands behind the word for a price in the head of a column. */
  private static final Pattern MONEY_WORDS =
      Pattern.compile(
          "(?: (?:in|en|in the|w|в))? (?:usd|eur|euro|euros|gbp|pounds?|btc|xmr|bitcoins?|dollars?"
              + "|us dollars?|rub|руб|name)$");

  /** The currency that the head of a column of prices ends with; null when it ends with none. */
  private static @Nullable String currencyOf(String column) {
    String last = column.strip().replaceAll("[)\\]]+$", "").replaceFirst("^.*[\\s_(\\[/-]", "");
    List<Price> prices =
        last.isEmpty() ? List.of() : PriceReader.read("1 " + last.toUpperCase(Locale.ROOT), null);
    return prices.isEmpty() ? null : prices.getFirst().money().currency();
  }

  private double score(String field, String column, List<String> values, int rows) {
    if (values.isEmpty()) {
      return 0;
    }
    String name = PageLabels.key(column.substring(column.lastIndexOf('.') + 1).replace('_', ' '));
    String bare = MONEY_WORDS.matcher(name).replaceAll("");
    boolean named =
        words.fields(name).contains(field)
            || words.fields(bare).contains(field)
            || name.equals(field.replace('_', ' '));
    Sense sense = new Sense(judge, words, List.of());
    double fit =
        (double) values.stream().filter(value -> sense.fits(field, value)).count() / values.size();
    double different = (double) new LinkedHashSet<>(values).size() / values.size();
    double letters = values.stream().mapToInt(String::length).average().orElse(0);
    double substances =
        (double) values.stream().limit(100).filter(judge::namesSubstance).count()
            / Math.min(100, values.size());
    double full = (double) values.size() / Math.max(1, rows);
    double score = named ? 2 * fit + 0.5 : 0;
    switch (field) {
      case "title" ->
          score += letters >= 8 && letters < 200 ? 1.2 * substances + 0.4 * different : -1;
      case "price" ->
          score +=
              1.6 * (double) values.stream().filter(judge::isMostlyPrice).count() / values.size();
      case "ships_from" -> score += 1.2 * fit;
      case "listing_id" -> score = named && different > 0.9 && full > 0.9 ? 3 : 0;
      case "description" -> score += letters > 100 ? 1.2 : 0;
      default -> {} // named ones alone
    }
    return fit < 0.3 ? 0 : score * (0.5 + 0.5 * full);
  }

  private Table read() {
    SavedPage first = pages.getFirst();
    String text =
        new String(
                first.body(), 0, Math.min(first.body().length, MOST_BYTES), StandardCharsets.UTF_8)
            .strip();
    if (text.startsWith("{") || text.startsWith("[")) {
      return json(text);
    }
    return csv(text);
  }

  private static Table csv(String text) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    List<String> heads = new ArrayList<>();
    int rows = 0;
    char delimiter = delimiter(text.lines().findFirst().orElse(""));
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(true)
            .ofCsvRecord(text)) {
      for (CsvRecord record : records) {
        if (heads.isEmpty()) {
          record.getFields().forEach(head -> heads.add(head.replace("\uFEFF", "").strip()));
          heads.forEach(head -> columns.putIfAbsent(head, new ArrayList<>()));
          continue;
        }
        rows++;
        for (int i = 0; i < Math.min(heads.size(), record.getFieldCount()); i++) {
          String value = record.getField(i).strip();
          if (!value.isEmpty()) {
            columns.getOrDefault(heads.get(i), new ArrayList<>()).add(value);
          }
        }
        if (rows >= MOST_ROWS) {
          break;
        }
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException | java.io.IOException e) {
      return new Table("csv", null, columns, rows); // what was read before the fault
    }
    return new Table("csv", null, columns, rows);
  }

  private static char delimiter(String head) {
    char best = ',';
    long most = 0;
    for (char candidate : List.of(',', ';', '\t', '|')) {
      long count = head.chars().filter(c -> c == candidate).count();
      if (count > most) {
        most = count;
        best = candidate;
      }
    }
    return best;
  }

  private static Table json(String text) {
    JsonMapper mapper = JsonMapper.shared();
    List<JsonNode> objects = new ArrayList<>();
    try {
      JsonNode document = mapper.readTree(text);
      if (document.isObject() || document.isArray()) {
        List<String> path = new ArrayList<>();
        JsonNode list = longest(document, path, 0);
        if (list != null) {
          list.forEach(objects::add);
          return new Table(
              "json",
              path.isEmpty() ? null : String.join(".", path),
              columns(objects),
              Math.min(objects.size(), MOST_ROWS));
        }
        objects.add(document);
        if (text.indexOf('\n') < 0 || !text.substring(text.indexOf('\n')).strip().startsWith("{")) {
          return new Table("json", null, columns(objects), 1);
        }
      }
    } catch (JacksonException e) {
      objects.clear(); // lines of objects, perhaps
    }
    objects.clear();
    for (String line : (Iterable<String>) text.lines().limit(MOST_ROWS)::iterator) {
      try {
        JsonNode node = mapper.readTree(line);
        if (node.isObject()) {
          objects.add(node);
        }
      } catch (JacksonException e) {
        // a line that was cut, or is none
      }
    }
    return new Table("jsonl", null, columns(objects), objects.size());
  }

  /** The longest array of objects, and the way to it. */
  private static @Nullable JsonNode longest(JsonNode node, List<String> path, int depth) {
    if (node.isArray()) {
      return !node.isEmpty() && node.get(0).isObject() ? node : null;
    }
    JsonNode best = null;
    List<String> way = List.of();
    if (node.isObject() && depth < 4) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        List<String> further = new ArrayList<>();
        JsonNode found = longest(entry.getValue(), further, depth + 1);
        if (found != null && (best == null || found.size() > best.size())) {
          best = found;
          further.addFirst(entry.getKey());
          way = further;
        }
      }
    }
    path.addAll(way);
    return best;
  }

  private static Map<String, List<String>> columns(List<JsonNode> objects) {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    objects.stream().limit(MOST_ROWS).forEach(object -> gather(object, "", columns, 0));
    return columns;
  }

  private static void gather(
      JsonNode node, String path, Map<String, List<String>> columns, int depth) {
    if (node.isObject() && depth < 4) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        gather(
            entry.getValue(),
            path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
            columns,
            depth + 1);
      }
    } else if (node.isArray()) {
      if (!node.isEmpty() && !node.get(0).isObject()) {
        gather(node.get(0), path, columns, depth + 1);
      }
    } else if (!path.isEmpty()
        && node.isValueNode()
        && !node.isNull()
        && !node.asString().isBlank()) {
      columns.computeIfAbsent(path, _ -> new ArrayList<>()).add(node.asString());
    }
  }
}
