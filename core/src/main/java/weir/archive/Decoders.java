package weir.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens streams under compressions that libraries undo. */
final class Decoders {

  /** What xz may set aside: its strongest usual preset needs 65 MB. */
  private static final int XZ_KIBIBYTES = 100 << 10;

  private static final int LONGEST_DICTIONARY = 8 << 20;

  private Decoders() {}

  static InputStream xz(Tape tape) throws IOException {
    try {
      return new XZInputStream(tape, XZ_KIBIBYTES);
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }

  static InputStream bzip2(Tape tape) throws IOException {
    try {
      return new BZip2CompressorInputStream(tape, true);
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }

  /**
   * Zstandard, with the dictionary that a WARC may carry in a first frame of its own.
   *
   * @see <a href="https://iipc.github.io/warc-specifications/specifications/warc-zstd/">WARC
   *     Zstandard</a>
   */
  static InputStream zstd(Tape tape) throws IOException {
    try {
      byte[] dictionary = null;
      if (tape.at(0) == 0x5D) {
        tape.advance(4);
        byte[] size = tape.exactly(4);
        int length =
            (size[0] & 0xFF) | (size[1] & 0xFF) << 8 | (size[2] & 0xFF) << 16 | size[3] << 24;
        if (length < 0 || length > LONGEST_DICTIONARY) {
          throw new Broken("its dictionary is longer than %,d bytes".formatted(LONGEST_DICTIONARY));
        }
        dictionary = tape.exactly(length);
        if (length > 4 && (dictionary[0] & 0xFF) == 0x28 && (dictionary[1] & 0xFF) == 0xB5) {
          try (InputStream packed =
              new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(dictionary))) {
            dictionary = packed.readNBytes(LONGEST_DICTIONARY);
          }
        }
      }
      ZstdInputStreamNoFinalizer stream = new ZstdInputStreamNoFinalizer(tape);
      if (dictionary != null) {
        stream.setDict(dictionary);
      }
      return stream;
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }
}
