package weir.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar: old, ustar, GNU and pax. Links, devices and pipes are passed over, never followed.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">the format</a>
 */
final class Tar {

  private static final int BLOCK = 512;

  /** Names and pax headers beyond this are an attack. */
  private static final long LONGEST_HEADER = 1 << 20;

  private final Unpacking unpacking;
  private final Unpacking.Sink sink;

  Tar(Unpacking unpacking, Unpacking.Sink sink) {
    this.unpacking = unpacking;
    this.sink = sink;
  }

  /** Whether a header whose check sum is right stands here; a block must be in view. */
  static boolean isHeader(Tape tape) {
    return isHeader(tape.array(), tape.offset());
  }

  static boolean isHeader(byte[] bytes, int from) {
    long stated = 0;
    int digits = 0;
    for (int i = 148; i < 156; i++) {
      byte b = bytes[from + i];
      if (b >= '0' && b <= '7') {
        stated = stated * 8 + b - '0';
        digits++;
      } else if (digits > 0 || b != ' ') {
        break;
      }
    }
    if (digits == 0 || stated <= 8 * ' ' || stated > BLOCK * 255) {
      return false;
    }
    long sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      if (i < 148 || i >= 156) {
        sum += bytes[from + i] & 0xFF;
      }
    }
    return sum == stated;
  }

  void read(Found outer, Tape tape, int layer) throws IOException {
    Map<String, String> ahead = new HashMap<>();
    while (true) {
      int seen = tape.peek(BLOCK);
      if (seen == 0) {
        return;
      }
      long start = tape.position();
      String place = "%s (byte %,d)".formatted(outer.address(), start);
      if (seen < BLOCK || !isHeader(tape)) {
        if (isEnd(tape, seen)) {
          tape.drop();
          return;
        }
        unpacking.damaged(place, new Broken("no entry begins where one should"));
        ahead.clear();
        if (!tape.seek(BLOCK, here -> here.at(0) != 0 && isHeader(here))) {
          return;
        }
        continue;
      }
      long length = number(tape, 124, 12);
      char type = (char) tape.at(156);
      String name = text(tape, 0, 100);
      if (text(tape, 257, 5).equals("ustar") && tape.at(262) == 0) {
        String prefix = text(tape, 345, 155);
        name = prefix.isEmpty() ? name : prefix + "/" + name;
      }
      Instant changedAt = instant(Long.toString(number(tape, 136, 12)));
      tape.advance(BLOCK);
      try {
        if (ahead.containsKey("size")) {
          length = Long.parseLong(ahead.getOrDefault("size", "0"));
        }
        if (length < 0) {
          throw new Broken("an entry states a length below zero");
        }
        switch (type) {
          case 'L' -> ahead.put("path", cut(header(tape, length)));
          case 'x' -> pax(header(tape, length), ahead);
          case 'g', 'K', 'X' -> {
            Part part = new Part(tape, length, () -> {});
            part.finish();
          }
          default -> {
            String path = ahead.getOrDefault("path", name);
            if (ahead.containsKey("mtime")) {
              changedAt = instant(ahead.getOrDefault("mtime", ""));
            }
            boolean sparse =
                type == 'S'
                    || ahead.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"));
            ahead.clear();
            Part part = new Part(tape, length, () -> {});
            if (sparse) {
              unpacking.broken(
                  outer.within(path, changedAt).address(),
                  "unread-entry",
                  "It is a sparse file, which is not read.",
                  "Unpack the archive, and read the folder.");
            } else if ((type == '0' || type == 0 || type == '7') && !path.endsWith("/")) {
              unpacking.entry(
                  outer.within(path, changedAt), part, layer + 1, "byte %,d".formatted(start));
            } else if (type != '5' && !path.endsWith("/")) {
              sink.passedOver();
            }
            part.finish();
          }
        }
        long padding = (BLOCK - length % BLOCK) % BLOCK;
        tape.skipNBytes(Math.min(padding, tape.peek((int) padding)));
      } catch (Broken | NumberFormatException e) {
        unpacking.damaged(place, Broken.from(e));
        ahead.clear();
        if (!tape.seek(BLOCK, here -> here.at(0) != 0 && isHeader(here))) {
          return;
        }
      }
    }
  }

  private static boolean isEnd(Tape tape, int seen) {
    for (int i = 0; i < seen; i++) {
      if (tape.at(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] header(Tape tape, long length) throws IOException {
    if (length > LONGEST_HEADER) {
      throw new Broken("a header is longer than %,d bytes".formatted(LONGEST_HEADER));
    }
    return tape.exactly((int) length);
  }

  private static String cut(byte[] name) {
    String text = new String(name, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** Records such as {@code 30 mtime=1580000000.5}, each led by its own length. */
  private static void pax(byte[] bytes, Map<String, String> ahead) throws Broken {
    int at = 0;
    while (at < bytes.length) {
      int space = at;
      int length = 0;
      while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9') {
        length = Math.min(bytes.length + 1, length * 10 + bytes[space] - '0');
        space++;
      }
      if (length <= space - at + 1 || at + length > bytes.length || bytes[space] != ' ') {
        throw new Broken("a pax header cannot be read");
      }
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(bytes, space + 1, at + length - space - 2);
      String text = record.toString(StandardCharsets.UTF_8);
      int equals = text.indexOf('=');
      if (equals > 0) {
        ahead.put(text.substring(0, equals), text.substring(equals + 1));
      }
      at += length;
    }
  }

  private static String text(Tape tape, int from, int length) {
    byte[] bytes = new byte[length];
    int end = 0;
    while (end < length && tape.at(from + end) != 0) {
      bytes[end] = (byte) tape.at(from + end);
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static long number(Tape tape, int from, int length) {
    if ((tape.at(from) & 0x80) == 0) {
      return octal(tape, from, length);
    }
    long value = tape.at(from) & 0x3F; // GNU: base 256
    for (int i = 1; i < length; i++) {
      value = value << 8 | tape.at(from + i);
    }
    return (tape.at(from) & 0x40) != 0 ? -1 : value;
  }

  /** Below zero when no octal number stands there. */
  private static long octal(Tape tape, int from, int length) {
    int i = from;
    while (i < from + length && tape.at(i) == ' ') {
      i++;
    }
    long value = 0;
    int digits = 0;
    while (i < from + length && tape.at(i) >= '0' && tape.at(i) <= '7') {
      value = value * 8 + tape.at(i) - '0';
      digits++;
      i++;
    }
    return digits == 0 ? (length == 12 ? 0 : -1) : value;
  }

  /** Seconds since 1970, perhaps with a fraction, which is dropped; null when it cannot be. */
  private static @Nullable Instant instant(String seconds) {
    int dot = seconds.indexOf('.');
    try {
      long whole = Long.parseLong(dot < 0 ? seconds : seconds.substring(0, dot));
      return whole == 0 ? null : Instant.ofEpochSecond(whole);
    } catch (NumberFormatException | DateTimeException e) {
      return null;
    }
  }
}
