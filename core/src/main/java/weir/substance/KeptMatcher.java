package weir.substance;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A matcher as bytes that can be kept, so that a vocabulary of tens of thousands of names is ready
 * at once. They hold nothing that cannot be made again: bytes that are damaged, or are of other
 * names or another version of Weir, are as good as none.
 *
 * <p>They are {@link #MAGIC}, a digest of the names, the spellings, the tree, the openings, and a
 * CRC-32C of all that; big-endian.
 */
final class KeptMatcher {
  /** Counts up with each change of what is kept and of how a name is spelled or folded. */
  private static final long MAGIC = 0x5765_6972_4e4d_0001L;

  private static final int DIGEST = 32;

  private KeptMatcher() {}

  /**
   * The matcher of these names: read from what was kept, or made.
   *
   * @param kept what an earlier call gave to {@code keep}; null for nothing
   * @param keep takes the bytes of a matcher that had to be made
   */
  static NameMatcher of(List<LexiconName> names, byte @Nullable [] kept, Consumer<byte[]> keep) {
    byte[] digest = digest(names);
    NameMatcher read = kept == null ? null : read(names, digest, kept);
    if (read != null) {
      return read;
    }
    NameMatcher made = NameMatcher.of(names);
    keep.accept(written(made, names, digest));
    return made;
  }

  private static byte[] digest(List<LexiconName> names) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(
                new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
      for (LexiconName name : names) {
        out.writeUTF(name.name());
        out.writeUTF(name.language());
        out.writeUTF(name.kind().name());
        out.writeUTF(name.ambiguity().name());
      }
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return digest.digest();
  }

  private static @Nullable NameMatcher read(List<LexiconName> names, byte[] digest, byte[] bytes) {
    int length = bytes.length - Long.BYTES;
    if (length < Long.BYTES + DIGEST) {
      return null;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    boolean good =
        in.getLong() == MAGIC
            && Arrays.equals(bytes, Long.BYTES, Long.BYTES + DIGEST, digest, 0, DIGEST)
            && in.getLong(length) == sum(bytes, length);
    try {
      return good ? NameMatcher.read(in.position(Long.BYTES + DIGEST), names) : null;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
      return null;
    }
  }

  private static long sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }

  private static byte[] written(NameMatcher matcher, List<LexiconName> names, byte[] digest) {
    IdentityHashMap<LexiconName, Integer> numbers = new IdentityHashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 20);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(MAGIC);
      out.write(digest);
      matcher.write(out, name -> Objects.requireNonNull(numbers.get(name)));
      byte[] all = bytes.toByteArray();
      out.writeLong(sum(all, all.length));
    } catch (IOException e) {
      throw new IllegalStateException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  static void write(DataOutputStream out, long[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (long number : numbers) {
      out.writeLong(number);
    }
  }

  static long[] longs(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining() / Long.BYTES) {
      throw new BufferUnderflowException();
    }
    long[] numbers = new long[length];
    in.asLongBuffer().get(numbers);
    in.position(in.position() + length * Long.BYTES);
    return numbers;
  }
}
