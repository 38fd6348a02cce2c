package weir.suggest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.capture.PageKind;
import weir.capture.Refusal;
import weir.document.Fault;
import weir.masking.DigestKey;
import weir.row.Column;
import weir.row.Row;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;
import weir.table.Table;

/** Tries a profile on pages: what each field gives, and which line of the profile says so. */
public final class Trial {

  /** What trying gives: a profile to read with, or what is wrong with it. */
  public sealed interface Outcome {
    record Ready(Trial trial) implements Outcome {}

    /**
     * @param faults each with its line and how to mend it
     */
    record Faulty(List<Fault> faults) implements Outcome {}
  }

  /**
   * One field of one record.
   *
   * @param value null when the page gives none
   * @param line of the profile that asks for it, from 1; 0 when it was not found
   */
  public record Field(String name, @Nullable String value, int line) {}

  /**
   * One record as it was read.
   *
   * @param locator the place on the page
   */
  public record Recorded(String table, String locator, List<Field> fields) {
    /** How many fields the profile asks for and the page does not give. */
    public long missing() {
      return fields.stream().filter(field -> field.value() == null).count();
    }
  }

  /**
   * A page as the profile reads it.
   *
   * @param kept the masked page
   * @param marks where fields stand, on HTML pages
   */
  @SuppressWarnings("ArrayRecordComponent") // bytes of a page are shared, never compared
  public record Tried(
      String address,
      String kind,
      String mediaType,
      byte[] kept,
      List<Recorded> records,
      List<SourceReader.FieldMark> marks,
      List<Refusal> refusals) {
    /** Whether the page stands before the content, such as a login: there is nothing to read. */
    public boolean isGate() {
      return Arrays.stream(PageKind.values())
          .anyMatch(one ->
              one.word().equals(kind)
                  && !one.isContent()
                  && one != PageKind.UNRECOGNISED
                  && one != PageKind.UNFIT);
    }
  }

  private final Profile profile;
  private final SourceReader reader;
  private final Map<String, Integer> lines;

  private Trial(Profile profile, SourceReader reader, Map<String, Integer> lines) {
    this.profile = profile;
    this.reader = reader;
    this.lines = lines;
  }

  /**
   * @param name the file's name, for messages
   * @param key under which contacts are digested
   */
  public static Outcome of(String text, String name, SubstanceNamer namer, DigestKey key) {
    return switch (Profiles.read(text, name)) {
      case Profiles.Outcome.Faulty(List<Fault> faults) -> new Outcome.Faulty(faults);
      case Profiles.Outcome.Sound(Profile profile) ->
          new Outcome.Ready(new Trial(profile, SourceReader.of(profile, namer, key), lines(text)));
    };
  }

  public Profile profile() {
    return profile;
  }

  /** Reads a page; every record with all the fields that the profile asks for. */
  public Tried read(SavedPage page) {
    Reading reading = reader.read(page);
    String kind = reading.capture().pageKind();
    Map<String, List<Recorded>> byTable = new LinkedHashMap<>();
    for (Row row : reading.rows()) {
      String table = Table.of(row).tableName();
      List<String> asked = asked(kind, table);
      if (!asked.isEmpty()) {
        List<Field> fields = new ArrayList<>();
        for (String field : asked) {
          fields.add(new Field(field, value(row, field), line(kind, table, field)));
        }
        byTable
            .computeIfAbsent(table, _ -> new ArrayList<>())
            .add(new Recorded(table, locator(row), fields));
      }
    }
    List<Recorded> records = byTable.values().stream().flatMap(List::stream).toList();
    SavedPage kept =
        new SavedPage(page.input(), page.address(), page.archivedAt(), null, reading.keptPage());
    return new Tried(
        page.address(),
        kind,
        reading.capture().mediaType(),
        reading.keptPage(),
        records,
        reader.marks(kept),
        reading.refusals());
  }

  /** The fields that the profile asks for in a table on pages of a kind. */
  private List<String> asked(String kind, String table) {
    return profile.pages().stream()
        .filter(shape -> shape.kind().word().equals(kind))
        .flatMap(shape -> shape.records().stream())
        .filter(record -> record.table().tableName().equals(table))
        .findFirst()
        .map(record -> List.copyOf(record.fields().keySet()))
        .orElse(List.of());
  }

  private int line(String kind, String table, String field) {
    return lines.getOrDefault(kind + "/" + table + "/" + field, 0);
  }

  /** The lines on which fields stand, by kind of page, table and name. */
  private static Map<String, Integer> lines(String text) {
    Map<String, Integer> lines = new HashMap<>();
    String kind = "";
    String table = "";
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String bare = line.strip();
      if (bare.startsWith("#")) {
        continue;
      }
      String key = bare.startsWith("- ") ? bare.substring(2).strip() : bare;
      int colon = key.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String value = key.substring(colon + 1).strip();
      switch (key.substring(0, colon)) {
        case "kind" -> kind = bare.startsWith("- ") ? value : kind;
        case "table" -> table = bare.startsWith("- ") ? value : table;
        default -> {} // a field, or a line that no field has the name of
      }
      lines.putIfAbsent(kind + "/" + table + "/" + key.substring(0, colon), number);
    }
    return lines;
  }

  private static @Nullable String value(Row row, String field) {
    Table table = Table.of(row);
    List<String> columns =
        switch (field) {
          case "price" -> List.of("prices_shown", "price_amount", "price_currency");
          case "quantity" -> List.of("quantity_value", "quantity_unit");
          case "key" -> List.of("key_fingerprints");
          case "contact" -> List.of("contacts");
          case "amount" -> List.of("amount", "currency");
          default -> List.of(field);
        };
    List<String> said = new ArrayList<>();
    for (String name : columns) {
      Column column = table.column(name).orElse(null);
      Object value = column == null ? null : column.of(row);
      if (value != null) {
        said.add(printed(value));
        if (name.equals("prices_shown")) {
          break; // says amount and currency
        }
      }
    }
    return said.isEmpty() ? null : String.join(" ", said);
  }

  private static String printed(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : value.toString();
  }

  private static String locator(Row row) {
    return Table.of(row)
        .column("locator")
        .map(column -> Objects.requireNonNullElse(column.of(row), "").toString())
        .orElse("");
  }
}
