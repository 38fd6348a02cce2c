package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;

/** Processes that are killed with SIGKILL, and processes that write at once. */
class CrashTest {
  private static final int KILLS = 15;
  private static final Duration TIME = Duration.ofSeconds(12);

  @TempDir Path folder;

  private static Process start(Path lake, int first, int last, Path output) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            MortalIngest.class.getName(),
            lake.toString(),
            Integer.toString(first),
            Integer.toString(last))
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static void finish(Process process, Path output) throws Exception {
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
  }

  /** Row counts and a digest of all rows of each table; which ingest brought them aside. */
  private static Map<String, String> contents(Path folder) {
    Map<String, String> contents = new TreeMap<>();
    try (Lake lake = Lake.openReadOnly(folder);
        LakeQuery query = LakeQuery.over(lake, lake.view(), QueryLimits.USUAL)) {
      for (String table : List.of("capture", "listing", "mention")) {
        String rows = table.equals("capture") ? "(SELECT * EXCLUDE (ingest) FROM capture)" : table;
        contents.put(
            table,
            query
                .rows(
                    "SELECT count(*) AS n, sum(hash(t::VARCHAR)) AS digest FROM %s t"
                        .formatted(rows))
                .toString());
      }
      try (Stream<KeptPage> pages = lake.pages(null)) {
        contents.put(
            "pages",
            pages
                .map(page ->
                    page.url()
                        + " "
                        + MadeUp.digest(
                            new String(page.body(), java.nio.charset.StandardCharsets.UTF_8)))
                .sorted()
                .toList()
                .toString());
      }
    }
    return contents;
  }

  /** Files in the lake that its ledger does not name. */
  private static Set<String> unnamed(Path folder) throws IOException {
    Set<String> files = new HashSet<>();
    for (String inside : List.of("parts", "pages", "identities", "staging")) {
      try (Stream<Path> found = Files.walk(folder.resolve(inside))) {
        found
            .filter(Files::isRegularFile)
            .forEach(file ->
                files.add(folder.relativize(file).toString().replace(File.separatorChar, '/')));
      }
    }
    try (Lake lake = Lake.openReadOnly(folder)) {
      for (Manifest entry : lake.ledger()) {
        entry.adds().forEach(part -> files.remove(part.path()));
        entry.pages().forEach(file -> files.remove(file.path()));
        files.remove(String.valueOf(entry.identities()));
        files.remove(String.valueOf(entry.pageIndex()));
      }
    }
    return files;
  }

  @Test
  void killed_at_any_moment_and_run_again_nothing_is_lost_or_doubled() throws Exception {
    Path killed = folder.resolve("killed");
    Random random = new Random(20260301);
    long until = System.nanoTime() + TIME.toNanos();
    int kills = 0;
    int cutShort = 0;
    while (kills < KILLS && System.nanoTime() < until) {
      Path output = folder.resolve("output" + kills);
      Process process = start(killed, 0, kills / 2, output);
      while (process.isAlive() && Files.size(output) == 0) {
        Thread.sleep(5);
      }
      // From the lake's opening to well into a job, whatever the machine's speed.
      Thread.sleep(random.nextInt(900));
      cutShort += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
      kills++;
      if (Files.exists(killed.resolve("lake.json"))) {
        assertThatEveryPartIsThere(killed);
      }
    }
    assertThat(cutShort).as("runs that were cut short, of %d", kills).isGreaterThan(kills / 3);
    Path output = folder.resolve("last");
    finish(start(killed, 0, kills / 2, output), output);

    Path whole = folder.resolve("whole");
    Path calm = folder.resolve("calm");
    finish(start(whole, 0, kills / 2, calm), calm);
    assertThat(contents(killed)).isEqualTo(contents(whole));
    assertThat(contents(whole).get("capture"))
        .startsWith("[{n=" + (kills / 2 + 2) * MortalIngest.PAGES / 2 + ",");
    assertThat(unnamed(killed)).isEmpty();
  }

  private static void assertThatEveryPartIsThere(Path folder) {
    try (Lake lake = Lake.openReadOnly(folder)) {
      assertThat(lake.view().parts())
          .allSatisfy(part -> assertThat(folder.resolve(part.path())).exists());
    }
  }

  @Test
  void two_processes_that_ingest_the_same_pages_at_once_keep_each_once() throws Exception {
    Path shared = folder.resolve("shared");
    Process one = start(shared, 0, 2, folder.resolve("one"));
    Process two = start(shared, 0, 2, folder.resolve("two"));
    finish(one, folder.resolve("one"));
    finish(two, folder.resolve("two"));
    Path alone = folder.resolve("alone");
    finish(start(alone, 0, 2, folder.resolve("three")), folder.resolve("three"));
    assertThat(contents(shared)).isEqualTo(contents(alone));
    assertThat(unnamed(shared)).isEmpty();
  }
}
