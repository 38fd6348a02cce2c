package weir.substance;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A matcher kept in a file, so that a vocabulary of tens of thousands of names is ready at once.
 * The file holds nothing that cannot be made again: one that is damaged, or is of other names or
 * another version of Weir, is made anew; where it cannot be written, the matcher is made each time.
 *
 * <p>It holds {@link #MAGIC}, a digest of the names, the spellings, the tree, the openings, and a
 * CRC-32C of all that; big-endian.
 */
final class KeptMatcher {
  /** Counts up with each change of what is kept and of how a name is spelled or folded. */
  private static final long MAGIC = 0x5765_6972_4e4d_0001L;

  private static final int DIGEST = 32;

  private KeptMatcher() {}

  /**
   * The matcher of these names: read from the file, or made and written there.
   *
   * @param file nothing is kept where its folder is missing
   */
  static NameMatcher of(List<LexiconName> names, Path file) {
    byte[] digest = digest(names);
    NameMatcher kept = read(names, digest, file);
    if (kept != null) {
      return kept;
    }
    NameMatcher made = NameMatcher.of(names);
    write(made, names, digest, file);
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

  private static @Nullable NameMatcher read(List<LexiconName> names, byte[] digest, Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      return null;
    }
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

  private static void write(
      NameMatcher matcher, List<LexiconName> names, byte[] digest, Path file) {
    IdentityHashMap<LexiconName, Integer> numbers = new IdentityHashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    Path unfinished = null;
    try {
      ByteArrayOutputStream kept = new ByteArrayOutputStream(1 << 20);
      DataOutputStream out = new DataOutputStream(kept);
      out.writeLong(MAGIC);
      out.write(digest);
      matcher.write(out, name -> Objects.requireNonNull(numbers.get(name)));
      byte[] all = kept.toByteArray();
      out.writeLong(sum(all, all.length));
      unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".matcher", ".new");
      Files.write(unfinished, kept.toByteArray());
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      discard(unfinished); // made again the next time
    }
  }

  private static void discard(@Nullable Path unfinished) {
    try {
      if (unfinished != null) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      // A left copy harms nothing.
    }
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
