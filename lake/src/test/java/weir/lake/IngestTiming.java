package weir.lake;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prints how long it takes to keep as many rows as a half year of one market's saves: 1,200 pages,
 * 120,000 listings, 120,000 mentions. Run it by hand; the argument is an empty folder.
 */
final class IngestTiming {
  private IngestTiming() {}

  public static void main(String[] arguments) throws Exception {
    List<MadeUp.Page> pages = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      MadeUp.Page page = MadeUp.page("market", i, 100);
      pages.add(
          new MadeUp.Page(
              page.capture(),
              page.body() + page.rows().toString().substring(0, 24_000),
              page.rows()));
    }
    long cpu = cpu();
    long start = System.nanoTime();
    try (Lake lake = Lake.open(Path.of(arguments[0]), InstantSource.system());
        Ingest ingest =
            lake.begin(IngestPlan.of(Purpose.INGEST, List.of("timing"), Map.of("reader", "1")))) {
      long begun = System.nanoTime();
      for (MadeUp.Page page : pages) {
        ingest.keep(page.capture(), page.bytes(), page.rows());
      }
      long kept = System.nanoTime();
      Manifest entry = ingest.publish().orElseThrow();
      long published = System.nanoTime();
      System.out.printf(
          "%s: begin %d ms, keep %d ms, publish %d ms; CPU %d ms%n",
          entry.counts(),
          (begun - start) / 1_000_000,
          (kept - begun) / 1_000_000,
          (published - kept) / 1_000_000,
          (cpu() - cpu) / 1_000_000);
    }
    System.out.printf("with closing %d ms%n", (System.nanoTime() - start) / 1_000_000);
  }

  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
