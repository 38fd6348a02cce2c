package weir.substance;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.document.Fault;

/**
 * The project's own names of substances: classes, substances and names, read from reviewed tables.
 * Names and classes only; no effects, amounts or mixtures. Immutable.
 */
public final class Lexicon {
  private static final String FOLDER = "/weir/substance/";
  private static final String INDEX = "names/index.txt";
  private static final String CLASSES = "classes.csv";
  private static final String SUBSTANCES = "substances.csv";
  private static final List<String> CLASS_COLUMNS = List.of("class", "label", "note");
  private static final List<String> SUBSTANCE_COLUMNS =
      List.of("substance", "class", "label", "kind", "source");
  private static final List<String> NAME_COLUMNS =
      List.of("substance", "name", "kind", "language", "ambiguity", "note");
  private static final int SHORTEST = 2;
  private static final int SHORTEST_CLEAR = 3;

  private final Map<String, String> files;
  private final Set<String> classes;
  private final Map<String, Substance> byId;
  private final List<LexiconName> names;
  private final List<Fault> faults;

  private Lexicon(
      Map<String, String> files,
      Set<String> classes,
      Map<String, Substance> byId,
      List<LexiconName> names,
      List<Fault> faults) {
    this.files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    this.classes = Set.copyOf(classes);
    this.byId = byId;
    this.names = List.copyOf(names);
    this.faults = List.copyOf(faults);
  }

  /** The lexicon that comes with Weir; read once. */
  public static Lexicon standard() {
    return Standard.LEXICON;
  }

  /**
   * This lexicon and the tables of vocabularies that users brought. Where both speak of the same
   * name, the lexicon's own row stands; {@link #check} tells what was left out.
   *
   * @param tables text by file name: {@code ID/substances.csv} and {@code ID/names.csv}, with the
   *     columns of the lexicon's own tables
   */
  public Lexicon with(Map<String, String> tables) {
    return read(together(files, tables));
  }

  /** {@link #standard()} with such tables, read at once: sooner than one after the other. */
  public static Lexicon standardWith(Map<String, String> tables) {
    return read(together(resources(), tables));
  }

  private static Map<String, String> together(
      Map<String, String> files, Map<String, String> tables) {
    Map<String, String> all = new LinkedHashMap<>(files);
    new TreeMap<>(tables)
        .forEach((file, text) -> {
          if (all.putIfAbsent(file, text) != null) {
            throw new IllegalArgumentException(
                "The lexicon already has a table '%s'. Name the vocabulary otherwise."
                    .formatted(file));
          }
        });
    return all;
  }

  /** Whether {@code classes.csv} lists this class path. */
  public boolean knowsClass(String path) {
    return classes.contains(path);
  }

  /** A digest of the tables, 12 hexadecimal digits: equal for equal tables. */
  public String version() {
    return digest(new TreeMap<>(files));
  }

  /**
   * This lexicon without the names of one kind; for trying what they contribute.
   *
   * @param kind as in the column {@code kind}, such as {@code slang}
   */
  public Lexicon withoutKind(String kind) {
    List<LexiconName> rest =
        names.stream().filter(name -> !name.kind().word().equals(kind)).toList();
    if (rest.size() == names.size()) {
      throw new IllegalArgumentException(
          "No name is of kind '%s'. Use a kind of the column 'kind', such as slang."
              .formatted(kind));
    }
    return new Lexicon(files, classes, byId, rest, faults);
  }

  /**
   * This lexicon as it was before these substances had an entry: for replaying a past in which
   * nobody knew them.
   *
   * @param ids of substances; those that it does not know change nothing
   */
  public Lexicon withoutSubstances(Set<String> ids) {
    Map<String, Substance> others = new LinkedHashMap<>(byId);
    others.keySet().removeAll(ids);
    List<LexiconName> rest =
        names.stream()
            .filter(name -> name.substance() == null || !ids.contains(name.substance().id()))
            .toList();
    return new Lexicon(files, classes, Collections.unmodifiableMap(others), rest, faults);
  }

  /** Every substance and group, in the order of the table. */
  public List<Substance> substances() {
    return List.copyOf(byId.values());
  }

  /** Empty when the lexicon does not know this id. */
  public Optional<Substance> substance(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** What is wrong in the tables; rows with a fault are left out of the matching. */
  public List<Fault> check() {
    return faults;
  }

  List<LexiconName> names() {
    return names;
  }

  /** The names of the lexicon's own, reviewed tables: without those that users brought. */
  List<LexiconName> reviewedNames() {
    return names.stream().filter(name -> name.vocabulary() == null).toList();
  }

  private static final class Standard {
    static final Lexicon LEXICON = read(resources());
  }

  private static Map<String, String> resources() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(CLASSES, resource(CLASSES));
    files.put(SUBSTANCES, resource(SUBSTANCES));
    for (String file : resource(INDEX).lines().toList()) {
      if (!file.isBlank()) {
        files.put("names/" + file.strip(), resource("names/" + file.strip()));
      }
    }
    return files;
  }

