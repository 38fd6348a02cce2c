package weir.substance;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.document.Fault;
import weir.document.Tree;

/**
 * Reads a file of names that a user brings. The shape is told by the content; only names and
 * classes are taken, all other columns and keys stay unread.
 */
public final class VocabularyReader {
  /** UTF-16 units; DrugBank's whole open vocabulary has two million. */
  public static final int LONGEST_TABLE = 40_000_000;

  private static final int MOST_ENTRIES = 200_000;
  private static final int MOST_NAMES = 500;
  private static final int MOST_FAULTS = 1_000;
  private static final int LONGEST_CELL = 1_000_000;
  private static final String FOLDER = "vocabularies/";

  private static final Pattern CODE =
      Pattern.compile("[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?");
  private static final int WHOLE_CODE = 7;

  private static final Set<String> CODE_HEADS =
      Set.of("code", "atc", "atc code", "atccode", "atc level", "class id");
  private static final Set<String> NAME_HEADS =
      Set.of(
          "name",
          "common name",
          "atc name",
          "atc level name",
          "atcname",
          "level name",
          "preferred label",
          "label",
          "substance");
  private static final Set<String> SYNONYM_HEADS =
      Set.of("synonyms", "aliases", "common names", "commonnames", "names");
  private static final Set<String> CLASS_HEADS = Set.of("class", "substance class", "category");
  private static final Set<String> LANGUAGE_HEADS = Set.of("language", "lang");

  private final String document;
  private final List<Vocabulary.Entry> entries = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private VocabularyReader(String document) {
    this.document = document;
  }

  /**
   * Reads a vocabulary.
   *
   * @param document the file's name, for messages
   * @throws VocabularyProblem when the shape is none of those known, the text is too long, or
   *     nothing in it can be read
   */
  public static Vocabulary read(String text, String document) throws VocabularyProblem {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
    VocabularyReader reader = new VocabularyReader(document);
    String start = clean.substring(0, Math.min(clean.length(), 1_000)).stripLeading();
    if (start.isEmpty()) {
      throw new VocabularyProblem(
          "%s is empty. Expected a table or JSON with names.".formatted(document));
    }
    Vocabulary.Format format;
    if (start.startsWith("{") || start.startsWith("[")) {
      reader.json(clean);
      format = Vocabulary.Format.CATEGORIES;
    } else if (start.startsWith("<")) {
      throw new VocabularyProblem(
          ("%s begins like XML or a web page. Expected CSV or JSON: save it as a table with the"
                  + " columns name, class, synonyms.")
              .formatted(document));
    } else {
      format = reader.table(clean);
    }
    if (reader.entries.isEmpty()) {
      throw new VocabularyProblem(
          "%s holds no name that can be read.%s"
              .formatted(
                  document,
                  reader.faults.isEmpty() ? "" : " First fault: " + reader.faults.get(0)));
    }
    return new Vocabulary(format, reader.entries, reader.faults);
  }

  // ---- tables

  private Vocabulary.Format table(String text) throws VocabularyProblem {
    if (text.length() > LONGEST_TABLE) {
      throw new VocabularyProblem(
          "%s has %,d characters; at most %,d are read. Divide the file and import each part."
              .formatted(document, text.length(), LONGEST_TABLE));
    }
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(16 * LONGEST_CELL)
            .ofCsvRecord(text)) {
      Columns columns = null;
      for (CsvRecord row : csv) {
        if (columns == null) {
          columns = columns(row);
        } else {
          if (entries.size() == MOST_ENTRIES) {
            throw new VocabularyProblem(
                "%s, line %d: more than %,d entries. Divide the file and import each part."
                    .formatted(document, row.getStartingLineNumber(), MOST_ENTRIES));
          }
          row(columns, row);
        }
      }
      return Objects.requireNonNull(columns).format();
    } catch (CsvParseException e) {
      throw new VocabularyProblem(
          "%s cannot be read as a table: %s. Look for a quote that nothing closes."
              .formatted(document, firstLine(e)));
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory failed", e);
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    String line =
        message == null ? "" : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    return line.isEmpty() ? "it breaks off" : line;
  }

