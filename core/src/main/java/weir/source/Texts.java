package weir.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns bytes into text, or says why it cannot. */
final class Texts {

  private Texts() {}

  /**
   * @param encoding as the profile names it; null: by the byte-order mark, else UTF-8
   */
  static String decode(byte[] bytes, @Nullable String encoding) throws PageReader.Unreadable {
    return decode(bytes, encoding, null);
  }

  /**
   * @param stated by an archive: counts where the profile says nothing and the bytes are not UTF-8
   */
  static String decode(byte[] bytes, @Nullable String encoding, @Nullable String stated)
      throws PageReader.Unreadable {
    Charset charset = StandardCharsets.UTF_8;
    int skip = 0;
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      skip = 3;
    } else if (starts(bytes, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      skip = 2;
    } else if (starts(bytes, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      skip = 2;
    } else if (encoding != null) {
      charset = Charset.forName(encoding);
    }
    ByteBuffer body = ByteBuffer.wrap(bytes, skip, bytes.length - skip);
    try {
      return charset
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(body)
          .toString();
    } catch (CharacterCodingException e) {
      if (encoding == null && stated != null && isKnown(stated) && skip == 0) {
        return decode(bytes, stated, null);
      }
      throw new PageReader.Unreadable(
          "wrong-encoding",
          "The file is not %s.".formatted(charset.name()),
          "Name its encoding in the profile, like 'encoding: windows-1251'.");
    }
  }

  private static boolean isKnown(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
