package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.document.Words;
import weir.plan.Activity;
import weir.plan.Due;
import weir.plan.Measure;
import weir.plan.Objective;
import weir.plan.Plan;
import weir.plan.PlanGap;
import weir.plan.Plans;
import weir.plan.Promise;
import weir.plan.Schedule;
import weir.web.printed.PrintedOptions;
import weir.web.workbench.PlanCalendar;
import weir.workbench.PlanStore;
import weir.workbench.Workbench;

/** {@code weir plan}: plans on the workbench, read on the terminal. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = {
      "Plans on the workbench: what should be different, what is done for it, what slips, what is"
          + " due, and what is missing. They are changed on their pages ('weir serve').",
      "Plans against crimes are sensitive: TLP:AMBER+STRICT.",
      ""
    },
    subcommands = {
      PlanCommand.ListPlans.class,
      PlanCommand.Show.class,
      PlanCommand.Check.class,
      PlanCommand.Export.class
    },
    footer = {
      "",
      "Examples:",
      "  weir plan list",
      "  weir plan show parcels-spring",
      "  weir plan show parcels-spring --as-of 2027-03-31      as it would stand on that day",
      "  weir plan check parcels-spring                        ends with 1 when something is missing",
      "  weir plan export parcels-spring --format ics --out parcels.ics"
    })
final class PlanCommand extends CommandGroup {

  /** The plan that a command names, its model, and the day on which it is looked at. */
  static final class Named {
    @Mixin private KeptModels kept = new KeptModels();

    @Parameters(paramLabel = "ID", description = "The plan's id, as 'weir plan list' says it.")
    private String id = "";

    @Option(
        names = "--as-of",
        paramLabel = "DAY",
        description = "As things stand on that day, like 2027-03-31 (default: today).")
    private @Nullable String asOf;

    LocalDate day() {
      return asOf == null ? today() : NovelCommand.day(asOf, "--as-of");
    }

    Found found() {
      if (!kept.hasBench()) {
        throw noBench(kept);
      }
      return kept.onBench(bench -> {
        PlanStore.Held held =
            bench
                .plans()
                .head(id)
                .orElseThrow(() -> {
                  var known =
                      bench.plans().list(null).stream().map(one -> one.plan().id()).toList();
                  return Problem.usage(
                      known.isEmpty()
                          ? "There is no plan '%s': the workbench has none yet. Begin one on a model's page ('weir serve')."
                              .formatted(id)
                          : "There is no plan '%s'.%s 'weir plan list' names all."
                              .formatted(id, Words.suggestion(id, known)));
                });
        return new Found(
            held, bench.head(held.plan().model()).map(Workbench.Held::model).orElse(null));
      });
    }
  }

  /**
   * @param model null when it is gone
   */
  record Found(PlanStore.Held held, @Nullable BarrierModel model) {
    Plan plan() {
      return held.plan();
    }

    String label(@Nullable String id) {
      return id == null
          ? "nobody yet"
          : Optional.ofNullable(model)
              .flatMap(one -> one.element(id))
              .map(Element::label)
              .orElse(id);
    }

    String part(@Nullable String id) {
      return id == null
          ? "the plan"
          : plan()
              .objective(id)
              .map(Objective::words)
              .or(() -> plan().measure(id).map(Measure::title))
              .or(() -> plan().activity(id).map(Activity::title))
              .orElse(id);
    }
  }

  private static LocalDate today() {
    return LocalDate.now(Clock.system(ZoneOffset.UTC));
  }

  private static Problem noBench(KeptModels kept) {
    return Problem.usage(
        "There is no workbench in %s yet. Begin with weir model import FILE."
            .formatted(kept.home().path()));
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The plans on the workbench, and how each stands.")
  static final class ListPlans implements Callable<Integer> {
    @Mixin private KeptModels kept = new KeptModels();
    @Mixin private TableOutput output = new TableOutput();

    @Override
    public Integer call() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      if (kept.hasBench()) {
        kept.onBench(bench -> {
          for (PlanStore.Held held : bench.plans().list(null)) {
            rows.add(row(held, bench.head(held.plan().model()).map(Workbench.Held::model)));
          }
          return rows;
        });
      }
      output.write(
          List.of("plan", "title", "model", "version", "activities", "done", "late", "gaps"), rows);
      return Main.DONE;
    }

    private static List<@Nullable Object> row(PlanStore.Held held, Optional<BarrierModel> model) {
      Plan plan = held.plan();
      LocalDate day = today();
      return List.of(
          plan.id(),
          plan.title(),
          plan.model(),
          (long) held.version(),
          (long) plan.activities().size(),
          plan.activities().stream().filter(one -> one.on(day) == Activity.State.DONE).count(),
          (long) Plans.schedule(plan, day).slipping().size(),
          (long) Plans.gaps(plan, model.orElse(null)).size());
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Objectives, measures and their work, what slips, and what is due.")
  static final class Show implements Callable<Integer> {
    @Mixin private Named named = new Named();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      LocalDate day = named.day();
      Found found = named.found();
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%s (%s, version %d, on %s)%n",
          found.plan().title(), found.plan().id(), found.held().version(), found.plan().model());
      out.println(PrintedOptions.MARKING + ".");
      out.println(
          found.plan().coordinator() == null
              ? "Nobody keeps it together yet."
              : "Kept together by %s.".formatted(found.plan().coordinator()));
      objectives(found, out);
      work(found, day, out);
      slips(found, day, out);
      due(found, day, out);
      int gaps = Plans.gaps(found.plan(), found.model()).size();
      if (gaps > 0) {
        out.printf(
            "%n%d %s: weir plan check %s%n",
            gaps, gaps == 1 ? "thing is missing" : "things are missing", found.plan().id());
      }
      out.flush();
      return Main.DONE;
    }

    private static void objectives(Found found, PrintWriter out) {
      out.printf("%nObjectives%n");
      if (found.plan().objectives().isEmpty()) {
        out.println("  none yet");
      }
      for (Objective one : found.plan().objectives()) {
        out.println("  " + one.words());
        String told = one.gauge() == null ? "no gauge" : "told by " + one.gauge().words();
        String start =
            one.baseline() == null ? "start not known" : "at the start " + number(one.baseline());
        String target =
            one.target() == null
                ? "no target"
                : (one.towards() == Objective.Towards.AT_MOST ? "at most " : "at least ")
                    + number(one.target());
        out.println("    %s; %s; %s by %s".formatted(told, start, target, day(one.by())));
      }
    }

    private static void work(Found found, LocalDate today, PrintWriter out) {
      Schedule schedule = Plans.schedule(found.plan(), today);
      out.printf("%nMeasures and activities%n");
      if (found.plan().measures().isEmpty()) {
        out.println("  none yet");
      }
      for (Measure measure : found.plan().measures()) {
        out.println("  " + measure.title());
        out.println(
            "    %sanswers for it: %s"
                .formatted(
                    measure.barrier() == null
                        ? ""
                        : "barrier: %s; ".formatted(found.label(measure.barrier())),
                    found.label(measure.owner())));
        for (Activity one : found.plan().of(measure)) {
          Schedule.Line line = schedule.line(one.id());
          out.println(
              "    - %s: %s; %s, %s to %s%s"
                  .formatted(
                      one.title(),
                      Words.of(line.state()).replace('-', ' '),
                      found.label(one.owner()),
                      day(one.start()),
                      day(one.end()),
                      line.daysLate() > 0 ? ", as things stand " + day(line.end()) : ""));
        }
      }
    }

    private static void slips(Found found, LocalDate today, PrintWriter out) {
      Schedule schedule = Plans.schedule(found.plan(), today);
      out.printf("%nWhat slips%n");
      boolean any = false;
      for (Schedule.Line line : schedule.slipping()) {
        any = true;
        List<String> hanging =
            schedule.hangingOn(line.activity().id()).stream().map(Activity::title).toList();
        out.println(
            "  %s: %d %s late, to be expected on %s%s.%s"
                .formatted(
                    line.activity().title(),
                    line.daysLate(),
                    line.daysLate() == 1 ? "day" : "days",
                    day(line.end()),
                    line.because() == null ? "" : ", because of " + found.part(line.because()),
                    hanging.isEmpty()
                        ? ""
                        : " What hangs on it: %s.".formatted(String.join(", ", hanging))));
      }
      for (Schedule.AtRisk risk : schedule.atRisk()) {
        any = true;
        out.println(
            "  The objective '%s' is to be reached by %s; '%s' is over on %s only."
                .formatted(
                    risk.objective().words(),
                    day(risk.objective().by()),
                    risk.last().activity().title(),
                    day(risk.last().end())));
      }
      for (Promise promise : Plans.promises(found.plan())) {
        if (promise.isLate(today)) {
          any = true;
          out.println(
              "  %s agreed to '%s' by %s; nothing was noted since."
                  .formatted(
                      found.label(promise.agreed().partner()),
                      promise.agreed().words(),
                      day(promise.agreed().due())));
        }
      }
      for (var line : Plans.unanswered(found.plan())) {
        any = true;
        out.println(
            "  %s was asked (%s) and has not answered."
                .formatted(found.label(line.partner()), line.words()));
      }
      if (!any) {
        out.println("  Nothing is late, as far as dates are planned.");
      }
    }

    private static void due(Found found, LocalDate today, PrintWriter out) {
      out.printf("%nDue%n");
      List<Due> due = Plans.due(found.plan(), today);
      if (due.isEmpty()) {
        out.println("  nothing");
      }
      for (Due one : due) {
        out.println(
            "  %s%s  %s".formatted(one.day(), one.overdue() ? " (overdue)" : "", one.what()));
      }
    }

    private static String day(@Nullable LocalDate day) {
      return day == null ? "no day" : day.toString();
    }

    private static String number(double figure) {
      return figure == Math.rint(figure) && Math.abs(figure) < 1e15
          ? Long.toString(Math.round(figure))
          : Double.toString(figure);
    }
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "What the plan lacks, with how to mend it; ends with 1 when there is anything.")
  static final class Check implements Callable<Integer> {
    @Mixin private Named named = new Named();
    @Mixin private TableOutput output = new TableOutput();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      Found found = named.found();
      List<PlanGap> gaps = Plans.gaps(found.plan(), found.model());
      if (output.forPeople()) {
        PrintWriter out = spec.commandLine().getOut();
        if (found.model() == null) {
          out.println(
              "The model '%s' is not on the workbench: partners and barriers were not compared."
                  .formatted(found.plan().model()));
        }
        for (PlanGap gap : gaps) {
          out.println("%s: %s: %s".formatted(gap.check(), gap.part(), gap.reason()));
        }
        out.println(
            gaps.isEmpty()
                ? "'%s' lacks nothing.".formatted(found.plan().id())
                : "'%s' lacks %d %s. Mend them at /workbench/%s/plans/%s."
                    .formatted(
                        found.plan().id(),
                        gaps.size(),
                        gaps.size() == 1 ? "thing" : "things",
                        found.plan().model(),
                        found.plan().id()));
        out.flush();
      } else {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        gaps.forEach(gap -> rows.add(List.of(gap.check(), gap.part(), gap.reason())));
        output.write(List.of("check", "part", "reason"), rows);
      }
      return gaps.isEmpty() ? Main.DONE : Main.SOME_REFUSED;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "The plan as JSON, its days as iCalendar, or its activities as CSV.")
  static final class Export implements Callable<Integer> {
    enum Format {
      json,
      ics,
      csv
    }

    private static final List<String> COLUMNS =
        List.of(
            "activity",
            "title",
            "kind",
            "measure",
            "owner",
            "supporters",
            "coordinator",
            "competence",
            "start",
            "end",
            "as_things_stand",
            "days_late",
            "state",
            "after",
            "started",
            "done",
            "cost",
            "spent",
            "currency",
            "dropped");

    @Mixin private Named named = new Named();

    @Option(
        names = "--format",
        defaultValue = "json",
        description = "json (default), ics (what is due, for calendars) or csv (activities).")
    private Format format = Format.json;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Writes to this file, not to standard output; one that is there stays.")
    private @Nullable Path file;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      LocalDate day = named.day();
      Found found = named.found();
      String text =
          switch (format) {
            case json -> Plans.toJson(found.plan()) + "\n";
            case ics ->
                new String(PlanCalendar.of(List.of(found.held()), day), StandardCharsets.UTF_8);
            case csv -> csv(found.plan(), day);
          };
      spec.commandLine()
          .getErr()
          .println(PrintedOptions.MARKING + ". Pass it on to those who need it.");
      spec.commandLine().getErr().flush();
      Path target = file;
      if (target == null) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return Main.DONE;
      }
      try {
        Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        throw Problem.usage(
            "%s is there already, and was left as it is. Choose another name.".formatted(target));
      } catch (NoSuchFileException e) {
        throw Problem.failed(
            "There is no folder for '%s'. Make it first, or choose another place."
                .formatted(target));
      }
      return Main.DONE;
    }

    private static String csv(Plan plan, LocalDate day) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (Schedule.Line line : Plans.schedule(plan, day).lines()) {
        Activity one = line.activity();
        List<@Nullable Object> row = new ArrayList<>();
        row.add(one.id());
        row.add(one.title());
        row.add(Words.of(one.kind()));
        row.add(one.measure());
        row.add(one.owner());
        row.add(one.supporters());
        row.add(one.coordinator());
        row.add(one.competence());
        row.add(one.start());
        row.add(one.end());
        row.add(line.end());
        row.add(line.daysLate());
        row.add(Words.of(line.state()));
        row.add(one.after());
        row.add(one.started());
        row.add(one.done());
        row.add(one.cost());
        row.add(one.spent());
        row.add(plan.currency());
        row.add(one.dropped());
        rows.add(row);
      }
      var text = new java.io.StringWriter();
      var print = new PrintWriter(text);
      Output.write(print, Output.Format.csv, COLUMNS, rows);
      print.flush();
      return Objects.requireNonNull(text.toString());
    }
  }
}
