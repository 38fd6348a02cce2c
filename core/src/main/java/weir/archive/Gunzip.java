package weir.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Undoes gzip, member after member. After a broken member it throws once, and read again it goes on
 * with the next sound one.
 */
final class Gunzip extends InputStream {

  private final Tape tape;

  /**
   * What looks like a member and is none comes up by chance once in 130 MB; each costs some
   * microseconds, and a stream made of them would cost days.
   */
  private static final int MOST_FALSE_STARTS = 10_000;

  /** Names and comments in a member's head that are looked through for the head's end. */
  private static final int LONGEST_NAME = 1 << 12;

  private final Inflater inflater = new Inflater(true);
  private final Inflater trial = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private long memberStart;
  private long memberBytes;
  private boolean inMember;
  private boolean ended;
  private int falseStarts;

  /** What the latest member's check sum brought to light; thrown by the next read. */
  private @Nullable Broken pending;

  Gunzip(Tape tape) {
    this.tape = tape;
  }

  /** Where the member begins that the latest bytes came from. */
  long memberStart() {
    return memberStart;
  }

  static boolean beginsMember(Tape tape) {
    return tape.at(0) == 0x1F && tape.at(1) == 0x8B && tape.at(2) == 8 && (tape.at(3) & 0xE0) == 0;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    Broken found = pending;
    if (found != null) {
      pending = null;
      throw found;
    }
    while (!ended) {
      if (!inMember && !begin()) {
        ended = true;
        break;
      }
      int read;
      try {
        if (inflater.needsInput() && tape.peek(1) < 1) {
          ended = true;
          throw new Broken("the compressed data end too early");
        }
        int inView = tape.inView();
        inflater.setInput(tape.array(), tape.offset(), inView);
        read = inflater.inflate(target, offset, length);
        tape.advance(inView - inflater.getRemaining());
      } catch (DataFormatException e) {
        throw resume("the compressed data are damaged");
      }
      if (read > 0) {
        crc.update(target, offset, read);
        memberBytes += read;
        if (inflater.finished()) {
          finish();
        }
        return read;
      }
      if (inflater.finished()) {
        finish();
      } else if (inflater.needsDictionary()) {
        throw resume("the compressed data are damaged");
      }
    }
    Broken last = pending;
    if (last != null) {
      pending = null;
      throw last;
    }
    return -1;
  }

  private boolean begin() throws IOException {
    int inView = tape.peek(18);
    if (inView == 0) {
      return false;
    }
    if (inView < 18 || !beginsMember(tape)) {
      if (onlyZeros()) {
        return false;
      }
      memberStart = tape.position();
      throw resume("bytes stand between the compressed members that belong to none");
    }
    memberStart = tape.position();
    memberBytes = 0;
    crc.reset();
    inflater.reset();
    int flags = tape.at(3);
    tape.advance(10);
    if ((flags & 4) != 0) {
      byte[] length = tape.exactly(2);
      tape.skipExactly((length[0] & 0xFF) | (length[1] & 0xFF) << 8);
    }
    if ((flags & 8) != 0) {
      passZeroEnded();
    }
    if ((flags & 16) != 0) {
      passZeroEnded();
    }
    if ((flags & 2) != 0) {
      tape.skipExactly(2);
    }
    inMember = true;
    return true;
  }

  private void passZeroEnded() throws IOException {
    int b = tape.read();
    while (b > 0) {
      b = tape.read();
    }
  }

  /** Padding as tape drives leave it. */
  private boolean onlyZeros() throws IOException {
    int seen = tape.peek(512);
    for (int i = 0; i < seen; i++) {
      if (tape.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The trailer is read at once, so that the last bytes of a member come with its check. */
  private void finish() throws IOException {
    inMember = false;
    if (tape.peek(8) < 8) {
      ended = true;
      pending = new Broken("the compressed data end too early");
      return;
    }
    long stated = little(0);
    long length = little(4);
    tape.advance(8);
    if (stated != crc.getValue() || length != (memberBytes & 0xFFFFFFFFL)) {
      pending = new Broken("a check sum of the compressed data does not agree", true);
    }
  }

  private long little(int offset) {
    return (tape.at(offset) | tape.at(offset + 1) << 8 | tape.at(offset + 2) << 16)
        | ((long) tape.at(offset + 3) << 24);
  }

  /** Finds the next member that can be inflated, and gives the exception for the gap. */
  private Broken resume(String reason) throws IOException {
    inMember = false;
    // What looks like a member inside the damage may begin right after this one's first byte, but
    // not before it: going back further would read it again.
    tape.backTo(Math.max(memberStart + 1, tape.position() - Tape.BACK));
    while (tape.seek(18, Gunzip::beginsMember)) {
      long here = tape.position();
      if (inflates()) {
        tape.backTo(here);
        return new Broken(reason, true);
      }
      tape.backTo(here + 1);
      falseStarts++;
      if (falseStarts > MOST_FALSE_STARTS) {
        break;
      }
    }
    ended = true;
    return new Broken(reason);
  }

  /** Whether the first bytes here can be inflated: the magic number alone comes up by chance. */
  private boolean inflates() throws IOException {
    tape.peek(4096);
    try {
      trial.reset();
      int skip = headerLength();
      if (skip < 0 || skip >= tape.inView()) {
        return false;
      }
      trial.setInput(tape.array(), tape.offset() + skip, tape.inView() - skip);
      byte[] waste = new byte[512];
      return trial.inflate(waste) > 0;
    } catch (DataFormatException e) {
      return false;
    }
  }

  /** Below zero when it is too long to be one. */
  private int headerLength() {
    int flags = tape.at(3);
    int length = 10;
    if ((flags & 4) != 0) {
      length += 2 + (tape.at(10) | tape.at(11) << 8);
    }
    for (int bit = 8; bit <= 16; bit <<= 1) {
      if ((flags & bit) != 0) {
        int most = Math.min(tape.inView(), length + LONGEST_NAME);
        while (length < most && tape.at(length) != 0) {
          length++;
        }
        if (length == most) {
          return -1;
        }
        length++;
      }
    }
    return (flags & 2) != 0 ? length + 2 : length;
  }

  @Override
  public void close() {
    inflater.end();
    trial.end();
  }
}
