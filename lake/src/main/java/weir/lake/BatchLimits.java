package weir.lake;

/**
 * When a batch is closed and made durable: a run that dies loses at most one batch.
 *
 * @param rows in all tables together
 * @param bytes of rows and pages, before compression
 * @param groups tables times sources, each a file of its own
 */
public record BatchLimits(long rows, long bytes, int groups) {

  /** At most 256 MB, as the design has it; the rows bound what the JVM keeps of identities. */
  public static final BatchLimits USUAL = new BatchLimits(250_000, 256L << 20, 512);

  public BatchLimits {
    if (rows < 1 || bytes < 1 || groups < 1) {
      throw new IllegalArgumentException("A batch holds at least one row, byte and group");
    }
  }
}
