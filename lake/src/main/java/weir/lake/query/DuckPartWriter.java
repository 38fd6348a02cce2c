package weir.lake.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.jspecify.annotations.Nullable;
import weir.lake.Identity;
import weir.lake.LakeProblem;
import weir.lake.PartWriter;
import weir.row.Column;
import weir.row.Row;

/** Writes parts with DuckDB. Rows gather in {@link RowBuffer}s; DuckDB sees them when it writes. */
final class DuckPartWriter implements PartWriter {
  private final DuckDBConnection connection;
  private final Map<String, RowBuffer> groups = new ConcurrentHashMap<>();

  /** Found by the ledger through {@link java.util.ServiceLoader}. */
  public static final class Engine implements PartWriter.Engine {
    @Override
    public PartWriter open() {
      try {
        return new DuckPartWriter();
      } catch (SQLException e) {
        throw new LakeProblem(
            "Cannot start DuckDB: %s. Run `weir doctor`.".formatted(e.getMessage()), e);
      }
    }
  }

  private DuckPartWriter() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("memory_limit", "1GB");
    settings.setProperty("temp_directory", "");
    // Rows come from one thread; a second one waits for it busily, and takes the reader's core.
    settings.setProperty("threads", "1");
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
    register(connection);
  }

  private void register(Connection with) throws SQLException {
    DuckDBFunctions.tableFunction()
        .withName("weir_rows")
        .withParameter(DuckDBColumnType.VARCHAR)
        .withFunction(new Rows())
        .register(with);
  }

  /** {@code weir_rows('group')}: the rows of a group, in order. */
  private final class Rows implements DuckDBTableFunction<RowBuffer, Cursor, Object> {
    @Override
    public RowBuffer bind(DuckDBTableFunctionBindInfo info) {
      RowBuffer buffer = Objects.requireNonNull(groups.get(info.getParameter(0).getString()));
      buffer.declare(info);
      return buffer;
    }

    @Override
    public Cursor init(DuckDBTableFunctionInitInfo info) {
      info.setMaxThreads(1);
      RowBuffer buffer = info.getBindData();
      return new Cursor(buffer.order());
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk)
        throws SQLException {
      RowBuffer buffer = info.getBindData();
      Cursor cursor = info.getInitData();
      int taken = buffer.fill(chunk, cursor.order, cursor.position);
      cursor.position += taken;
      return taken;
    }
  }

  private static final class Cursor {
    final int[] order;
    int position;

    Cursor(int[] order) {
      this.order = order;
    }
  }

  @Override
  public long append(String group, List<Column> columns, long observation, Row row) {
    return groups.computeIfAbsent(group, _ -> new RowBuffer(columns)).add(observation, row);
  }

  @Override
  public void write(String group, List<Column> columns, Path file, Map<String, String> metadata) {
    groups.computeIfAbsent(group, _ -> new RowBuffer(columns));
    String values = columns.stream().map(RowBuffer::expression).collect(Collectors.joining(", "));
    try {
      copy(
          "SELECT %s, %s FROM weir_rows(%s)"
              .formatted(values, Identity.OBSERVATION, DuckTypes.text(group)),
          file,
          metadata);
    } catch (SQLException e) {
      throw LakeProblem.writing(file, e);
    }
    groups.remove(group);
  }

  /**
   * A fifth of DuckDB's usual rows: it holds a whole group, uncompressed, until that is written.
   */
  private static final int ROWS_OF_A_GROUP = 24_576;

  private void copy(String select, Path file, Map<String, String> metadata) throws SQLException {
    String pairs =
        metadata.entrySet().stream()
            .map(entry -> DuckTypes.name(entry.getKey()) + ": " + DuckTypes.text(entry.getValue()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE %d%s)"
              .formatted(
                  select,
                  DuckTypes.text(file.toString()),
                  ROWS_OF_A_GROUP,
                  pairs.isEmpty() ? "" : ", KV_METADATA {" + pairs + "}"));
    }
  }

  @Override
  public long copyWithout(Path part, Path copy, Set<Long> observations) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE OR REPLACE TEMP TABLE without (observation BIGINT)");
      try (DuckDBAppender appender = connection.createAppender("without")) {
        for (Long observation : observations) {
          appender.beginRow().append(observation.longValue()).endRow();
        }
      }
      copy(
          "SELECT p.* FROM read_parquet(%s) p ANTI JOIN without w ON p.%s = w.observation"
              .formatted(DuckTypes.text(part.toString()), Identity.OBSERVATION),
          copy,
          metadataOf(part));
      try (ResultSet count =
          statement.executeQuery(
              "SELECT count(*) FROM read_parquet(" + DuckTypes.text(copy.toString()) + ")")) {
        count.next();
        return count.getLong(1);
      }
    } catch (SQLException e) {
      throw LakeProblem.writing(copy, e);
    }
  }

  @Override
  public long copyWhere(Path part, Path copy, String condition) {
    try {
      copy(
          "SELECT p.* FROM read_parquet(%s) p WHERE %s"
              .formatted(DuckTypes.text(part.toString()), condition),
          copy,
          metadataOf(part));
    } catch (SQLException e) {
      throw LakeProblem.writing(copy, e);
    }
    return rows(copy);
  }

  @Override
  public long join(List<Path> parts, Path into, Map<String, String> metadata) {
    try {
      copy(
          "SELECT * FROM read_parquet([%s])"
              .formatted(
                  parts.stream()
                      .map(part -> DuckTypes.text(part.toString()))
                      .collect(Collectors.joining(", "))),
          into,
          metadata);
    } catch (SQLException e) {
      throw LakeProblem.writing(into, e);
    }
    return rows(into);
  }

  @Override
  public void remember(String table, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE TEMP TABLE %s AS %s".formatted(DuckTypes.name(table), sql));
    } catch (SQLException e) {
      throw new LakeProblem("The lake's rows cannot be looked through: " + e.getMessage(), e);
    }
  }

  @Override
  public List<List<@Nullable Object>> ask(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      int columns = found.getMetaData().getColumnCount();
      while (found.next()) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(found.getObject(i));
        }
        rows.add(row);
      }
      return rows;
    } catch (SQLException e) {
      throw new LakeProblem("The lake's rows cannot be looked through: " + e.getMessage(), e);
    }
  }

  @Override
  public long rows(Path part) {
    try (Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT num_rows FROM parquet_file_metadata(%s)"
                    .formatted(DuckTypes.text(part.toString())))) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new LakeProblem(
          "Cannot read %s: it is no whole Parquet file (%s). Restore it from a copy of the lake."
              .formatted(part, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private Map<String, String> metadataOf(Path part) throws SQLException {
    Map<String, String> metadata = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet pairs =
            statement.executeQuery(
                "SELECT decode(key), decode(value) FROM parquet_kv_metadata("
                    + DuckTypes.text(part.toString())
                    + ") WHERE starts_with(decode(key), 'weir_')")) {
      while (pairs.next()) {
        metadata.put(pairs.getString(1), pairs.getString(2));
      }
    }
    return metadata;
  }

  @Override
  public void close() {
    groups.clear();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LakeProblem("DuckDB cannot be closed: " + e.getMessage(), e);
    }
  }
}
