package weir.offline;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.row.Row;

/**
 * Reads a table of analyses, interceptions, published series, harms, signals or effort: CSV with a
 * header, commas or semicolons, UTF-8. Known columns are read, others (notes, addresses, doses) are
 * left where they are.
 */
public final class OfflineFile {

  /** Which table a file holds. */
  public enum Kind {
    ANALYSIS,
    INTERCEPTION,
    SERIES,
    HARM,
    SIGNALS,
    EFFORT;

    /** Columns that must stand in the header. */
    public List<String> needed() {
      return switch (this) {
        case ANALYSIS -> List.of("sample_id", "analysed_on", "sold_as", "identified_as");
        case INTERCEPTION -> List.of("interception_id", "stopped_on", "item");
        case SERIES -> List.of("source", "from", "to", "measure", "value", "citation");
        case HARM -> List.of("day", "kind", "count");
        case SIGNALS -> List.of("signal_id", "seen_on", "kind");
        case EFFORT -> List.of("partner", "from", "to", "checks");
      };
    }

    /** Columns that may. */
    public List<String> welcome() {
      return switch (this) {
        case ANALYSIS -> List.of("method", "laboratory_kind", "country");
        case INTERCEPTION ->
            List.of("flow", "declared_origin", "destination", "grams", "units", "outcome");
        case SERIES -> List.of("low", "high", "currency", "class");
        case HARM -> List.of("substance", "country");
        case SIGNALS ->
            List.of(
                "step",
                "item",
                "flow",
                "declared_origin",
                "region",
                "partner",
                "outcome",
                "certainty",
                "words");
        case EFFORT -> List.of("kind", "unit");
      };
    }
  }

  /**
   * What a name stands for.
   *
   * @param substance a lexicon id
   * @param substanceClass a path such as {@code nps/cathinone}
   */
  public record Named(@Nullable String substance, @Nullable String substanceClass) {}

  /**
   * What a reader must know.
   *
   * @param namer what a name stands for; both parts null when it is not known
   * @param masker takes out of a text what may not be kept, before anything else is done with it
   * @param efforts that are kept already, with which new ones may not overlap
   * @param today nothing was noticed after it
   */
  public record Known(
      Function<String, Named> namer,
      UnaryOperator<String> masker,
      List<Effort> efforts,
      LocalDate today) {
    public Known {
      efforts = List.copyOf(efforts);
    }
  }

  /**
   * A line that was not read.
   *
   * @param line counted from 1, the header being the first
   */
  public record Refused(long line, String reason, String mend) {}

  /**
   * What became of a file.
   *
   * @param unnamed rows whose words name no known substance; they are kept, with their words
   * @param leftOut columns that are not taken in
   */
  public record Summary(long rows, long unnamed, List<Refused> refusals, List<String> leftOut) {}

