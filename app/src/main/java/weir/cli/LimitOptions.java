package weir.cli;

import picocli.CommandLine.Option;
import weir.ingest.Limits;

/** What input may cost, as options. */
final class LimitOptions {

  @Option(
      names = "--page-seconds",
      paramLabel = "N",
      description = "Time for one page (default: 30).")
  long pageSeconds = Limits.USUAL.pageSeconds();

  @Option(
      names = "--page-bytes",
      paramLabel = "N",
      description = "Size of one page, or of one row of a table (default: 67108864, 64 MiB).")
  int pageBytes = Limits.USUAL.pageBytes();

  @Option(
      names = "--page-parts",
      paramLabel = "N",
      description = "Tags and attributes of one HTML page (default: 2000000).")
  int pageParts = Limits.USUAL.pageParts();

  @Option(
      names = "--unpacked-ratio",
      paramLabel = "N",
      description =
          "Bytes that an archive may unpack to for each of its own; the first 256 MiB are free"
              + " (default: 400).")
  int unpackedRatio = Limits.USUAL.unpackedRatio();

  @Option(
      names = "--unpacked-bytes",
      paramLabel = "N",
      description = "Bytes that one file may unpack to (default: 2199023255552, 2 TiB).")
  long unpackedBytes = Limits.USUAL.unpackedBytes();

  @Option(
      names = "--layers",
      paramLabel = "N",
      description = "Archives and compressions within each other (default: 8).")
  int layers = Limits.USUAL.layers();

  @Option(
      names = "--stuck-pages",
      paramLabel = "N",
      description =
          "Pages that may go on working after they were refused for their time (default: 8).")
  int stuckPages = Limits.USUAL.stuckPages();

  Limits limits() {
    try {
      return new Limits(
          pageSeconds, pageBytes, pageParts, unpackedRatio, unpackedBytes, layers, stuckPages);
    } catch (IllegalArgumentException e) {
      throw Problem.usage("Each limit is a number of 1 or more.");
    }
  }
}
