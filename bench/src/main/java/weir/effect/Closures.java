package weir.effect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Effect;
import weir.evaluation.Event;
import weir.evaluation.Finding;
import weir.event.EventStudy;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.masking.DigestKey;
import weir.measure.Measures;
import weir.money.Rate;
import weir.money.RateFile;
import weir.simulate.Scenario;
import weir.simulate.Simulation;
import weir.simulate.Truth;
import weir.source.Profiles;
import weir.source.Reading;
import weir.source.SavedPage;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

/**
 * What {@code weir evaluate} makes of events whose size is known: markets of the simulator, their
 * pages read like any others, their measured series evaluated, and estimate and interval compared
 * with what was really sold beside the same market without the event.
 */
public final class Closures {

  private static final LocalDate START = LocalDate.of(2025, 1, 6);
  private static final int DAYS = 259;
  private static final LocalDate EVENT = START.plusDays(182);

  /**
   * Nothing is saved in the first weeks: sales of before the simulation are not rated in them, so
   * that ratings rise as they never would on a market that has been there for long.
   */
  private static final Scenario.Outage BEFORE = new Scenario.Outage(START, START.plusDays(28));

  private static final List<DayOfWeek> SAVES = List.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
  private static final double SEIZED = 0.6;

  private final SubstanceNamer namer = SubstanceNamer.standard();
  private final List<Estimate> estimates = new ArrayList<>();

  private Closures() {}

  /** What happens to the three markets of a world. */
  private enum World {
    NOTHING,
    /** Two of five orders on one market are lost. */
    SEIZURE,
    /** One market closes; of its demand three fifths go to the others. */
    CLOSURE
  }

  /** What was really sold after the event, by source. */
  private record Sold(Map<String, Double> units) {
    double of(String source) {
      return source.isEmpty()
          ? units.values().stream().mapToDouble(Double::doubleValue).sum()
          : units.getOrDefault(source, 0.0);
    }
  }

  /**
   * One effect, as found in one world.
   *
   * @param line what kind of event and series it is
   * @param with and without: what was really sold after the day, in this world and in the one
   *     without the event
   * @param own whether the truth is this world's own. A closure sends vendors elsewhere as chance
   *     has it, so that each has its own; a seizure takes the same share everywhere, and chance
   *     alone moves what was sold: its truth is that of all worlds together
   */
  private record Estimate(
      String line,
      String step,
      String way,
      Effect effect,
      double with,
      double without,
      boolean own) {}

  /** Prints the table; the arguments are how many worlds, and the first seed. */
  public static void main(String[] arguments) throws IOException {
    int worlds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Closures closures = new Closures();
    for (long next = seed; next < seed + worlds; next++) {
      closures.compare(next);
      System.err.printf("%d of %d seeds%n", next - seed + 1, worlds);
    }
    out.printf("%,d seeds from %d.%n%n", worlds, seed);
    closures.print(out);
  }

