package weir.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The head of an archived HTTP response, and its body with transfer and content encodings undone.
 * Crawlers often undo an encoding and leave the header: the bytes decide.
 *
 * @param status 0 when it cannot be read
 * @param mediaType in lower case without parameters; null when unstated
 * @param charset as the media type's parameter names it; null when unstated
 */
record Http(
    int status,
    @Nullable String mediaType,
    @Nullable String charset,
    @Nullable String transferEncoding,
    @Nullable String contentEncoding) {

  private static final int LONGEST_LINE = 1 << 15;
  private static final int MOST_LINES = 1_000;

  /** Reads the head; the tape stands at the body then. */
  static Http head(Tape tape) throws IOException {
    String first = tape.line(LONGEST_LINE);
    if (first == null || !first.startsWith("HTTP/")) {
      throw new Broken("the response does not begin like one of HTTP");
    }
    int status = 0;
    String[] words = first.split(" ", 3);
    if (words.length > 1 && words[1].length() == 3 && words[1].chars().allMatch(Http::isDigit)) {
      status = Integer.parseInt(words[1]);
    }
    String type = null;
    String charset = null;
    String transfer = null;
    String content = null;
    int lines = 0;
    String line = tape.line(LONGEST_LINE);
    while (line != null && !line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
          case "content-type" -> {
            type = mediaType(value);
            charset = charset(value);
          }
          case "transfer-encoding" -> transfer = value.toLowerCase(Locale.ROOT);
          case "content-encoding" -> content = value.toLowerCase(Locale.ROOT);
          default -> {} // of no interest here
        }
      }
      lines++;
      if (lines > MOST_LINES) {
        throw new Broken("the response has more than %,d header lines".formatted(MOST_LINES));
      }
      line = tape.line(LONGEST_LINE);
    }
    return new Http(status, type, charset, transfer, content);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static @Nullable String mediaType(String value) {
    int end = value.indexOf(';');
    String type = (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return type.isEmpty() ? null : EntryName.printable(type);
  }

  /** What a media type's parameter names, such as {@code windows-1251}; null for none. */
  static @Nullable String charset(String value) {
    int at = value.toLowerCase(Locale.ROOT).indexOf("charset=");
    if (at < 0) {
      return null;
    }
    int begin = at + "charset=".length();
    while (begin < value.length() && "\"' ".indexOf(value.charAt(begin)) >= 0) {
      begin++;
    }
    int end = begin;
    while (end < value.length() && end - begin < 40 && isNamePart(value.charAt(end))) {
      end++;
    }
    return end == begin ? null : value.substring(begin, end);
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || isDigit(c)
        || "-_.:+".indexOf(c) >= 0;
  }

  /** Whether it carries something to read: not a redirect, and not an answer without a body. */
  boolean hasPage() {
    return !(status > 0 && status < 200) && status != 204 && (status < 300 || status >= 400);
  }

  InputStream body(Tape tape, Budget budget) throws IOException {
    InputStream body = tape;
    if (transferEncoding != null && transferEncoding.contains("chunked")) {
      Tape chunks = new Tape(body);
      body = Chunked.begins(chunks) ? new Chunked(chunks) : chunks;
    }
    if (contentEncoding == null) {
      return body;
    }
    for (String coding : contentEncoding.split(",", 4)) {
      Tape coded = new Tape(body);
      int seen = coded.peek(64);
      body =
          switch (coding.strip()) {
            case "gzip", "x-gzip" ->
                seen >= 4 && Gunzip.beginsMember(coded)
                    ? metered(budget, new Gunzip(coded))
                    : coded;
            case "deflate" -> metered(budget, inflater(coded, seen));
            case "br" -> looksLikeText(coded, seen) ? coded : metered(budget, brotli(coded));
            case "zstd" ->
                seen >= 4 && coded.at(0) == 0x28 && coded.at(1) == 0xB5
                    ? metered(budget, new ZstdInputStreamNoFinalizer(coded))
                    : coded;
            default -> coded;
          };
    }
    return body;
  }

  private static InputStream metered(Budget budget, InputStream decoder) {
    return budget.metered(decoder);
  }

  /** Servers mean zlib by "deflate", or bare deflate; both are about. */
  private static InputStream inflater(Tape coded, int seen) {
    boolean zlib =
        seen >= 2 && (coded.at(0) & 0x0F) == 8 && (coded.at(0) << 8 | coded.at(1)) % 31 == 0;
    return looksLikeText(coded, seen) ? coded : new InflaterInputStream(coded, new Inflater(!zlib));
  }

  private static InputStream brotli(Tape coded) throws IOException {
    try {
      return new BrotliInputStream(new BufferedInputStream(coded));
    } catch (IOException | RuntimeException e) {
      throw Broken.from(e);
    }
  }

  /** Brotli and bare deflate have no mark of their own; a page in clear begins with one. */
  private static boolean looksLikeText(Tape coded, int seen) {
    int i = 0;
    while (i < seen && Character.isWhitespace(coded.at(i))) {
      i++;
    }
    boolean opens = i < seen && (coded.at(i) == '<' || coded.at(i) == '{' || coded.at(i) == '[');
    for (int j = i; opens && j < seen; j++) {
      opens = coded.at(j) >= ' ' || Character.isWhitespace(coded.at(j));
    }
    return opens && seen > i + 8;
  }

  /** Undoes chunks. */
  private static final class Chunked extends InputStream {
    private final Tape tape;
    private long left;
    private boolean first = true;
    private boolean ended;

    Chunked(Tape tape) {
      this.tape = tape;
    }

    /** Whether the first line is a chunk's: many archives keep the header, but not the chunks. */
    static boolean begins(Tape tape) throws IOException {
      int seen = tape.peek(64);
      int i = 0;
      while (i < seen && Character.digit(tape.at(i), 16) >= 0) {
        i++;
      }
      if (i == 0 || i > 8) {
        return false;
      }
      while (i < seen && tape.at(i) == ' ') {
        i++;
      }
      return i < seen && (tape.at(i) == '\r' || tape.at(i) == '\n' || tape.at(i) == ';');
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
      if (!ended && left == 0) {
        next();
      }
      if (ended) {
        return -1;
      }
      int read = tape.read(target, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new Broken("its chunks end too early");
      }
      left -= read;
      return read;
    }

    private void next() throws IOException {
      if (!first && !"".equals(tape.line(64))) {
        throw new Broken("a chunk does not end where it says");
      }
      first = false;
      String line = tape.line(1 << 12);
      if (line == null) {
        throw new Broken("its last chunk is missing");
      }
      int end = line.indexOf(';');
      try {
        left = Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new Broken("a chunk does not say its length");
      }
      if (left < 0) {
        throw new Broken("a chunk's length is below zero");
      }
      ended = left == 0;
    }
  }
}
