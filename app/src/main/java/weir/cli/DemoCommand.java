package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.ingest.Ingestion;
import weir.ingest.Limits;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.money.Rate;
import weir.money.RateFile;
import weir.simulate.PlainMarket;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** {@code weir demo}: a made-up market, by the same path that real pages take. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the pages of a made-up market, ingests them like any other, and serves the figures.",
      ""
    },
    footer = {"", "Example:", "  weir demo --port 8420"})
final class DemoCommand implements Callable<Integer> {

  private static final long SEED = 7;

  @Mixin private Home home = new Home();

  @Option(names = "--port", defaultValue = "8420", description = "Default: 8420; 0: any free one.")
  private int port = 8420;

  @Option(names = "--no-serve", description = "Make and ingest the pages, and stop.")
  private boolean noServe;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Path pages = home.path().resolve("demo-pages");
    err.printf("Writing the pages of a made-up market to %s …%n", pages);
    long[] written = {0};
    PlainMarket.write(
        SEED,
        (path, html, _) -> {
          try {
            Path file = pages.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, html);
            written[0]++;
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    err.printf("%,d pages. Reading them:%n", written[0]);
    SourceReader reader =
        SourceReader.of(
            Profiles.named("example-market").orElseThrow(),
            SubstanceNamer.standard(),
            home.digestKey());
    try (Lake lake = home.lake()) {
      importRates(lake);
      Ingestion.Summary summary =
          new Ingestion(reader, Limits.USUAL, new ProgressBar(err))
              .ingest(lake, List.of(pages), ReadingOptions.versions());
      ReadingOptions.print(summary, err);
    }
    if (!noServe) {
      ServeCommand.serve(home, "127.0.0.1", port, err);
    }
    return Main.DONE;
  }

  private static void importRates(Lake lake) throws IOException {
    List<Rate> rates = new ArrayList<>();
    RateFile.read(
        "example-rates.csv", new BufferedReader(new StringReader(PlainMarket.rates())), rates::add);
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.RATES, List.of("example-rates.csv"), Map.of()))) {
      ingest.add(rates);
      ingest.publish();
    }
  }
}