  /** The sign that parts the head's cells. */
  private static char separator(String text) {
    int end = text.indexOf('\n');
    String head = end < 0 ? text : text.substring(0, end);
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(head, candidate) > count(head, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char sign) {
    return text.chars().filter(c -> c == sign).count();
  }

  /**
   * Where in a row what stands; -1 for a column that there is none of.
   *
   * @param name what the substance is called
   * @param other one more name of it, where the table has a row for each name
   */
  private record Columns(
      Vocabulary.Format format,
      int code,
      int name,
      int other,
      int synonyms,
      int path,
      int language) {}

  private Columns columns(CsvRecord head) throws VocabularyProblem {
    List<String> heads =
        head.getFields().stream()
            .map(field -> field.strip().toLowerCase(Locale.ROOT).replace('_', ' '))
            .toList();
    int code = first(heads, CODE_HEADS);
    int name = first(heads, NAME_HEADS);
    int other = -1;
    if (heads.contains("substance") && heads.contains("name")) {
      name = heads.indexOf("substance");
      other = heads.indexOf("name");
    }
    int synonyms = first(heads, SYNONYM_HEADS);
    if (name < 0) {
      String printed = String.join(",", head.getFields());
      throw new VocabularyProblem(
          ("%s, line 1: the header '%s' has no column for names. Expected DrugBank's 'Common name',"
                  + " ATC's 'code' and 'name', or 'name' with 'class', 'synonyms' and 'language'"
                  + " where you have them.")
              .formatted(
                  document, printed.length() > 120 ? printed.substring(0, 120) + "…" : printed));
    }
    Vocabulary.Format format =
        heads.contains("drugbank id")
            ? Vocabulary.Format.DRUGBANK
            : code >= 0 ? Vocabulary.Format.ATC : Vocabulary.Format.PLAIN;
    return new Columns(
        format,
        code,
        name,
        other,
        synonyms,
        first(heads, CLASS_HEADS),
        first(heads, LANGUAGE_HEADS));
  }

  private static int first(List<String> heads, Set<String> wanted) {
    for (int i = 0; i < heads.size(); i++) {
      if (wanted.contains(heads.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String cell(CsvRecord row, int column) {
    return column < 0 || column >= row.getFieldCount() ? "" : row.getField(column).strip();
  }

  private void row(Columns columns, CsvRecord row) {
    int line = Math.toIntExact(row.getStartingLineNumber());
    String name = cell(row, columns.name());
    if (name.isEmpty()) {
      fault(line, "The row has no name.", "It was passed over.");
      return;
    }
    switch (columns.format()) {
      case DRUGBANK ->
          entries.add(
              new Vocabulary.Entry(
                  name, parted(cell(row, columns.synonyms()), line), null, "int", line));
      case ATC -> {
        String code = cell(row, columns.code()).toUpperCase(Locale.ROOT);
        if (!CODE.matcher(code).matches()) {
          fault(
              line,
              "'%s' is no ATC code.".formatted(brief(code)),
              "Expected one like G04BE03; the row was passed over.");
        } else if (code.length() == WHOLE_CODE) {
          entries.add(new Vocabulary.Entry(name, List.of(), classOfCode(code), "int", line));
        }
      }
      case CATEGORIES, PLAIN -> {
        String language = cell(row, columns.language());
        List<String> names = new ArrayList<>(parted(cell(row, columns.synonyms()), line));
        if (!cell(row, columns.other()).isEmpty()) {
          names.addFirst(cell(row, columns.other()));
        }
        entries.add(
            new Vocabulary.Entry(
                name,
                names,
                classOf(List.of(cell(row, columns.path())), line),
                language.isEmpty() ? "mul" : language.toLowerCase(Locale.ROOT),
                line));
      }
    }
  }

  private List<String> parted(String cell, int line) {
    if (cell.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    int from = 0;
    while (from <= cell.length() && names.size() < MOST_NAMES) {
      int bar = cell.indexOf('|', from);
      int end = bar < 0 ? cell.length() : bar;
      String name = cell.substring(from, end).strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
      from = end + 1;
    }
    if (from <= cell.length()) {
      fault(
          line,
          "The entry has more than %d names.".formatted(MOST_NAMES),
          "The first %d were taken.".formatted(MOST_NAMES));
    }
    return names;
  }

  // ---- JSON

  private void json(String text) throws VocabularyProblem {
    List<Fault> broken = new ArrayList<>();
    Tree tree =
        Tree.read(text, document.endsWith(".json") ? document : document + ".json", broken)
            .orElse(null);
    if (tree == null) {
      throw new VocabularyProblem(broken.get(0).toString());
    }
    faults.addAll(broken);
    List<Tree> items = items(tree);
    if (items.size() > MOST_ENTRIES) {
      throw new VocabularyProblem(
          "%s has %,d entries; at most %,d are read. Divide the file and import each part."
              .formatted(document, items.size(), MOST_ENTRIES));
    }
    for (Tree item : items) {
      if (item instanceof Tree.Mapping object) {
        object(object);
      } else {
        fault(item.line(), "An entry is no object.", "Expected one with \"name\".");
      }
    }
  }

  /**
   * The entries: an array, the array under "substances" or "data", or objects under their names.
   */
  private List<Tree> items(Tree tree) throws VocabularyProblem {
    if (tree instanceof Tree.Sequence array) {
      return array.items();
    }
    if (tree instanceof Tree.Mapping object) {
      for (String key : List.of("substances", "data")) {
        Tree.Entry entry = object.entries().get(key);
        if (entry != null && entry.value() instanceof Tree.Sequence array) {
          return array.items();
        }
      }
      List<Tree> named = new ArrayList<>();
      object
          .entries()
          .values()
          .forEach(entry -> {
            if (entry.value() instanceof Tree.Mapping inner
                && (inner.entries().containsKey("name")
                    || inner.entries().containsKey("pretty_name"))) {
              named.add(inner);
            }
          });
      if (!named.isEmpty()) {
        return named;
      }
    }
    throw new VocabularyProblem(
        ("%s, line %d: this JSON holds no list of substances. Expected an array of objects with"
                + " \"name\", \"commonNames\" or \"aliases\", and \"categories\" or \"class\".")
            .formatted(document, tree.line()));
  }

  private void object(Tree.Mapping object) {
    List<String> label = texts(object, "pretty_name", "name");
    if (label.isEmpty()) {
      fault(object.line(), "The entry has no \"name\".", "It was passed over.");
      return;
    }
    List<String> names = new ArrayList<>(label.subList(1, label.size()));
    names.addAll(texts(object, "commonNames", "aliases", "names", "synonyms"));
    if (names.size() > MOST_NAMES) {
      fault(
          object.line(),
          "The entry has more than %d names.".formatted(MOST_NAMES),
          "The first %d were taken.".formatted(MOST_NAMES));
      names = names.subList(0, MOST_NAMES);
    }
    entries.add(
        new Vocabulary.Entry(
            label.getFirst(),
            names,
            classOf(
                texts(object, "class", "psychoactiveClass", "chemicalClass", "categories"),
                object.line()),
            "mul",
            object.line()));
  }

  /** The texts under these keys, lists and single ones alike; what else stands there is passed. */
  private static List<String> texts(Tree.Mapping object, String... keys) {
    List<String> texts = new ArrayList<>();
    for (String key : keys) {
      Tree.Entry entry = object.entries().get(key);
      if (entry != null) {
        List<Tree> items =
            entry.value() instanceof Tree.Sequence array ? array.items() : List.of(entry.value());
        for (Tree item : items) {
          if (item instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
            texts.add(scalar.text().strip());
          }
        }
      }
    }
    return texts;
  }

  // ---- classes

  private static final class Tables {
    static final Map<String, String> ATC = table("atc.csv", "prefix,class");
    static final Map<String, String> CATEGORIES = table("categories.csv", "category,class");
  }

  private static Map<String, String> table(String file, String head) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : Lexicon.resource(FOLDER + file).lines().toList()) {
      int comma = line.indexOf(',');
      if (comma > 0 && !line.equals(head)) {
        rows.put(line.substring(0, comma), line.substring(comma + 1));
      }
    }
    return rows;
  }

  /** The classes that the tables of classes give out. */
  static Set<String> classesGiven() {
    Set<String> given = new HashSet<>(Tables.ATC.values());
    given.addAll(Tables.CATEGORIES.values());
    return given;
  }

  private static @Nullable String classOfCode(String code) {
    for (int length = code.length(); length > 0; length--) {
      String path = Tables.ATC.get(code.substring(0, length));
      if (path != null) {
        return path;
      }
    }
    return null;
  }

  /** A class path as it stands, or else what the first known category stands for. */
  private @Nullable String classOf(List<String> categories, int line) {
    Map<String, String> wanted = new HashMap<>();
    for (String category : categories) {
      if (Lexicon.standard().knowsClass(category)) {
        return category;
      }
      String word = category.toLowerCase(Locale.ROOT).strip().replace(' ', '-').replace('_', '-');
      wanted.put(word, category);
      if (word.endsWith("s")) {
        wanted.put(word.substring(0, word.length() - 1), category);
      }
    }
    for (Map.Entry<String, String> row : Tables.CATEGORIES.entrySet()) {
      if (wanted.containsKey(row.getKey())) {
        return row.getValue();
      }
    }
    wanted.remove("");
    if (!wanted.isEmpty()) {
      fault(
          line,
          "The class '%s' is unknown.".formatted(brief(wanted.values().iterator().next())),
          "Write a class path of the lexicon, like medicine/other; the default class counts here.");
    }
    return null;
  }

  private void fault(int line, String wrong, String mend) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(document, line, "", wrong, mend));
    }
  }

  private static String brief(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
