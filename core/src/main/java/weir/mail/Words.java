package weir.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of headers and text parts into words, whatever encoding they claim. */
final class Words {

  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private Words() {}

  /**
   * Bytes that spell other than ASCII and are sound UTF-8 are UTF-8; else what was stated counts,
   * and Western European where nothing known was. ISO-8859-1 and ASCII are read as windows-1252, of
   * which they are a part, as browsers do.
   */
  static String of(byte[] bytes, @Nullable String stated) {
    boolean plain = true;
    for (byte b : bytes) {
      if (b < 0 || b == 0x1B) {
        plain = false;
        break;
      }
    }
    Charset said = charset(stated);
    if (plain && !isWide(said)) {
      return new String(bytes, StandardCharsets.US_ASCII);
    }
    if (!isWide(said)) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
      } catch (CharacterCodingException e) {
        if (said == null || said.equals(StandardCharsets.UTF_8)) {
          said = WINDOWS;
        }
      }
    }
    return new String(bytes, said == null ? WINDOWS : said);
  }

  /** Whether ASCII's bytes mean something else in it. */
  private static boolean isWide(@Nullable Charset charset) {
    return charset != null
        && (charset.name().startsWith("UTF-16")
            || charset.name().startsWith("UTF-32")
            || charset.name().startsWith("ISO-2022"));
  }

  static @Nullable Charset charset(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String clean = name.strip().replace("\"", "").replace("'", "").toLowerCase(Locale.ROOT);
    try {
      if (clean.isEmpty() || !Charset.isSupported(clean)) {
        return null;
      }
      Charset found = Charset.forName(clean);
      return found.equals(StandardCharsets.ISO_8859_1) || found.equals(StandardCharsets.US_ASCII)
          ? WINDOWS
          : found;
    } catch (IllegalCharsetNameException e) {
      return null;
    }
  }

  /** A header's value: unfolded, encoded words resolved, one blank between words. */
  static String header(byte[] raw, @Nullable String bodyCharset) {
    String printed = of(raw, bodyCharset).replace("\r", "").replace('\n', ' ');
    String words = printed;
    if (printed.contains("=?")) {
      try {
        words = DecoderUtil.decodeEncodedWords(printed, DecodeMonitor.SILENT, WINDOWS);
      } catch (RuntimeException e) {
        words = printed; // an encoded word beyond repair is shown as it stands
      }
    }
    return words.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
