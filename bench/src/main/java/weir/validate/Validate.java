package weir.validate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import weir.lake.Lake;

/**
 * Makes markets up, reads their pages, asks every measure that has an interval, and writes how many
 * intervals hold the truth into {@code docs/validation.md}.
 */
public final class Validate {

  private Validate() {}

  /** Both generators, by the names that the report uses. */
  static final Map<String, MarketMaker> GENERATORS = generators();

  private static Map<String, MarketMaker> generators() {
    Map<String, MarketMaker> generators = new LinkedHashMap<>();
    generators.put("simulator", new SimulatedMarkets());
    generators.put("bursty", new BurstyMarkets());
    return generators;
  }

  /**
   * Takes the number of markets of each kind, the folder that keeps their lakes, and the report's
   * file; {@code -} prints it.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 3 || !args[0].matches("[1-9]\\d{0,4}")) {
      System.err.println("Usage: Validate MARKETS FOLDER REPORT");
      System.exit(2);
    }
    int markets = Integer.parseInt(args[0]);
    List<Comparison> found = compare(markets, Path.of(args[1]), System.err);
    String report = Report.of(markets, found);
    if (args[2].equals("-")) {
      new PrintStream(System.out, true, StandardCharsets.UTF_8).print(report);
    } else {
      Path page = Path.of(args[2]);
      Files.writeString(
          page, Files.exists(page) ? Report.into(Files.readString(page), report) : report);
    }
  }

  /** Makes the markets that are not there yet, and compares what measures say of all. */
  static List<Comparison> compare(int markets, Path folder, PrintStream progress)
      throws IOException, InterruptedException {
    Homes homes = new Homes();
    List<Future<List<Comparison>>> waiting = new ArrayList<>();
    List<Comparison> found = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(4, Runtime.getRuntime().availableProcessors()))) {
      for (var generator : GENERATORS.entrySet()) {
        for (long seed = 1; seed <= markets; seed++) {
          long number = seed;
          Path home = folder.resolve(generator.getKey()).resolve(Long.toString(seed));
          waiting.add(
              pool.submit(() -> {
                homes.make(generator.getValue(), number, home);
                try (Lake lake = Homes.lake(home)) {
                  return Comparison.of(generator.getKey(), number, Homes.truth(home), lake);
                }
              }));
        }
      }
      for (int i = 0; i < waiting.size(); i++) {
        found.addAll(waiting.get(i).get());
        if ((i + 1) % 20 == 0) {
          progress.printf("%d of %d markets%n", i + 1, waiting.size());
        }
      }
    } catch (ExecutionException e) {
      throw new IOException("A market could not be compared: " + e.getCause(), e);
    }
    return found;
  }
}
