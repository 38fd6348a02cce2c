package weir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
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
      "What ingests have refused, by cause, each with an example and how to mend it. With --paths,"
          + " the files alone, one a line, to be ingested again once the cause is mended.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir failures --cause too-slow",
      "  weir failures --cause too-slow --paths | xargs -d '\\n' weir ingest --page-seconds 120"
    })
final class FailuresCommand implements Callable<Integer> {

  private static final String BY_CAUSE =
      """
      SELECT cause, count(*) AS refused, count(DISTINCT input) AS inputs,
             min_by(place, place) AS place, min_by(reason, place) AS reason, min_by(mend, place) AS mend
      FROM refusal WHERE ? IS NULL OR cause = ? GROUP BY cause ORDER BY refused DESC, cause
      """;

  private static final String PLACES =
      "SELECT DISTINCT input, place FROM refusal WHERE ? IS NULL OR cause = ? ORDER BY 1, 2";

  @Mixin private Home home = new Home();

  @Option(names = "--cause", paramLabel = "WORD", description = "Only this cause.")
  private @Nullable String cause;

  @Option(names = "--paths", description = "Prints the files to ingest again, and nothing else.")
  private boolean paths;

  @Option(names = "--format", defaultValue = "table", description = "table, csv or json.")
  private Output.Format format = Output.Format.table;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      if (paths) {
        printPaths(query);
      } else {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        query.rows(BY_CAUSE, cause, cause).forEach(row -> rows.add(new ArrayList<>(row.values())));
        Output.write(
            spec.commandLine().getOut(),
            format,
            List.of("cause", "refused", "inputs", "example", "reason", "mend"),
            rows);
      }
      return Main.DONE;
    }
  }

  /** The file that a refusal speaks of, where it is still there; else what was given. */
  private void printPaths(LakeQuery query) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> gone = new LinkedHashSet<>();
    for (Map<String, @Nullable Object> row : query.rows(PLACES, cause, cause)) {
      Path input = Path.of(String.valueOf(row.get("input")));
      String place = String.valueOf(row.get("place"));
      if (Files.isRegularFile(input)) {
        found.add(input.toString());
      } else if (Files.isDirectory(input)) {
        found.add(inFolder(input, place).toString());
      } else {
        gone.add(input.toString());
      }
    }
    var out = spec.commandLine().getOut();
    found.forEach(out::println);
    out.flush();
    gone.forEach(path ->
        spec.commandLine()
            .getErr()
            .printf("%s is not there any more; put it back, or leave it.%n", path));
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
