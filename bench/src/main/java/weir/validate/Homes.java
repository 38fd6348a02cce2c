package weir.validate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.masking.DigestKey;
import weir.money.Rate;
import weir.money.RateFile;
import weir.source.Profile;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/** Lakes of made-up markets, each with its truth beside it. A lake that is there is left alone. */
final class Homes {

  private static final String TRUTH = "truth.tsv";

  private final SubstanceNamer namer = SubstanceNamer.standard();

  /** Makes the market of that seed, reads its pages, and keeps what they say. */
  void make(MarketMaker maker, long seed, Path home) throws IOException {
    if (Files.exists(home.resolve(TRUTH))) {
      return;
    }
    Files.createDirectories(home);
    SourceReader reader =
        SourceReader.of(profile(maker.profile(seed)), namer, DigestKey.of(new byte[32]));
    try (Lake lake = lake(home)) {
      MarketTruth truth;
      try (Ingest ingest =
          lake.begin(IngestPlan.of(Purpose.INGEST, List.of("seed " + seed), Map.of()))) {
        truth =
            maker.make(
                seed,
                (address, html, savedAt) -> {
                  Reading reading =
                      reader.read(
                          new SavedPage(
                              "made up",
                              address,
                              null,
                              null,
                              html.getBytes(StandardCharsets.UTF_8)));
                  ingest.keep(reading.capture(), null, reading.rows());
                });
        ingest.publish();
      }
      rates(lake, maker.rates(seed));
      truth.write(home.resolve(TRUTH));
    }
  }

  private static Profile profile(String nameOrText) {
    if (!nameOrText.contains("\n")) {
      return Profiles.named(nameOrText).orElseThrow();
    }
    return switch (Profiles.read(nameOrText, "made-up profile")) {
      case Profiles.Outcome.Sound(Profile profile) -> profile;
      case Profiles.Outcome.Faulty(var faults) ->
          throw new IllegalStateException("The profile is at fault: " + faults);
    };
  }

  private static void rates(Lake lake, String csv) throws IOException {
    if (csv.isEmpty()) {
      return;
    }
    List<Rate> rates = new ArrayList<>();
    RateFile.read("made-up-rates.csv", new BufferedReader(new StringReader(csv)), rates::add);
    try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates"), Map.of()))) {
      ingest.add(rates);
      ingest.publish();
    }
  }

  static Lake lake(Path home) {
    return Lake.open(home.resolve("lake"), Clock.systemUTC());
  }

  static MarketTruth truth(Path home) {
    try {
      return MarketTruth.read(home.resolve(TRUTH));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
