package weir.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.offline.OfflineFile;

/** {@code weir series}: what others published of a market. */
@Command(
    name = "series",
    mixinStandardHelpOptions = true,
    description = "Series of sales or revenue that others published, to set beside the measures.",
    subcommands = {SeriesCommand.Import.class, SeriesCommand.Listed.class})
final class SeriesCommand extends CommandGroup {

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Brings in series as CSV, such as those of a study of payments. The same file twice adds"
            + " nothing; of figures for the same days of one series the last import counts.",
        ""
      },
      footer = {
        "",
        "Columns: source (as profiles name it), from (first day), to (first day not counted),",
        "measure (sales for units, revenue for money), value, citation (who says so); and, where",
        "known, low, high (the interval), currency (of money), class (like cannabis).",
        "",
        "Examples:",
        "  weir series import payments-study.csv",
        "  weir measure revenue --estimator import --by month,source"
      })
  static final class Import implements Callable<Integer> {

    @Mixin private Home home = new Home();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV files.")
    private List<Path> files = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
      return OfflineImport.of(OfflineFile.Kind.SERIES, files, home, spec.commandLine().getErr());
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "The series that were imported, each with its days.")
  static final class Listed implements Callable<Integer> {

    private static final List<String> COLUMNS =
        List.of("citation", "source", "measure", "currency", "first_day", "last_day", "figures");

    @Mixin private Home home = new Home();

    @Mixin private TableOutput table = new TableOutput();

    @Override
    public Integer call() {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      try (Lake lake = home.existingLake();
          LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
        for (Map<String, @Nullable Object> row :
            query.rows(
                """
                SELECT citation, source, measure, currency, min(from_day) AS first_day,
                       max(to_day) - 1 AS last_day,
                       count(DISTINCT (from_day, to_day, substance_class)) AS figures
                FROM series GROUP BY citation, source, measure, currency ORDER BY ALL
                """)) {
          List<@Nullable Object> line = new ArrayList<>();
          COLUMNS.forEach(column -> line.add(row.get(column)));
          rows.add(line);
        }
      }
      table.write(COLUMNS, rows);
      return Main.DONE;
    }
  }
}
