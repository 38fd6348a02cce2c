package weir.lake.query;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import weir.lake.LakeProblem;
import weir.row.Column;
import weir.row.ColumnType;
import weir.row.Row;

/**
 * Writes rows outside any lake: one Parquet file for each table, in a folder. Rows stand in the
 * order in which they were added; the files are there when this is closed. Used by one thread.
 */
public final class ParquetFolder implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 20_000;

  private final Path folder;
  private final DuckDBConnection connection;
  private final Map<String, Waiting> tables = new LinkedHashMap<>();

  private record Waiting(List<Column> columns, List<Row> rows) {}

  private ParquetFolder(Path folder, DuckDBConnection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  /** Opens a folder, which is made when there is none. */
  public static ParquetFolder in(Path folder) {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("threads", "1");
    settings.setProperty("temp_directory", folder.resolve(".spill").toString());
    try {
      Files.createDirectories(folder);
      return new ParquetFolder(
          folder, (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings));
    } catch (IOException e) {
      throw LakeProblem.writing(folder, e);
    } catch (SQLException e) {
      throw LakeProblem.writing(folder, e);
    }
  }

  /** Declares a table, so that its file is there even without rows. */
  public void table(String name, Class<? extends Row> kind) {
    List<Column> columns = Column.of(kind);
    String declared =
        columns.stream()
            .map(column -> DuckTypes.name(column.name()) + " " + DuckTypes.sql(column.type()))
            .collect(Collectors.joining(", "));
    execute("CREATE TABLE %s (%s)".formatted(DuckTypes.name(name), declared));
    tables.put(name, new Waiting(columns, new ArrayList<>()));
  }

  /**
   * @throws IllegalArgumentException when the table was not declared
   */
  public void add(String table, Row row) {
    Waiting waiting = tables.get(table);
    if (waiting == null) {
      throw new IllegalArgumentException("The table '%s' was not declared.".formatted(table));
    }
    waiting.rows.add(row);
    if (waiting.rows.size() >= ROWS_AT_ONCE) {
      flush(table, waiting);
    }
  }

  private void flush(String table, Waiting waiting) {
    try (DuckDBAppender appender = connection.createAppender(table)) {
      for (Row row : waiting.rows) {
        appender.beginRow();
        for (Column column : waiting.columns) {
          append(appender, column.type(), column.of(row));
        }
        appender.endRow();
      }
    } catch (SQLException e) {
      throw LakeProblem.writing(folder.resolve(table + ".parquet"), e);
    }
    waiting.rows.clear();
  }

  private static void append(DuckDBAppender to, ColumnType type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      to.appendNull();
      return;
    }
    switch (type) {
      case TEXT -> to.append((String) value);
      case TIMESTAMP -> to.append(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
      case DATE -> to.append((LocalDate) value);
      case INTEGER -> to.append(((Number) value).longValue());
      case MONEY ->
          to.append(((BigDecimal) value).setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN));
      case REAL -> to.append(((Number) value).doubleValue());
      case BOOLEAN -> to.append(((Boolean) value).booleanValue());
      case TEXT_LIST -> to.append((List<?>) value);
    }
  }

  private void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw LakeProblem.writing(folder, e);
    }
  }

  /** Writes the files. */
  @Override
  public void close() {
    try (connection) {
      tables.forEach((table, waiting) -> {
        flush(table, waiting);
        execute(
            "COPY %s TO %s (FORMAT parquet, COMPRESSION zstd)"
                .formatted(
                    DuckTypes.name(table),
                    DuckTypes.text(folder.resolve(table + ".parquet").toString())));
      });
    } catch (SQLException e) {
      throw LakeProblem.writing(folder, e);
    }
  }
}
