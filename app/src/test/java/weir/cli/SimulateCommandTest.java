package weir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import weir.simulate.Truth;

class SimulateCommandTest {

  @TempDir private static Path folder;

  private static Path files = Path.of("");
  private static Path warcs = Path.of("");

  @BeforeAll
  static void simulate() {
    files = folder.resolve("files");
    warcs = folder.resolve("warcs");
    assertThat(run("--scenario", "small", "--seed", "7", "--out", files.toString())).isZero();
    assertThat(run("--scenario", "small", "--seed", "7", "--warc", "--out", warcs.toString()))
        .isZero();
  }

  private static int run(String... arguments) {
    return Main.run(
        Stream.concat(Stream.of("simulate"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  private static Map<String, Integer> contents(Path root) throws IOException {
    Map<String, Integer> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(root.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  @Test
  void the_same_seed_writes_the_same_files_warcs_and_truth() throws IOException {
    Path again = folder.resolve("again");
    Path warcsAgain = folder.resolve("warcs-again");
    assertThat(run("--scenario", "small", "--seed", "7", "--out", again.toString())).isZero();
    assertThat(run("--scenario", "small", "--seed", "7", "--warc", "--out", warcsAgain.toString()))
        .isZero();
    assertThat(contents(again)).isEqualTo(contents(files)).hasSizeGreaterThan(1_000);
    assertThat(contents(warcsAgain)).isEqualTo(contents(warcs)).hasSize(3 + 8 + 3);
  }

  @Test
  void a_warc_holds_the_pages_that_stand_in_the_folders() throws IOException {
    List<Integer> written;
    try (Stream<Path> all = Files.walk(files.resolve("pages/sim-millrace"))) {
      written = all.filter(Files::isRegularFile).map(SimulateCommandTest::hash).sorted().toList();
    }
    List<Integer> archived = new java.util.ArrayList<>();
    try (WarcReader reader = new WarcReader(warcs.resolve("pages/sim-millrace.warc.gz"))) {
      for (WarcRecord record : reader) {
        WarcResponse response = (WarcResponse) record;
        assertThat(response.target())
            .startsWith("http://sim-millrace.example/")
            .doesNotContain("~");
        assertThat(response.date()).isBetween("2025-01-06T00:00:00Z", "2025-03-04T00:00:00Z");
        archived.add(Arrays.hashCode(response.http().body().stream().readAllBytes()));
      }
    }
    archived.sort(null);
    assertThat(archived).isEqualTo(written);
  }

  private static int hash(Path file) {
    try {
      return Arrays.hashCode(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void every_kind_of_truth_stands_in_a_parquet_file_of_its_own() throws SQLException {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement ask = duck.createStatement()) {
      for (Class<? extends Truth> kind : Truth.kinds()) {
        Path file = files.resolve("truth").resolve(Truth.tableName(kind) + ".parquet");
        assertThat(number(ask, "SELECT count(*) FROM read_parquet('%s')".formatted(file)))
            .as(Truth.tableName(kind))
            .isPositive();
      }
      Path sale = files.resolve("truth/sale.parquet");
      Path day = files.resolve("truth/day.parquet");
      String euros = "SELECT round(100 * sum(euros)) FROM read_parquet('%s')";
      assertThat(number(ask, euros.formatted(sale)))
          .isEqualTo(number(ask, euros.formatted(day)))
          .isPositive();
      assertThat(
              number(
                  ask,
                  "SELECT count(*) FROM read_parquet('%s') WHERE (grams IS NULL) = (pieces IS NULL)"
                      .formatted(sale)))
          .isZero();
    }
  }

  private static long number(Statement ask, String sql) throws SQLException {
    try (ResultSet answer = ask.executeQuery(sql)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  @Test
  void tables_go_straight_into_the_lake_and_a_second_time_add_nothing() {
    Path home = folder.resolve("home");
    String[] arguments = {
      "--tables", "--listings", "3000", "--ratings", "9000", "--home", home.toString()
    };
    assertThat(run(arguments)).isZero();
    assertThat(run(arguments)).isZero();
    try (weir.lake.Lake lake =
            weir.lake.Lake.open(home.resolve("lake"), java.time.Clock.systemUTC());
        weir.lake.query.LakeQuery query =
            weir.lake.query.LakeQuery.over(lake, lake.view(), weir.lake.query.QueryLimits.USUAL)) {
      assertThat(query.rows("SELECT count(*) AS n FROM listing").getFirst())
          .containsEntry("n", 3000L);
      assertThat(query.rows("SELECT count(*) AS n FROM feedback").getFirst())
          .containsEntry("n", 9000L);
    }
  }

  @Test
  void a_folder_that_holds_something_is_refused() {
    assertThat(run("--scenario", "small", "--out", files.toString())).isEqualTo(Main.WRONG_USAGE);
  }

  @Test
  void pages_need_a_place() {
    assertThat(run("--scenario", "small")).isEqualTo(Main.WRONG_USAGE);
  }

  @ParameterizedTest
  @CsvSource({"1GB, 1000000000", "500MB, 500000000", "10 gb, 10000000000", "7, 7", "64k, 64000"})
  void sizes_are_read_in_thousands(String text, long bytes) {
    assertThat(SimulateCommand.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "big", "-1GB", "1.5GB", "10GiB"})
  void a_size_that_is_none_is_refused_with_an_example(String text) {
    assertThatThrownBy(() -> SimulateCommand.bytes(text))
        .hasMessage("'%s' is no size. Write it like 500MB or 10GB.".formatted(text));
  }
}
