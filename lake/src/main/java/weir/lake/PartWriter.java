package weir.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.row.Column;
import weir.row.Row;

/**
 * Writes rows as Parquet. It stands between the ledger and an engine: DuckDB on one machine, Spark
 * on many. Used by one thread at a time.
 */
public interface PartWriter extends AutoCloseable {

  /**
   * Takes one row into the group's memory.
   *
   * @param group rows of one group become one part
   * @param observation the high half of the row's {@link Identity}
   * @return an estimate of the bytes it takes
   */
  long append(String group, List<Column> columns, long observation, Row row);

  /** Writes the group's rows, with a zstd-compressed column per column and one for observations. */
  void write(String group, List<Column> columns, Path file, Map<String, String> metadata);

  /**
   * Copies the rows of a part for which a condition holds.
   *
   * @param condition SQL over the part's columns and over tables made by {@link #remember}
   * @return the rows copied
   */
  long copyWhere(Path part, Path copy, String condition);

  /** Copies the rows of parts that have the same columns into one; returns how many. */
  long join(List<Path> parts, Path into, Map<String, String> metadata);

  /** Makes the answer to a query a table of that name, until the writer is closed. */
  void remember(String table, String sql);

  /** The answer to a query, row by row, in memory. */
  List<List<@Nullable Object>> ask(String sql);

  /**
   * How many rows a part holds by its own account, its footer read alone.
   *
   * @throws LakeProblem when it cannot be read
   */
  long rows(Path part);

  /**
   * Copies a part without the rows of some observations.
   *
   * @return the rows left
   */
  long copyWithout(Path part, Path copy, Set<Long> observations);

  @Override
  void close();

  /**
   * Where writers come from; found by {@link ServiceLoader}, so that the ledger knows no engine.
   */
  interface Engine {
    PartWriter open();
  }

  /** A writer of the first engine on the class path. */
  static PartWriter open() {
    return ServiceLoader.load(Engine.class, PartWriter.class.getClassLoader())
        .findFirst()
        .orElseThrow(() ->
            new LakeProblem(
                "No engine that writes Parquet is on the class path. Build again with ./weir, or add the jar weir-lake to the class path."))
        .open();
  }
}
