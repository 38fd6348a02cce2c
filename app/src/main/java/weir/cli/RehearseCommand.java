package weir.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import tools.jackson.core.JsonGenerator;
import weir.ingest.Ingestion;
import weir.ingest.Limits;
import weir.lake.Lake;
import weir.masking.DigestKey;
import weir.measure.MeasureRequest;
import weir.measure.Measures;
import weir.source.Profiles;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/**
 * Does a little of everything once, in a folder that it removes: the launcher records the classes
 * that are loaded, so that later starts are quicker.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {

  private static final int SAVES = 150;
  private static final int LISTINGS = 100;
  private static final int NAMED = 20_000;

  private static final List<String> TITLES =
      List.of(
          "%d g MDMA crystals, lab tested",
          "Amnesia Haze %d gr",
          "LSD blotters 150ug x %d",
          "Кокаин %d г",
          "%d pills ecstasy 200mg",
          "Speed paste %dg",
          "%d x 10mg diazepam",
          "Hash 0,%d г");

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("weir-rehearsal");
    try {
      Path saves = Files.createDirectories(folder.resolve("saves"));
      for (int save = 0; save < SAVES; save++) {
        Files.writeString(saves.resolve("save-%03d.csv".formatted(save)), table(save));
      }
      SourceReader reader =
          SourceReader.of(
              Profiles.named("plain").orElseThrow(),
              SubstanceNamer.standard(),
              DigestKey.of(new byte[32]));
      try (Lake lake = Lake.open(folder.resolve("lake"), Clock.systemUTC())) {
        new Ingestion(reader, Limits.USUAL, Ingestion.Progress.NONE)
            .ingest(lake, List.of(saves), Map.of());
        try (Measures measures = Measures.over(lake)) {
          measures.run(MeasureRequest.of("sales", "week", "class"));
          measures.run(MeasureRequest.of("revenue", "class"));
          measures.run(MeasureRequest.of("accounts", "source"));
          measures.run(MeasureRequest.of("price_per_gram", "class"));
        }
      }
      try (JsonGenerator json = NameCommand.generator(Writer.nullWriter())) {
        for (int i = 0; i < NAMED; i++) {
          String title = TITLES.get(i % TITLES.size()).formatted(1 + i % 50);
          NameCommand.write(json, SubstanceNamer.standard(), title);
        }
      }
      return Main.DONE;
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  private static String table(int save) {
    StringBuilder text =
        new StringBuilder(
            "source,listing_id,captured_at,account,title,price,price_currency,quantity,ships_from,stock\n");
    LocalDate day = LocalDate.of(2026, 1, 1).plusDays(save);
    for (int i = 0; i < LISTINGS; i++) {
      String title = TITLES.get(i % TITLES.size()).formatted(1 + i % 50);
      text.append(
          "rehearsal,l%d,%sT12:00:00Z,vendor%d,\"%s\",%d EUR,EUR,%d g,NL,%d\n"
              .formatted(i, day, i % 9, title, 20 + i, 1 + i % 50, 40 - (save + i) % 40));
    }
    return text.toString();
  }
}
