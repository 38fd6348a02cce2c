package weir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.lake.query.ParquetFolder;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.simulate.SizeTables;
import weir.simulate.Truth;

/** {@code weir simulate}: writes the pages of made-up markets, and the truth behind them. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the pages of made-up markets as a crawler saved them, and the truth behind them:"
          + " every sale, vendor and listing, as Parquet. The same scenario and seed give the same"
          + " bytes on any machine.",
      ""
    },
    footer = {
      "",
      "What is written to DIR:",
      "  pages/SOURCE/…       saved pages (or SOURCE.warc.gz), one folder for each market",
      "  truth/TABLE.parquet  what really happened",
      "  rates.csv            made-up exchange rates",
      "  signals.csv, effort.csv   what made-up partners noticed, and how much they looked",
      "",
      "Examples:",
      "  weir simulate --out made-up --seed 7                     a year of three markets",
      "  weir simulate --out big --scenario sized --size 1GB      pages for tests of size",
      "  weir simulate --tables --home big-home                   10 million observations"
    })
final class SimulateCommand implements Callable<Integer> {

  /** What is simulated. */
  enum Choice {
    DEMO,
    SMALL,
    SIZED
  }

  @Mixin private Home home = new Home();

  @Option(names = "--out", paramLabel = "DIR", description = "An empty or new folder.")
  private @Nullable Path out;

  @Option(names = "--seed", paramLabel = "N", description = "Default: 1.")
  private long seed = 1;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description =
          "demo: a year of three markets, one of which closes (default); small: eight weeks of"
              + " them; sized: as many bytes of pages as --size says.")
  private Choice scenario = Choice.DEMO;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "For --scenario sized: about so much, such as 500MB or 10GB (default: 1GB).")
  private String size = "1GB";

  @Option(names = "--warc", description = "One WARC for each market instead of files.")
  private boolean warc;

  @Option(
      names = "--tables",
      description = "Writes no pages, but rows straight into the lake under --home.")
  private boolean tables;

  @Option(
      names = "--listings",
      paramLabel = "N",
      description = "For --tables: observations of listings (default: 10000000).")
  private long listings = 10_000_000;

  @Option(
      names = "--ratings",
      paramLabel = "N",
      description = "For --tables: ratings (default: 50000000).")
  private long ratings = 50_000_000;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (tables) {
      return writeTables();
    }
    Path folder = out;
    if (folder == null) {
      throw Problem.usage("Say where the pages go: --out DIR (or --tables, into the lake).");
    }
    if (Files.exists(folder) && !isEmpty(folder)) {
      throw Problem.usage(
          "'%s' is not empty. Name a new folder, so that pages of two runs do not mix."
              .formatted(folder));
    }
    return writePages(folder);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private Scenario chosen() {
    return switch (scenario) {
      case DEMO -> Scenario.demo();
      case SMALL -> Scenario.small();
      case SIZED -> Scenario.sized(bytes(size));
    };
  }

  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*([KMGT]?)B?");

  /** Bytes of a size such as {@code 1GB}; thousands, not 1024. */
  static long bytes(String text) {
    Matcher matcher = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw Problem.usage("'%s' is no size. Write it like 500MB or 10GB.".formatted(text));
    }
    long unit =
        switch (matcher.group(2)) {
          case "K" -> 1_000L;
          case "M" -> 1_000_000L;
          case "G" -> 1_000_000_000L;
          case "T" -> 1_000_000_000_000L;
          default -> 1L;
        };
    long number = Long.parseLong(matcher.group(1));
    if (number > 100_000_000_000_000L / unit) {
      throw Problem.usage("'%s' is more than can be simulated: at most 100TB.".formatted(text));
    }
    return number * unit;
  }

  private int writePages(Path folder) throws IOException {
    Scenario chosen = chosen();
    PrintWriter err = spec.commandLine().getErr();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("rates.csv"), Simulation.rates(chosen));
    Files.writeString(folder.resolve("signals.csv"), Simulation.signals(chosen, seed));
    Files.writeString(folder.resolve("effort.csv"), Simulation.effort(chosen));
    long[] written = new long[2];
    try (SimulatedPages pages =
            warc
                ? new SimulatedWarcs(folder.resolve("pages"))
                : new SimulatedFiles(folder.resolve("pages"));
        ParquetFolder truth = ParquetFolder.in(folder.resolve("truth"))) {
      for (Class<? extends Truth> kind : Truth.kinds()) {
        truth.table(Truth.tableName(kind), kind);
      }
      Simulation.run(
          chosen,
          seed,
          (source, path, html, savedAt) -> {
            written[0]++;
            written[1] += pages.write(source, path, html, savedAt);
          },
          row -> truth.add(Truth.tableName(row.getClass()), row));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    err.printf(
        Locale.ROOT,
        "%,d pages, %s, of %d markets over %d days in %s%n",
        written[0],
        ProgressBar.size(written[1]),
        chosen.markets().size(),
        chosen.days(),
        folder);
    err.println("Read them with:");
    err.printf("  weir rates import %s%n", folder.resolve("rates.csv"));
    for (Scenario.Market market : chosen.markets()) {
      err.printf(
          "  weir ingest --profile %s %s%n",
          market.source(),
          folder.resolve("pages").resolve(market.source() + (warc ? ".warc.gz" : "")));
    }
    err.printf("  weir import signals %s%n", folder.resolve("signals.csv"));
    err.printf("  weir import effort %s%n", folder.resolve("effort.csv"));
    err.flush();
    return Main.DONE;
  }

  private int writeTables() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    IngestPlan plan =
        IngestPlan.of(
            Purpose.INGEST,
            List.of(
                "simulated tables, seed %d, %d listings, %d ratings"
                    .formatted(seed, listings, ratings)),
            Map.of("simulator", "1"));
    long started = System.nanoTime();
    long[] rows = new long[1];
    try (Lake lake = home.lake();
        Ingest ingest = lake.begin(plan)) {
      SizeTables.write(
          seed,
          listings,
          ratings,
          (capture, some) -> {
            if (ingest.keep(capture, null, some)) {
              rows[0] += some.size();
            }
          });
      ingest.publish();
    } catch (IllegalArgumentException e) {
      throw Problem.usage(String.valueOf(e.getMessage()));
    }
    err.printf(Locale.ROOT, "%,d rows in %,.0f s%n", rows[0], (System.nanoTime() - started) / 1e9);
    err.flush();
    return Main.DONE;
  }

  /** Where pages go. */
  interface SimulatedPages extends AutoCloseable {

    /** Writes a page; gives the bytes of the page. */
    long write(String source, String path, String html, Instant savedAt);

    @Override
    void close() throws IOException;
  }
}
