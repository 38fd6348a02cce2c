package weir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/** {@code weir failures}: what was not read, by cause, and how to mend it. */
@Command(
    name = "failures",
    mixinStandardHelpOptions = true,
    description = {
      "What was refused and not read since, by cause, each with an example, how to mend it, and the"
          + " command that reads it again. With --paths, the files alone, one a line, to be ingested"
          + " again once the cause is mended; values of pages that were kept take 'weir reread'"
          + " instead. With --all, also what a later ingest has read.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir failures --cause too-slow",
      "  weir failures --cause too-slow --paths | xargs -d '\\n' weir ingest --page-seconds 120"
    })
final class FailuresCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Option(names = "--cause", paramLabel = "WORD", description = "Only this cause.")
  private @Nullable String cause;

  @Option(names = "--paths", description = "Prints the files to ingest again, and nothing else.")
  private boolean paths;

  @Option(names = "--all", description = "Counts what was read since as well.")
  private boolean all;

  @Mixin private TableOutput table = new TableOutput();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      List<OpenRefusals.Open> open = OpenRefusals.of(lake, query, cause, all);
      if (paths) {
        printPaths(open);
      } else {
        table.write(
            List.of("cause", "refused", "inputs", "example", "reason", "mend", "again"),
            byCause(open));
      }
      return Main.DONE;
    }
  }

  private static List<List<@Nullable Object>> byCause(List<OpenRefusals.Open> open) {
    Map<String, List<OpenRefusals.Open>> byCause =
        open.stream()
            .collect(
                Collectors.groupingBy(OpenRefusals.Open::cause, TreeMap::new, Collectors.toList()));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    byCause.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .forEach(entry -> {
          List<OpenRefusals.Open> of = entry.getValue();
          OpenRefusals.Open example = of.getFirst();
          List<@Nullable Object> row = new ArrayList<>();
          row.add(entry.getKey());
          row.add((long) of.size());
          row.add(of.stream().map(OpenRefusals.Open::input).distinct().count());
          row.add(example.place());
          row.add(example.reason());
          row.add(example.mend());
          row.add(again(entry.getKey(), of));
          rows.add(row);
        });
    return rows;
  }

  /** The commands that read again what was refused for a cause. */
  private static String again(String cause, List<OpenRefusals.Open> of) {
    Set<String> commands = new LinkedHashSet<>();
    if (!of.stream().allMatch(OpenRefusals.Open::keptPage)) {
      commands.add(
          "weir failures --cause %s --paths | xargs -d '\\n' weir ingest".formatted(cause));
    }
    of.stream()
        .filter(OpenRefusals.Open::keptPage)
        .map(one -> one.source() == null ? "weir reread" : "weir reread --source " + one.source())
        .sorted()
        .forEach(commands::add);
    return String.join("; ", commands);
  }

  /** The file that a refusal speaks of, where it is still there; else what was given. */
  private void printPaths(List<OpenRefusals.Open> open) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> gone = new LinkedHashSet<>();
    Map<String, Long> kept = new TreeMap<>();
    for (OpenRefusals.Open one : open) {
      Path input = Path.of(one.input());
      if (one.keptPage()) {
        kept.merge(one.source() == null ? "" : " --source " + one.source(), 1L, Long::sum);
      } else if (Files.isRegularFile(input)) {
        found.add(input.toString());
      } else if (Files.isDirectory(input)) {
        found.add(inFolder(input, one.place()).toString());
      } else {
        gone.add(input.toString());
      }
    }
    var out = spec.commandLine().getOut();
    found.forEach(out::println);
    out.flush();
    var err = spec.commandLine().getErr();
    gone.forEach(path -> err.printf("%s is not there any more; put it back, or leave it.%n", path));
    kept.forEach((source, n) ->
        err.printf(
            "%,d refusals are of values on pages that were kept: 'weir reread%s' reads these again.%n",
            n, source));
  }

  /** A place begins with the file's path in the folder, and may go on with a row or a piece. */
  private static Path inFolder(Path folder, String place) {
    String path = place;
    while (!path.isEmpty()) {
      Path file = folder.resolve(path).normalize();
      if (file.startsWith(folder) && Files.isRegularFile(file)) {
        return file;
      }
      int end =
          Math.max(path.lastIndexOf(' '), Math.max(path.lastIndexOf('#'), path.lastIndexOf(':')));
      path = end < 0 ? "" : path.substring(0, end);
    }
    return folder;
  }
}
