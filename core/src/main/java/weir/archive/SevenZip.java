package weir.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads a 7z, whose list stands at its end: from the file itself, or, within another archive or a
 * stream, from memory when it is small enough.
 */
final class SevenZip {

  /** What its decoders may set aside: the strongest usual preset needs 65 MB. */
  private static final int DECODER_KIBIBYTES = 100 << 10;

  private final Unpacking unpacking;
  private final Budget budget;
  private final UnpackingLimits limits;

  SevenZip(Unpacking unpacking, Budget budget, UnpackingLimits limits) {
    this.unpacking = unpacking;
    this.budget = budget;
    this.limits = limits;
  }

  @SuppressWarnings("JavaUtilDate") // the newer form is a class of the file system's
  void read(Found outer, Tape tape, @Nullable SeekableByteChannel seekable, int layer)
      throws IOException {
    SeekableByteChannel channel = seekable;
    if (channel == null) {
      byte[] whole = tape.readNBytes(limits.pieceBytes() + 1);
      if (whole.length > limits.pieceBytes()) {
        unpacking.broken(
            outer.address(),
            "unread-archive",
            "A 7z is read from its end, and this one, inside another archive or a stream, is larger"
                + " than %,d bytes.".formatted(limits.pieceBytes()),
            "Read it as a file of its own.");
        return;
      }
      channel = new SeekableInMemoryByteChannel(whole);
    } else {
      channel.position(0);
    }
    budget.consumedAtLeast(channel.size());
    try (SevenZFile file = open(channel)) {
      SevenZArchiveEntry entry = next(file);
      while (entry != null) {
        String name = entry.getName() == null ? "unnamed" : entry.getName();
        Found found =
            outer.within(
                name,
                entry.getHasLastModifiedDate() ? entry.getLastModifiedDate().toInstant() : null);
        if (!entry.isDirectory() && entry.hasStream()) {
          unpacking.entry(found, budget.metered(body(file, entry)), layer + 1, "");
        }
        entry = next(file);
      }
    } catch (Broken e) {
      if (e.getCause() instanceof PasswordRequiredException) {
        unpacking.broken(
            outer.address(), "unread-entry", "It is encrypted.", "Unpack it, and read the folder.");
      } else {
        unpacking.damaged(outer.address(), e);
      }
    }
  }

  private static SevenZFile open(SeekableByteChannel channel) throws Broken {
    try {
      return SevenZFile.builder()
          .setSeekableByteChannel(channel)
          .setMaxMemoryLimitKiB(DECODER_KIBIBYTES)
          .get();
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }

  private static InputStream body(SevenZFile file, SevenZArchiveEntry entry) throws Broken {
    try {
      return file.getInputStream(entry);
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }

  /** The library fails in many ways on headers that it did not write. */
  private static @Nullable SevenZArchiveEntry next(SevenZFile file) throws Broken {
    try {
      return file.getNextEntry();
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }
}
