package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/**
 * Kills a process that ingests, compacts and erases, at random moments, and compares what is left
 * with the lake of a process that nobody killed. {@link #main} does so as often as it is told.
 */
class KillTest {
  private static final int KILLS = 4;
  private static final Duration TIME = Duration.ofSeconds(8);
  private static final int LONGEST_WAIT_MILLIS = 1_500;

  @TempDir Path folder;

  /** What a series of kills came to. */
  record Outcome(
      int kills, int cutShort, int rounds, Map<String, String> killed, Map<String, String> whole) {}

  private static Process start(Path lake, int last, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            MortalUpkeep.class.getName(),
            lake.toString(),
            "0",
            Integer.toString(last))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static void finish(Path lake, int last, Path output) throws Exception {
    Process process = start(lake, last, output);
    boolean ended = process.waitFor(600, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
  }

  /** How many rounds have ended; a process that is killed never gets to its last. */
  private static int roundsDone(Path lake) throws IOException {
    Path done = lake.resolveSibling(lake.getFileName() + ".done");
    return Files.exists(done) ? Integer.parseInt(Files.readString(done).strip()) : 0;
  }

  static Outcome kill(Path folder, int kills, Duration time, long seed, int longestWaitMillis)
      throws Exception {
    Path killed = folder.resolve("killed");
    Random random = new Random(seed);
    long until = System.nanoTime() + time.toNanos();
    int done = 0;
    int cutShort = 0;
    while (done < kills && System.nanoTime() < until) {
      Path output = folder.resolve("output");
      Files.deleteIfExists(output);
      Process process = start(killed, Integer.MAX_VALUE - 1, output);
      while (process.isAlive() && (!Files.exists(output) || Files.size(output) == 0)) {
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(longestWaitMillis));
      cutShort += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      done++;
      if (Files.exists(killed.resolve("lake.json"))) {
        try (Lake lake = Lake.openReadOnly(killed)) {
          assertThat(lake.verify(true).faults()).as("after kill %d", done).isEmpty();
        }
      }
    }
    int rounds = roundsDone(killed);
    finish(killed, rounds, folder.resolve("last"));
    Path whole = folder.resolve("whole");
    finish(whole, rounds, folder.resolve("calm"));
    return new Outcome(done, cutShort, rounds + 1, contents(killed), contents(whole));
  }

  /** All rows but for which ingest brought them, all pages, and files that nobody reads. */
  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Lake lake =
        Lake.open(folder, java.time.InstantSource.system()).keyedBy(() -> MortalUpkeep.KEY)) {
      try (LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
        for (String table : List.of("capture", "listing", "mention")) {
          String rows =
              table.equals("capture") ? "(SELECT * EXCLUDE (ingest) FROM capture)" : table;
          contents.put(
              table,
              query
                  .rows(
                      "SELECT count(*) AS n, sum(hash(t::VARCHAR)) AS digest FROM %s t"
                          .formatted(rows))
                  .toString());
        }
        contents.put(
            "captures kept twice",
            query
                .rows(
                    "SELECT count(*) AS n FROM (SELECT digest FROM capture GROUP BY digest, url, source HAVING count(*) > 1)")
                .toString());
      }
      try (Stream<KeptPage> pages = lake.pages(null)) {
        List<String> urls =
            pages
                .map(page ->
                    page.url()
                        + " "
                        + MadeUp.digest(new String(page.body(), StandardCharsets.UTF_8)))
                .sorted()
                .toList();
        contents.put("pages", urls.size() + " with digest " + MadeUp.digest(urls.toString()));
      }
      Verification.Report report = lake.verify(true);
      contents.put("faults", report.faults().toString());
      contents.put(
          "rows or pages that nobody reads",
          report.unread().keySet().stream()
              .filter(path -> path.endsWith(".parquet") || path.endsWith(".warc.gz"))
              .toList()
              .toString());
    }
    return contents;
  }

  @Test
  void killed_while_it_ingests_compacts_or_erases_nothing_is_lost_doubled_or_back()
      throws Exception {
    Outcome outcome = kill(folder, KILLS, TIME, 20260302, LONGEST_WAIT_MILLIS);
    assertThat(outcome.killed()).isEqualTo(outcome.whole());
    assertThat(outcome.whole().get("faults")).isEqualTo("[]");
    assertThat(outcome.whole().get("captures kept twice")).isEqualTo("[{n=0}]");
    assertThat(outcome.whole().get("rows or pages that nobody reads")).isEqualTo("[]");
    assertThat(outcome.cutShort()).as("runs that were cut short").isPositive();
  }

  /**
   * {@code KillTest KILLS SEED [MILLIS]}: the long version; prints what it found, and ends with 1
   * if ill. A process is killed within MILLIS of its beginning; the more, the further rounds get.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("weir-kills");
    long begun = System.nanoTime();
    Outcome outcome =
        kill(
            folder,
            Integer.parseInt(arguments[0]),
            Duration.ofHours(5),
            Long.parseLong(arguments[1]),
            arguments.length > 2 ? Integer.parseInt(arguments[2]) : LONGEST_WAIT_MILLIS);
    boolean equal = outcome.killed().equals(outcome.whole());
    System.out.printf(
        "%d kills, %d of them before the work was done, in %d rounds, %d s%n",
        outcome.kills(),
        outcome.cutShort(),
        outcome.rounds(),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    outcome
        .killed()
        .forEach((what, found) -> System.out.println("  killed  " + what + ": " + found));
    outcome
        .whole()
        .forEach((what, found) -> System.out.println("  calm    " + what + ": " + found));
    System.out.println(equal ? "equal: nothing lost, nothing doubled" : "DIFFERENT");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    if (!equal) {
      System.exit(1);
    }
  }
}
