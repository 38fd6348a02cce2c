package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
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
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Gauge;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.event.EventFault;
import weir.event.EventFile;
import weir.event.EventStudy;
import weir.event.StepGauge;
import weir.lake.Lake;
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
      "  weir evaluate --model my-model.yaml --barrier parcel-checks --source sim-millrace",
      "  weir evaluate --on 2025-06-16 --measure revenue --currency EUR --format json"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final List<String> KEYS =
      List.of("source", "class", "family", "origin", "step", "offline", "all");

  @Mixin private KeptModels kept = new KeptModels();

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
      names = "--model",
      paramLabel = "NAME|FILE",
      description =
          "A barrier model, shipped, in a file or workbench/ID; the event is the day from which"
              + " --barrier was in force.")
  private @Nullable String model;

  @Option(
      names = "--barrier",
      paramLabel = "ID",
      description =
          "A barrier of --model with a date 'from'. If it has an 'until' after it, that day's end"
              + " is an event too. Without --measure, its first gauge is looked at.")
  private @Nullable String barrier;

  @Option(
      names = "--measure",
      paramLabel = "NAME",
      description = "The measure to look at (default: sales).")
  private @Nullable String measure;

  @Option(names = "--source", paramLabel = "NAME", description = "Only this source.")
  private @Nullable String source;

  @Option(
      names = "--by",
      paramLabel = "KEY",
      description =
          "Look for displacement too: to other sources, classes, families (the more dangerous"
              + " ones), origins, other steps of the crime (gauges of --model) or offline; all: to"
              + " all of these (the default with a barrier).")
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

  @Mixin private TableOutput table = new TableOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
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
    BarrierModel read = model == null || barrier == null ? null : kept.model(model);
    Barrier dated = barrier(read);
    String places = by == null && dated != null ? "all" : by;
    List<Event> all = dated == null ? events() : events(dated);
    Gauge gauge =
        measure != null || dated == null || dated.about().gauges().isEmpty()
            ? null
            : dated.about().gauges().getFirst();
    Map<String, String> filters = gauge == null ? Map.of() : StepGauge.filters(gauge);
    List<StepGauge> steps =
        read == null || dated == null ? List.of() : StepGauge.elsewhere(read, dated);
    if (gauge != null && source == null) {
      source = gauge.filters().get("source");
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    boolean refused = false;
    try (Lake lake = kept.home().existingLake();
        Measures measures = Measures.over(lake)) {
      EventStudy.Asked series =
          EventStudy.ask(
              EventStudy.Lake.over(measures),
              new EventStudy.Question(
                  asked(measure, gauge), source, filters, step, window, estimator, currency),
              steps);
      List<EventStudy.Elsewhere> where =
          places == null
              ? List.of()
              : places.equals("all")
                  ? List.of(EventStudy.Elsewhere.values())
                  : List.of(EventStudy.Elsewhere.values()).stream()
                      .filter(place -> place.key().equals(places))
                      .toList();
      for (Event event : all) {
        try {
          EventStudy study = series.of(event, where);
          if (table.forPeople()) {
            print(out, study, all);
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
    if (!table.forPeople()) {
      table.write(
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
              "structural_low",
              "structural_high",
              "control_ratio",
              "control_low",
              "control_high",
              "control_p",
              "placebos",
              "placebos_as_far",
              "half_life_steps",
              "power_of_fall_30",
              "fall_seen_in_80",
              "displacement",
              "elsewhere",
              "harm",
              "words",
              "cannot_tell"),
          rows);
    }
    spec.commandLine().getErr().flush();
    return refused ? Main.SOME_REFUSED : Main.DONE;
  }

  private static void print(PrintWriter out, EventStudy study, List<Event> all) {
    Finding finding = study.finding();
    LocalDate last = finding.series().day(finding.until() - 1);
    long within =
        all.stream()
            .filter(
                other -> other.day().isAfter(finding.event().day()) && !other.day().isAfter(last))
            .count();
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
    for (EventStudy.Elsewhere place : study.places()) {
      wrap(
          out,
          "",
          "To %s: %s. %s".formatted(place.words(), study.verdict(place).words(), study.why(place)));
      for (Evaluation.Elsewhere one : study.elsewhere().getOrDefault(place, List.of())) {
        print(out, EventStudy.named(place, one.name()), one);
      }
      List<String> thin = study.thin().getOrDefault(place, List.of());
      if (!thin.isEmpty()) {
        wrap(
            out,
            "  ",
            "too few before or after to compare: "
                + String.join(
                    ", ", thin.stream().map(name -> EventStudy.named(place, name)).toList()));
      }
    }
    if (!study.harm().isEmpty()) {
      wrap(out, "", "Harm counted beside:");
      study.harm().forEach(one -> print(out, one.name(), one));
    } else if (!study.places().isEmpty()) {
      wrap(out, "", "Harm counted beside: none was brought in ('weir import harm' takes it).");
    }
    study.cannotTell().forEach(words -> wrap(out, "  - ", words));
    if (within > 0) {
      wrap(
          out,
          "  - ",
          "In the time counted after it %s of the events asked about: what is theirs is not told apart."
              .formatted(within == 1 ? "lies another" : "lie %d others".formatted(within)));
    }
    if (all.size() > 1) {
      wrap(
          out,
          "  - ",
          "One of %d events, each tested at 5 %%: about one in twenty without any effect reads as one."
              .formatted(all.size()));
    }
    out.println();
    out.flush();
  }

  private static void print(PrintWriter out, String name, Evaluation.Elsewhere one) {
    wrap(
        out,
        "  ",
        "%s: %s%s"
            .formatted(
                name,
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
    Map<String, String> verdicts = new LinkedHashMap<>();
    study.places().forEach(place -> verdicts.put(place.words(), study.verdict(place).words()));
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
    row.add(structural == null ? null : (Double) structural.low());
    row.add(structural == null ? null : (Double) structural.high());
    row.add(control == null ? null : (Double) control.effect().ratio());
    row.add(control == null ? null : (Double) control.effect().low());
    row.add(control == null ? null : (Double) control.effect().high());
    row.add(control == null ? null : (Double) control.p());
    row.add((long) finding.placebos().tried());
    row.add((long) finding.placebos().asFar());
    row.add(finding.recovery().steps());
    row.add(finding.powerOfFall30());
    row.add(finding.fallSeenIn80());
    row.add(verdicts);
    row.add(moved);
    row.add(harm);
    row.add(finding.words());
    row.add(String.join(" ", study.cannotTell()));
    return row;
  }

  private static String asked(@Nullable String measure, @Nullable Gauge gauge) {
    return measure != null ? measure : gauge == null ? "sales" : gauge.measure();
  }

  /** The barrier that is asked about; null when events come from elsewhere. */
  private @Nullable Barrier barrier(@Nullable BarrierModel read) {
    if (model == null && barrier == null) {
      return null;
    }
    if (read == null || on != null || events != null) {
      throw Problem.usage(
          "A barrier's dates need --model and --barrier, and neither --on nor --event beside.");
    }
    for (Barrier one : read.barriers()) {
      if (one.id().equals(barrier)) {
        if (one.from() == null) {
          throw Problem.failed(
              "The barrier '%s' of '%s' has no date 'from', so there is no day to compare around. Write into the model from when it was in force, like 'from: 2025-06-16', or give a day with --on."
                  .formatted(barrier, model));
        }
        return one;
      }
    }
    throw Problem.usage(
        "The model '%s' has no barrier '%s'. With a date 'from' it has: %s."
            .formatted(
                model,
                barrier,
                read.barriers().stream()
                    .filter(one -> one.from() != null)
                    .map(Barrier::id)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("none")));
  }

  private static List<Event> events(Barrier dated) {
    List<Event> all = new ArrayList<>();
    LocalDate from = dated.from();
    LocalDate until = dated.until();
    if (from != null) {
      all.add(new Event(dated.label(), from));
    }
    if (until != null) {
      all.add(new Event("the end of " + dated.label(), until.plusDays(1)));
    }
    return all;
  }

  private List<Event> events() {
    if ((on == null) == (events == null)) {
      throw Problem.usage(
          "Give the event's day with --on, a file of events with --event, or a barrier with --model and --barrier.");
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
