package weir.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.LocalDate;
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
import weir.ingest.OfflineIntake;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.money.Rate;
import weir.money.RateFile;
import weir.offline.OfflineFile;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.source.Profiles;
import weir.source.SourceReader;

/** {@code weir demo}: made-up markets, by the same path that real pages take. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the pages of a year of three made-up markets, one of which closes, reads them like any"
          + " other, and serves the figures.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  weir demo",
      "  weir demo --small --port 8430   eight weeks, a few seconds"
    })
final class DemoCommand implements Callable<Integer> {

  private static final long SEED = 7;

  @Mixin private Home home = new Home();

  @Option(names = "--port", defaultValue = "8420", description = "Default: 8420; 0: any free one.")
  private int port = 8420;

  @Option(names = "--small", description = "Eight weeks instead of a year.")
  private boolean small;

  @Option(names = "--no-serve", description = "Make and read the pages, and stop.")
  private boolean noServe;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Scenario scenario = small ? Scenario.small() : Scenario.demo();
    Path pages = home.path().resolve("demo-pages");
    err.printf(
        "Writing the pages of %d made-up markets to %s …%n", scenario.markets().size(), pages);
    err.flush();
    long[] written = {0};
    SimulatedFiles files = new SimulatedFiles(pages);
    Simulation.run(
        scenario,
        SEED,
        (source, path, html, savedAt) -> {
          files.write(source, path, html, savedAt);
          written[0]++;
        },
        _ -> {});
    err.printf("%,d pages. Reading them:%n", written[0]);
    err.flush();
    try (Lake lake = home.lake()) {
      importRates(lake, Simulation.rates(scenario));
      for (Scenario.Market market : scenario.markets()) {
        SourceReader reader =
            SourceReader.of(
                Profiles.named(market.source()).orElseThrow(),
                home.vocabularies().namer(),
                home.digestKey());
        err.println(reader.profile().name());
        Ingestion.Summary summary =
            new Ingestion(reader, Limits.USUAL, new ProgressBar(err))
                .ingest(
                    lake, List.of(pages.resolve(market.source())), ReadingOptions.versions(home));
        ReadingOptions.print(summary, err);
        AlertNotice.print(home, lake, err);
      }
      importReports(lake, scenario);
    }
    if (!noServe) {
      ServeCommand.serve(home, "127.0.0.1", port, err);
    }
    return Main.DONE;
  }

  private static void importRates(Lake lake, String csv) throws IOException {
    List<Rate> rates = new ArrayList<>();
    RateFile.read("made-up-rates.csv", new BufferedReader(new StringReader(csv)), rates::add);
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.RATES, List.of("made-up-rates.csv"), Map.of()))) {
      ingest.add(rates);
      ingest.publish();
    }
  }

  /** What made-up partners noticed, so that the page Signals has something to show. */
  private void importReports(Lake lake, Scenario scenario) throws IOException {
    OfflineIntake intake =
        new OfflineIntake(
            lake, home.vocabularies().namer(), home.vocabularies().lexicon(), home.digestKey());
    LocalDate today = scenario.until();
    intake.take(
        OfflineFile.Kind.SIGNALS,
        "made-up-signals.csv",
        new StringReader(Simulation.signals(scenario, SEED)),
        today);
    intake.take(
        OfflineFile.Kind.EFFORT,
        "made-up-effort.csv",
        new StringReader(Simulation.effort(scenario)),
        today);
  }
}
