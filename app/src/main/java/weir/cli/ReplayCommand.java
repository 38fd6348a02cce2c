package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import weir.replay.Replay;
import weir.replay.Replays;

/** {@code weir replay}: published studies as executable checks. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Published studies as executable checks: does Weir find again what they printed?",
    subcommands = {ReplayCommand.Names.class, ReplayCommand.Run.class})
final class ReplayCommand extends CommandGroup {

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The replays, with the data that each needs.")
  static final class Names implements Callable<Integer> {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      for (Replay replay : Replays.all()) {
        out.printf("%s  (%d checks)%n", replay.name(), replay.checks().size());
        out.printf(
            "    %s%n    Source: %s%n    Data: %s%n%n",
            replay.words(), replay.source(), replay.data());
      }
      out.flush();
      return Main.DONE;
    }
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Reads a study's data into a lake of its own, asks its questions, and compares. Data that are"
            + " absent are said to be, and do not count as passed. Nothing is kept.",
        ""
      },
      footer = {
        "",
        "Exit codes: 0 every number is met; 1 some data are absent, and what was run is met; 3 a number",
        "is not met.",
        "",
        "Examples:",
        "  weir replay run matanga-2020 --data data/",
        "  weir replay run matanga-2020 --data data/ --perturb 0.1     must fail"
      })
  static final class Run implements Callable<Integer> {

    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "NAME",
        description = "One replay; without it all.")
    private @Nullable String name;

    @Option(
        names = "--data",
        paramLabel = "DIR",
        description = "The folder that holds the published data (default: WEIR_DATA).")
    private @Nullable Path data;

    @Option(
        names = "--perturb",
        defaultValue = "0",
        paramLabel = "SHARE",
        description =
            "Make the data wrong first, by lowering every amount by this share and leaving out as many"
                + " pages, rows and days with rates: the replay must then fail.")
    private double perturb;

    @Mixin private TableOutput table = new TableOutput();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      if (!(perturb >= 0) || perturb > 1) {
        throw Problem.usage("--perturb takes a share from 0 to 1, like 0.1.");
      }
      PrintWriter err = spec.commandLine().getErr();
      List<List<@Nullable Object>> rows = new ArrayList<>();
      int absent = 0;
      int failed = 0;
      for (Replay replay : wanted()) {
        Path folder = folder();
        List<String> missing = Replays.absent(replay, folder);
        if (!missing.isEmpty()) {
          absent++;
          err.printf(
              "%s: not run, its data are absent: %s%n    It needs: %s%n",
              replay.name(), String.join(", ", missing), replay.data());
          rows.add(row(replay, "data", null, null, null, "absent", ""));
          continue;
        }
        int off = 0;
        for (Replay.Outcome outcome : ran(replay, folder)) {
          off += outcome.met() ? 0 : 1;
          Double expected = outcome.expected();
          Double found = outcome.found();
          rows.add(
              row(
                  replay,
                  outcome.check().says(),
                  expected,
                  found,
                  expected == null || found == null || expected == 0
                      ? null
                      : String.format(Locale.ROOT, "%+.2f %%", 100 * (found / expected - 1)),
                  outcome.met() ? "met" : "NOT MET",
                  outcome.note().isEmpty()
                      ? String.format(Locale.ROOT, "within %.3g %%", 100 * outcome.check().within())
                      : outcome.note()));
        }
        failed += off > 0 ? 1 : 0;
        err.printf(
            "%s: %d of %d checks met%s%n",
            replay.name(),
            replay.checks().size() - off,
            replay.checks().size(),
            perturb == 0 ? "" : ", with data perturbed by " + perturb);
      }
      table.write(
          List.of("replay", "check", "printed", "found", "difference", "outcome", "note"), rows);
      err.flush();
      return failed > 0 ? Main.FAILED : absent > 0 ? Main.SOME_REFUSED : Main.DONE;
    }

    private static List<@Nullable Object> row(Replay replay, @Nullable Object... values) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(replay.name());
      for (Object value : values) {
        row.add(value);
      }
      return row;
    }

    private Path folder() {
      Path given = data;
      if (given != null) {
        return given;
      }
      String named = System.getenv("WEIR_DATA");
      return Path.of(named == null || named.isBlank() ? "data" : named);
    }

    private List<Replay> wanted() {
      List<Replay> all = Replays.all();
      List<Replay> wanted =
          all.stream().filter(replay -> name == null || replay.name().equals(name)).toList();
      if (wanted.isEmpty()) {
        throw Problem.usage(
            "There is no replay '%s'. There are: %s."
                .formatted(name, String.join(", ", all.stream().map(Replay::name).toList())));
      }
      return wanted;
    }

    private List<Replay.Outcome> ran(Replay replay, Path folder) throws IOException {
      Path work = Files.createTempDirectory("weir-replay");
      try {
        return Replays.run(replay, folder, work, perturb);
      } finally {
        try (var files = Files.walk(work)) {
          for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
            Files.delete(file);
          }
        }
      }
    }
  }
}
