package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.capture.Refusal;
import weir.ingest.Ingestion;
import weir.row.Column;
import weir.row.Row;
import weir.source.Reading;
import weir.table.Table;

/** {@code weir extract}: the same reading as ingest, printed and not kept. */
@Command(
    name = "extract",
    modelTransformer = LimitOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Reads like 'weir ingest', but prints the records as JSON lines and keeps nothing. Each line"
          + " has 'record', the name of its table.",
      ""
    },
    footer = {"", "Example:", "  weir extract --profile dream saved/ | head"})
final class ExtractCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();
  @Mixin private ReadingOptions reading = new ReadingOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Ingestion ingestion = reading.ingestion(reading.reader(home), new ProgressBar(err));
    Ingestion.Summary summary =
        ingestion.extract(
            reading.paths,
            new Ingestion.Sink() {
              @Override
              public void reading(Reading page) {
                if (page.keptPage().length > 0) {
                  out.println(json(page.capture()));
                }
                page.rows().forEach(row -> out.println(json(row)));
                page.refusals().forEach(refusal -> out.println(json(refusal)));
              }

              @Override
              public void refusal(Refusal refusal) {
                out.println(json(refusal));
              }
            });
    out.flush();
    ReadingOptions.print(summary, err);
    return summary.anythingRefused() ? Main.SOME_REFUSED : Main.DONE;
  }

  private static String json(Row row) {
    Table table = Table.of(row);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("record", table.tableName());
    for (Column column : table.columns()) {
      object.put(column.name(), Output.jsonValue(column.of(row)));
    }
    return Output.json(object);
  }
}
