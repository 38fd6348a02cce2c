package weir.archive;

import java.io.IOException;
import java.io.InputStream;

/**
 * The next so many bytes of a tape. Damage is told before the end is: whoever reads to the end
 * without an exception has the whole.
 */
final class Part extends InputStream {

  /** What must hold after the last byte. */
  interface Seal {
    void check() throws IOException;
  }

  private final Tape tape;
  private final Seal seal;
  private long left;
  private boolean sealed;
  private boolean cutOff;

  Part(Tape tape, long length, Seal seal) {
    this.tape = tape;
    this.left = length;
    this.seal = seal;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (cutOff) {
      throw new Broken("it ends %,d bytes too early".formatted(left));
    }
    if (left == 0) {
      if (!sealed) {
        sealed = true;
        seal.check();
      }
      return -1;
    }
    int read;
    try {
      read = tape.read(target, offset, (int) Math.min(length, left));
    } catch (Broken e) {
      cutOff = true;
      throw e;
    }
    if (read < 0) {
      cutOff = true;
      throw new Broken("it ends %,d bytes too early".formatted(left));
    }
    left -= read;
    return read;
  }

  /** Whether its bytes ended, or were damaged, before its end. */
  boolean isCutOff() {
    return cutOff;
  }

  /** Reads what is left, seal included; nothing when its end was missed already. */
  void finish() throws IOException {
    if (cutOff) {
      return;
    }
    byte[] waste = new byte[(int) Math.min(left, 1 << 13) + 1];
    while (read(waste, 0, waste.length) >= 0) {}
  }
}
