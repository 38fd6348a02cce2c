package weir.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a stream is, by its first bytes. */
enum Kind {
  GZIP,
  ZSTD,
  XZ,
  BZIP2,
  ZIP,
  TAR,
  SEVEN_ZIP,
  RAR,
  WARC,
  ARC,
  HAR,
  MHTML,
  PLAIN;

  private static final int LOOK = 4096;

  static Kind of(Tape tape) throws IOException {
    int seen = tape.peek(LOOK);
    return of(tape.array(), tape.offset(), seen);
  }

  static Kind of(byte[] bytes, int from, int length) {
    Head head = new Head(bytes, from, Math.min(length, LOOK));
    if (head.begins(0x1F, 0x8B, 8) && head.length() > 3 && (head.at(3) & 0xE0) == 0) {
      return GZIP;
    }
    if (head.begins(0x28, 0xB5, 0x2F, 0xFD) || head.begins(0x5D, 0x2A, 0x4D, 0x18)) {
      return ZSTD;
    }
    if (head.begins(0xFD, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    }
    if (head.begins('B', 'Z', 'h') && head.length() >= 10 && head.at(4) == 0x31) {
      return BZIP2;
    }
    if (head.begins('7', 'z', 0xBC, 0xAF, 0x27, 0x1C)) {
      return SEVEN_ZIP;
    }
    if (head.begins('P', 'K', 3, 4) || head.begins('P', 'K', 5, 6)) {
      return ZIP;
    }
    if (head.begins('R', 'a', 'r', '!', 0x1A, 7)) {
      return RAR;
    }
    if (head.begins('W', 'A', 'R', 'C', '/')) {
      return WARC;
    }
    if (head.begins('f', 'i', 'l', 'e', 'd', 'e', 's', 'c', ':')) {
      return ARC;
    }
    if (head.length() >= 512 && Tar.isHeader(bytes, from)) {
      return TAR;
    }
    if ((head.begins('{') || head.begins(0xEF, 0xBB, 0xBF)) && isHar(head.text())) {
      return HAR;
    }
    return head.length() > 0 && "fmsdcFMSDC".indexOf((char) head.at(0)) >= 0 && isMhtml(head.text())
        ? MHTML
        : PLAIN;
  }

  @SuppressWarnings("ArrayRecordComponent") // a look at bytes, never compared
  private record Head(byte[] bytes, int from, int length) {

    int at(int offset) {
      return bytes[from + offset] & 0xFF;
    }

    boolean begins(int... magic) {
      for (int i = 0; i < magic.length; i++) {
        if (i >= length || at(i) != magic[i]) {
          return false;
        }
      }
      return true;
    }

    String text() {
      return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean isHar(String text) {
    int i = text.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    for (String expected : new String[] {"{", "\"log\"", ":", "{"}) {
      while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
        i++;
      }
      if (!text.startsWith(expected, i)) {
        return false;
      }
      i += expected.length();
    }
    // A log of another program may begin so too; these stand first in every HAR.
    return text.contains("\"version\"") || text.contains("\"creator\"");
  }

  /** A saved page, not just any mail: mails with pictures are multipart/related as well. */
  private static boolean isMhtml(String text) {
    String head = text.toLowerCase(Locale.ROOT);
    boolean headers =
        head.startsWith("from:")
            || head.startsWith("mime-version:")
            || head.startsWith("subject:")
            || head.startsWith("date:")
            || head.startsWith("content-type:")
            || head.startsWith("snapshot-content-location:");
    return headers
        && head.contains("multipart/related")
        && (head.contains("content-location:") || head.contains("<saved by"));
  }
}
