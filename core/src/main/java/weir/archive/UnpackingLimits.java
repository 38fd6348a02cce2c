package weir.archive;

/**
 * How much an input may unpack to.
 *
 * @param ratio bytes unpacked for each byte read, over all layers
 * @param freeBytes unpacked before the ratio is looked at
 * @param totalBytes unpacked from one input
 * @param layers archives within archives, each compression counting as one
 * @param pieceBytes of a page inside HAR and MHTML, which are held in memory
 * @param brokenPlaces of one input that are told one by one; with more of them it is given up
 */
public record UnpackingLimits(
    int ratio, long freeBytes, long totalBytes, int layers, int pieceBytes, int brokenPlaces) {

  /** Deflate cannot pass 1,032 a layer; saved market pages and tables stay below 60. */
  public static final UnpackingLimits USUAL =
      new UnpackingLimits(400, 256L << 20, 2L << 40, 8, 64 << 20, 10_000);

  public UnpackingLimits {
    if (ratio < 1
        || freeBytes < 0
        || totalBytes < 1
        || layers < 1
        || pieceBytes < 1
        || brokenPlaces < 1) {
      throw new IllegalArgumentException("A limit of unpacking is below one");
    }
  }
}