  static String resource(String file) {
    try (InputStream in = Lexicon.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException(
            "The lexicon's file '%s' is missing from the program. Build the program again."
                .formatted(file));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the lexicon's file '" + file + "'", e);
    }
  }

  /**
   * Reads a lexicon from its tables and notes every fault.
   *
   * @param files text by file name: {@code classes.csv}, {@code substances.csv}, further tables of
   *     substances as {@code …/substances.csv}, and any others as tables of names
   */
  static Lexicon read(Map<String, String> files) {
    Reading reading = new Reading();
    reading.classes(Objects.requireNonNull(files.get(CLASSES)));
    reading.substances(SUBSTANCES, Objects.requireNonNull(files.get(SUBSTANCES)));
    files.forEach((file, text) -> {
      if (file.endsWith("/" + SUBSTANCES)) {
        reading.substances(file, text);
      }
    });
    files.forEach((file, text) -> {
      if (!file.equals(CLASSES) && !file.endsWith(SUBSTANCES)) {
        reading.names(file, text);
      }
    });
    reading.unnamed();
    return new Lexicon(
        files, reading.classes.keySet(), reading.byId, reading.names, reading.faults);
  }

  /** What two names are compared by: their letters and digits as the matcher sees them. */
  static String signs(String name) {
    return Reading.signs(name);
  }

