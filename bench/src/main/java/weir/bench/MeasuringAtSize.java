package weir.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.measure.MeasureDefinition;
import weir.measure.MeasureProblem;
import weir.measure.MeasureRequest;
import weir.measure.Measures;

/**
 * Brings a lake's derived tables up to date, and asks every measure by week and class and in all,
 * twice (a first question gathers what later ones need), and sales and revenue under every
 * combination of choices, beside plain SQL for the like aggregate. Prints seconds by the clock and
 * of the processor (all threads), and the greatest memory that the process held.
 *
 * <p>{@code MeasuringAtSize LAKE}: the lake is written to, when its tables are not up to date.
 */
public final class MeasuringAtSize {

  /** What deriving cannot undercut: each rating once, by listing and day; each observation too. */
  private static final String PLAIN_RATINGS =
      """
      SELECT count(*), sum(n) FROM (
        SELECT source, listing_id, given_at::DATE AS day, count(DISTINCT feedback_id) AS n
        FROM feedback GROUP BY ALL)
      """;

  private static final String PLAIN_OBSERVATIONS =
      """
      SELECT count(*), sum(sold) FROM (
        SELECT source, listing_id, captured_at::DATE AS day, max(sold_count) AS sold,
               min(stock) AS stock, any_value(price_amount) AS price
        FROM listing GROUP BY ALL)
      """;

  private static final String PLAIN_SUM =
      """
      SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', day) AS week,
             sum(sold_by_counter) AS sold FROM listing_day GROUP BY ALL
      """;

  private static final String PLAIN_MONEY =
      """
      SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', day) AS week,
             price_currency, sum(sold_by_counter * price_amount) AS paid
      FROM listing_day GROUP BY ALL
      """;

  private static final String PLAIN_COUNT =
      """
      SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', day) AS week,
             count(DISTINCT listing_id) AS listings FROM listing_day GROUP BY ALL
      """;

  private static final String PLAIN_PRICE =
      """
      SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', day) AS week,
             price_currency, median(price_amount / units) AS each
      FROM listing_day WHERE observations > 0 AND units > 0 GROUP BY ALL
      """;

  private static final String PLAIN_ACCOUNTS =
      """
      SELECT class, week, count(*) AS accounts, sum(sold) AS sold, sum(sold * sold) AS squares FROM (
        SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', day) AS week,
               source, account, sum(sold_by_counter) AS sold FROM listing_day GROUP BY ALL)
      GROUP BY ALL
      """;

  private static final String PLAIN_PLACES =
      """
      SELECT class, week, place, count(DISTINCT listing) AS listings FROM (
        SELECT split_part(substance_class, '/', 1) AS class, date_trunc('week', captured_at) AS week,
               unnest(ships_to) AS place, source || listing_id AS listing FROM listing)
      GROUP BY ALL
      """;

  private MeasuringAtSize() {}

  private interface Work {
    long run();
  }

  public static void main(String[] words) throws IOException {
    if (words.length != 1) {
      System.err.println("Use: MeasuringAtSize LAKE; bench/measures calls it.");
      System.exit(2);
    }
    PrintStream out = System.out;
    out.printf("%-52s %9s %9s %9s%n", "", "rows", "seconds", "processor");
    try (Lake lake = Lake.open(Path.of(words[0]), Clock.systemUTC())) {
      time(
          out,
          "derive what is not up to date, and open",
          () -> {
            try (Measures measures = Measures.over(lake)) {
              return measures.ledgerNumber();
            }
          });
      try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.DERIVING)) {
        sql(out, query, "floor: each rating once, by listing and day", PLAIN_RATINGS);
        sql(out, query, "floor: observations by listing and day", PLAIN_OBSERVATIONS);
      }
      time(
          out,
          "open again",
          () -> {
            try (Measures measures = Measures.over(lake)) {
              return measures.ledgerNumber();
            }
          });
      Measures[] opened = new Measures[1];
      time(
          out,
          "open with the weeks in memory, as the server does",
          () -> {
            opened[0] = Measures.forManyQuestions(lake);
            return opened[0].ledgerNumber();
          });
      try (Measures measures = opened[0]) {
        ask(out, measures);
        LakeQuery query = measures.query();
        sql(out, query, "floor: units by class and week, plain SQL", PLAIN_SUM);
        sql(out, query, "floor: money by class and week, plain SQL", PLAIN_MONEY);
        sql(out, query, "floor: listings by class and week, plain SQL", PLAIN_COUNT);
        sql(out, query, "floor: price of a piece, by the day", PLAIN_PRICE);
        sql(out, query, "floor: units by account", PLAIN_ACCOUNTS);
        sql(out, query, "floor: listings by destination", PLAIN_PLACES);
      }
    }
    out.printf(
        Locale.ROOT,
        "greatest memory held: %d MB; load of the machine: %.1f on %d processors%n",
        peakMegabytes(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
  }

  private static void ask(PrintStream out, Measures measures) {
    for (MeasureDefinition measure : Measures.definitions()) {
      for (List<String> by : List.of(List.of("class", "week"), List.<String>of())) {
        ask(out, measures, request(measure.name(), by, null, null, "none", "EUR"));
      }
    }
    LocalDate from = LocalDate.of(2025, 2, 5);
    LocalDate to = LocalDate.of(2025, 5, 7);
    List<String> by = List.of("class", "week");
    ask(out, measures, request("revenue", by, null, null, "A", "EUR"));
    ask(out, measures, request("revenue", by, null, null, "B", "USD"));
    ask(out, measures, request("revenue", by, from, to, "none", "EUR"));
    ask(out, measures, request("sales", List.of("class", "month"), null, null, "none", "EUR"));
    for (String measure : List.of("sales", "revenue")) {
      for (List<String> keys : List.of(by, List.<String>of())) {
        MeasureRequest request = request(measure, keys, null, null, "none", "EUR");
        time(
            out,
            "multiverse of %s by %s"
                .formatted(measure, keys.isEmpty() ? "nothing" : String.join(", ", keys)),
            () -> measures.multiverse(request).worlds().size());
      }
    }
  }

  private static MeasureRequest request(
      String measure,
      List<String> by,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      String holding,
      String currency) {
    return new MeasureRequest(measure, by, from, to, null, Map.of(), "auto", holding, currency);
  }

  private static void ask(PrintStream out, Measures measures, MeasureRequest request) {
    String what =
        "%s by %s%s%s%s"
            .formatted(
                request.measure(),
                request.by().isEmpty() ? "nothing" : String.join(", ", request.by()),
                request.from() == null ? "" : ", three months",
                request.holding().equals("none") ? "" : ", rule " + request.holding(),
                request.currency().equals("EUR") ? "" : ", " + request.currency());
    try {
      time(out, what, () -> measures.run(request).size());
      time(out, "  again", () -> measures.run(request).size());
    } catch (MeasureProblem e) {
      out.printf("%-52s cannot be asked: %s%n", what, e.getMessage());
    }
  }

  private static void sql(PrintStream out, LakeQuery query, String what, String sql) {
    time(out, what, () -> query.rows(sql).size());
  }

  private static void time(PrintStream out, String what, Work work) {
    long began = System.nanoTime();
    long processor = processorNanos();
    long rows = work.run();
    out.printf(
        Locale.ROOT,
        "%-52s %9d %9.2f %9.2f%n",
        what,
        rows,
        (System.nanoTime() - began) / 1e9,
        (processorNanos() - processor) / 1e9);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** What Linux says of the process; 0 elsewhere. */
  private static long peakMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
