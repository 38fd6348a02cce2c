package weir.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that stands in a stream or an archive.
 *
 * @param address its URL where the archive gives one, else the outer path, {@code !/} and the path
 *     within; without absolute parts, {@code ..} and control characters
 * @param archivedAt when the archive says that it was saved
 * @param changedAt when its file was last changed, as a zip, tar or 7z has it
 * @param mediaType in lower case without parameters, as the archive states it; null for plain files
 * @param charset as the archive states it, which may be a lie; null when it does not
 */
public record Found(
    String address,
    @Nullable Instant archivedAt,
    @Nullable Instant changedAt,
    @Nullable String mediaType,
    @Nullable String charset) {

  /** A plain file of which only path and time are known. */
  public static Found file(String address, @Nullable Instant changedAt) {
    return new Found(address, null, changedAt, null, null);
  }

  Found within(String innerPath, @Nullable Instant innerChangedAt) {
    return new Found(
        address + "!/" + EntryName.safe(innerPath), archivedAt, innerChangedAt, null, null);
  }
}
