package weir.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.ingest.Limit;

/**
 * Disks, lakes, names and limits as users meet them: each ends in a message or a counted refusal.
 */
class HostileInputTest {

  private static final String PROFILE =
      """
      source: shop
      kind: darknet-market
      reads: html
      captured_at:
        - {name: '(\\d{4}-\\d{2}-\\d{2})', format: yyyy-MM-dd}
      pages:
        - kind: listing
          when: {select: ['h1.offer']}
          records:
            - table: listing
              fields:
                listing_id: {select: h1.offer, attribute: id}
                title: h1.offer
      """;

  @TempDir Path folder;

  private Path profile() throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), PROFILE);
  }

  private static String page(String id) {
    return "<html><h1 class=offer id=" + id + ">Blue lozenge</h1></html>";
  }

  private Ran ingest(Path home, Path... paths) throws IOException {
    List<String> words = new ArrayList<>(List.of("ingest", "--home", home.toString()));
    words.addAll(List.of("--profile", profile().toString()));
    Stream.of(paths).map(Path::toString).forEach(words::add);
    return Ran.weir(words.toArray(String[]::new));
  }

  private static String listings(Path home) {
    return Ran.weir(
            "query", "--home", home.toString(), "--format", "csv", "SELECT count(*) FROM listing")
        .out()
        .lines()
        .skip(1)
        .findFirst()
        .orElse("");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor() == 0;
  }

  @Test
  void a_disk_that_fills_is_said_nothing_is_lost_and_the_same_command_goes_on() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", home.toString()),
        "A small disk cannot be mounted here");
    try {
      Path first = Files.writeString(folder.resolve("2026-03-01.html"), page("A"));
      assertThat(ingest(home, first).exit()).isEqualTo(Main.DONE);
      Path saves = Files.createDirectory(folder.resolve("saves-2026-03-02"));
      Random random = new Random(5);
      for (int i = 0; i < 20; i++) {
        StringBuilder noise = new StringBuilder(page("N" + i));
        for (int k = 0; k < 200_000; k++) {
          noise.append((char) ('a' + random.nextInt(26)));
        }
        Files.writeString(saves.resolve("2026-03-02-" + i + ".html"), noise.toString());
      }
      Ran full = ingest(home, saves);
      assertThat(full.exit()).isEqualTo(Main.FAILED);
      assertThat(full.err())
          .contains("the disk is full. Nothing was added to the lake")
          .contains("free some space and run the same command again")
          .contains(home.toString())
          .doesNotContain("\tat ");
      assertThat(listings(home)).isEqualTo("1");
      assertThat(Ran.weir("ledger", "verify", "--home", home.toString()).exit())
          .isEqualTo(Main.DONE);

      assumeTrue(run("mount", "-o", "remount,size=60m", home.toString()), "It cannot be enlarged");
      Ran again = ingest(home, saves);
      assertThat(again.exit()).as(again.err()).isEqualTo(Main.DONE);
      assertThat(listings(home)).isEqualTo("21");
    } finally {
      assertThat(run("umount", "-l", home.toString())).isTrue();
    }
  }

  @Test
  void a_lake_on_a_read_only_disk_can_be_asked_and_says_why_it_takes_nothing() throws Exception {
    Path home = folder.resolve("home");
    Path first = Files.writeString(folder.resolve("2026-03-01.html"), page("A"));
    Path second = Files.writeString(folder.resolve("2026-03-02.html"), page("B"));
    assertThat(ingest(home, first).exit()).isEqualTo(Main.DONE);
    assumeTrue(
        run("mount", "--bind", home.toString(), home.toString()), "Nothing can be mounted here");
    try {
      assumeTrue(run("mount", "-o", "remount,ro,bind", home.toString()), "Not as read-only");
      assertThat(listings(home)).isEqualTo("1");
      Ran refused = ingest(home, second);
      assertThat(refused.exit()).isEqualTo(Main.FAILED);
      assertThat(refused.err())
          .contains("Cannot write")
          .contains("read-only")
          .contains("--home")
          .doesNotContain("\tat ");
    } finally {
      assertThat(run("umount", "-l", home.toString())).isTrue();
    }
    assertThat(ingest(home, second).exit()).isEqualTo(Main.DONE);
    assertThat(listings(home)).isEqualTo("2");
  }

  @Test
  void a_lake_of_a_newer_version_is_left_alone() throws IOException {
    Path home = folder.resolve("home");
    Path first = Files.writeString(folder.resolve("2026-03-01.html"), page("A"));
    assertThat(ingest(home, first).exit()).isEqualTo(Main.DONE);
    Path settings = home.resolve("lake").resolve("lake.json");
    Files.writeString(settings, Files.readString(settings).replaceFirst("\\d+", "999"));
    for (Ran ran :
        List.of(ingest(home, first), Ran.weir("query", "--home", home.toString(), "SELECT 1"))) {
      assertThat(ran.exit()).isEqualTo(Main.FAILED);
      assertThat(ran.err())
          .contains("has format 999")
          .contains("Use the newer Weir that wrote it.");
    }
  }

  /** The launcher itself, beside a build that stands for the one it would make. */
  private Process launch(Map<String, String> environment, String... arguments) throws IOException {
    Path script = Path.of("..", "weir").toAbsolutePath().normalize();
    assumeTrue(Files.isRegularFile(script), "The launcher is not beside this module");
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "There is no shell");
    Path place = folder.resolve("installed");
    Path dist = Files.createDirectories(place.resolve("app/target/dist"));
    Files.copy(script, place.resolve("weir"));
    Files.writeString(dist.resolve("built"), "");
    Files.writeString(
        dist.resolve("java.args"),
        "--enable-native-access=ALL-UNNAMED\n-Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8\n-cp \""
            + System.getProperty("java.class.path")
            + "\"\n");
    List<String> command = new ArrayList<>(List.of("/bin/sh", place.resolve("weir").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  @Test
  void a_page_that_needs_more_memory_than_there_is_is_refused_and_the_others_are_read()
      throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    StringBuilder large = new StringBuilder("<b><p>left open</b><p "); // read with a tree
    for (int i = 0; i < 1_300_000; i++) {
      large.append('a').append(i).append("=1 ");
    }
    Files.writeString(in.resolve("2026-03-01 large.html"), large.append('>').append(page("L")));
    Files.writeString(in.resolve("2026-03-01 small.html"), page("S"));
    Path home = folder.resolve("home");
    Process weir =
        launch(
            Map.of("WEIR_JAVA_OPTS", "-Xmx80m"),
            "ingest",
            "--home",
            home.toString(),
            "--profile",
            profile().toString(),
            in.toString());
    String err = new String(weir.getErrorStream().readAllBytes(), UTF_8);
    assertThat(weir.waitFor()).as(err).isEqualTo(Main.SOME_REFUSED);
    assertThat(err).contains("too-large-for-memory").contains("WEIR_JAVA_OPTS=-Xmx2g");
    assertThat(listings(home)).isEqualTo("1");
  }

  @Test
  void file_names_in_any_script_are_read_under_any_locale() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path wide = Files.createDirectory(in.resolve("мой архив"));
    for (String name : List.of("чай", "商店", "مرحبا", "☕ 🍵", "e\u0301", "a\\b", "new\nline")) {
      Files.writeString(wide.resolve(name + " 2026-03-01.html"), page("X"));
    }
    // Bytes that are no UTF-8, as older systems left them.
    assertThat(
            run(
                "/bin/sh",
                "-c",
                "printf '<h1 class=offer id=Y>tea</h1>' > \"$1/$(printf 'caf\\351 2026-03-01.html')\"",
                "sh",
                wide.toString()))
        .isTrue();
    Process weir =
        launch(
            Map.of("LC_ALL", "C"),
            "ingest",
            "--home",
            folder.resolve("дом").toString(),
            "--profile",
            profile().toString(),
            in.toString());
    String err = new String(weir.getErrorStream().readAllBytes(), UTF_8);
    assertThat(weir.waitFor()).as(err).isEqualTo(Main.DONE);
    assertThat(err).containsPattern("captures +8\n").containsPattern("refused +0\n");
    assertThat(listings(folder.resolve("дом"))).isEqualTo("8");
  }

  @Test
  void a_watched_folder_takes_what_arrives_until_it_is_told_to_stop() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Path home = folder.resolve("home");
    Files.writeString(in.resolve("2026-03-01.html"), page("A"));
    Process weir =
        launch(
            Map.of(),
            "ingest",
            "--home",
            home.toString(),
            "--profile",
            profile().toString(),
            "--watch",
            in.toString());
    try {
      StringBuilder err = new StringBuilder();
      awaitText(weir, err, "captures                 1");
      Files.writeString(in.resolve("2026-03-02.html"), page("B"));
      Files.writeString(in.resolve("2026-03-03.html"), "");
      awaitText(weir, err, "empty-file");
      weir.toHandle()
          .destroy(); // as a service manager or Ctrl-C would; its words can still be read
      assertThat(weir.waitFor(30, TimeUnit.SECONDS)).isTrue();
      err.append(new String(weir.getErrorStream().readAllBytes(), UTF_8));
      assertThat(err)
          .contains("Watching " + in)
          .contains("1 files are new or changed.")
          .contains("Stopped watching. What was read is kept.");
      assertThat(weir.exitValue()).isEqualTo(Main.SOME_REFUSED);
    } finally {
      weir.destroyForcibly();
    }
    assertThat(listings(home)).isEqualTo("2");
  }

  private static void awaitText(Process weir, StringBuilder err, String text) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!err.toString().contains(text)) {
      assertThat(System.nanoTime()).as("waiting for '%s' after: %s", text, err).isLessThan(until);
      int ready = weir.getErrorStream().available();
      if (ready > 0) {
        err.append(new String(weir.getErrorStream().readNBytes(ready), UTF_8));
      } else {
        Thread.sleep(50);
      }
    }
  }

  @Test
  void watching_takes_one_folder_that_is_there() throws IOException {
    String home = folder.resolve("home").toString();
    Ran two = Ran.weir("ingest", "--home", home, "--watch", folder.toString(), "x.html");
    assertThat(two.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(two.err()).contains("--watch takes its folder alone: leave out the other paths.");
    Path file = Files.writeString(folder.resolve("x"), "");
    Ran none = Ran.weir("ingest", "--home", home, "--watch", file.toString());
    assertThat(none.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(none.err()).contains("There is no folder '" + file + "' to watch. Check the path.");
  }

  private Path over(Limit limit) throws IOException {
    Path file = folder.resolve("over-" + limit.name() + "-2026-03-01.html");
    switch (limit) {
      case PAGE_BYTES, PAGE_PARTS -> Files.writeString(file, page("A").repeat(100));
      case PAGE_SECONDS, STUCK_PAGES ->
          Files.writeString(file, page("A") + "<p>call +32 47 and 12.5 g ".repeat(1_900_000));
      case UNPACKED_RATIO, UNPACKED_BYTES -> {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
          out.write(
              "WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 300000000\r\n\r\n"
                  .getBytes(UTF_8));
          byte[] zeros = new byte[1 << 20];
          for (int i = 0; i < 260; i++) {
            out.write(zeros);
          }
        }
      }
      case LAYERS -> {
        byte[] nest = page("A").getBytes(UTF_8);
        for (int i = 0; i < 3; i++) {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.html"));
            zip.write(nest);
          }
          nest = out.toByteArray();
        }
        Files.write(file, nest);
      }
      case BROKEN_PLACES -> Files.writeString(file, "WARC/1.0\r\n".repeat(100));
    }
    return file;
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void each_limit_has_an_option_that_its_refusal_names(Limit limit) throws IOException {
    Path file = over(limit);
    String cause =
        switch (limit) {
          case PAGE_SECONDS, STUCK_PAGES -> "too-slow";
          case PAGE_BYTES -> "too-large";
          case PAGE_PARTS -> "too-many-parts";
          case UNPACKED_RATIO, UNPACKED_BYTES -> "bomb";
          case LAYERS -> "too-deep";
          case BROKEN_PLACES -> "too-broken";
        };
    List<String> words = new ArrayList<>(List.of("ingest", "--home"));
    words.add(folder.resolve("home").toString());
    words.addAll(List.of("--profile", profile().toString(), limit.option(), "1"));
    if (limit == Limit.STUCK_PAGES) {
      words.addAll(List.of(Limit.PAGE_SECONDS.option(), "1"));
    }
    words.add(file.toString());
    Ran ran = Ran.weir(words.toArray(String[]::new));
    assertThat(ran.exit()).as(ran.err()).isEqualTo(Main.SOME_REFUSED);
    assertThat(ran.err()).contains(cause);
    if (limit != Limit.STUCK_PAGES) { // it ends the ingest when there are more of them
      assertThat(ran.err()).contains(limit.option());
    }
  }

  @Test
  void a_limit_that_is_none_is_wrong_usage_and_help_names_each_with_its_usual_value()
      throws IOException {
    Path file = Files.writeString(folder.resolve("2026-03-01.html"), page("A"));
    Ran zero = Ran.weir("extract", "--profile", profile().toString(), "--layers", "0", "" + file);
    assertThat(zero.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(zero.err()).contains("--layers is 0. It is a whole number from 1 to 100.");
    for (String command : List.of("ingest", "extract")) {
      String help = Ran.weir(command, "--help").out().replaceAll("\\s+", " ");
      for (Limit limit : Limit.values()) {
        assertThat(help).contains(limit.option() + "=N").contains("default: " + limit.usual());
      }
    }
  }

  @Test
  void every_limit_stands_in_the_documents() throws IOException {
    Path document = Path.of("..", "docs", "reading-archives.md");
    assumeTrue(Files.isRegularFile(document), "The documents are not beside this module");
    for (Limit limit : Limit.values()) {
      assertThat(Files.readString(document)).contains("`" + limit.option() + "`");
    }
  }

  @Test
  void a_profile_that_is_no_text_or_no_profile_at_all_is_wrong_usage() throws IOException {
    Path file = Files.writeString(folder.resolve("2026-03-01.html"), page("A"));
    Path bytes = Files.write(folder.resolve("a.yaml"), new byte[] {'x', (byte) 0xFF, '\n'});
    Ran noText = Ran.weir("extract", "--profile", bytes.toString(), file.toString());
    assertThat(noText.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(noText.err()).contains("is not UTF-8 text. Save it as UTF-8");
    Path large = Files.write(folder.resolve("b.yaml"), new byte[(1 << 20) + 1]);
    Ran noProfile = Ran.weir("extract", "--profile", large.toString(), file.toString());
    assertThat(noProfile.exit()).isEqualTo(Main.WRONG_USAGE);
    assertThat(noProfile.err()).contains("has more than 1,048,576 bytes");
  }
}
