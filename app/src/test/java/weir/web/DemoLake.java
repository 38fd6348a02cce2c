package weir.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.ingest.Ingestion;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.masking.DigestKey;
import weir.money.Rate;
import weir.money.RateFile;
import weir.simulate.PlainMarket;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** The market of {@code weir demo}, read from its pages as any other. */
final class DemoLake {

  private DemoLake() {}

  static void write(Path home) throws IOException {
    Path pages = home.resolve("demo-pages");
    PlainMarket.write(
        7,
        (path, html, _) -> {
          try {
            Path file = pages.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, html);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    SourceReader reader =
        SourceReader.of(
            Profiles.named("example-market").orElseThrow(),
            SubstanceNamer.standard(),
            DigestKey.of(new byte[32]));
    List<Rate> rates = new ArrayList<>();
    RateFile.read(
        "rates.csv", new BufferedReader(new StringReader(PlainMarket.rates())), rates::add);
    try (Lake lake = Lake.open(home.resolve("lake"), Clock.systemUTC())) {
      try (Ingest ingest =
          lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates.csv"), Map.of()))) {
        ingest.add(rates);
        ingest.publish();
      }
      new Ingestion(reader, Ingestion.Limits.USUAL, Ingestion.Progress.NONE)
          .ingest(lake, List.of(pages), Map.of());
    }
  }
}
