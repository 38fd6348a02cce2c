package weir.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A stream that knows its position, can be looked ahead in, and can go back a little, so that
 * reading can start again after damage. Not safe for several threads.
 */
final class Tape extends InputStream {

  /** How far {@link #peek} sees. */
  static final int AHEAD = 1 << 16;

  /** How far {@link #backTo} reaches. */
  static final int BACK = 1 << 15;

  private static final int ROOM = AHEAD + BACK + (1 << 15);

  private final InputStream source;

  /** Most bodies are small: the whole room is taken only where it is needed. */
  private byte[] bytes = new byte[1 << 13];

  private int from;
  private int to;
  private long base;
  private boolean ended;
  private @Nullable Broken damage;

  Tape(InputStream source) {
    this.source = source;
  }

  /** Bytes read so far. */
  long position() {
    return base + from;
  }

  /** Brings up to that many bytes into view, and gives how many there are; fewer at the end. */
  int peek(int wanted) throws IOException {
    while (to - from < wanted && fill()) {}
    return Math.min(wanted, to - from);
  }

  /** A byte in view, 0 to 255. */
  int at(int offset) {
    return bytes[from + offset] & 0xFF;
  }

  boolean startsWith(String ascii) throws IOException {
    if (peek(ascii.length()) < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (at(i) != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Passes over bytes that are in view. */
  void advance(int count) {
    from += count;
  }

  /** Forgets what is in view: it belongs to something broken. */
  void drop() {
    from = to;
  }

  /** Goes back to a position, or as near to it as is still held. */
  void backTo(long position) {
    from = (int) Math.max(0, Math.min(position - base, to));
  }

  /** The bytes in view, for decoders that take arrays: from {@link #offset} on. */
  byte[] array() {
    return bytes;
  }

  int offset() {
    return from;
  }

  int inView() {
    return to - from;
  }

  /** A line without its end; null at the end of the stream. Longer lines are damage. */
  @Nullable String line(int longest) throws IOException {
    int length = 0;
    while (true) {
      if (peek(length + 1) <= length) {
        if (length == 0) {
          return null;
        }
        break;
      }
      if (at(length) == '\n') {
        break;
      }
      length++;
      if (length > longest) {
        throw new Broken("a header line is longer than %,d bytes".formatted(longest));
      }
    }
    int end = length > 0 && at(length - 1) == '\r' ? length - 1 : length;
    String line = new String(bytes, from, end, StandardCharsets.UTF_8);
    advance(Math.min(length + 1, to - from));
    return line;
  }

  byte[] exactly(int count) throws IOException {
    byte[] all = readNBytes(count);
    if (all.length < count) {
      throw new Broken("it ends too early");
    }
    return all;
  }

  void skipExactly(long count) throws IOException {
    try {
      skipNBytes(count);
    } catch (EOFException e) {
      throw new Broken("it ends too early");
    }
  }

  /** Goes forward to a position, or back to it as far as is held. */
  void skipTo(long position) throws IOException {
    if (position <= position()) {
      backTo(position);
    } else {
      skipExactly(position - position());
    }
  }

  /**
   * Goes forward to the next place that fits.
   *
   * @return false when the stream ends first
   */
  boolean seek(int length, Fit fit) throws IOException {
    while (true) {
      while (peek(length) >= length) {
        if (fit.fits(this)) {
          return true;
        }
        advance(1);
      }
      drop();
      if (peek(1) < 1) {
        return false;
      }
    }
  }

  interface Fit {
    boolean fits(Tape tape);
  }

  private boolean fill() throws IOException {
    Broken held = damage;
    if (held != null) {
      if (from < to) {
        return false;
      }
      damage = null;
      throw held;
    }
    if (ended) {
      return false;
    }
    if (to == bytes.length) {
      int shift = Math.max(0, from - BACK);
      if (shift == 0 && bytes.length == ROOM) {
        return false;
      }
      if (shift == 0) {
        bytes = Arrays.copyOf(bytes, Math.min(ROOM, 4 * bytes.length));
      } else {
        System.arraycopy(bytes, shift, bytes, 0, to - shift);
        base += shift;
        from -= shift;
        to -= shift;
      }
    }
    int read;
    try {
      read = source.read(bytes, to, bytes.length - to);
    } catch (Broken e) {
      ended = !e.isResumable();
      if (from == to) {
        throw e;
      }
      damage = e; // what came before it is sound, and is read first
      return false;
    }
    if (read < 0) {
      ended = true;
      return false;
    }
    to += read;
    return true;
  }

  @Override
  public int read() throws IOException {
    return peek(1) < 1 ? -1 : bytes[from++] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (peek(1) < 1) {
      return -1;
    }
    int count = Math.min(length, to - from);
    System.arraycopy(bytes, from, target, offset, count);
    from += count;
    return count;
  }

  @Override
  public int available() {
    return to - from;
  }

  /** Does nothing: whoever opened the source closes it, decoders in between are closed alone. */
  @Override
  public void close() {}
}
