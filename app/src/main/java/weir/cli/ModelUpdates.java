package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Edit;
import weir.barrier.OpenQuestion;
import weir.document.Words;
import weir.lake.Lake;
import weir.measure.Measures;
import weir.novelty.Emerging;
import weir.novelty.Novelty;
import weir.update.Proposal;
import weir.update.Updates;
import weir.warning.TitleSights;
import weir.watch.ItemLog;
import weir.web.ModelSights;
import weir.workbench.Spreadsheet;
import weir.workbench.UpdateStore;
import weir.workbench.Workbench;

/** {@code weir model updates}: what a model should be asked since figures moved. */
@Command(
    name = "updates",
    mixinStandardHelpOptions = true,
    description = {
      "Questions that a model should ask: a gauge left its band or moved, a name is new, evidence"
          + " aged. Each has its figure, its interval, its week and where it was read.",
      "An accepted question enters the model's open questions: of one on the workbench as a draft"
          + " version, of a file in a new document.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir model updates my-model.yaml",
      "  weir model updates workbench/team --exit-code             1 when a question waits",
      "  weir model updates my-model.yaml --as-of 2025-06-30       nothing later is looked at",
      "  weir model updates my-model.yaml --accept moved-vendors --out draft.yaml",
      "  weir model updates workbench/team --accept moved-vendors --author Ada",
      "  weir model updates workbench/team --set-aside moved-vendors --because \"a public holiday\""
    })
