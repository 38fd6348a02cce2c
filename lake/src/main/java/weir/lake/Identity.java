package weir.lake;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.capture.Capture;
import weir.row.Column;
import weir.row.Row;

/**
 * What makes an observation this one and no other: the first 16 bytes of the SHA-256 over a page's
 * source, url, time and digest. Of rows that no page stands behind, over the table and all values.
 *
 * @param high the first eight bytes; stands beside every row as {@link #OBSERVATION}
 * @param low the next eight
 */
public record Identity(long high, long low) implements Comparable<Identity> {

  /** The column in every part, hidden from queries, that leads a row to its observation. */
  public static final String OBSERVATION = "_observation";

  static final int BYTES = 16;

  private static final ThreadLocal<MessageDigest> SHA256 =
      ThreadLocal.withInitial(() -> {
        try {
          return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
          throw new IllegalStateException("Every JDK has SHA-256", e);
        }
      });

  /**
   * The identity of a page.
   *
   * @param capturedAt to the microsecond, as the tables keep it
   */
  public static Identity of(
      String source, String url, @Nullable Instant capturedAt, String digest) {
    MessageDigest sha = SHA256.get();
    feed(sha, source);
    feed(sha, url);
    feed(sha, capturedAt == null ? null : capturedAt.truncatedTo(ChronoUnit.MICROS).toString());
    feed(sha, digest);
    return of(sha.digest());
  }

  public static Identity of(Capture capture) {
    return of(capture.source(), capture.url(), capture.capturedAt(), capture.digest());
  }

  /** The identity of a row without a page. Which ingest brought it does not matter. */
  static Identity of(String table, List<Column> columns, Row row) {
    MessageDigest sha = SHA256.get();
    feed(sha, table);
    for (Column column : columns) {
      if (!column.name().equals("ingest")) {
        feed(sha, column.name());
        Object value = column.of(row);
        feed(sha, value == null ? null : value.toString());
      }
    }
    return of(sha.digest());
  }

  /** The key under which a page's bytes are found again. */
  static Identity ofPage(String source, String digest) {
    MessageDigest sha = SHA256.get();
    feed(sha, source);
    feed(sha, digest);
    return of(sha.digest());
  }

  static Identity of(byte[] sha) {
    ByteBuffer bytes = ByteBuffer.wrap(sha);
    return new Identity(bytes.getLong(), bytes.getLong());
  }

  /** Each part with its length before it, so that no two lists of parts feed the same bytes. */
  private static void feed(MessageDigest sha, @Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    int length = text == null ? -1 : bytes.length;
    sha.update((byte) (length >>> 24));
    sha.update((byte) (length >>> 16));
    sha.update((byte) (length >>> 8));
    sha.update((byte) length);
    sha.update(bytes);
  }

  @Override
  public int compareTo(Identity other) {
    int first = Long.compareUnsigned(high, other.high);
    return first != 0 ? first : Long.compareUnsigned(low, other.low);
  }
}