  private static String digest(Map<String, String> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      files.forEach((file, text) -> {
        digest.update(file.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      });
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** One pass over the tables. */
  private static final class Reading {
    final Map<String, String> classes = new HashMap<>();
    final Map<String, Substance> byId = new LinkedHashMap<>();
    final Map<String, Long> lineOf = new HashMap<>();
    final Map<String, String> fileOf = new HashMap<>();
    final List<LexiconName> names = new ArrayList<>();
    final Map<String, List<LexiconName>> bySigns = new HashMap<>();
    final List<Fault> faults = new ArrayList<>();

    void fault(String file, long line, String what, String mend) {
      faults.add(new Fault(file, Math.toIntExact(line), "", what, mend));
    }

    List<CsvRecord> rows(String file, String text, List<String> columns) {
      List<CsvRecord> rows = new ArrayList<>();
      try (CsvReader<CsvRecord> csv =
          CsvReader.builder()
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .ofCsvRecord(text)) {
        boolean header = true;
        for (CsvRecord row : csv) {
          if (header) {
            header = false;
            if (!row.getFields().equals(columns)) {
              fault(
                  file,
                  1,
                  "The header is '%s'.".formatted(String.join(",", row.getFields())),
                  "Expected '%s'.".formatted(String.join(",", columns)));
              return List.of();
            }
          } else if (row.getFieldCount() != columns.size()) {
            fault(
                file,
                row.getStartingLineNumber(),
                "The row has %d cells.".formatted(row.getFieldCount()),
                "Expected %d: %s; quote a cell that holds a comma."
                    .formatted(columns.size(), String.join(",", columns)));
          } else {
            rows.add(row);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Reading from memory failed", e);
      }
      return rows;
    }

    void classes(String text) {
      for (CsvRecord row : rows(CLASSES, text, CLASS_COLUMNS)) {
        if (classes.putIfAbsent(row.getField(0), row.getField(1)) != null) {
          fault(
              CLASSES,
              row.getStartingLineNumber(),
              "The class '%s' stands twice.".formatted(row.getField(0)),
              "Remove one of the rows.");
        }
      }
    }

    void substances(String file, String text) {
      for (CsvRecord row : rows(file, text, SUBSTANCE_COLUMNS)) {
        long line = row.getStartingLineNumber();
        String id = row.getField(0);
        String path = row.getField(1);
        String kind = row.getField(3);
        if (!wellFormed(id)) {
          fault(
              file,
              line,
              "The id '%s' cannot be used.".formatted(id),
              "Write small Latin letters, digits and single hyphens, like 'alpha-pvp'.");
        } else if (!classes.containsKey(path)) {
          fault(
              file,
              line,
              "The class '%s' is unknown.".formatted(path),
              "Use a class from %s, or add it there.".formatted(CLASSES));
        } else if (row.getField(2).isBlank()) {
          fault(
              file,
              line,
              "The substance '%s' has no label.".formatted(id),
              "Write the name that reports print.");
        } else if (!List.of("substance", "group", "additive").contains(kind)) {
          fault(
              file,
              line,
              "The kind '%s' is unknown.".formatted(kind),
              "Write 'substance', 'group' or 'additive'.");
        } else if (byId.containsKey(id)) {
          fault(
              file,
              line,
              "The substance '%s' stands twice, first in line %d.".formatted(id, lineOf.get(id)),
              "Join the two rows.");
        } else {
          lineOf.put(id, line);
          fileOf.put(id, file);
          byId.put(
              id,
              new Substance(
                  id,
                  path,
                  row.getField(2),
                  row.getField(4),
                  kind.equals("group"),
                  kind.equals("additive")));
        }
      }
    }

    void names(String file, String text) {
      for (CsvRecord row : rows(file, text, NAME_COLUMNS)) {
        long line = row.getStartingLineNumber();
        String signs = signs(row.getField(1));
        LexiconName name = name(file, line, row, signs);
        if (name != null && unlikeOthers(name, signs)) {
          names.add(name);
        }
      }
    }

    private @Nullable LexiconName name(String file, long line, CsvRecord row, String signs) {
      String id = row.getField(0);
      String text = row.getField(1);
      NameKind kind = NameKind.of(row.getField(2));
      Substance substance = byId.get(id);
      if (kind == null) {
        fault(
            file,
            line,
            "The kind '%s' is unknown.".formatted(row.getField(2)),
            "Write name, inn, brand, slang, strain, spelling, code, form, general or"
                + " other-sense.");
        return null;
      }
      if (substance == null && kind != NameKind.OTHER_SENSE) {
        fault(
            file,
            line,
            "The substance '%s' is unknown.".formatted(id),
            "Use an id from %s, or add it there.".formatted(SUBSTANCES));
        return null;
      }
      if (signs.isEmpty()) {
        fault(file, line, "The name '%s' is empty.".formatted(text), "Remove the row.");
        return null;
      }
      if (signs.length() > NameMatcher.LONGEST) {
        fault(
            file,
            line,
            "The name '%s' is too long.".formatted(text),
            "Keep names to %d letters and digits.".formatted(NameMatcher.LONGEST));
        return null;
      }
      Ambiguity ambiguity = Ambiguity.of(row.getField(4));
      if (ambiguity == null) {
        fault(
            file,
            line,
            "The ambiguity '%s' is unknown.".formatted(row.getField(4)),
            "Write 'clear', or 'context' for a word that needs support from its surroundings,"
                + " 'beside' for one that needs another name of its group, 'prose' for one that"
                + " counts in running text only.");
        return null;
      }
      boolean alone = (Folding.of(text)[0] & Folding.ALONE) != 0;
      if (signs.length() < SHORTEST && !alone && ambiguity != Ambiguity.PROSE) {
        fault(
            file,
            line,
            "The name '%s' is a single sign.".formatted(text),
            "Remove the row, or mark it 'prose': one letter is found in every text.");
        return null;
      }
      if (ambiguity == Ambiguity.CLEAR && signs.length() < (alone ? SHORTEST : SHORTEST_CLEAR)) {
        fault(
            file,
            line,
            "The name '%s' is too short to be clear.".formatted(text),
            "Mark it 'context'.");
        return null;
      }
      return new LexiconName(
          kind == NameKind.OTHER_SENSE ? null : substance,
          text,
          kind,
          row.getField(3),
          ambiguity,
          file,
          line);
    }

    private boolean unlikeOthers(LexiconName name, String signs) {
      String id = idOf(name);
      List<LexiconName> others = bySigns.computeIfAbsent(signs, _ -> new ArrayList<>(1));
      for (LexiconName other : others) {
        if (idOf(other).equals(id)) {
          fault(
              name.file(),
              name.line(),
              "The name '%s' of '%s' stands twice, first as '%s' in %s, line %d."
                  .formatted(name.name(), id, other.name(), other.file(), other.line()),
              "Remove one: case, accents, hyphens and spaces make no difference.");
          return false;
        }
        if (name.clear() && other.clear()) {
          fault(
              name.file(),
              name.line(),
              "The name '%s' is clear for '%s' and for '%s' (%s, line %d)."
                  .formatted(name.name(), id, idOf(other), other.file(), other.line()),
              "Keep it for one of them, or mark both 'context'.");
          return false;
        }
      }
      others.add(name);
      return true;
    }

    private static String idOf(LexiconName name) {
      return name.substance() == null ? "" : name.substance().id();
    }

    private static boolean wellFormed(String id) {
      boolean hyphen = true;
      for (int i = 0; i < id.length(); i++) {
        char c = id.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!letter && (c != '-' || hyphen)) {
          return false;
        }
        hyphen = c == '-';
      }
      return !hyphen;
    }

    void unnamed() {
      Map<String, Boolean> named = new HashMap<>();
      for (LexiconName name : names) {
        if (name.substance() != null) {
          named.put(name.substance().id(), true);
        }
      }
      for (String id : byId.keySet()) {
        if (!named.containsKey(id)) {
          fault(
              fileOf.getOrDefault(id, SUBSTANCES),
              lineOf.getOrDefault(id, 0L),
              "The substance '%s' has no name.".formatted(id),
              "Add one to a table of names.");
        }
      }
    }

    /** What two names are compared by: their letters and digits as the matcher sees them. */
    static String signs(String name) {
      StringBuilder signs = new StringBuilder();
      boolean cyrillic = false;
      boolean latin = false;
      for (int folded : Folding.of(name)) {
        if (Folding.inWord(folded)) {
          cyrillic |= (folded & Folding.CYRILLIC) != 0;
          latin |= (folded & Folding.LATIN) != 0;
          signs.append(Folding.sign(folded));
        }
      }
      return signs.isEmpty() ? "" : signs + (cyrillic && !latin ? "*" : "");
    }
  }
}