  private static Scenario scenario(World world, int acted) {
    List<Scenario.Market> shapes =
        List.of(Scenario.millrace(), Scenario.oldlock(), Scenario.fordgate());
    List<Scenario.Market> markets = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      Scenario.Market shape = shapes.get(i);
      Scenario.Display display = shape.display();
      boolean closes = world == World.CLOSURE && i == acted;
      markets.add(
          new Scenario.Market(
              shape.source(),
              shape.title(),
              shape.template(),
              shape.currency(),
              1,
              null,
              closes ? EVENT : null,
              0.6,
              shape.ratedShare(),
              shape.ratingDelayDays(),
              display,
              shape.gates(),
              new Scenario.Crawl(
                  SAVES, shape.crawl().missed(), shape.crawl().twice(), 3, List.of(BEFORE))));
    }
    List<Scenario.Happening> happenings =
        world == World.SEIZURE
            ? List.of(
                new Scenario.Happening(
                    "a seizure",
                    "intervention",
                    shapes.get(acted).source(),
                    null,
                    EVENT,
                    null,
                    SEIZED,
                    0))
            : List.of();
    return new Scenario("closures", START, DAYS, 15, 150, 0.4, 0.3, markets, happenings);
  }

  private void compare(long seed) throws IOException {
    int acted = (int) (seed % 3);
    Map<World, Path> homes = new LinkedHashMap<>();
    Map<World, Map<LocalDate, Sold>> truths = new LinkedHashMap<>();
    try {
      for (World world : World.values()) {
        Path home = Files.createTempDirectory("closures");
        homes.put(world, home);
        truths.put(world, make(scenario(world, acted), seed, home));
      }
      String source = scenario(World.NOTHING, acted).markets().get(acted).source();
      for (World world : World.values()) {
        try (Lake lake = lake(homes.get(world));
            Measures measures = Measures.over(lake)) {
          EventStudy.Lake asked = EventStudy.Lake.over(measures);
          for (String step : List.of("day", "week")) {
            for (Scenario.Market market : scenario(world, acted).markets()) {
              boolean own = market.source().equals(source);
              String line =
                  switch (world) {
                    case NOTHING -> "nothing happens";
                    case SEIZURE -> own ? "two of five orders lost" : "another market loses orders";
                    case CLOSURE -> "another market closes";
                  };
              if (world != World.CLOSURE || !own) {
                evaluate(asked, line, step, market.source(), truths, world);
              }
            }
            if (world == World.CLOSURE) {
              evaluate(asked, "one of three closes, all together", step, "", truths, world);
            }
          }
        }
      }
    } finally {
      for (Path home : homes.values()) {
        delete(home);
      }
    }
  }

  private void evaluate(
      EventStudy.Lake lake,
      String line,
      String step,
      String source,
      Map<World, Map<LocalDate, Sold>> truths,
      World world) {
    Finding finding =
        EventStudy.ask(
                lake,
                new EventStudy.Question(
                    "sales", source.isEmpty() ? null : source, Map.of(), step, 60, "auto", "EUR"))
            .of(new Event("the event", EVENT), List.of())
            .finding();
    LocalDate from = finding.series().day(finding.from());
    LocalDate until = finding.series().day(finding.until());
    double with = sold(Objects.requireNonNull(truths.get(world)), source, from, until);
    double without = sold(Objects.requireNonNull(truths.get(World.NOTHING)), source, from, until);
    boolean own = world == World.CLOSURE;
    add(line, step, "before and after", finding.effect(), with, without, own);
    Effect structural = finding.structural();
    if (structural != null) {
      add(line, step, "structural model", structural, with, without, own);
    }
    Finding.Control control = finding.control();
    if (control != null && world != World.CLOSURE) {
      add(line, step, "other series", control.effect(), with, without, own);
    }
  }

  private void add(
      String line,
      String step,
      String way,
      Effect effect,
      double with,
      double without,
      boolean own) {
    estimates.add(new Estimate(line, step, way, effect, with, without, own));
  }

  private static double sold(
      Map<LocalDate, Sold> days, String source, LocalDate from, LocalDate until) {
    double sum = 0;
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      Sold sold = days.get(day);
      sum += sold == null ? 0 : sold.of(source);
    }
    return sum;
  }

  private void print(PrintStream out) {
    Map<String, List<Estimate>> lines = new LinkedHashMap<>();
    for (Estimate one : estimates) {
      lines
          .computeIfAbsent(
              "%s | %s | %s".formatted(one.line(), one.step(), one.way()), _ -> new ArrayList<>())
          .add(one);
    }
    out.println(
        "| what happens | by | way | series | truth | off the truth | interval holds it | says \"effect\" |");
    out.println("|---|---|---|---:|---:|---:|---:|---:|");
    lines.forEach((name, line) -> {
      double with = line.stream().mapToDouble(Estimate::with).sum();
      double without = line.stream().mapToDouble(Estimate::without).sum();
      double together = with / without;
      double[] off = new double[line.size()];
      int holds = 0;
      for (int i = 0; i < off.length; i++) {
        Estimate one = line.get(i);
        double truth = one.own() ? one.with() / one.without() : together;
        off[i] = one.effect().ratio() / truth - 1;
        holds += one.effect().low() <= truth && truth <= one.effect().high() ? 1 : 0;
      }
      Arrays.sort(off);
      long said = line.stream().filter(one -> one.effect().seen()).count();
      out.printf(
          Locale.ROOT,
          "| %s | %d | %+.1f %% | %+.1f %% (%+.0f to %+.0f) | %.1f %% | %.1f %% |%n",
          name,
          line.size(),
          100 * (together - 1),
          100 * median(off),
          100 * off[off.length / 4],
          100 * off[3 * off.length / 4],
          100.0 * holds / line.size(),
          100.0 * said / line.size());
    });
  }

  private static double median(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private Map<LocalDate, Sold> make(Scenario scenario, long seed, Path home) throws IOException {
    Map<String, SourceReader> readers = new TreeMap<>();
    for (Scenario.Market market : scenario.markets()) {
      readers.put(
          market.source(),
          SourceReader.of(
              Profiles.named(market.source()).orElseThrow(), namer, DigestKey.of(new byte[32])));
    }
    Map<LocalDate, Sold> sold = new TreeMap<>();
    try (Lake lake = lake(home)) {
      try (Ingest ingest =
          lake.begin(IngestPlan.of(Purpose.INGEST, List.of("seed " + seed), Map.of()))) {
        Simulation.run(
            scenario,
            seed,
            (source, path, html, savedAt) -> {
              Reading reading =
                  Objects.requireNonNull(readers.get(source))
                      .read(
                          new SavedPage(
                              "made up", path, null, null, html.getBytes(StandardCharsets.UTF_8)));
              ingest.keep(reading.capture(), null, reading.rows());
            },
            row -> {
              if (row instanceof Truth.Sale sale) {
                sold.computeIfAbsent(
                        sale.at().atOffset(ZoneOffset.UTC).toLocalDate(),
                        _ -> new Sold(new TreeMap<>()))
                    .units()
                    .merge(sale.source(), (double) sale.units(), Double::sum);
              }
            });
        ingest.publish();
      }
      List<Rate> rates = new ArrayList<>();
      RateFile.read(
          "made-up-rates.csv",
          new BufferedReader(new StringReader(Simulation.rates(scenario))),
          rates::add);
      try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates"), Map.of()))) {
        ingest.add(rates);
        ingest.publish();
      }
    }
    return sold;
  }

  private static Lake lake(@Nullable Path home) {
    return Lake.open(Objects.requireNonNull(home).resolve("lake"), Clock.systemUTC());
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
