package weir.lake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.row.Column;
import weir.row.Row;
import weir.table.Table;

class LakeQueryTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

  @TempDir Path folder;

  /** A row with a column of every type. */
  public record Everything(
      String id,
      @Nullable String text,
      @Nullable Instant moment,
      @Nullable LocalDate day,
      @Nullable Long whole,
      @Nullable BigDecimal money,
      @Nullable Double real,
      @Nullable Boolean truth,
      @Nullable List<String> list)
      implements Row {}

  private Lake lakeWith(List<Everything> rows) {
    Lake lake = Lake.open(folder, CLOCK);
    try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.DERIVE, List.of("test"), Map.of()))) {
      ingest.addDerived("everything", null, Column.of(Everything.class), "key", rows.iterator());
      ingest.publish();
    }
    return lake;
  }

  private static LakeQuery query(Lake lake) {
    return LakeQuery.over(lake, lake.view(), QueryLimits.USUAL);
  }

  @Test
  void every_type_comes_back_as_it_went_in() {
    List<Everything> rows =
        List.of(
            new Everything("a", null, null, null, null, null, null, null, null),
            new Everything(
                "b",
                "",
                Instant.parse("2020-02-04T23:59:59.999999Z"),
                LocalDate.parse("2020-02-04"),
                Long.MIN_VALUE,
                new BigDecimal("0.00000001"),
                -0.0,
                false,
                List.of()),
            new Everything(
                "c",
                "zero \0 tab \t line \n quote ' \" emoji \uD83D\uDE00 кириллица",
                Instant.parse("1919-12-07T23:06:39.876544Z"),
                LocalDate.parse("3610-01-01"),
                Long.MAX_VALUE,
                new BigDecimal("-99999999999999999999.99999999"),
                Double.MAX_VALUE,
                true,
                List.of("", "a,b", "'", "[x]", "кир")),
            new Everything(
                "d",
                "x".repeat(100_000),
                Instant.parse("0001-01-01T00:00:00Z"),
                LocalDate.parse("0001-01-01"),
                0L,
                new BigDecimal("12.5"),
                Double.NaN,
                null,
                List.of("")));
    try (Lake lake = lakeWith(rows);
        LakeQuery query = query(lake)) {
      List<Everything> back = new ArrayList<>();
      query.forEach(
          "SELECT * FROM everything ORDER BY id",
          row -> {
            BigDecimal money = row.money("money");
            back.add(
                new Everything(
                    String.valueOf(row.text("id")),
                    row.text("text"),
                    row.instant("moment"),
                    row.date("day"),
                    row.integer("whole"),
                    money == null ? null : money.stripTrailingZeros(),
                    row.real("real"),
                    row.truth("truth"),
                    row.texts("list")));
          });
      assertThat(back).containsExactlyElementsOf(rows);
    }
  }

  @Test
  void moments_keep_microseconds_and_drop_what_is_finer() {
    try (Lake lake =
            lakeWith(
                List.of(
                    new Everything(
                        "a",
                        null,
                        Instant.parse("2020-02-04T00:00:00.123456789Z"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
        LakeQuery query = query(lake)) {
      assertThat(query.rows("SELECT moment, moment::VARCHAR AS utc FROM everything"))
          .containsExactly(
              Map.of(
                  "moment",
                  Instant.parse("2020-02-04T00:00:00.123456Z"),
                  "utc",
                  "2020-02-04 00:00:00.123456"));
      assertThat(
              query.rows(
                  "SELECT count(*) AS n FROM everything WHERE moment = ?",
                  Instant.parse("2020-02-04T00:00:00.123456Z")))
          .containsExactly(Map.of("n", 1L));
    }
  }

  @Test
  void thousands_of_rows_come_back_in_order_and_whole() {
    List<Everything> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(
          new Everything(
              "row" + i,
              i % 3 == 0 ? null : "text " + i,
              null,
              null,
              i % 5 == 0 ? null : (long) i,
              null,
              i / 7.0,
              null,
              i % 2 == 0 ? null : List.of("n" + i)));
    }
    try (Lake lake = lakeWith(rows);
        LakeQuery query = query(lake)) {
      List<Everything> back = new ArrayList<>();
      query.forEach(
          "SELECT * FROM everything",
          row ->
              back.add(
                  new Everything(
                      String.valueOf(row.text("id")),
                      row.text("text"),
                      null,
                      null,
                      row.integer("whole"),
                      null,
                      row.real("real"),
                      null,
                      row.texts("list"))));
      assertThat(back).containsExactlyElementsOf(rows);
    }
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void a_table_of_an_empty_lake_is_empty_and_has_its_columns(Table table) {
    try (Lake lake = Lake.open(folder, CLOCK);
        LakeQuery query = query(lake)) {
      ResultTable found = query.user("SELECT * FROM " + table.tableName());
      assertThat(found.rows()).isEmpty();
      assertThat(found.columns())
          .containsExactlyElementsOf(table.columns().stream().map(Column::name).toList());
      assertThat(found.types())
          .containsExactlyElementsOf(
              table.columns().stream().map(column -> DuckTypes.sql(column.type())).toList());
    }
  }

  @Test
  void a_part_that_lacks_a_column_reads_as_null_there() {
    try (Lake lake = lakeWith(List.of(everything("a"), everything("b")))) {
      Part part = lake.view().parts("everything").getFirst();
      Part older =
          new Part(
              "listing",
              part.path(),
              part.rows(),
              part.bytes(),
              null,
              null,
              null,
              null,
              false,
              List.of("id"),
              part.ingest(),
              Map.of());
      try (LakeQuery query =
          LakeQuery.over(lake, new LakeView(1, false, List.of(older)), QueryLimits.USUAL)) {
        assertThat(query.rows("SELECT count(*) AS n, count(title) AS titles FROM listing"))
            .containsExactly(Map.of("n", 2L, "titles", 0L));
      }
    }
  }

  private static Everything everything(String id) {
    return new Everything(id, "t", null, null, 1L, null, null, null, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM query('COPY (SELECT 1) TO ''OUT''')",
        "WITH x AS (COPY (SELECT 1) TO 'OUT') SELECT * FROM x",
        "SELECT * FROM sniff_csv('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')"
      })
  void a_users_query_reads_no_file_but_the_parts(String sql) throws IOException {
    Path out = folder.resolve("out");
    try (Lake lake = lakeWith(List.of(everything("a")));
        LakeQuery query = query(lake)) {
      assertThatThrownBy(() -> query.user(sql.replace("OUT", out.toString())))
          .isInstanceOf(QueryRefused.class)
          .hasMessageStartingWith("The query is not right: ");
      assertThat(out).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COPY (SELECT 1) TO 'OUT'",
        "COPY (SELECT 1) TO 'PART' (FORMAT parquet, USE_TMP_FILE false)",
        "ATTACH 'OUT'",
        "CREATE TABLE t (a INTEGER)",
        "DROP VIEW listing",
        "INSERT INTO listing SELECT * FROM listing",
        "SET enable_external_access = true",
        "SET threads = 64",
        "PRAGMA enable_profiling",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CALL pragma_version()",
        "EXPORT DATABASE 'OUT'"
      })
  void a_users_query_changes_nothing(String sql) throws IOException {
    Path out = folder.resolve("out");
    try (Lake lake = lakeWith(List.of(everything("a")));
        LakeQuery query = query(lake)) {
      Path part = folder.resolve(lake.view().parts().getFirst().path());
      byte[] before = Files.readAllBytes(part);
      assertThatThrownBy(
              () -> query.user(sql.replace("OUT", out.toString()).replace("PART", part.toString())))
          .isInstanceOf(QueryRefused.class)
          .hasMessage(
              "Only SELECT is allowed here: the lake is read, never changed, by a query. Begin with SELECT, WITH or FROM.");
      assertThat(out).doesNotExist();
      assertThat(Files.readAllBytes(part)).isEqualTo(before);
    }
  }

  @Test
  void no_statement_hides_behind_a_select() {
    try (Lake lake = lakeWith(List.of(everything("a")));
        LakeQuery query = query(lake)) {
      assertThatThrownBy(() -> query.user("SELECT 1; SELECT 2"))
          .isInstanceOf(QueryRefused.class)
          .hasMessage(
              "One query at a time: 2 statements were given. Remove the semicolons between them.");
      assertThatThrownBy(() -> query.user("SELECT 1; DROP VIEW listing"))
          .isInstanceOf(QueryRefused.class)
          .hasMessageStartingWith("Only SELECT is allowed here");
      assertThat(query.user("SELECT id FROM everything; ").rows()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM everything",
        "FROM everything",
        "WITH x AS (SELECT id FROM everything) SELECT * FROM x",
        "DESCRIBE everything",
        "SHOW TABLES",
        "SUMMARIZE everything",
        "SELECT 1 -- with a comment"
      })
  void a_users_query_may_read_in_any_way(String sql) {
    try (Lake lake = lakeWith(List.of(everything("a")));
        LakeQuery query = query(lake)) {
      assertThat(query.user(sql).rows()).isNotEmpty();
    }
  }

  @Test
  void another_thread_asks_the_same_view_under_the_same_rules() {
    try (Lake lake = lakeWith(List.of(everything("a"), everything("b")));
        LakeQuery query = query(lake)) {
      List<String> pairs = new ArrayList<>();
      try (LakeQuery inner = query.another()) {
        query.forEach(
            "SELECT id FROM everything ORDER BY id",
            outer ->
                inner.forEach(
                    "SELECT id FROM everything WHERE id <> ?",
                    row -> pairs.add(outer.text("id") + row.text("id")),
                    outer.text("id")));
        assertThatThrownBy(() -> inner.user("SELECT * FROM read_text('/etc/passwd')"))
            .isInstanceOf(QueryRefused.class);
      }
      assertThat(pairs).containsExactly("ab", "ba");
      assertThat(query.rows("SELECT count(*) AS n FROM everything"))
          .containsExactly(Map.of("n", 2L));
    }
  }

  @Test
  void a_wrong_query_is_explained() {
    try (Lake lake = Lake.open(folder, CLOCK);
        LakeQuery query = query(lake)) {
      assertThatThrownBy(() -> query.user("SELECT titel FROM listing"))
          .isInstanceOf(QueryRefused.class)
          .hasMessageStartingWith(
              "The query is not right: Binder Error: Referenced column \"titel\" not found")
          .hasMessageContaining(
              "The tables are account, analysis, capture, effort, feedback, harm, interception, listing")
          .hasMessageEndingWith("DESCRIBE listing shows a table's columns.");
      assertThatThrownBy(() -> query.user("SELEC 1"))
          .isInstanceOf(QueryRefused.class)
          .hasMessageStartingWith("The query is not right: syntax error at or near \"SELEC\". ");
    }
  }

  @Test
  void a_query_that_takes_too_long_is_stopped() {
    QueryLimits hasty = new QueryLimits(256, 1, Duration.ofSeconds(1), 10);
    try (Lake lake = Lake.open(folder, CLOCK);
        LakeQuery query = LakeQuery.over(lake, lake.view(), hasty)) {
      assertThatThrownBy(
              () -> query.user("SELECT count(*) FROM range(1000000000) a, range(1000000000) b"))
          .isInstanceOf(QueryRefused.class)
          .hasMessage(
              "The query was stopped after 1 seconds. Ask for less: a shorter time, one source, or fewer columns.");
      assertThat(query.user("SELECT 1").rows()).as("the next query works").hasSize(1);
    }
  }

  @Test
  void a_long_result_is_cut_and_says_so() {
    QueryLimits few = new QueryLimits(256, 1, Duration.ofSeconds(30), 10);
    try (Lake lake = Lake.open(folder, CLOCK);
        LakeQuery query = LakeQuery.over(lake, lake.view(), few)) {
      assertThat(query.user("SELECT * FROM range(11)").cut()).isTrue();
      assertThat(query.user("SELECT * FROM range(11)").rows()).hasSize(10);
      assertThat(query.user("SELECT * FROM range(10)").cut()).isFalse();
    }
  }

  @Test
  void parts_carry_the_versions_that_made_them() {
    try (Lake lake = Lake.open(folder, CLOCK)) {
      try (Ingest ingest =
          lake.begin(
              IngestPlan.of(
                  Purpose.DERIVE, List.of("x"), Map.of("reader", "1", "profile", "it's")))) {
        ingest.addDerived(
            "everything",
            null,
            Column.of(Everything.class),
            "key",
            List.of(everything("a")).iterator());
        ingest.publish();
      }
      assertThat(lake.view().parts().getFirst().versions())
          .isEqualTo(Map.of("reader", "1", "profile", "it's"));
      try (LakeQuery query = query(lake)) {
        String part = folder.resolve(lake.view().parts().getFirst().path()).toString();
        assertThat(
                query
                    .user(
                        "SELECT decode(value) FROM parquet_kv_metadata('%s') WHERE decode(key) = 'weir_profile'"
                            .formatted(part))
                    .rows())
            .containsExactly(List.of("it's"));
      }
    }
  }
}
