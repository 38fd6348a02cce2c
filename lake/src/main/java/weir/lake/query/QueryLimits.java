package weir.lake.query;

import java.time.Duration;

/**
 * What a query may take.
 *
 * @param memoryMegabytes of DuckDB; what does not fit is spilled to the system's temporary folder
 * @param threads of DuckDB
 * @param timeout of a query that a user wrote
 * @param rows of a result that is handed over whole
 */
public record QueryLimits(int memoryMegabytes, int threads, Duration timeout, int rows) {

  /** Half a small machine: other work goes on beside it. */
  public static final QueryLimits USUAL =
      new QueryLimits(
          1024,
          Math.min(8, Runtime.getRuntime().availableProcessors()),
          Duration.ofSeconds(60),
          1_000_000);

  /** For what derives tables: ratings that stand on several pages are found in memory. */
  public static final QueryLimits DERIVING =
      new QueryLimits(2048, USUAL.threads, USUAL.timeout, USUAL.rows);

  /** The same where two sources are derived at once. */
  public static final QueryLimits DERIVING_ONE_OF_TWO =
      new QueryLimits(1280, USUAL.threads, USUAL.timeout, USUAL.rows);

  /** For what answers many questions from tables in memory: some 70 MB a million observations. */
  public static final QueryLimits IN_MEMORY = DERIVING;

  public QueryLimits {
    if (memoryMegabytes < 64 || threads < 1 || rows < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "A query needs at least 64 MB, a thread, a row and some time");
    }
  }
}