final class ModelUpdates implements Callable<Integer> {

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "cause",
          "elements",
          "figure",
          "low",
          "high",
          "unit",
          "day",
          "items",
          "read",
          "question");

  @Mixin private KeptModels kept = new KeptModels();
  @Mixin private TableOutput output = new TableOutput();

  @Parameters(
      paramLabel = "NAME|FILE",
      description = "A shipped model, a document, or workbench/ID.")
  private String name = "";

  @Option(
      names = "--as-of",
      paramLabel = "DAY",
      description =
          "As at the end of that day, like 2025-06-30: later saves, weeks and names are not looked"
              + " at (default: today).")
  private @Nullable String asOf;

  @Option(
      names = "--accept",
      paramLabel = "ID",
      description = "Takes this question into the model; may be repeated.")
  private List<String> accept = List.of();

  @Option(
      names = "--set-aside",
      paramLabel = "ID",
      description = "On the workbench: not to be asked until its figure moves on.")
  private @Nullable String aside;

  @Option(names = "--because", paramLabel = "WORDS", description = "Why it is set aside.")
  private @Nullable String because;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "The name that stands beside it on the workbench (default: unnamed).")
  private String author = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Writes the draft to this file, not to standard output; one that is there stays.")
  private @Nullable Path out;

  @Option(
      names = "--in-place",
      description = "Writes the draft over the given file. Comments and layout of it are lost.")
  private boolean inPlace;

  @Option(names = "--exit-code", description = "Ends with 1 when a question waits.")
  private boolean exitCode;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    LocalDate until = asOf == null ? null : NovelCommand.day(asOf, "--as-of");
    String id = kept.keptId(name);
    refuseWhatDoesNotFit(id);
    BarrierModel model = kept.model(name);
    ModelSights sights = sights(model, until);
    LocalDate today = until == null ? LocalDate.now(Clock.system(ZoneOffset.UTC)) : until;
    List<OpenQuestion> answered =
        id == null ? List.of() : kept.onBench(bench -> bench.updates().answered(id));
    List<Proposal> waiting =
        Updates.waiting(
            Updates.proposals(model, sights.readings(), sights.names(), today), model, answered);
    String setAside = aside;
    if (setAside != null && id != null) {
      Proposal proposal = named(waiting, setAside);
      kept.onBench(bench ->
          bench
              .updates()
              .note(id, proposal.question(), UpdateStore.Answer.SET_ASIDE, because, author));
      say("Set aside '%s' until its figure moves on.".formatted(setAside));
      return Main.DONE;
    }
    if (!accept.isEmpty()) {
      List<Proposal> accepted = accept.stream().map(one -> named(waiting, one)).toList();
      if (id == null) {
        written(model, accepted);
      } else {
        kept.onBench(bench -> accepted(bench, id, accepted));
      }
      return Main.DONE;
    }
    print(waiting);
    return exitCode && !waiting.isEmpty() ? Main.SOME_REFUSED : Main.DONE;
  }

  private void refuseWhatDoesNotFit(@Nullable String id) {
    if ((out != null || inPlace) && accept.isEmpty()) {
      throw Problem.usage("Nothing is written without a question: add --accept ID.");
    }
    if (out != null && inPlace) {
      throw Problem.usage("--out and --in-place are two places; give one of them.");
    }
    if (aside != null && !accept.isEmpty()) {
      throw Problem.usage("Accept or set aside, one at a time.");
    }
    if (aside == null && because != null) {
      throw Problem.usage("--because says why something is set aside: add --set-aside ID.");
    }
    if (aside != null && (because == null || because.isBlank())) {
      throw Problem.usage("Say why it is set aside: add --because WORDS.");
    }
    if (aside != null && id == null) {
      throw Problem.usage(
          "What is set aside is remembered on the workbench alone: name the model as workbench/ID.");
    }
    if (id != null && (out != null || inPlace)) {
      throw Problem.usage(
          "On the workbench an accepted question becomes a version there; leave --out and --in-place away.");
    }
    if (inPlace && !Files.isRegularFile(Path.of(name))) {
      throw Problem.usage(
          "'%s' is no file that could be written over. Write the draft elsewhere with --out FILE."
              .formatted(name));
    }
    if (!accept.isEmpty()
        && id == null
        && name.startsWith(KeptModels.PLACE)
        && name.contains("@")) {
      throw Problem.usage(
          "An earlier version takes no question: name the model as it stands, workbench/ID.");
    }
  }

  private static Proposal named(List<Proposal> waiting, String id) {
    return waiting.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            Problem.usage(
                waiting.isEmpty()
                    ? "No question waits, so '%s' cannot be taken.".formatted(id)
                    : "No question '%s' waits. Waiting: %s.%s"
                        .formatted(
                            id,
                            String.join(", ", waiting.stream().map(Proposal::id).toList()),
                            Words.suggestion(id, waiting.stream().map(Proposal::id).toList()))));
  }

  /** What the lake shows; without a lake only the age of evidence can be told. */
  private ModelSights sights(BarrierModel model, @Nullable LocalDate until) throws IOException {
    Home home = kept.home();
    if (!Files.isDirectory(home.lakeFolder())) {
      say("Nothing is in '%s' yet: only the age of evidence was looked at.".formatted(home.path()));
      return new ModelSights(List.of(), List.of());
    }
    try (Lake lake = home.existingLake();
        Measures measures = Measures.over(lake)) {
      LocalDate last = TitleSights.newest(measures.query());
      var readings =
          ModelSights.readings(
              model,
              new ModelSights.Asked(
                  measures::run, first(measures), last, measures.ledgerNumber(), until));
      return new ModelSights(
          readings,
          ModelSights.names(
              items(home, measures, last, until),
              ItemLog.in(home.path(), Clock.systemUTC()).latest()));
    }
  }

  private static @Nullable LocalDate first(Measures measures) {
    var rows = measures.query().rows("SELECT min(captured_at) AS first FROM capture");
    return rows.isEmpty() || !(rows.getFirst().get("first") instanceof java.time.Instant first)
        ? null
        : first.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static List<Emerging> items(
      Home home, Measures measures, @Nullable LocalDate last, @Nullable LocalDate until)
      throws IOException {
    if (last == null) {
      return List.of();
    }
    Novelty novelty = Novelty.over(home.vocabularies().namer());
    TitleSights sights = TitleSights.until(measures.query(), until == null ? last : until);
    return until == null
        ? novelty.latest(last, sights, Novelty.Settings.USUAL).items()
        : novelty.at(until, sights, Novelty.Settings.USUAL);
  }

  private void written(BarrierModel model, List<Proposal> accepted) throws IOException {
    BarrierModel draft = model;
    for (Proposal one : accepted) {
      draft = BarrierModels.edited(draft, new Edit.PutQuestion(one.question()));
    }
    Path target = inPlace ? Path.of(name) : out;
    if (target == null) {
      spec.commandLine().getOut().print(BarrierModels.toYaml(draft));
      spec.commandLine().getOut().flush();
      return;
    }
    byte[] bytes = bytes(draft, target);
    if (inPlace) {
      Path real = target.toRealPath();
      Path beside = real.resolveSibling(real.getFileName() + ".part");
      try {
        Files.write(beside, bytes);
        Files.move(beside, real, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } else {
      try {
        Files.write(target, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      } catch (FileAlreadyExistsException e) {
        throw Problem.usage(
            "%s is there already, and was left as it is. Choose another name.".formatted(target));
      } catch (NoSuchFileException e) {
        throw Problem.failed(
            "There is no folder for '%s'. Make it first, or choose another place."
                .formatted(target));
      }
    }
    say(
        "%d %s taken into the draft %s."
            .formatted(accepted.size(), accepted.size() == 1 ? "question" : "questions", target));
  }

  /** In the form that the file's name tells. */
  private static byte[] bytes(BarrierModel model, Path file) {
    String ending = file.toString().toLowerCase(Locale.ROOT);
    return ending.endsWith(".xlsx")
        ? Spreadsheet.write(model)
        : (ending.endsWith(".json") ? BarrierModels.toJson(model) : BarrierModels.toYaml(model))
            .getBytes(StandardCharsets.UTF_8);
  }

  private Void accepted(Workbench bench, String id, List<Proposal> accepted) {
    for (Proposal one : accepted) {
      int seen = bench.head(id).map(Workbench.Held::version).orElse(0);
      switch (bench.edit(id, seen, author, new Edit.PutQuestion(one.question()))) {
        case Workbench.Saved(var now) -> {
          bench.updates().note(id, one.question(), UpdateStore.Answer.ACCEPTED, null, author);
          say(
              "'%s' is an open question in version %d, a %s."
                  .formatted(
                      one.id(),
                      now.version(),
                      now.model().status() == BarrierModel.Status.DRAFT
                          ? "draft"
                          : "change of a model in review"));
        }
        case Workbench.Unchanged _ -> say("'%s' stands there already.".formatted(one.id()));
        case Workbench.Conflict conflict ->
            throw Problem.failed(
                "Somebody changed '%s' in the meantime (%s: %s). Run it again."
                    .formatted(one.id(), conflict.by().author(), conflict.by().words()));
      }
    }
    return null;
  }

  private void say(String words) {
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }

  private void print(List<Proposal> waiting) {
    if (!output.forPeople()) {
      output.write(COLUMNS, waiting.stream().map(ModelUpdates::row).toList());
      return;
    }
    PrintWriter print = spec.commandLine().getOut();
    for (Proposal one : waiting) {
      print.println(one.id());
      print.println("  " + one.question().question());
    }
    print.println(
        switch (waiting.size()) {
          case 0 -> "No question waits.";
          case 1 -> "1 question waits.";
          default -> "%d questions wait.".formatted(waiting.size()); // a count
        });
    print.flush();
  }

  private static List<@Nullable Object> row(Proposal one) {
    List<@Nullable Object> row = new ArrayList<>();
    row.add(one.id());
    row.add(one.cause().word());
    row.add(one.about());
    row.add(one.sign().figure());
    row.add(one.sign().low());
    row.add(one.sign().high());
    row.add(one.sign().unit());
    row.add(one.sign().day());
    row.add(one.sign().items());
    row.add(one.sign().read());
    row.add(one.question().question());
    return row;
  }
}
