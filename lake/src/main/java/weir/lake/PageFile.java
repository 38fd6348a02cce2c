package weir.lake;

/**
 * One WARC file of kept pages.
 *
 * @param path relative to the lake's folder
 * @param source the source of every page in it
 */
public record PageFile(String path, String source, long records, long bytes) {}
