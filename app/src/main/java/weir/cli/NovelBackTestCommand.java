package weir.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.novelty.BackTest;
import weir.novelty.Emerging;
import weir.novelty.Notified;
import weir.novelty.Novelty;
import weir.novelty.Sight;
import weir.novelty.Sights;
import weir.substance.Lexicon;
import weir.substance.Naming;
import weir.substance.Substance;
import weir.substance.SubstanceNamer;
import weir.warning.TitleSights;

/** {@code weir novel backtest}: would the past have been seen coming? */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    description = {
      "Replays the past week by week, as it was known at the end of each week, and tells which"
          + " notified substances would have been alerted and when, how many of the first twenty"
          + " alerts of a week were right, and how many false alarms there were.",
      ""
    },
    footer = {
      "",
      "A file of notifications is CSV with the columns name and notified_on and, where known, also:",
      "other names, parted by semicolons. The lexicon is made to forget what is in the file, as",
      "nobody knew it then (--knowing keeps it). --forget CLASS forgets a whole class, such as nps,",
      "and counts every item that the whole lexicon places in it as right."
    })
final class NovelBackTestCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(names = "--notified", paramLabel = "FILE", description = "Substances and their dates.")
  private @Nullable Path file;

  @Option(
      names = "--forget",
      paramLabel = "CLASS",
      description = "Forget all substances whose class begins so, like nps or nps/cathinone.")
  private @Nullable String forget;

  @Option(names = "--knowing", description = "Do not make the lexicon forget what is in the file.")
  private boolean knowing;

  @Option(
      names = "--from",
      paramLabel = "DAY",
      description = "Last day of the first week (default: four weeks after the first save).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DAY",
      description = "No week ends later (default: the day of the newest save).")
  private @Nullable String to;

  @Mixin private TableOutput table = new TableOutput();

  @Option(names = "--alarms", description = "List the false alarms by name.")
  private boolean alarms;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (file == null && forget == null) {
      throw Problem.usage(
          "Say what is looked for: --notified FILE with dates, or --forget CLASS, like nps.");
    }
    List<Notified> notified = file == null ? List.of() : read(file);
    Lexicon lexicon = home.vocabularies().lexicon();
    Set<String> forgotten = forgotten(lexicon, notified);
    SubstanceNamer whole = home.vocabularies().namer();
    SubstanceNamer blind =
        forgotten.isEmpty() ? whole : SubstanceNamer.of(lexicon.withoutSubstances(forgotten));
    BackTest.Result result;
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      LocalDate last = to == null ? NovelCommand.newest(query) : NovelCommand.day(to, "--to");
      LocalDate first =
          from == null
              ? Objects.requireNonNull(TitleSights.oldest(query)).plusDays(28)
              : NovelCommand.day(from, "--from");
      Sights sights = new Forgetful(TitleSights.until(query, last), forgotten, blind);
      String looked = forget;
      Predicate<Emerging> right = looked == null ? _ -> false : item -> isOf(item, looked, whole);
      try {
        result =
            BackTest.run(
                Novelty.over(blind), sights, first, last, notified, right, Novelty.Settings.USUAL);
      } catch (IllegalArgumentException none) {
        throw Problem.usage(String.valueOf(none.getMessage()));
      }
    }
    write(result);
    return Main.DONE;
  }

  /** Whether the lexicon, which forgot nothing, places the item in that class. */
  private static boolean isOf(Emerging item, String looked, SubstanceNamer whole) {
    Naming naming = whole.name(item.name(), null, null);
    String path = naming.substanceClass();
    if (path == null && item.kind() != Emerging.Kind.NAME) {
      path = item.family();
    }
    return path != null && path.startsWith(looked);
  }

  private Set<String> forgotten(Lexicon lexicon, List<Notified> notified) {
    Set<String> ids = new LinkedHashSet<>();
    String looked = forget;
    for (Substance substance : lexicon.substances()) {
      if (looked != null && substance.substanceClass().startsWith(looked)) {
        ids.add(substance.id());
      }
    }
    if (!knowing) {
      SubstanceNamer namer = SubstanceNamer.of(lexicon);
      for (Notified one : notified) {
        Set<String> names = new HashSet<>(one.also());
        names.add(one.name());
        for (String name : names) {
          String id = namer.climb(name).substance();
          if (id != null) {
            ids.add(id);
          }
        }
      }
    }
    return ids;
  }

  /** Sights as they would have been read by whoever did not know those substances. */
  private record Forgetful(Sights sights, Set<String> forgotten, SubstanceNamer blind)
      implements Sights {
    @Override
    public void forEach(Consumer<Sight> to) {
      sights.forEach(sight -> {
        if (sight.substance() == null || !forgotten.contains(sight.substance())) {
          to.accept(sight);
          return;
        }
        Naming naming = blind.name(sight.title(), null, null);
        to.accept(
            new Sight(
                sight.source(),
                sight.listing(),
                sight.account(),
                sight.title(),
                naming.substance(),
                naming.substanceClass(),
                sight.shipsFrom(),
                sight.capture(),
                sight.first()));
      });
    }
  }

  private void write(BackTest.Result result) {
    PrintWriter out = spec.commandLine().getOut();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (BackTest.Found one : result.found()) {
      rows.add(
          Arrays.asList(
              one.notified().name(),
              one.notified().on(),
              one.firstSeen(),
              one.alerted(),
              one.gained()));
    }
    List<List<@Nullable Object>> weeks = new ArrayList<>();
    for (BackTest.Week week : result.weeks()) {
      weeks.add(
          Arrays.asList(
              week.asOf(),
              (long) week.shown(),
              (long) week.right(),
              (long) week.fresh(),
              (long) week.falseAlarms()));
    }
    List<String> foundColumns =
        List.of("name", "notified_on", "first_seen", "alerted", "days_gained");
    List<String> weekColumns = List.of("week_to", "shown", "right", "new_alerts", "false_alarms");
    if (!table.forPeople()) {
      table.write(file == null ? weekColumns : foundColumns, file == null ? weeks : rows);
      return;
    }
    table.write(weekColumns, weeks);
    if (!rows.isEmpty()) {
      out.println();
      table.write(foundColumns, rows);
    }
    Double precision = result.precision();
    Double median = result.medianDaysGained();
    Double alarmsAWeek = result.falseAlarmsAWeek();
    long alerted = result.found().stream().filter(one -> one.alerted() != null).count();
    out.println();
    out.printf(
        "Precision at %d: %s. False alarms a week: %s.%n",
        BackTest.LOOKED_AT,
        precision == null ? "nothing was alerted" : "%.1f %%".formatted(100 * precision),
        alarmsAWeek == null ? "none" : "%.2f".formatted(alarmsAWeek));
    if (!rows.isEmpty()) {
      out.printf(
          "Alerted: %d of %d notified; median days gained: %s.%n",
          alerted, rows.size(), median == null ? "none" : "%.0f".formatted(median));
    }
    if (alarms) {
      out.println("False alarms: " + String.join(", ", result.alarms()));
    }
    out.flush();
  }

  static List<Notified> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Problem.usage("There is no file '%s'. Check the path.".formatted(file));
    }
    List<Notified> notified = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      for (NamedCsvRecord record : csv) {
        String name = record.findField("name").orElse("").strip();
        String on = record.findField("notified_on").orElse("").strip();
        if (name.isEmpty() || on.isEmpty()) {
          throw Problem.failed(
              "%s, line %d: expected the columns name and notified_on, both filled, like 'MT-45,2014-10-07'."
                  .formatted(file, record.getStartingLineNumber()));
        }
        List<String> also =
            record
                .findField("also")
                .map(text -> Arrays.stream(text.split(";", -1)).map(String::strip).toList())
                .orElse(List.of())
                .stream()
                .filter(other -> !other.isEmpty())
                .toList();
        notified.add(
            new Notified(
                name,
                NovelCommand.day(
                    on, "%s, line %d:".formatted(file, record.getStartingLineNumber())),
                also));
      }
    } catch (CsvParseException | UncheckedIOException e) {
      throw Problem.failed("%s is no CSV in UTF-8: %s.".formatted(file, e.getMessage()));
    }
    return notified;
  }
}
