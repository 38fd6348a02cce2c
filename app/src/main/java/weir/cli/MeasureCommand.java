package weir.cli;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.estimate.Sensitivity;
import weir.lake.Lake;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;
import weir.measure.Multiverse;
import weir.measure.ResearchGaps;

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
      "  weir measure origin_share --filter class=mdma",
      "  weir measure revenue --estimator import --by month",
      "  weir measure sales --option interval=bootstrap  or methods: the envelope over methods",
      "  weir measure multiverse revenue --by class      under every combination of choices",
      "  weir measure gaps                               what the data bear on, and what not"
    })
final class MeasureCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A measure; or 'list', 'multiverse' or 'gaps'.")
  private String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "MEASURE",
      description = "With 'list' or 'multiverse': this measure.")
  private @Nullable String which;

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "KEY",
      description =
          "source, class, family, substance, origin, day, week, month; layer, access and kind of"
              + " the source; band of the amount; parted by commas.")
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
      description =
          "feedback, sold, stock, auto (the best that each source bears), or import: a series"
              + " brought in by 'weir series import'.")
  private String estimator = "auto";

  @Option(
      names = "--holding",
      defaultValue = "none",
      description = "Rule that drops prices which only hold a place: A, B or none.")
  private String holding = "none";

  @Option(
      names = "--option",
      paramLabel = "NAME=VALUE",
      description = "A choice of this measure alone; 'weir measure list NAME' says which.")
  private Map<String, String> options = new LinkedHashMap<>();

  @Option(
      names = "--as-of",
      paramLabel = "ENTRY|DAY",
      description =
          "From the lake as it was after that entry of the ledger, or at the end of that day: a"
              + " figure made again. 'weir ledger keep' keeps a state from tidying.")
  private @Nullable String asOf;

  @Option(
      names = "--publish",
      defaultValue = "0",
      arity = "0..1",
      fallbackValue = "5",
      paramLabel = "LEAST",
      description =
          "For figures that leave the house: values that fewer than LEAST cases stand behind (5"
              + " without a number) are suppressed.")
  private int publish;

  @Option(names = "--currency", defaultValue = "EUR", description = "For amounts (default: EUR).")
  private String currency = "EUR";

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  private Output.Format format = Output.Format.table;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name.equals("gaps")) {
      gaps(out);
      return Main.DONE;
    }
    if (which != null && !List.of("list", "multiverse").contains(name)) {
      throw Problem.usage(
          "'%s' stands alone: write '--by', '--filter' or '--source' before what it narrows."
              .formatted(which));
    }
    if (name.equals("list")) {
      list(out);
      return Main.DONE;
    }
    MeasureRequest request =
        new MeasureRequest(
            measure(),
            by,
            day("--from", from),
            day("--to", to),
            source,
            filters,
            estimator,
            holding.length() == 1 ? holding.toUpperCase(Locale.ROOT) : holding,
            currency.toUpperCase(Locale.ROOT),
            options);
    try (Lake lake = home.existingLake();
        Measures measures =
            asOf == null ? Measures.over(lake) : Measures.asOf(lake, AsOf.number(lake, asOf))) {
      if (name.equals("multiverse")) {
        multiverse(out, measures.multiverse(request));
      } else {
        print(out, publish == 0 ? measures.run(request) : published(measures.run(request)));
      }
      if (format == Output.Format.table) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("state of the data: ledger entry %d%n", measures.ledgerNumber());
        err.flush();
      }
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

  private String measure() {
    if (!name.equals("multiverse")) {
      return name;
    }
    if (which == null) {
      throw Problem.usage("Name the measure whose choices are to be tried: 'multiverse revenue'.");
    }
    return which;
  }

  /** Small cells are suppressed: what stands behind a value is among its choices. */
  private List<MeasureRow> published(List<MeasureRow> rows) {
    List<MeasureRow> safe = new ArrayList<>();
    for (MeasureRow row : rows) {
      boolean small =
          CASES.stream()
              .map(row.choices()::get)
              .anyMatch(cases ->
                  cases != null && cases.matches("\\d+") && Long.parseLong(cases) < publish);
      if (small) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("suppressed", "fewer than " + publish + " cases");
        safe.add(new MeasureRow(row.keys(), null, row.unit(), null, null, null, choices));
      } else {
        safe.add(row);
      }
    }
    return safe;
  }

  /** Of a choice that differs between rows; more are counted. */
  private static final int MOST_SHOWN = 3;

  /** Choices that say how many cases stand behind a value. */
  private static final List<String> CASES =
      List.of("accounts", "listings", "samples", "items", "ratings", "matched");

  private void gaps(PrintWriter out) {
    if (format != Output.Format.table) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (ResearchGaps.Gap gap : ResearchGaps.all()) {
        for (ResearchGaps.Bearing bearing : gap.measures()) {
          rows.add(
              List.of(
                  gap.name(),
                  gap.question(),
                  bearing.measure(),
                  bearing.options(),
                  bearing.says(),
                  gap.cannot()));
        }
      }
      Output.write(
          out, format, List.of("gap", "question", "measure", "options", "says", "cannot"), rows);
      return;
    }
    for (ResearchGaps.Gap gap : ResearchGaps.all()) {
      out.println(gap.name());
      wrap(out, gap.question());
      for (ResearchGaps.Bearing bearing : gap.measures()) {
        wrap(
            out,
            "weir measure %s %s: %s"
                .formatted(bearing.measure(), bearing.options(), bearing.says())
                .replace(" :", ":"));
      }
      wrap(out, "Not borne by the data: " + gap.cannot());
      out.println();
    }
    out.flush();
  }

  private void multiverse(PrintWriter out, Multiverse multiverse) {
    List<String> choices =
        new ArrayList<>(
            multiverse.worlds().isEmpty()
                ? List.of()
                : multiverse.worlds().getFirst().choices().keySet());
    List<String> keys =
        multiverse.worlds().stream()
            .map(Multiverse.World::row)
            .filter(Objects::nonNull)
            .findFirst()
            .map(row -> List.copyOf(row.keys().keySet()))
            .orElse(by);
    List<String> columns = new ArrayList<>(List.of("row"));
    columns.addAll(keys);
    columns.addAll(choices);
    columns.addAll(List.of("value", "unit", "low", "high", "coverage"));
    columns.addAll(List.of("choice", "alone", "with_others", "spread"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Multiverse.World world : multiverse.worlds()) {
      MeasureRow row = world.row();
      List<@Nullable Object> line = new ArrayList<>();
      line.add("combination");
      keys.forEach(key -> line.add(row == null ? null : row.keys().get(key)));
      choices.forEach(choice -> line.add(world.choices().get(choice)));
      line.add(row == null ? null : row.value());
      line.add(row == null ? null : row.unit());
      line.add(row == null ? null : row.low());
      line.add(row == null ? null : row.high());
      line.add(row == null ? null : row.coverage());
      for (int i = 0; i < 4; i++) {
        line.add(null);
      }
      rows.add(line);
    }
    multiverse
        .effects()
        .forEach((Map<String, @Nullable String> group, List<Sensitivity.Effect> effects) -> {
          for (Sensitivity.Effect effect : effects) {
            List<@Nullable Object> line = new ArrayList<>();
            line.add("effect");
            keys.forEach(key -> line.add(group.get(key)));
            for (int i = 0; i < choices.size() + 5; i++) {
              line.add(null);
            }
            line.add(effect.choice());
            line.add(effect.alone());
            line.add(effect.withOthers());
            line.add(effect.spread());
            rows.add(line);
          }
        });
    Output.write(out, format, columns, rows);
    PrintWriter err = spec.commandLine().getErr();
    multiverse
        .effects()
        .forEach((Map<String, @Nullable String> group, List<Sensitivity.Effect> effects) -> {
          if (!effects.isEmpty()) {
            Sensitivity.Effect most = effects.getFirst();
            err.printf(
                Locale.ROOT,
                "%s%s moves the result most: %.0f %% of its variance; means differ by %.0f %%%n",
                group.isEmpty() ? "" : group + ": ",
                most.choice(),
                100 * most.withOthers(),
                100 * most.spread());
          }
        });
    err.flush();
  }

  private void list(PrintWriter out) {
    List<MeasureDefinition> listed = listed();
    if (format != Output.Format.table) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (MeasureDefinition d : listed) {
        rows.add(
            List.of(
                d.name(),
                d.words(),
                d.unit(),
                d.method(),
                d.needs(),
                d.assumptions(),
                d.keys(),
                d.options().stream().map(MeasureCommand::words).toList()));
      }
      Output.write(
          out,
          format,
          List.of(
              "name", "definition", "unit", "method", "needs", "assumptions", "keys", "options"),
          rows);
      return;
    }
    for (MeasureDefinition d : listed) {
      out.println(d.name() + "  (" + d.unit() + ")");
      wrap(out, d.words());
      wrap(out, "Method: " + d.method());
      wrap(out, "Needs: " + d.needs());
      d.assumptions().forEach(a -> wrap(out, "Assumes: " + a));
      if (which != null) {
        wrap(out, "By: " + String.join(", ", d.keys()) + ".");
      }
      d.options().forEach(choice -> wrap(out, words(choice)));
      out.println();
    }
    out.flush();
  }

  private List<MeasureDefinition> listed() {
    String only = which;
    if (only == null) {
      return Measures.definitions();
    }
    List<MeasureDefinition> found =
        Measures.definitions().stream().filter(d -> d.name().equals(only)).toList();
    if (found.isEmpty()) {
      throw Problem.usage(
          "There is no measure '%s'. There are: %s."
              .formatted(
                  only,
                  Measures.definitions().stream()
                      .map(MeasureDefinition::name)
                      .collect(Collectors.joining(", "))));
    }
    return found;
  }

  private static String words(MeasureDefinition.Choice choice) {
    return "--option %s=%s: %s"
        .formatted(
            choice.name(),
            choice.values().isEmpty() ? choice.usual() : String.join("|", choice.values()),
            choice.words());
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
      TreeMap<String, TreeSet<String>> choices = new TreeMap<>();
      rows.forEach(row ->
          row.choices()
              .forEach(
                  (key, value) -> choices.computeIfAbsent(key, _ -> new TreeSet<>()).add(value)));
      List.of("seen", "listings", "units_without_price").forEach(choices::remove);
      choices.forEach((key, different) -> {
        if (different.size() <= MOST_SHOWN) {
          different.forEach(value -> err.println(key + ": " + value));
        } else {
          err.printf("%s: %,d different; --format csv or json has each%n", key, different.size());
        }
      });
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
