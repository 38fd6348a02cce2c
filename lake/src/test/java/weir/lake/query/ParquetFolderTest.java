package weir.lake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.row.Row;

public class ParquetFolderTest {

  /** One column of every type. */
  public record Sample(
      String name,
      @Nullable Instant at,
      @Nullable LocalDate day,
      long count,
      @Nullable BigDecimal money,
      @Nullable Double real,
      boolean truth,
      @Nullable List<String> words)
      implements Row {}

  @TempDir private Path folder = Path.of("");

  private List<List<@Nullable String>> read(String table) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement ask = duck.createStatement();
        ResultSet found =
            ask.executeQuery(
                "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('%s')"
                    .formatted(folder.resolve(table + ".parquet")))) {
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  @Test
  void every_type_comes_back_as_it_was_and_unknowns_stay_unknown() throws SQLException {
    try (ParquetFolder out = ParquetFolder.in(folder)) {
      out.table("sample", Sample.class);
      out.add(
          "sample",
          new Sample(
              "böe's",
              Instant.parse("2025-03-01T23:59:59.123456Z"),
              LocalDate.of(2025, 3, 2),
              7,
              new BigDecimal("0.00012345"),
              2.5,
              true,
              List.of("a", "b, c")));
      out.add("sample", new Sample("none", null, null, 0, null, null, false, null));
    }
    List<List<@Nullable String>> rows = read("sample");
    assertThat(rows.getFirst())
        .containsExactly(
            "böe's",
            "2025-03-01 23:59:59.123456",
            "2025-03-02",
            "7",
            "0.00012345",
            "2.5",
            "true",
            "[a, 'b, c']");
    assertThat(rows.getLast()).containsExactly("none", null, null, "0", null, null, "false", null);
  }

  @Test
  void many_rows_stand_in_the_order_in_which_they_came() throws SQLException {
    try (ParquetFolder out = ParquetFolder.in(folder)) {
      out.table("sample", Sample.class);
      for (int i = 0; i < 45_000; i++) {
        out.add("sample", new Sample("r", null, null, i, null, null, true, null));
      }
    }
    List<List<@Nullable String>> rows = read("sample");
    assertThat(rows).hasSize(45_000);
    for (int i = 0; i < rows.size(); i += 997) {
      assertThat(rows.get(i).get(3)).isEqualTo(Integer.toString(i));
    }
  }

  @Test
  void a_table_without_rows_has_a_file_too() throws SQLException {
    try (ParquetFolder out = ParquetFolder.in(folder)) {
      out.table("sample", Sample.class);
    }
    assertThat(read("sample")).isEmpty();
  }

  @Test
  void a_table_that_was_not_declared_is_refused() {
    try (ParquetFolder out = ParquetFolder.in(folder)) {
      Sample row = new Sample("r", null, null, 1, null, null, true, null);
      assertThatThrownBy(() -> out.add("other", row))
          .hasMessage("The table 'other' was not declared.");
    }
  }
}
