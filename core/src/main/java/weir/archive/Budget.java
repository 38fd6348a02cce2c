package weir.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Counts what one input unpacks to, and ends its reading when that is too much. */
final class Budget {

  private final UnpackingLimits limits;
  private final LongSupplier consumed;
  private long unpacked;
  private long floor;

  /**
   * @param consumed bytes of the input read so far
   */
  Budget(UnpackingLimits limits, LongSupplier consumed) {
    this.limits = limits;
    this.consumed = consumed;
  }

  /** What comes out of a decoder: counted, and its failures told as damage. */
  InputStream metered(InputStream unpacking) {
    return new Metered(unpacking);
  }

  /** The same bytes; a failure to read them is told as damage to this input. */
  static InputStream faithful(InputStream in) {
    return new FilterInputStream(in) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return in.read(target, offset, length);
        } catch (IOException e) {
          throw Broken.from(e);
        }
      }
    };
  }

  /** An input that is read from its end counts as read in whole. */
  void consumedAtLeast(long bytes) {
    floor = Math.max(floor, bytes);
  }

  private void add(long bytes) throws TooMuch {
    unpacked += bytes;
    if (unpacked > limits.totalBytes()) {
      throw new TooMuch(
          "bomb",
          "It unpacks to more than %,d bytes.".formatted(limits.totalBytes()),
          "Read it in parts, or raise --unpacked-bytes.");
    }
    if (unpacked > limits.freeBytes()
        && unpacked / limits.ratio() > Math.max(Math.max(1, floor), consumed.getAsLong())) {
      throw new TooMuch(
          "bomb",
          "It unpacks to more than %,d times its size.".formatted(limits.ratio()),
          "This is how archives look that are made to fill memory and disks. If you trust it, raise"
              + " --unpacked-ratio.");
    }
  }

  private final class Metered extends FilterInputStream {

    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read;
      try {
        read = in.read(target, offset, length);
      } catch (TooMuch e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        if (e.getCause() instanceof TooMuch tooMuch) {
          throw tooMuch; // as some decoders wrap what the layer below them says
        }
        throw Broken.from(e); // decoders fail in many ways on bytes that they did not write
      }
      if (read > 0) {
        add(read);
      }
      return read;
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] waste = new byte[(int) Math.min(count, 1 << 13)];
      return Math.max(0, read(waste, 0, waste.length));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
