package weir.ingest;

import weir.archive.UnpackingLimits;

/**
 * What input may cost. Each has an option of the same name, so that a refusal can say what to
 * raise.
 *
 * @param pageSeconds for the reading of one page
 * @param pageBytes of one page, or of one row of a table
 * @param pageParts tags and attributes of one HTML page together: each costs some 100 bytes of
 *     memory while the page is read
 * @param unpackedRatio bytes that an archive may unpack to for each of its own
 * @param unpackedBytes that one input may unpack to
 * @param layers of archives and compressions within each other
 * @param stuckPages that may go on working after they were refused for their time
 */
public record Limits(
    long pageSeconds,
    int pageBytes,
    int pageParts,
    int unpackedRatio,
    long unpackedBytes,
    int layers,
    int stuckPages) {

  /** The largest real page seen has 40,000 tags and attributes and 3 MB without its pictures. */
  public static final Limits USUAL =
      new Limits(
          30,
          64 << 20,
          2_000_000,
          UnpackingLimits.USUAL.ratio(),
          UnpackingLimits.USUAL.totalBytes(),
          UnpackingLimits.USUAL.layers(),
          8);

  public Limits {
    if (pageSeconds < 1
        || pageBytes < 1
        || pageParts < 1
        || unpackedRatio < 1
        || unpackedBytes < 1
        || layers < 1
        || stuckPages < 0) {
      throw new IllegalArgumentException("A limit of reading is below one");
    }
  }

  /** These with another time for a page. */
  public Limits withPageSeconds(long seconds) {
    return new Limits(
        seconds, pageBytes, pageParts, unpackedRatio, unpackedBytes, layers, stuckPages);
  }

  UnpackingLimits unpacking() {
    return new UnpackingLimits(
        unpackedRatio, UnpackingLimits.USUAL.freeBytes(), unpackedBytes, layers, pageBytes);
  }
}
