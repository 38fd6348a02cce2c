package weir.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a zip from its beginning, by the headers before each entry. A zip that was cut off, or
 * whose list at the end is a lie, gives what it holds.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE</a>
 */
final class Zip {

  private static final Charset OLD_NAMES =
      Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

  private final Unpacking unpacking;
  private final Budget budget;
  private boolean damaged;

  Zip(Unpacking unpacking, Budget budget) {
    this.unpacking = unpacking;
    this.budget = budget;
  }

  void read(Found outer, Tape tape, int layer) throws IOException {
    while (true) {
      int seen = tape.peek(4);
      if (seen == 0) {
        if (!damaged) {
          unpacking.damaged(outer.address(), new Broken("the list at its end is missing"));
        }
        return;
      }
      if (seen == 4 && isEntry(tape)) {
        long start = tape.position();
        try {
          entry(outer, tape, layer, start);
        } catch (Broken e) {
          damaged = true;
          unpacking.damaged("%s (byte %,d)".formatted(outer.address(), start), e);
          tape.backTo(Math.max(start + 4, tape.position() - Tape.BACK));
          if (!tape.seek(4, Zip::isHeader)) {
            return;
          }
        }
      } else if (seen == 4 && isHeader(tape)) {
        tape.drop();
        return; // the list at the end repeats what was read
      } else {
        long start = tape.position();
        damaged = true;
        unpacking.damaged(
            "%s (byte %,d)".formatted(outer.address(), start),
            new Broken("no entry begins where one should"));
        if (!tape.seek(4, Zip::isHeader)) {
          return;
        }
      }
    }
  }

  private static boolean isEntry(Tape tape) {
    return tape.at(0) == 'P' && tape.at(1) == 'K' && tape.at(2) == 3 && tape.at(3) == 4;
  }

  private static boolean isHeader(Tape tape) {
    if (tape.at(0) != 'P' || tape.at(1) != 'K') {
      return false;
    }
    int kind = tape.at(2) << 8 | tape.at(3);
    return kind == 0x0304 || kind == 0x0102 || kind == 0x0506 || kind == 0x0606;
  }

  private void entry(Found outer, Tape tape, int layer, long start) throws IOException {
    Bytes header = new Bytes(tape.exactly(30));
    int flags = header.two(6);
    int method = header.two(8);
    long crc = header.four(14);
    long packed = header.four(18);
    long length = header.four(22);
    byte[] nameBytes = tape.exactly(header.two(26));
    Bytes extra = new Bytes(tape.exactly(header.two(28)));
    Charset charset = (flags & 0x800) != 0 ? StandardCharsets.UTF_8 : names(nameBytes);
    String name = new String(nameBytes, charset);
    boolean wide = false;
    for (int i = 0; i + 4 <= extra.length(); i += 4 + extra.two(i + 2)) {
      if (extra.two(i) == 1 && i + 4 + extra.two(i + 2) <= extra.length()) {
        wide = true;
        int at = i + 4;
        if (length == 0xFFFFFFFFL && extra.two(i + 2) >= 8) {
          length = extra.eight(at);
          at += 8;
        }
        if (packed == 0xFFFFFFFFL && at + 8 <= i + 4 + extra.two(i + 2)) {
          packed = extra.eight(at);
        }
      }
    }
    boolean later = (flags & 8) != 0 && packed == 0;
    Found found = outer.within(name, changedAt(header.two(12), header.two(10)));
    String place = "byte %,d".formatted(start);
    boolean folder = name.endsWith("/") || name.endsWith("\\");
    if (folder && packed == 0 && !later) {
      return;
    }
    if ((flags & 1) != 0 || (method != 0 && method != 8) || (later && method == 0)) {
      String reason =
          (flags & 1) != 0
              ? "It is encrypted."
              : later && method == 0
                  ? "It is stored without saying how long it is."
                  : "It is packed by method %d, which is not read.".formatted(method);
      unpacking.broken(
          found.address(), "unread-entry", reason, "Unpack the archive, and read the folder.");
      if (later) {
        tape.seek(4, Zip::isHeader);
      } else {
        tape.skipExactly(packed);
      }
      return;
    }
    if (packed < 0) {
      throw new Broken("an entry states a length below zero");
    }
    if (method == 0) {
      CRC32 sum = new CRC32();
      Part part = new Part(tape, packed, () -> {});
      InputStream body = new Summed(part, sum, crc);
      damaged |= !unpacking.entry(found, budget.metered(body), layer + 1, place);
      part.finish();
    } else {
      try (Inflated body = new Inflated(tape, later ? -1 : crc, wide)) {
        damaged |= !unpacking.entry(found, budget.metered(body), layer + 1, place);
        if (!later) {
          skipTo(tape, body.start() + packed);
        } else if (body.failed()) {
          tape.backTo(Math.max(body.start(), tape.position() - Tape.BACK));
          tape.seek(4, Zip::isHeader);
        } else {
          InputStream rest = budget.metered(body);
          byte[] waste = new byte[1 << 13];
          while (rest.read(waste) >= 0) {}
        }
      }
    }
  }

