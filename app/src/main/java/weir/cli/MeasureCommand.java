package weir.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.lake.Lake;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;

/** {@code weir measure}: a named measure with its coverage and interval. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = {
      "A named measure, each value with its coverage, its interval and the choices that drove it."
          + " 'weir measure list' says what each means and where its method comes from.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir measure list",
      "  weir measure sales --estimator stock --by class --from 2020-02-04",
      "  weir measure revenue --by week,class --currency USD --format csv",
      "  weir measure origin_share --filter class=mdma"
    })
final class MeasureCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(paramLabel = "NAME", description = "A measure, or 'list'.")
  private String name = "";

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "KEY",
      description = "source, class, family, substance, origin, day, week, month; parted by commas.")
  private List<String> by = List.of();

  @Option(names = "--from", paramLabel = "DAY", description = "First day counted (UTC).")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "DAY", description = "First day not counted (UTC).")
  private @Nullable String to;

  @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--filter",
      paramLabel = "KEY=VALUE",
      description = "Only this value of a key; offer_kind=all takes more than products.")
  private Map<String, String> filters = new LinkedHashMap<>();

  @Option(
      names = "--estimator",
      defaultValue = "auto",
      description = "feedback, sold, stock, or auto: the best that each source bears.")
  private String estimator = "auto";

  @Option(
      names = "--holding",
      defaultValue = "none",
      description = "Rule that drops prices which only hold a place: A, B or none.")
  private String holding = "none";

  @Option(names = "--currency", defaultValue = "EUR", description = "For amounts (default: EUR).")
  private String currency = "EUR";

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  private Output.Format format = Output.Format.table;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.equals("list")) {
      list(out);
      return Main.DONE;
    }
    MeasureRequest request =
        new MeasureRequest(
            name,
            by,
            day("--from", from),
            day("--to", to),
            source,
            filters,
            estimator,
            holding.length() == 1 ? holding.toUpperCase(Locale.ROOT) : holding,
            currency.toUpperCase(Locale.ROOT));
    try (Lake lake = home.existingLake();
        Measures measures = Measures.over(lake)) {
      print(out, measures.run(request));
    }
    return Main.DONE;
  }

  private static @Nullable LocalDate day(String option, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.usage("%s '%s' is no day. Write it like 2020-02-04.".formatted(option, text));
    }
  }

  private void list(PrintWriter out) {
    if (format != Output.Format.table) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (MeasureDefinition d : Measures.definitions()) {
        rows.add(List.of(d.name(), d.words(), d.unit(), d.method(), d.assumptions()));
      }
      Output.write(
          out, format, List.of("name", "definition", "unit", "method", "assumptions"), rows);
      return;
    }
    for (MeasureDefinition d : Measures.definitions()) {
      out.println(d.name() + "  (" + d.unit() + ")");
      wrap(out, d.words());
      wrap(out, "Method: " + d.method());
      d.assumptions().forEach(a -> wrap(out, "Assumes: " + a));
      out.println();
    }
    out.flush();
  }

  private static void wrap(PrintWriter out, String text) {
    StringBuilder line = new StringBuilder("   ");
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > 92) {
        out.println(line);
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  private void print(PrintWriter out, List<MeasureRow> rows) {
    List<String> keys = new ArrayList<>(rows.isEmpty() ? by : rows.getFirst().keys().keySet());
    if (format == Output.Format.json) {
      List<List<@Nullable Object>> values = new ArrayList<>();
      List<String> columns = columns(keys, true);
      for (MeasureRow row : rows) {
        List<@Nullable Object> line = values(row, keys);
        line.add(row.choices());
        values.add(line);
      }
      Output.write(out, format, columns, values);
      return;
    }
    List<List<@Nullable Object>> values = new ArrayList<>();
    for (MeasureRow row : rows) {
      List<@Nullable Object> line = values(row, keys);
      if (format == Output.Format.csv) {
        line.add(words(row.choices()));
      }
      values.add(line);
    }
    Output.write(out, format, columns(keys, format == Output.Format.csv), values);
    if (format == Output.Format.table && !rows.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      TreeSet<String> choices = new TreeSet<>();
      rows.forEach(row ->
          row.choices()
              .forEach((key, value) -> {
                if (!key.equals("seen") && !key.equals("listings")) {
                  choices.add(key + ": " + value);
                }
              }));
      choices.stream().filter(c -> !c.startsWith("units_without_price")).forEach(err::println);
      long unpriced =
          rows.stream()
              .map(row -> row.choices().get("units_without_price"))
              .mapToLong(text -> text == null ? 0 : Long.parseLong(text))
              .sum();
      if (unpriced > 0) {
        err.printf("units left out because no price or rate is known: %,d%n", unpriced);
      }
      err.flush();
    } else if (rows.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println("Nothing of the kind was seen. 'weir query' shows what the lake holds.");
    }
  }

  private static List<String> columns(List<String> keys, boolean choices) {
    List<String> columns = new ArrayList<>(keys);
    columns.addAll(List.of("value", "unit", "low", "high", "coverage"));
    if (choices) {
      columns.add("choices");
    }
    return columns;
  }

  private static List<@Nullable Object> values(MeasureRow row, List<String> keys) {
    List<@Nullable Object> line = new ArrayList<>();
    keys.forEach(key -> line.add(row.keys().get(key)));
    line.add(row.value());
    line.add(row.unit());
    line.add(row.low());
    line.add(row.high());
    line.add(row.coverage());
    return line;
  }

  private static String words(Map<String, String> choices) {
    List<String> words = new ArrayList<>();
    choices.forEach((key, value) -> words.add(key + "=" + value));
    return String.join("; ", words);
  }
}
