package weir.mail;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/** Reads one mail, and around what is broken in it. */
final class MailReader {

  private static final int MOST_PARTS = 500;

  /** Each part in a part is read through all those around it, which costs stack and time. */
  private static final int DEEPEST_PART = 50;

  private static final int MOST_LINKS = 5_000;
  private static final int MOST_FAULTS = 20;

  /** Text beyond this many UTF-16 units is left out, and said to be. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final MimeConfig LENIENT =
      MimeConfig.custom()
          .setStrictParsing(false)
          .setMaxLineLen(-1)
          .setMaxHeaderLen(256 * 1024)
          .setMaxHeaderCount(5_000)
          .setMaxContentLen(-1)
          .build();

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:https?://|\\bwww\\.)[^\\s<>\"'\\])}]{3,}");

  private final StringBuilder text = new StringBuilder();
  private final Set<String> links = new LinkedHashSet<>();
  private final List<String> attachments = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final List<Header> headers = new ArrayList<>();
  private @Nullable String charset;
  private int parts;

  @SuppressWarnings("ArrayRecordComponent") // bytes of a header are read, never compared
  private record Header(String name, byte[] value) {}

  Mail read(byte[] bytes) {
    byte[] mail = withoutMailboxLine(bytes);
    try {
      parse(mail);
    } catch (MimeException | IOException | RuntimeException e) {
      fault("its parts end before they should: " + e.getClass().getSimpleName());
    }
    if (text.isEmpty() && attachments.isEmpty()) {
      bare(mail);
    }
    return new Mail(
        bracketless(header("message-id")),
        header("subject"),
        header("date"),
        received(),
        header("from"),
        header("reply-to"),
        header("x-mailer"),
        text.toString().strip(),
        List.copyOf(links),
        attachments,
        faults);
  }

  private void parse(byte[] mail) throws MimeException, IOException {
    MimeTokenStream stream = new MimeTokenStream(LENIENT, DecodeMonitor.SILENT, null, null);
    stream.setRecursionMode(RecursionMode.M_RECURSE);
    stream.parse(new ByteArrayInputStream(mail));
    int messages = 0;
    int around = 0;
    for (EntityState state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      switch (state) {
        case T_START_MESSAGE -> {
          messages++;
          around++;
        }
        case T_END_MESSAGE -> {
          messages--;
          around--;
        }
        case T_END_MULTIPART -> around--;
        case T_FIELD -> {
          if (messages <= 1 && parts == 0) {
            field(stream.getField());
          }
        }
        case T_BODY -> {
          if (++parts > MOST_PARTS) {
            fault("it has more than %d parts; the rest is left out".formatted(MOST_PARTS));
            return;
          }
          body(stream.getBodyDescriptor(), stream);
        }
        case T_START_MULTIPART -> {
          parts += parts == 0 ? 1 : 0; // the mail's own headers are over
          around++;
        }
        case T_END_OF_STREAM,
            T_START_HEADER,
            T_END_HEADER,
            T_START_BODYPART,
            T_END_BODYPART,
            T_PREAMBLE,
            T_EPILOGUE,
            T_RAW_ENTITY -> {}
      }
      if (around > DEEPEST_PART) {
        fault("its parts lie over %d deep; those within are left out".formatted(DEEPEST_PART));
        return;
      }
    }
  }

  private void field(Field field) {
    String name = field.getName().strip().toLowerCase(Locale.ROOT);
    ByteSequence raw = field.getRaw();
    byte[] whole =
        raw == null
            ? (name + ":" + field.getBody()).getBytes(StandardCharsets.UTF_8)
            : raw.toByteArray();
    int colon = 0;
    while (colon < whole.length && whole[colon] != ':') {
      colon++;
    }
    byte[] value = new byte[Math.max(0, whole.length - colon - 1)];
    System.arraycopy(whole, Math.min(whole.length, colon + 1), value, 0, value.length);
    headers.add(new Header(name, value));
  }

  private void body(BodyDescriptor part, MimeTokenStream stream) {
    String type = part.getMimeType() == null ? "text/plain" : part.getMimeType();
    type = type.toLowerCase(Locale.ROOT);
    if (!type.startsWith("text/")) {
      if (attachments.size() < MOST_PARTS) {
        attachments.add(type);
      }
      return;
    }
    String stated = part.getCharset();
    if (charset == null && stated != null) {
      charset = stated;
    }
    if (stated != null && Words.charset(stated) == null) {
      fault("its encoding '%s' is unknown".formatted(shortened(stated)));
    }
    add(Words.of(decoded(stream), stated), type.equals("text/html"));
  }

  /** What can be decoded of a part; damage ends it. */
  private byte[] decoded(MimeTokenStream stream) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = stream.getDecodedInputStream()) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        out.write(buffer, 0, read);
      }
    } catch (IOException | RuntimeException e) {
      fault("a part cannot be decoded to its end");
    }
    return out.toByteArray();
  }

  private void add(String words, boolean html) {
    String shown = words;
    if (html || looksLikeHtml(words)) {
      shown = HtmlText.of(words, links);
    }
    Matcher address = ADDRESS.matcher(shown);
    int from = 0;
    while (links.size() < MOST_LINKS && address.find(from)) {
      links.add(trimmed(address.group()));
      from = address.end();
    }
    shown = shown.replace("\r", "").strip();
    if (shown.isEmpty() || text.indexOf(shown) >= 0) {
      return; // the same words in a second form
    }
    if (text.length() + shown.length() > LONGEST_TEXT) {
      fault("its text is longer than %,d characters; the rest is left out".formatted(LONGEST_TEXT));
      shown = shown.substring(0, Math.max(0, LONGEST_TEXT - text.length()));
    }
    text.append(text.isEmpty() ? "" : "\n\n").append(shown);
  }

  private static String trimmed(String address) {
    int end = address.length();
    while (end > 0 && ".,;:!?*_~".indexOf(address.charAt(end - 1)) >= 0) {
      end--;
    }
    return address.substring(0, end);
  }

  private static boolean looksLikeHtml(String words) {
    String head = words.substring(0, Math.min(2_000, words.length())).toLowerCase(Locale.ROOT);
    return head.contains("<html") || head.contains("<body") || head.contains("<!doctype html");
  }

  /** A mail whose parts gave nothing: all after the headers as it stands. */
  private void bare(byte[] mail) {
    int at = 0;
    for (int i = 0; i + 1 < mail.length; i++) {
      boolean blank =
          mail[i] == '\n'
              && (mail[i + 1] == '\n'
                  || (mail[i + 1] == '\r' && i + 2 < mail.length && mail[i + 2] == '\n'));
      if (blank) {
        at = i + 1;
        break;
      }
    }
    if (at == 0) {
      return;
    }
    byte[] rest = java.util.Arrays.copyOfRange(mail, at, mail.length);
    String words = Words.of(rest, charset).strip();
    if (!words.isEmpty()) {
      fault("its parts cannot be told apart; it is read as it stands");
      add(words, false);
    }
  }

  private @Nullable String header(String name) {
    for (Header header : headers) {
      if (header.name().equals(name)) {
        String value = Words.header(header.value(), charset);
        return value.isEmpty() ? null : value;
      }
    }
    return null;
  }

  /** Servers write their notes on top: the first is the last receipt. */
  private @Nullable String received() {
    for (Header header : headers) {
      if (header.name().equals("received")) {
        String value = Words.header(header.value(), null);
        int semicolon = value.lastIndexOf(';');
        if (semicolon >= 0) {
          return value.substring(semicolon + 1).strip();
        }
      }
    }
    return null;
  }

  private static @Nullable String bracketless(@Nullable String id) {
    if (id == null) {
      return null;
    }
    String bare = id.replace("<", "").replace(">", "").strip();
    return bare.isEmpty() ? null : bare;
  }

  private void fault(String fault) {
    if (faults.size() < MOST_FAULTS && !faults.contains(fault)) {
      faults.add(fault);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 39) + "…";
  }

  private static byte[] withoutMailboxLine(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && (bytes[start] == '\n' || bytes[start] == '\r')) {
      start++;
    }
    boolean mailbox =
        bytes.length - start > 5
            && new String(bytes, start, 5, StandardCharsets.US_ASCII).equals("From ");
    if (mailbox) {
      while (start < bytes.length && bytes[start] != '\n') {
        start++;
      }
      start = Math.min(bytes.length, start + 1);
    }
    return start == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static final Pattern HEADER_LINE =
      Pattern.compile("^(?:From |[\\r\\n]*[!-9;-~]{2,60}[ \\t]*:)");

  private static final Pattern MAILS_OWN =
      Pattern.compile(
          "(?im)^(?:received|message-id|return-path|delivered-to|mime-version|from|subject|date)"
              + "[ \\t]*:");

  static boolean looksLikeMail(byte[] head) {
    String start = new String(head, 0, Math.min(head.length, 4096), StandardCharsets.ISO_8859_1);
    if (!HEADER_LINE.matcher(start).find()) {
      return false;
    }
    Matcher own = MAILS_OWN.matcher(start);
    int count = 0;
    while (own.find() && count < 3) {
      count++;
    }
    return count >= 2;
  }
}
