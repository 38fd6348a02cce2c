package weir.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.ingest.Ingestion;
import weir.lake.Lake;

/** {@code weir ingest}: reads saved pages and keeps what they say. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Reads saved pages and tables and keeps their records. Personal data of others are masked"
          + " before anything is stored. The same input twice adds nothing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir ingest --profile agora agora-2014/     tables of a known source",
      "  weir ingest --profile my-shop.yaml saved/   a source that you described",
      "  weir ingest listings.csv                    a table with Weir's own column names"
    })
final class IngestCommand implements Callable<Integer> {

  @Mixin private Home home = new Home();
  @Mixin private ReadingOptions reading = new ReadingOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    var err = spec.commandLine().getErr();
    Ingestion ingestion = reading.ingestion(reading.reader(home), new ProgressBar(err));
    try (Lake lake = home.lake()) {
      Ingestion.Summary summary = ingestion.ingest(lake, reading.paths, ReadingOptions.versions());
      ReadingOptions.print(summary, err);
      return summary.anythingRefused() ? Main.SOME_REFUSED : Main.DONE;
    }
  }
}