  /** A file that is no such table; the message says which columns it must have. */
  public static final class WrongFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongFile(String message) {
      super(message);
    }
  }

  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;
    private final String mend;

    Fault(String reason, String mend) {
      super(reason, null, false, false);
      this.mend = mend;
    }
  }

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Kind kind;
  private final String file;
  private final Known known;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Long> seen = new HashMap<>();
  private final SignalLines signals;
  private long unnamed;

  private OfflineFile(Kind kind, String file, Known known) {
    this.kind = kind;
    this.file = file;
    this.known = known;
    this.signals = new SignalLines(this, known, file);
  }

  /**
   * Reads all rows of a file.
   *
   * @param file its name, for messages and as the rows' origin
   * @param sink takes each row as it is read
   * @throws WrongFile when needed columns are missing or the text is no CSV
   */
  public static Summary read(Kind kind, String file, Reader text, Known known, Consumer<Row> sink) {
    return new OfflineFile(kind, file, known).read(text, sink);
  }

  private Summary read(Reader text, Consumer<Row> sink) {
    List<Refused> refusals = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    long rows = 0;
    long line = 0;
    Peeked peeked = Peeked.of(text);
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().fieldSeparator(peeked.separator()).ofCsvRecord(peeked.all())) {
      for (CsvRecord record : csv) {
        line = record.getStartingLineNumber();
        if (columns.isEmpty()) {
          header(record, leftOut);
          continue;
        }
        if (record.getFields().stream().allMatch(String::isBlank)) {
          continue;
        }
        try {
          Row row =
              switch (kind) {
                case ANALYSIS -> analysis(record);
                case INTERCEPTION -> interception(record);
                case SERIES -> figure(record);
                case HARM -> harm(record);
                case SIGNALS -> signal(record);
                case EFFORT -> signals.effort(record);
              };
          sink.accept(row);
          rows++;
        } catch (Fault fault) {
          refusals.add(
              new Refused(
                  record.getStartingLineNumber(), String.valueOf(fault.getMessage()), fault.mend));
        }
      }
    } catch (CsvParseException | java.io.UncheckedIOException e) {
      throw new WrongFile(
          "%s, after line %d, is no CSV: a quote may be missing. Mend it and import it again."
              .formatted(file, line));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (columns.isEmpty()) {
      throw new WrongFile("%s is empty. %s".formatted(file, expected()));
    }
    return new Summary(rows, unnamed, refusals, leftOut);
  }

  private void header(CsvRecord record, List<String> leftOut) {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (int i = 0; i < record.getFieldCount(); i++) {
      String name =
          record
              .getField(i)
              .replace("\uFEFF", "")
              .strip()
              .toLowerCase(Locale.ROOT)
              .replace(' ', '_');
      if (kind == Kind.SERIES && name.equals("units")) {
        name = "measure"; // some write what is counted under this head
      }
      if (kind.needed().contains(name) || kind.welcome().contains(name)) {
        found.putIfAbsent(name, i);
      } else if (!name.isEmpty()) {
        leftOut.add(name);
      }
    }
    List<String> missing = kind.needed().stream().filter(name -> !found.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new WrongFile(
          "%s lacks the column %s. %s".formatted(file, String.join(", ", missing), expected()));
    }
    columns.putAll(found);
  }

  private String expected() {
    return "The first line names the columns: %s; and, where known, %s."
        .formatted(String.join(", ", kind.needed()), String.join(", ", kind.welcome()));
  }

  private Analysis analysis(CsvRecord record) throws Fault {
    String id = once(record, "sample_id");
    LocalDate day = day(record, "analysed_on");
    String soldAs = needed(record, "sold_as");
    Named sold = known.namer().apply(soldAs);
    List<String> identified = new ArrayList<>();
    List<String> substances = new ArrayList<>();
    List<String> classes = new ArrayList<>();
    for (String part :
        Optional.ofNullable(text(record, "identified_as")).orElse("").split("[;|+]", -1)) {
      if (!part.isBlank()) {
        identified.add(part.strip());
        Named named = known.namer().apply(part.strip());
        if (named.substance() != null) {
          substances.add(named.substance());
        }
        if (named.substanceClass() != null) {
          classes.add(named.substanceClass());
        }
      }
    }
    if (sold.substanceClass() == null) {
      unnamed++;
    }
    return new Analysis(
        id,
        day,
        soldAs,
        sold.substance(),
        sold.substanceClass(),
        identified,
        substances,
        classes,
        text(record, "method"),
        text(record, "laboratory_kind"),
        country(record, "country"),
        file);
  }

  private Interception interception(CsvRecord record) throws Fault {
    String id = once(record, "interception_id");
    LocalDate day = day(record, "stopped_on");
    String item = needed(record, "item");
    Named named = known.namer().apply(item);
    String flow = flow(text(record, "flow"));
    if (named.substanceClass() == null) {
      unnamed++;
    }
    String outcome = text(record, "outcome");
    return new Interception(
        id,
        day,
        item,
        named.substance(),
        named.substanceClass(),
        flow,
        country(record, "declared_origin"),
        country(record, "destination"),
        amount(record, "grams"),
        amount(record, "units"),
        outcome == null ? null : outcome.toLowerCase(Locale.ROOT),
        file);
  }

  static @Nullable String flow(@Nullable String text) throws Fault {
    if (text == null) {
      return null;
    }
    String flow = text.toLowerCase(Locale.ROOT).replace(' ', '-');
    if (!flow.equals("domestic") && !flow.equals("cross-border")) {
      throw new Fault(
          "the flow '%s' is not known".formatted(flow),
          "Write domestic or cross-border, or leave it empty.");
    }
    return flow;
  }

  private ReportedSignal signal(CsvRecord record) throws Fault {
    ReportedSignal signal = signals.signal(record);
    if (signal.item() != null && signal.substanceClass() == null) {
      unnamed++;
    }
    return signal;
  }

  private SeriesFigure figure(CsvRecord record) throws Fault {
    String source = needed(record, "source");
    LocalDate from = day(record, "from");
    LocalDate to = day(record, "to");
    if (!from.isBefore(to)) {
      throw new Fault(
          "from %s to %s holds no day".formatted(from, to),
          "Put the first day that is not counted under 'to': the day after the last.");
    }
    String measure = measure(needed(record, "measure"));
    String currency = text(record, "currency");
    boolean money = measure.equals("revenue");
    if (money && (currency == null || !currency.matches("[A-Za-z]{3,5}"))) {
      throw new Fault(
          currency == null ? "currency is empty" : "'%s' is no currency".formatted(currency),
          "Revenue is an amount of money: write its currency, like EUR or BTC.");
    }
    if (!money && currency != null) {
      throw new Fault(
          "units have no currency, and '%s' is given".formatted(currency),
          "Write revenue under 'measure', or leave the currency empty.");
    }
    double value = number(record, "value", true);
    Double low = optional(record, "low");
    Double high = optional(record, "high");
    if ((low != null && low > value) || (high != null && high < value)) {
      throw new Fault(
          "%s does not lie between its low %s and high %s".formatted(value, low, high),
          "Check the three: low is at most the value, high at least.");
    }
    String path = text(record, "class");
    if (path != null && !path.matches("[a-z0-9-]+(/[a-z0-9-]+)?")) {
      throw new Fault(
          "class '%s' is no class".formatted(path),
          "Write it as `weir measure listings --by class` prints it, like cannabis, or leave it"
              + " empty.");
    }
    String citation = needed(record, "citation");
    String key =
        String.join("\n", source, citation, measure, String.valueOf(path), from.toString());
    Long before = seen.putIfAbsent(key, record.getStartingLineNumber());
    if (before != null) {
      throw new Fault(
          "a figure of the same series from %s stands on line %d already".formatted(from, before),
          "Keep the one that counts, or give each series its own citation.");
    }
    return new SeriesFigure(
        source,
        from,
        to,
        measure,
        path,
        value,
        low,
        high,
        money && currency != null ? currency.toUpperCase(Locale.ROOT) : null,
        citation,
        file,
        null);
  }

  private static String measure(String text) throws Fault {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "sales", "units", "units sold" -> "sales";
      case "revenue", "money", "turnover" -> "revenue";
      default -> // whatever somebody typed
          throw new Fault(
              "'%s' is no measure of a series".formatted(text),
              "Write sales for units sold, or revenue for money.");
    };
  }

  private @Nullable Double optional(CsvRecord record, String column) throws Fault {
    return text(record, column) == null ? null : Double.valueOf(number(record, column, true));
  }

  private Harm harm(CsvRecord record) throws Fault {
    LocalDate day = day(record, "day");
    String what = needed(record, "kind").toLowerCase(Locale.ROOT);
    String country = country(record, "country");
    String words = text(record, "substance");
    String text = needed(record, "count");
    double count;
    try {
      count = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      count = -1;
    }
    if (!(count >= 0 && count < 1e9)) {
      throw new Fault(
          "count '%s' is no count".formatted(text), "Write zero or a number above it, like 12.");
    }
    String key = day + " " + what + " " + words + " " + country;
    Long before = seen.putIfAbsent(key, record.getStartingLineNumber());
    if (before != null) {
      throw new Fault(
          "%s of %s stands on line %d already".formatted(what, day, before),
          "Add the counts up, so that each day, kind, substance and country has one line.");
    }
    Named named = words == null ? new Named(null, null) : known.namer().apply(words);
    if (words != null && named.substanceClass() == null) {
      unnamed++;
    }
    return new Harm(day, what, named.substance(), named.substanceClass(), country, count, file);
  }

  @Nullable String text(CsvRecord record, String column) {
    Integer place = columns.get(column);
    if (place == null || place >= record.getFieldCount()) {
      return null;
    }
    String text = record.getField(place).strip();
    return text.isEmpty() ? null : text;
  }

  String needed(CsvRecord record, String column) throws Fault {
    String text = text(record, column);
    if (text == null) {
      throw new Fault("%s is empty".formatted(column), "Fill it in, or take the line out.");
    }
    return text;
  }

  private String once(CsvRecord record, String column) throws Fault {
    return once(
        record,
        column,
        "Give each its own number; put several substances of one sample into identified_as,"
            + " parted by semicolons.");
  }

  String once(CsvRecord record, String column, String mend) throws Fault {
    String id = needed(record, column);
    Long before = seen.putIfAbsent(id, record.getStartingLineNumber());
    if (before != null) {
      throw new Fault("%s '%s' stands on line %d already".formatted(column, id, before), mend);
    }
    return id;
  }

  LocalDate day(CsvRecord record, String column) throws Fault {
    String text = needed(record, column);
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1970 && day.getYear() <= 2100) {
        return day;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new Fault("%s '%s' is no day".formatted(column, text), "Write it like 2026-01-31.");
  }

  static boolean isCountry(String code) {
    return COUNTRIES.contains(code);
  }

  @Nullable String country(CsvRecord record, String column) throws Fault {
    String text = text(record, column);
    if (text == null) {
      return null;
    }
    String code = text.toUpperCase(Locale.ROOT);
    if (!isCountry(code)) {
      throw new Fault(
          "%s '%s' is no country".formatted(column, text),
          "Write the two letters of ISO 3166-1, like NL, or leave it empty.");
    }
    return code;
  }

  private @Nullable Double amount(CsvRecord record, String column) throws Fault {
    return text(record, column) == null ? null : Double.valueOf(number(record, column, false));
  }

  double number(CsvRecord record, String column, boolean zero) throws Fault {
    String text = needed(record, column);
    try {
      double value = Double.parseDouble(text);
      if ((value > 0 || (zero && value == 0)) && value < 1e15) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Fault(
        "%s '%s' is no amount".formatted(column, text),
        zero
            ? "Write a number with a point and without spaces, like 1250.5."
            : "Write a number above zero with a point, like 12.5, or leave it empty.");
  }

  /** A text whose first line tells what parts its fields. */
  private record Peeked(char separator, Reader all) {
    static Peeked of(Reader text) {
      java.io.PushbackReader back = new java.io.PushbackReader(text, 1 << 14);
      char[] start = new char[1 << 14];
      try {
        int length = 0;
        int n;
        while (length < start.length && (n = back.read(start, length, start.length - length)) > 0) {
          length += n;
        }
        back.unread(start, 0, length);
        String first = new String(start, 0, length).lines().findFirst().orElse("");
        return new Peeked(
            first.chars().filter(c -> c == ';').count()
                    > first.chars().filter(c -> c == ',').count()
                ? ';'
                : ',',
            back);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