  /** To the entry's end; to the archive's, when that comes first and was told already. */
  private void skipTo(Tape tape, long position) throws IOException {
    try {
      tape.skipTo(position);
    } catch (Broken e) {
      if (!damaged) {
        throw e;
      }
    }
  }

  /** Names without the mark of UTF-8 are UTF-8 all the same on most systems, else the old page. */
  private static Charset names(byte[] name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(name));
      return StandardCharsets.UTF_8;
    } catch (java.nio.charset.CharacterCodingException e) {
      return OLD_NAMES;
    }
  }

  /** Local time of whoever packed it, for want of a zone taken as UTC; null when it cannot be. */
  private static @Nullable Instant changedAt(int date, int time) {
    try {
      return LocalDateTime.of(
              1980 + (date >> 9),
              (date >> 5) & 15,
              date & 31,
              time >> 11,
              (time >> 5) & 63,
              (time & 31) * 2)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Numbers as zip has them: the lowest byte first. */
  @SuppressWarnings("ArrayRecordComponent") // a look at bytes, never compared
  private record Bytes(byte[] bytes) {

    int length() {
      return bytes.length;
    }

    int two(int at) {
      return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    long four(int at) {
      return two(at) | (long) two(at + 2) << 16;
    }

    long eight(int at) {
      return four(at) | four(at + 4) << 32;
    }
  }

  /** Bytes whose sum is checked before their end is told. */
  private static final class Summed extends java.io.FilterInputStream {
    private final CRC32 sum;
    private final long expected;

    Summed(InputStream in, CRC32 sum, long expected) {
      super(in);
      this.sum = sum;
      this.expected = expected;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      if (read > 0) {
        sum.update(target, offset, read);
      } else if (read < 0 && sum.getValue() != expected) {
        throw new Broken("its check sum does not agree");
      }
      return read;
    }
  }

  /** A deflated entry; the sum is checked before the end is told. */
  private static final class Inflated extends InputStream {
    private final Tape tape;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final long start;
    private final boolean wide;
    private long expected;
    private boolean ended;
    private boolean failed;

    /**
     * @param expected the check sum; below zero when it stands after the data
     */
    Inflated(Tape tape, long expected, boolean wide) {
      this.tape = tape;
      this.start = tape.position();
      this.expected = expected;
      this.wide = wide;
    }

    long start() {
      return start;
    }

    boolean failed() {
      return failed;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      while (!ended && length > 0) {
        int read;
        try {
          if (tape.peek(1) < 1) {
            failed = true;
            throw new Broken("it ends too early");
          }
          int inView = tape.inView();
          inflater.setInput(tape.array(), tape.offset(), inView);
          read = inflater.inflate(target, offset, length);
          tape.advance(inView - inflater.getRemaining());
        } catch (DataFormatException e) {
          failed = true;
          throw new Broken("the compressed data are damaged");
        }
        sum.update(target, offset, read);
        if (read > 0) {
          return read;
        }
        if (inflater.needsDictionary()) {
          failed = true;
          throw new Broken("the compressed data are damaged");
        }
        ended = inflater.finished();
        if (ended) {
          check();
        }
      }
      return ended ? -1 : 0;
    }

    private void check() throws IOException {
      if (expected < 0) {
        int skip = tape.peek(4) == 4 && isDescriptor() ? 4 : 0;
        tape.advance(skip);
        expected = new Bytes(tape.exactly(4)).four(0);
        tape.skipExactly(wide ? 16 : 8);
      }
      if (sum.getValue() != expected) {
        failed = true;
        throw new Broken("its check sum does not agree");
      }
    }

    private boolean isDescriptor() {
      return tape.at(0) == 'P' && tape.at(1) == 'K' && tape.at(2) == 7 && tape.at(3) == 8;
    }

    @Override
    public void close() {
      inflater.end();
    }
  }
}
