package weir.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.lake.query.ResultTable;

/** {@code weir query}: read-only SQL. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = {
      "Read-only SQL over the lake's tables: capture, listing, offer, feedback, account, post, site,"
          + " mention, rate, refusal. 'DESCRIBE listing' names a table's columns.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  weir query \"SELECT source, count(*) AS n FROM listing GROUP BY source\""
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();

  @Mixin private TableOutput table = new TableOutput();

  @Parameters(paramLabel = "SQL", description = "One SELECT.")
  private String sql = "";

  @Override
  public Integer call() {
    try (Lake lake = home.existingLake();
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      ResultTable result = query.user(sql);
      table.write(result.columns(), result.rows());
      return Main.DONE;
    }
  }
}
