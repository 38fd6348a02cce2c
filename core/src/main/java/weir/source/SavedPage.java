package weir.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page as it arrived, before anything was read from it.
 *
 * @param input what the user named: a file, a folder, an archive
 * @param address the page's address, or its path within the input
 * @param archivedAt when an archive says that it was saved
 * @param fileTime when its file was last changed; trusted only where a profile says so
 * @param charset the encoding that an archive states, which may be a lie
 * @param body the bytes; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a page are shared, never compared
public record SavedPage(
    String input,
    String address,
    @Nullable Instant archivedAt,
    @Nullable Instant fileTime,
    @Nullable String charset,
    byte[] body) {

  /** A page of which nobody states the encoding. */
  public SavedPage(
      String input,
      String address,
      @Nullable Instant archivedAt,
      @Nullable Instant fileTime,
      byte[] body) {
    this(input, address, archivedAt, fileTime, null, body);
  }
}
