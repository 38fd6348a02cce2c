package weir.lake.query;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  private void copy(String select, Path file, Map<String, String> metadata) throws SQLException {
    String pairs =
        metadata.entrySet().stream()
            .map(entry -> DuckTypes.name(entry.getKey()) + ": " + DuckTypes.text(entry.getValue()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd%s)"
              .formatted(
                  select,
                  DuckTypes.text(file.toString()),
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
