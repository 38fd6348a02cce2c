package weir.lake.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import weir.lake.Identity;
import weir.lake.LakeProblem;
import weir.lake.PartWriter;
import weir.row.Column;
import weir.row.ColumnType;
import weir.row.Row;

/** Writes parts with DuckDB: rows gather in tables in memory and leave as Parquet. */
final class DuckPartWriter implements PartWriter {
  /** In this order, as far as a table has them: a listing's observations lie side by side. */
  private static final List<String> SORTED_BY =
      List.of("source", "listing_id", "account", "captured_at");

  private final DuckDBConnection connection;
  private final Map<String, DuckDBAppender> appenders = new HashMap<>();

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
    // A batch is at most 256 MB; sorting it takes as much again.
    settings.setProperty("memory_limit", "1536MB");
    settings.setProperty("temp_directory", "");
    settings.setProperty(
        "threads", Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors())));
    connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  @Override
  public long append(String group, List<Column> columns, long observation, Row row) {
    try {
      DuckDBAppender appender = appenders.get(group);
      if (appender == null) {
        appender = begin(group, columns);
        appenders.put(group, appender);
      }
      appender.beginRow();
      long bytes = 8;
      for (Column column : columns) {
        bytes += append(appender, column.type(), column.of(row));
      }
      appender.append(observation);
      appender.endRow();
      return bytes;
    } catch (SQLException e) {
      throw new LakeProblem(
          "DuckDB cannot take a row (%s). Nothing was added to the lake; run the same command again, and report it if it recurs."
              .formatted(e.getMessage()),
          e);
    }
  }

  private DuckDBAppender begin(String group, List<Column> columns) throws SQLException {
    String declared =
        columns.stream()
            .map(column -> DuckTypes.name(column.name()) + " " + DuckTypes.sql(column.type()))
            .collect(Collectors.joining(", "));
    execute(
        "CREATE TABLE %s (%s, %s BIGINT)"
            .formatted(DuckTypes.name(group), declared, Identity.OBSERVATION));
    return connection.createAppender(group);
  }

  private static long append(DuckDBAppender to, ColumnType type, @Nullable Object value)
      throws SQLException {
    if (value == null) {
      to.appendNull();
      return 1;
    }
    switch (type) {
      case TEXT -> {
        String text = (String) value;
        to.append(text);
        return 8L + text.length();
      }
      case TIMESTAMP -> to.appendEpochMicros(micros((Instant) value));
      case DATE -> to.append((LocalDate) value);
      case INTEGER -> to.append(((Number) value).longValue());
      case MONEY ->
          to.append(((BigDecimal) value).setScale(ColumnType.MONEY_SCALE, RoundingMode.HALF_EVEN));
      case REAL -> to.append(((Number) value).doubleValue());
      case BOOLEAN -> to.append(((Boolean) value).booleanValue());
      case TEXT_LIST -> {
        Collection<?> list = (Collection<?>) value;
        to.append(list);
        return 16L + list.stream().mapToLong(inner -> 8L + String.valueOf(inner).length()).sum();
      }
    }
    return 8;
  }

  private static long micros(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000L);
  }

  @Override
  public void write(String group, List<Column> columns, Path file, Map<String, String> metadata) {
    try {
      DuckDBAppender appender = appenders.remove(group);
      if (appender == null) {
        appender = begin(group, columns);
      }
      appender.close();
      Set<String> names = columns.stream().map(Column::name).collect(Collectors.toSet());
      String sorted =
          SORTED_BY.stream()
              .filter(names::contains)
              .map(DuckTypes::name)
              .collect(Collectors.joining(", "));
      copy(
          "SELECT * FROM "
              + DuckTypes.name(group)
              + (sorted.isEmpty() ? "" : " ORDER BY " + sorted),
          file,
          metadata);
      execute("DROP TABLE " + DuckTypes.name(group));
    } catch (SQLException e) {
      throw LakeProblem.writing(file, e);
    }
  }

  private void copy(String select, Path file, Map<String, String> metadata) throws SQLException {
    String pairs =
        metadata.entrySet().stream()
            .map(entry -> DuckTypes.name(entry.getKey()) + ": " + DuckTypes.text(entry.getValue()))
            .collect(Collectors.joining(", "));
    execute(
        "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd%s)"
            .formatted(
                select,
                DuckTypes.text(file.toString()),
                pairs.isEmpty() ? "" : ", KV_METADATA {" + pairs + "}"));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public long copyWithout(Path part, Path copy, Set<Long> observations) {
    try (Statement statement = connection.createStatement()) {
      String from = "read_parquet(" + DuckTypes.text(part.toString()) + ")";
      statement.execute("CREATE OR REPLACE TEMP TABLE without (observation BIGINT)");
      try (DuckDBAppender appender = connection.createAppender("without")) {
        for (Long observation : observations) {
          appender.beginRow().append(observation.longValue()).endRow();
        }
      }
      String rest =
          "SELECT p.* FROM %s p ANTI JOIN without w ON p.%s = w.observation"
              .formatted(from, Identity.OBSERVATION);
      copy(rest, copy, metadataOf(part));
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
  public void forget() {
    try {
      for (Map.Entry<String, DuckDBAppender> entry : appenders.entrySet()) {
        entry.getValue().close();
        execute("DROP TABLE " + DuckTypes.name(entry.getKey()));
      }
      appenders.clear();
    } catch (SQLException e) {
      throw new LakeProblem("DuckDB cannot forget rows: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new LakeProblem("DuckDB cannot be closed: " + e.getMessage(), e);
    }
  }
}
