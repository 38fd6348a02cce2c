package weir.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page that a browser saved with its pictures in one file (RFC 2557): its parts, with the
 * file's date as the time of saving.
 */
final class Mhtml {

  private static final int LONGEST_LINE = 1 << 15;

  private final Unpacking unpacking;
  private final Unpacking.Sink sink;
  private final UnpackingLimits limits;

  Mhtml(Unpacking unpacking, Unpacking.Sink sink, UnpackingLimits limits) {
    this.unpacking = unpacking;
    this.sink = sink;
    this.limits = limits;
  }

  void read(Found outer, Tape tape, int layer) throws IOException {
    Map<String, String> head = Headers.leniently(tape);
    Instant date = date(head.get("date"));
    Instant at = date == null ? outer.archivedAt() : date;
    String boundary = parameter(head.getOrDefault("content-type", ""), "boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw new Broken("its head names no boundary between parts");
    }
    byte[] mark = ("--" + boundary).getBytes(StandardCharsets.UTF_8);
    body(tape, mark, false); // what stands before the first part
    int number = 0;
    while (!tape.startsWith("--")) {
      tape.line(LONGEST_LINE);
      if (tape.peek(1) < 1) {
        throw new Broken("its last part has no end");
      }
      number++;
      Map<String, String> part = Headers.leniently(tape);
      String location = part.get("content-location");
      String stated = part.getOrDefault("content-type", "");
      String type = Http.mediaType(stated);
      boolean page = type != null && (type.startsWith("text/html") || type.endsWith("xhtml+xml"));
      byte[] raw = body(tape, mark, page); // pictures are not held
      if (raw.length > limits.pieceBytes()) {
        unpacking.broken(
            outer.address() + " (part " + number + ")",
            "too-large",
            "The part has more than %,d bytes.".formatted(limits.pieceBytes()),
            "Save the page without its pictures, or raise --page-bytes.");
      } else if (page) {
        String address =
            location == null || location.isBlank()
                ? outer.address() + "!/part-" + number
                : location;
        unpacking.entry(
            new Found(
                EntryName.printable(address), at, outer.changedAt(), type, Http.charset(stated)),
            new ByteArrayInputStream(decoded(raw, part)),
            layer + 1,
            "part " + number);
      } else {
        sink.passedOver();
      }
    }
    tape.drop();
  }

  private static byte[] decoded(byte[] raw, Map<String, String> part) {
    String encoding =
        part.getOrDefault("content-transfer-encoding", "").strip().toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "quoted-printable" -> quotedPrintable(raw);
      case "base64" -> Base64.getMimeDecoder().decode(padded(raw));
      default -> raw;
    };
  }

  /** Cut-off base64 loses its last bytes, not all of it. */
  private static byte[] padded(byte[] raw) {
    ByteArrayOutputStream clean = new ByteArrayOutputStream(raw.length);
    for (byte b : raw) {
      if (b == '=') {
        break;
      }
      if (Character.isLetterOrDigit(b) || b == '+' || b == '/') {
        clean.write(b);
      }
    }
    byte[] bytes = clean.toByteArray();
    return bytes.length % 4 == 1 ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  private static byte[] quotedPrintable(byte[] raw) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    int i = 0;
    while (i < raw.length) {
      if (raw[i] != '=') {
        out.write(raw[i++]);
      } else if (i + 2 < raw.length && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0) {
        out.write(hex(raw[i + 1]) << 4 | hex(raw[i + 2]));
        i += 3;
      } else {
        int end = i + 1;
        while (end < raw.length && (raw[end] == ' ' || raw[end] == '\t' || raw[end] == '\r')) {
          end++;
        }
        if (end >= raw.length || raw[end] == '\n') {
          i = end + 1; // a soft line end
        } else {
          out.write(raw[i++]);
        }
      }
    }
    return out.toByteArray();
  }

  private static int hex(byte b) {
    return b > 0 ? Character.digit((char) b, 16) : -1;
  }

  /**
   * The bytes up to the next boundary at a line's beginning, which is passed.
   *
   * @param keep whether they are wanted; at most the limit and one are kept
   */
  private byte[] body(Tape tape, byte[] mark, boolean keep) throws IOException {
    Lines bytes = new Lines();
    boolean lineBegins = true;
    while (true) {
      if (tape.peek(mark.length) < 1) {
        throw new Broken("its last part has no end");
      }
      if (lineBegins && isAt(tape, mark)) {
        tape.advance(mark.length);
        break;
      }
      int end = 0;
      int seen = Math.min(tape.inView(), 1 << 14);
      while (end < seen && tape.at(end) != '\n') {
        end++;
      }
      lineBegins = end < seen;
      int length = Math.min(end + 1, seen);
      if (keep && bytes.size() <= limits.pieceBytes()) {
        bytes.write(tape.array(), tape.offset(), length);
      }
      tape.advance(length);
    }
    if (bytes.size() <= limits.pieceBytes()) {
      bytes.dropLineEnd();
    }
    return bytes.toByteArray();
  }

  /** Bytes that can lose the line end before a boundary, which is not theirs. */
  private static final class Lines extends ByteArrayOutputStream {
    void dropLineEnd() {
      if (count > 0 && buf[count - 1] == '\n') {
        count--;
        count -= count > 0 && buf[count - 1] == '\r' ? 1 : 0;
      }
    }
  }

  private static boolean isAt(Tape tape, byte[] mark) throws IOException {
    if (tape.peek(mark.length) < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if (tape.at(i) != (mark[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String parameter(String header, String name) {
    int at = header.toLowerCase(Locale.ROOT).indexOf(name + "=");
    if (at < 0) {
      return null;
    }
    String value = header.substring(at + name.length() + 1);
    int end = value.startsWith("\"") ? value.indexOf('"', 1) : value.indexOf(';');
    int begin = value.startsWith("\"") ? 1 : 0;
    return value.substring(begin, end < 0 ? value.length() : end).strip();
  }

  /** Such as {@code Tue, 04 Feb 2020 10:15:00 -0000}; null when it cannot be read. */
  private static @Nullable Instant date(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String zoned = text.replaceFirst(" \\(.{0,40}\\)$", "").replace("-0000", "+0000");
    try {
      return OffsetDateTime.parse(zoned, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
