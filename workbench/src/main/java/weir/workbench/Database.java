package weir.workbench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Connections, transactions and statements, alike on SQLite and PostgreSQL. */
final class Database implements AutoCloseable {
  private final HikariDataSource source;
  private final String name;

  private Database(HikariDataSource source, String name) {
    this.source = source;
    this.name = name;
  }

  static Database open(StoreSettings settings) {
    var pool = new HikariConfig();
    pool.setPoolName("weir-workbench");
    // Between transactions nothing is locked: a pooled connection that is asked whether it still
    // lives would begin one.
    pool.setAutoCommit(true);
    pool.setConnectionTimeout(TimeUnit.SECONDS.toMillis(20));
    if (settings.isSqlite()) {
      try {
        Files.createDirectories(settings.sqliteFile().toAbsolutePath().getParent());
      } catch (IOException e) {
        throw new WorkbenchProblem(
            "Cannot make the folder of %s. Choose another home with --home."
                .formatted(settings.sqliteFile()),
            e);
      }
      var config = new SQLiteConfig();
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      // What the page says is saved has reached the disk.
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
      config.setBusyTimeout(10_000);
      config.enforceForeignKeys(true);
      var sqlite = new SQLiteDataSource(config);
      sqlite.setUrl(settings.url());
      pool.setDataSource(sqlite);
      // One writer at a time; reading takes milliseconds and waits its turn.
      pool.setMaximumPoolSize(1);
    } else {
      pool.setJdbcUrl(settings.url());
      pool.setUsername(settings.user());
      pool.setPassword(settings.password());
      pool.setMaximumPoolSize(8);
      pool.setMinimumIdle(0);
    }
    HikariDataSource source;
    try {
      source = new HikariDataSource(pool);
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:weir/workbench/migrations")
          .table("workbench_migrations")
          .load()
          .migrate();
    } catch (FlywayException | com.zaxxer.hikari.pool.HikariPool.PoolInitializationException e) {
      throw new WorkbenchProblem(
          "The workbench at %s cannot be opened: %s. See that it is there, that nobody else holds it, and that this Weir is not older than the one that made it."
              .formatted(settings, lastReason(e)),
          e);
    }
    return new Database(source, settings.toString());
  }

  private static String lastReason(Throwable fault) {
    var last = fault;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).strip().replaceAll("\\s+", " ");
  }

  /** What is done within one transaction. */
  interface Work<T extends @Nullable Object> {
    T with(Session session) throws SQLException;
  }

  /** Does all of it, durably, or nothing. */
  <T extends @Nullable Object> T transaction(Work<T> work) {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.with(new Session(connection));
        connection.commit();
        return result;
      } catch (Throwable fault) {
        connection.rollback();
        throw fault;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new WorkbenchProblem(
          "The workbench at %s did not answer: %s. Nothing was changed; try again."
              .formatted(name, lastReason(e)),
          e);
    }
  }

  @Override
  public void close() {
    source.close();
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Statements of one transaction. */
  static final class Session {
    private final Connection connection;

    private Session(Connection connection) {
      this.connection = connection;
    }

    int run(String sql, @Nullable Object... values) throws SQLException {
      try (var statement = statement(sql, values)) {
        return statement.executeUpdate();
      }
    }

    <T> List<T> rows(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
      try (var statement = statement(sql, values);
          var result = statement.executeQuery()) {
        var rows = new ArrayList<T>();
        while (result.next()) {
          rows.add(row.read(result));
        }
        return rows;
      }
    }

    private PreparedStatement statement(String sql, @Nullable Object... values)
        throws SQLException {
      var statement = connection.prepareStatement(sql);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    }
  }
}
