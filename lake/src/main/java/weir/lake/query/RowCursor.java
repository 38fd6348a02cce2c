package weir.lake.query;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import weir.lake.LakeProblem;

/**
 * The rows of a query one by one, where millions are read: columns by position, from 1, numbers
 * without an object each. Reading a text costs some ten times as much as a number.
 */
public final class RowCursor implements AutoCloseable {
  private final @Nullable DuckDBConnection connection;
  private final PreparedStatement statement;
  private final ResultSet rows;

  /**
   * @param connection closed with the rows
   */
  RowCursor(DuckDBConnection connection, String sql) throws SQLException {
    this.connection = connection;
    this.statement = connection.prepareStatement(sql);
    this.rows = statement.executeQuery();
  }

  /**
   * @param statement closed with the rows; its connection is not
   */
  RowCursor(PreparedStatement statement) throws SQLException {
    this.connection = null;
    this.statement = statement;
    this.rows = statement.executeQuery();
  }

  private interface Reading<T> {
    T of() throws SQLException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.of();
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  /** Goes to the next row; false after the last. */
  public boolean next() {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  /** A whole number that is known to be there. */
  public long whole(int column) {
    try {
      return rows.getLong(column);
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  /** A real number that is known to be there. */
  public double amount(int column) {
    try {
      return rows.getDouble(column);
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  public @Nullable Long integer(int column) {
    try {
      long value = rows.getLong(column);
      return rows.wasNull() ? null : Long.valueOf(value);
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  public @Nullable Double real(int column) {
    try {
      double value = rows.getDouble(column);
      return rows.wasNull() ? null : Double.valueOf(value);
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be read: " + e.getMessage(), e);
    }
  }

  public @Nullable BigDecimal money(int column) {
    return read(() -> rows.getBigDecimal(column));
  }

  public boolean truth(int column) {
    return read(() -> rows.getBoolean(column));
  }

  public @Nullable String text(int column) {
    return read(() -> rows.getString(column));
  }

  @Override
  public void close() {
    try (connection;
        statement;
        rows) {
      return;
    } catch (SQLException e) {
      throw new LakeProblem("A result cannot be closed: " + e.getMessage(), e);
    }
  }
}
