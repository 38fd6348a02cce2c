package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.event.EventFault;
import weir.event.EventFile;
import weir.event.EventStudy;
import weir.lake.Lake;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;

/** {@code weir evaluate}: did something change when somebody acted? */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Compares a measure before and after an event, with other series, and with days on which"
          + " nothing happened. Says 'no effect could be seen' as plainly as an effect, and what"
          + " the design cannot tell.",
      ""
    },
    footer = {
      "",
      "A file of events is CSV with the columns date and name; dates like 2020-02-23 or 23-Feb-20.",
      "",
      "Examples:",
      "  weir evaluate --on 2025-06-16 --name \"closure of Old Lock\" --source sim-millrace",
      "  weir evaluate --event events.csv --measure sales --by class --step week",
      "  weir evaluate --on 2025-06-16 --measure revenue --currency EUR --format json"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final List<String> KEYS = List.of("source", "class", "family", "origin", "all");

  @Mixin private Home home = new Home();

  @Option(names = "--on", paramLabel = "DAY", description = "The event's day, like 2025-06-16.")
  private @Nullable String on;

  @Option(
      names = "--name",
      paramLabel = "TEXT",
      defaultValue = "the event",
      description = "What happened, in a few words.")
  private String name = "the event";

  @Option(
      names = "--event",
      paramLabel = "FILE",
      description = "CSV with the columns date and name, an event a line; each is evaluated.")
  private @Nullable Path events;

  @Option(
      names = "--measure",
      defaultValue = "sales",
      description = "The measure to look at (default: ${DEFAULT-VALUE}).")
  private String measure = "sales";

  @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--by",
      paramLabel = "KEY",
      description =
          "Look for displacement too: to other sources, classes, families (the more dangerous"
              + " ones) or origins; all: to all of these, and offline.")
  private @Nullable String by;

  @Option(
      names = "--step",
      defaultValue = "day",
      description = "day or week (default: ${DEFAULT-VALUE}).")
  private String step = "day";

  @Option(
      names = "--window",
      defaultValue = "60",
      paramLabel = "STEPS",
      description = "Steps after the event that count (default: ${DEFAULT-VALUE}).")
  private int window = 60;

  @Option(names = "--estimator", defaultValue = "auto", description = "As in 'weir measure'.")
  private String estimator = "auto";

  @Option(names = "--currency", defaultValue = "EUR", description = "For amounts (default: EUR).")
  private String currency = "EUR";

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  private Output.Format format = Output.Format.table;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    if (!step.equals("day") && !step.equals("week")) {
      throw Problem.usage("--step '%s' is neither day nor week.".formatted(step));
    }
    if (by != null && !KEYS.contains(by)) {
      throw Problem.usage(
          "--by '%s' cannot be looked at for displacement. It can be %s."
              .formatted(by, String.join(", ", KEYS)));
    }
    if (window < 2) {
      throw Problem.usage("--window %d is too short; give 2 or more steps.".formatted(window));
    }
    List<Event> all = events();
    List<List<@Nullable Object>> rows = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    boolean refused = false;
    try (Lake lake = home.existingLake();
        Measures measures = Measures.over(lake)) {
      EventStudy.Asked asked =
          EventStudy.ask(
              new OverMeasures(measures),
              new EventStudy.Question(
                  measure, source, Map.of(), step, window, estimator, currency));
      List<EventStudy.Elsewhere> where =
          by == null
              ? List.of()
              : by.equals("all")
                  ? List.of(EventStudy.Elsewhere.values())
                  : List.of(EventStudy.Elsewhere.values()).stream()
                      .filter(place -> place.key().equals(by))
                      .toList();
      for (Event event : all) {
        try {
          EventStudy study = asked.of(event, where);
          if (format == Output.Format.table) {
            print(out, study);
          }
          rows.add(row(study));
        } catch (IllegalArgumentException cannot) {
          refused = true;
          spec.commandLine()
              .getErr()
              .printf("%s, %s: %s%n", event.day(), event.name(), cannot.getMessage());
        }
      }
    } catch (EventFault wrong) {
      throw Problem.failed(String.valueOf(wrong.getMessage()));
    }
    if (format != Output.Format.table) {
      Output.write(
          out,
          format,
          List.of(
              "event",
              "day",
              "series",
              "steps_before",
              "steps_after",
              "ratio",
              "low",
              "high",
              "p",
              "difference",
              "difference_low",
              "difference_high",
              "structural_ratio",
              "control_ratio",
              "control_p",
              "placebos",
              "placebos_as_far",
              "half_life_steps",
              "power_of_fall_30",
              "fall_seen_in_80",
              "elsewhere",
              "harm",
              "words",
              "cannot_tell"),
          rows);
    }
    spec.commandLine().getErr().flush();
    return refused ? Main.SOME_REFUSED : Main.DONE;
  }

  /** One state of the lake, as an evaluation asks it. */
  private record OverMeasures(Measures measures) implements EventStudy.Lake {
    @Override
    public List<MeasureRow> measure(MeasureRequest request) {
      return measures.run(request);
    }

    @Override
    public List<Map<String, @Nullable Object>> rows(String sql) {
      return measures.query().rows(sql);
    }
  }

  private static void print(PrintWriter out, EventStudy study) {
    Finding finding = study.finding();
    wrap(out, "", finding.words());
    if (finding.recovery().steps() != null) {
      wrap(
          out,
          "",
          "Half of the change was undone after %s %s."
              .formatted(
                  Output.number(finding.recovery().steps()),
                  finding.series().stepDays() == 1 ? "days" : "weeks"));
    }
    study
        .elsewhere()
        .forEach((place, found) -> {
          wrap(
              out,
              "",
              "To %s: %s".formatted(place.words(), found.isEmpty() ? "nothing to test." : ""));
          found.forEach(one -> print(out, one));
        });
    if (!study.harm().isEmpty()) {
      wrap(out, "", "Harm counted beside:");
      study.harm().forEach(one -> print(out, one));
    }
    finding.cannotTell().forEach(words -> wrap(out, "  - ", words));
    out.println();
    out.flush();
  }

  private static void print(PrintWriter out, Evaluation.Elsewhere one) {
    wrap(
        out,
        "  ",
        "%s: %s%s"
            .formatted(
                one.name(),
                one.effect().words(),
                one.seen() ? ", changed" : ", no change could be seen"));
  }

  private static void wrap(PrintWriter out, String lead, String text) {
    StringBuilder line = new StringBuilder(lead);
    for (String word : text.split(" ", -1)) {
      if (line.length() + word.length() > 96) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(lead.length()));
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private static List<@Nullable Object> row(EventStudy study) {
    Finding finding = study.finding();
    Effect structural = finding.structural();
    Finding.Control control = finding.control();
    Map<String, Double> moved = new LinkedHashMap<>();
    study
        .elsewhere()
        .values()
        .forEach(found -> found.forEach(one -> moved.put(one.name(), one.effect().ratio())));
    Map<String, Double> harm = new LinkedHashMap<>();
    study.harm().forEach(one -> harm.put(one.name(), one.effect().ratio()));
    List<@Nullable Object> row = new ArrayList<>();
    row.add(finding.event().name());
    row.add(finding.event().day());
    row.add(finding.series().name());
    row.add((long) finding.series().known(0, finding.from()));
    row.add((long) finding.series().known(finding.from(), finding.until()));
    row.add(finding.effect().ratio());
    row.add(finding.effect().low());
    row.add(finding.effect().high());
    row.add(finding.effect().p());
    row.add(finding.difference());
    row.add(finding.differenceLow());
    row.add(finding.differenceHigh());
    row.add(structural == null ? null : (Double) structural.ratio());
    row.add(control == null ? null : (Double) control.ratio());
    row.add(control == null ? null : (Double) control.p());
    row.add((long) finding.placebos().tried());
    row.add((long) finding.placebos().asFar());
    row.add(finding.recovery().steps());
    row.add(finding.powerOfFall30());
    row.add(finding.fallSeenIn80());
    row.add(moved);
    row.add(harm);
    row.add(finding.words());
    row.add(String.join(" ", finding.cannotTell()));
    return row;
  }

  private List<Event> events() {
    if ((on == null) == (events == null)) {
      throw Problem.usage("Give the event's day with --on, or a file of events with --event.");
    }
    try {
      if (on != null) {
        return List.of(new Event(name, EventFile.day(on, "--on")));
      }
      Path file = java.util.Objects.requireNonNull(events);
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return EventFile.read(file.toString(), reader);
      } catch (IOException e) {
        throw Problem.failed(
            "Cannot read '%s'. Check that the file is there, readable, and text in UTF-8."
                .formatted(file));
      }
    } catch (EventFault wrong) {
      throw Problem.usage(String.valueOf(wrong.getMessage()));
    }
  }
}
