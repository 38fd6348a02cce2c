package weir.effect;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.evaluation.Effect;
import weir.evaluation.Evaluation;
import weir.evaluation.Event;
import weir.evaluation.Series;
import weir.evaluation.Spread;

/**
 * How often a test at 5 % says "effect" where there was none, and how far from the truth and how
 * often around it the interval lies where there was one: on made-up daily counts.
 */
public final class Effects {

  private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);
  private static final double[] WEEK = {1, 0.95, 0.9, 1, 1.1, 1.3, 1.2};
  private static final double USUAL = 25;
  private static final double DRIFT = 0.15;

  private Effects() {}

  /**
   * A kind of series.
   *
   * @param correlation of the logarithm of the mean, from day to day; 0 for days that are
   *     independent of each other, each a Poisson count
   * @param missing share of the days of which nothing is known
   */
  private record Kind(int days, int before, double correlation, double missing) {
    String words() {
      return "%d, %d | %s | %s"
          .formatted(
              days,
              before,
              correlation == 0 ? "0" : String.format(Locale.ROOT, "%.1f", correlation),
              missing == 0 ? "0" : "a quarter");
    }
  }

  /** Prints both tables; the arguments are how many events to each line, and the first seed. */
  public static void main(String[] arguments) {
    int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 20_000_000;
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf("%,d events a line, seeds from %d.%n%n", events, seed);
    out.println("| days, before the event | correlation | days missing | says \"effect\" |");
    out.println("|---|---:|---:|---:|");
    long next = seed;
    for (int[] length : new int[][] {{110, 70}, {180, 120}}) {
      for (double correlation : new double[] {0, 0.6}) {
        for (double missing : new double[] {0, 0.25}) {
          Kind kind = new Kind(length[0], length[1], correlation, missing);
          List<Effect> effects = effects(kind, 1, next, events);
          next += events;
          long said = effects.stream().filter(Effect::seen).count();
          out.printf(
              Locale.ROOT, "| %s | %.1f %% |%n", kind.words(), 100.0 * said / effects.size());
        }
      }
    }
    out.println();
    out.println(
        "| days, before the event | correlation | days missing | change | found, median | interval holds it | says \"effect\" |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    for (Kind kind : List.of(new Kind(110, 70, 0.6, 0), new Kind(180, 120, 0.6, 0.25))) {
      for (double factor : new double[] {0.8, 0.5, 0.1, 1.5}) {
        List<Effect> effects = effects(kind, factor, next, events / 2);
        next += events;
        double[] ratios = effects.stream().mapToDouble(Effect::ratio).sorted().toArray();
        long holds =
            effects.stream().filter(one -> one.low() <= factor && factor <= one.high()).count();
        long said = effects.stream().filter(Effect::seen).count();
        out.printf(
            Locale.ROOT,
            "| %s | %+.0f %% | %+.1f %% | %.1f %% | %.1f %% |%n",
            kind.words(),
            100 * (factor - 1),
            100 * (ratios[ratios.length / 2] - 1),
            100.0 * holds / effects.size(),
            100.0 * said / effects.size());
      }
    }
  }

  private static List<Effect> effects(Kind kind, double factor, long seed, int events) {
    return IntStream.range(0, events)
        .parallel()
        .mapToObj(i -> {
          Series series = Series.of("market", MONDAY, 1, days(kind, factor, new Random(seed + i)));
          return Evaluation.displacement(
              List.of(series),
              new Event("the event", MONDAY.plusDays(kind.before())),
              new Evaluation.Settings(Spread.COUNTS, kind.days()));
        })
        .flatMap(List::stream)
        .map(Evaluation.Elsewhere::effect)
        .toList();
  }

  private static List<@Nullable Double> days(Kind kind, double factor, Random dice) {
    List<@Nullable Double> days = new ArrayList<>();
    double keeps = kind.correlation();
    double drift = dice.nextGaussian();
    for (int day = 0; day < kind.days(); day++) {
      drift = keeps * drift + Math.sqrt(1 - keeps * keeps) * dice.nextGaussian();
      double mean =
          USUAL
              * WEEK[day % 7]
              * Math.exp(keeps == 0 ? 0 : DRIFT * drift)
              * (day >= kind.before() ? factor : 1);
      double value = poisson(mean, dice);
      days.add(dice.nextDouble() < kind.missing() ? null : (Double) value);
    }
    return days;
  }

  /** A Poisson count: by Knuth's product of uniform numbers, which serves for means as small. */
  private static double poisson(double mean, Random dice) {
    double bar = Math.exp(-mean);
    double product = dice.nextDouble();
    int count = 0;
    while (product > bar) {
      product *= dice.nextDouble();
      count++;
    }
    return count;
  }
}
