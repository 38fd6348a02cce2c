package weir.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Digests that stand for ids and bytes. */
final class Digests {

  private static final int ID_BYTES = 10;

  /** One for each thread: pages hold a hundred records, and each new digest is looked up. */
  private static final ThreadLocal<MessageDigest> EMPTY = ThreadLocal.withInitial(Digests::digest);

  private Digests() {}

  /** SHA-256 in lower-case hex. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** An id made of a record's fields; none when all of them are empty. */
  static List<String> of(RawRecord record, List<String> fields) {
    MessageDigest digest = EMPTY.get();
    boolean any = false;
    for (String field : fields) {
      for (RawRecord.Value value : record.values(field)) {
        digest.update(value.text().getBytes(StandardCharsets.UTF_8));
        any = true;
      }
      digest.update((byte) 0x1f);
    }
    byte[] id = digest.digest(); // which empties it again
    return any ? List.of(HexFormat.of().formatHex(id, 0, ID_BYTES)) : List.of();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
