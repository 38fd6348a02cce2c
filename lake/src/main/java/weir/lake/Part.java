package weir.lake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One immutable Parquet file of one table.
 *
 * @param path relative to the lake's folder
 * @param bytes its length on disk
 * @param source of the captures that its rows were read from; null where rows have no source
 * @param earliest the first capturedAt in it; null when no row has one
 * @param latest the last capturedAt in it
 * @param derivedFrom for derived tables, the key of what the rows were derived from
 * @param fromPages whether every row can be read again from a kept page
 * @param columns the columns it holds, beside {@link Identity#OBSERVATION}
 * @param ingest the id of the ingest that wrote it
 * @param versions of reader, profile, lexicon and whatever else made it
 */
public record Part(
    String table,
    String path,
    long rows,
    long bytes,
    @Nullable String source,
    @Nullable Instant earliest,
    @Nullable Instant latest,
    @Nullable String derivedFrom,
    boolean fromPages,
    List<String> columns,
    String ingest,
    Map<String, String> versions) {

  public Part {
    if (path.startsWith("/") || path.contains("..")) {
      throw new IllegalArgumentException("a part's path leaves the lake: " + path);
    }
    columns = List.copyOf(columns);
  }

  /** The same under another table's name, for a query that tells some parts apart. */
  public Part as(String name) {
    return new Part(
        name,
        path,
        rows,
        bytes,
        source,
        earliest,
        latest,
        derivedFrom,
        fromPages,
        columns,
        ingest,
        versions);
  }
}
