package weir.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** The page of figures, as Markdown. */
final class Report {

  private record Stratum(String name, Predicate<Comparison> of) {}

  private static final List<Stratum> STRATA =
      List.of(
          new Stratum("saved well", c -> !is(c, "gappy") && !is(c, "capped")),
          new Stratum("gaps and missed pages", c -> is(c, "gappy")),
          new Stratum("lists cut short", c -> is(c, "capped")),
          new Stratum("few ratings shown", c -> is(c, "few ratings shown")),
          new Stratum("no counter", c -> !is(c, "sold")),
          new Stratum("ratings only", c -> !is(c, "sold") && !is(c, "stock")));

  private static final String HEAD =
      """
      # Do intervals hold the truth?

      Written by `bench/validate`. Markets are made up, their pages are read like any others, and what
      measures say is compared with what happened. An interval that says 95 % should hold the truth in
      92 to 98 of 100 markets: fewer, and it promises too much; more, and it is wider than it need be.

      - **simulator**: MARKETS markets of [the simulator](simulator.md), of 6 to 18 vendors and 8 to 26
        weeks, saved daily to weekly. A third have gaps of one to two weeks and miss 5 to 20 % of pages; a quarter
        cut their lists short; a third show the last 3 to 5 ratings; counters and stock are shown or not.
        The few constants of the estimators were set on these.
      - **bursty**: MARKETS markets of another kind: bursts that a vendor's listings share, a few vendors who sell most, restocks of round amounts by weekday, when low or hardly ever,
        ratings that vary by vendor, saves at irregular times. The constants of sales were not fitted to these, but their
        results were seen while settings were compared. How many listings come together, and how few accounts are missed,
        was set on these: for listings and accounts it is no blind test.

      The estimators see pages, and nothing else. The truth is everything that was sold (units, euros),
      on offer (listings) or present (accounts) on the days asked about, whether a page showed it or not.

      **How to read the tables.** *holds*: share of intervals that hold the truth, with the share's own
      95 % interval. *above*, *below*: the truth lies above the upper end, below the lower. *counted*: the
      value as counted, as a share of the truth, median. *estimate*: the best estimate (in the choices of each
      row), as a share of the truth: median, and the spread of half of the markets. *width*: median width of
      the interval as a share of the truth. An interval begins at what was counted, which is certain; where
      the count is far below the estimate, it is therefore wide, and the estimate has a narrower one of its own
      (*estimate holds*).
      """;

  private Report() {}

  /**
   * A page with the report in the place of its first part; parts that follow under headings of
   * their own are other benchmarks' and stay.
   */
  static String into(String page, String report) {
    int next = page.indexOf("\n# ");
    return next < 0 ? report : report.stripTrailing() + "\n" + page.substring(next);
  }

  private static boolean is(Comparison comparison, String fact) {
    return "yes".equals(comparison.facts().get(fact));
  }

  static String of(int markets, List<Comparison> found) {
    StringBuilder page = new StringBuilder(HEAD.replace("MARKETS", Integer.toString(markets)));
    for (String generator : Validate.GENERATORS.keySet()) {
      List<Comparison> own = found.stream().filter(c -> c.generator().equals(generator)).toList();
      if (own.isEmpty()) {
        continue;
      }
      page.append("\n## ").append(generator).append("\n\n");
      heading(page, "measure");
      List<Comparison> totals =
          own.stream().filter(c -> !c.what().startsWith("sales of a week")).toList();
      line(page, "**all totals**", totals);
      own.stream()
          .map(Comparison::what)
          .distinct()
          .sorted()
          .forEach(
              what -> line(page, what, own.stream().filter(c -> c.what().equals(what)).toList()));
      page.append("\nBy how the market was shown and saved, all totals:\n\n");
      heading(page, "markets");
      for (Stratum stratum : STRATA) {
        line(page, stratum.name, totals.stream().filter(stratum.of).toList());
      }
      page.append("\nThe same for sales alone:\n\n");
      heading(page, "markets");
      for (Stratum stratum : STRATA) {
        line(
            page,
            stratum.name,
            totals.stream().filter(stratum.of).filter(c -> c.what().startsWith("sales")).toList());
      }
    }
    return page.toString();
  }

  private static void heading(StringBuilder page, String first) {
    page.append("| ")
        .append(first)
        .append(
            " | intervals | holds | above | below | counted | estimate | estimate holds | width"
                + " |\n")
        .append("|---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  }

  private static void line(StringBuilder page, String name, List<Comparison> of) {
    if (of.isEmpty()) {
      return;
    }
    long n = of.size();
    long holds = of.stream().filter(Comparison::holds).count();
    long above = of.stream().filter(c -> c.truth() > c.high()).count();
    long below = of.stream().filter(c -> c.truth() < c.low()).count();
    double[] share = share(holds, n);
    List<Comparison> estimated =
        of.stream().filter(c -> !Double.isNaN(c.estimate()) && c.truth() > 0).toList();
    List<Comparison> ranged =
        estimated.stream().filter(c -> !Double.isNaN(c.estimateHigh())).toList();
    long estimateHolds = ranged.stream().filter(Comparison::estimateHolds).count();
    page.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f %% (%.0f–%.0f) | %.1f %% | %.1f %% | %.2f | %s | %s | %.2f |%n",
            name,
            n,
            100.0 * holds / n,
            100 * share[0],
            100 * share[1],
            100.0 * above / n,
            100.0 * below / n,
            quantile(of, c -> c.value() / Math.max(1, c.truth()), 0.5),
            estimated.isEmpty()
                ? ""
                : String.format(
                    Locale.ROOT,
                    "%.2f (%.2f–%.2f)",
                    quantile(estimated, c -> c.estimate() / c.truth(), 0.5),
                    quantile(estimated, c -> c.estimate() / c.truth(), 0.25),
                    quantile(estimated, c -> c.estimate() / c.truth(), 0.75)),
            ranged.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f %%", 100.0 * estimateHolds / ranged.size()),
            quantile(of, c -> (c.high() - c.low()) / Math.max(1, c.truth()), 0.5)));
  }

  /** Wilson's interval of a share. */
  static double[] share(long successes, long n) {
    double z = 1.959964;
    double p = (double) successes / n;
    double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
    double reach = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
    return new double[] {Math.max(0, middle - reach), Math.min(1, middle + reach)};
  }

  private static double quantile(
      List<Comparison> of, ToDoubleFunction<Comparison> value, double level) {
    List<Double> sorted = new ArrayList<>(of.stream().map(c -> value.applyAsDouble(c)).toList());
    sorted.sort(Comparator.naturalOrder());
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(level * (sorted.size() - 1))));
  }
}
