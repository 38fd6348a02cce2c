package weir.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a mailbox (mbox) into its mails: each begins after a blank line, or at the start, with a
 * line {@code From … 2009} that ends in a year or a zone. A file that begins otherwise is one mail.
 * Holds one mail at a time.
 */
final class Mailbox {

  interface Sink {
    /**
     * @param number from 1
     * @param alone whether the file holds no other
     */
    void mail(int number, boolean alone, byte[] mail) throws IOException;

    void tooLarge(int number, boolean alone, int most);
  }

  private static final int LONGEST_LINE_LOOKED_AT = 400;

  private final int most;
  private int number;

  /**
   * @param most bytes that one mail may have
   */
  Mailbox(int most) {
    this.most = most;
  }

  void read(InputStream in, Sink sink) throws IOException {
    Mail mail = new Mail();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean blankBefore = true;
    boolean mailbox = false;
    boolean lineLong = false;
    byte[] buffer = new byte[1 << 16];
    int read;
    while ((read = in.read(buffer)) >= 0) {
      for (int i = 0; i < read; i++) {
        byte b = buffer[i];
        if (lineLong) {
          mail.add(b);
        } else if (line.size() < LONGEST_LINE_LOOKED_AT) {
          line.write(b);
        } else {
          lineLong = true;
          mail.add(line);
          mail.add(b);
        }
        if (b != '\n') {
          continue;
        }
        if (!lineLong) {
          byte[] whole = line.toByteArray();
          if (blankBefore && begins(whole)) {
            boolean first = mail.isEmpty();
            if (!first && mailbox) {
              end(mail, false, sink);
            }
            mailbox |= first;
          }
          blankBefore = isBlank(whole);
          mail.add(line);
        } else {
          blankBefore = false;
        }
        line.reset();
        lineLong = false;
      }
    }
    if (!lineLong) {
      mail.add(line);
    }
    end(mail, number == 0, sink);
  }

  private void end(Mail mail, boolean alone, Sink sink) throws IOException {
    number++;
    if (mail.tooLarge) {
      sink.tooLarge(number, alone, most);
    } else {
      sink.mail(number, alone, mail.bytes.toByteArray());
    }
    mail.clear();
  }

  private static boolean isBlank(byte[] line) {
    return line.length == 1 || (line.length == 2 && line[0] == '\r');
  }

  private static boolean begins(byte[] line) {
    if (line.length < 20 || line[0] != 'F' || line[4] != ' ') {
      return false;
    }
    String text = new String(line, StandardCharsets.ISO_8859_1).stripTrailing();
    return text.matches(
        "From .*\\d{1,2}:\\d{2}(:\\d{2})?\\b.{0,12} \\d{4}( [+-]\\d{4}| [A-Z]{2,5})?");
  }

  /** The mail being read; beyond what it may have, only that it has too much. */
  private final class Mail {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean tooLarge;

    void add(ByteArrayOutputStream line) throws IOException {
      if (bytes.size() + line.size() > most) {
        tooLarge = true;
        bytes.reset();
      }
      if (!tooLarge) {
        line.writeTo(bytes);
      }
      line.reset();
    }

    void add(byte b) {
      if (bytes.size() >= most) {
        tooLarge = true;
        bytes.reset();
      }
      if (!tooLarge) {
        bytes.write(b);
      }
    }

    boolean isEmpty() {
      return bytes.size() == 0 && !tooLarge;
    }

    void clear() {
      bytes.reset();
      tooLarge = false;
    }
  }
}
