package weir.ingest;

import java.util.Locale;
import weir.archive.UnpackingLimits;

/** What input may cost, one by one: names, usual values, and what each refuses. */
public enum Limit {
  PAGE_SECONDS(30, 86_400, "Time for one page"),

  /** The largest real page seen has 3 MB without its pictures. */
  PAGE_BYTES(64 << 20, 1 << 30, "Size of one page, or of one row of a table"),

  /** Each costs some 100 bytes of memory while the page is read; 40,000 is the most seen. */
  PAGE_PARTS(
      2_000_000,
      100_000_000,
      "Tags and attributes of one HTML page, or values on one line of JSON"),

  UNPACKED_RATIO(
      UnpackingLimits.USUAL.ratio(),
      1_000_000,
      "Bytes that an archive may unpack to for each of its own; the first 256 MiB are free"),

  UNPACKED_BYTES(UnpackingLimits.USUAL.totalBytes(), 1L << 60, "Bytes that one file may unpack to"),

  LAYERS(UnpackingLimits.USUAL.layers(), 100, "Archives and compressions within each other"),

  BROKEN_PLACES(
      UnpackingLimits.USUAL.brokenPlaces(),
      1_000_000_000,
      "Places of one archive that cannot be read before it is given up"),

  STUCK_PAGES(8, 1_000, "Pages that may go on working after they were refused for their time");

  private final long usual;
  private final long most;
  private final String bounds;

  Limit(long usual, long most, String bounds) {
    this.usual = usual;
    this.most = most;
    this.bounds = bounds;
  }

  /** The option that sets it: {@code --page-bytes}. */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public long usual() {
    return usual;
  }

  /** The highest value that can be set; the lowest is 1. */
  public long most() {
    return most;
  }

  /** What it bounds, in words. */
  public String bounds() {
    return bounds;
  }
}
