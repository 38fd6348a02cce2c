package weir.source;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the encoding of an HTML page from what the archive says, what the page says of itself,
 * and what its bytes can be. Any of them may be wrong: servers name the encoding of another page,
 * and crawlers write pages anew as UTF-8 and leave the old name in them.
 *
 * <p>A byte-order mark decides. Bytes that spell other than ASCII and are sound UTF-8 throughout
 * are UTF-8 whatever is said, since text in another encoding hardly ever is. Else the archive's
 * word counts before the page's own, as in browsers, unless it says UTF-8 and the bytes are not.
 *
 * @see <a href="https://encoding.spec.whatwg.org/#decode">the order in browsers</a>
 */
final class PageCharset {

  /** Where a page's own word on its encoding is looked for, in bytes from the start. */
  private static final int HEAD = 5 * 1024;

  private PageCharset() {}

  /**
   * @param stated what the archive says; null when it says nothing
   * @return null when the page's own word counts, for the parser to find
   */
  static @Nullable String of(byte[] body, @Nullable String stated) {
    if (hasMark(body)) {
      return null; // the parser finds it
    }
    String said = known(stated, body);
    boolean selfUtf8 = saysUtf8OrNothing(body);
    if (selfUtf8 && (said == null || said.equals("UTF-8"))) {
      return "UTF-8"; // nearly all pages: no second look at the bytes
    }
    Bytes bytes = bytes(body);
    if (bytes == Bytes.UTF_8 && !(said != null && isOfManyBytes(said))) {
      return "UTF-8";
    }
    if (said != null && !(said.equals("UTF-8") && bytes == Bytes.OTHER)) {
      return said;
    }
    return selfUtf8 ? "UTF-8" : null;
  }

  /** The name of an encoding that is known here and can be meant; else null. */
  private static @Nullable String known(@Nullable String name, byte[] body) {
    if (name == null) {
      return null;
    }
    try {
      String canonical = Charset.forName(name).name();
      boolean wide = canonical.startsWith("UTF-16") || canonical.startsWith("UTF-32");
      if (wide && !holdsZeros(body)) {
        return null;
      }
      // As browsers have it: the label means the larger set.
      return canonical.equals("ISO-8859-1") || canonical.equals("US-ASCII")
          ? "windows-1252"
          : canonical;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }

  private static boolean holdsZeros(byte[] body) {
    for (int i = 0; i < Math.min(body.length, 64); i++) {
      if (body[i] == 0) {
        return true;
      }
    }
    return false;
  }

  /** Chinese, Japanese and Korean encodings can be sound UTF-8 by chance where texts are short. */
  private static boolean isOfManyBytes(String name) {
    Charset charset = Charset.forName(name);
    return !name.equals("UTF-8")
        && charset.canEncode()
        && charset.newEncoder().maxBytesPerChar() > 1;
  }

  private static boolean hasMark(byte[] body) {
    int first = body.length > 1 ? (body[0] & 0xFF) << 8 | (body[1] & 0xFF) : 0;
    return first == 0xFEFF
        || first == 0xFFFE
        || (first == 0xEFBB && body.length > 2 && (body[2] & 0xFF) == 0xBF);
  }

  private enum Bytes {
    ASCII,
    UTF_8,
    OTHER
  }

  /** Whether the bytes are ASCII alone, sound UTF-8, or neither. */
  private static Bytes bytes(byte[] body) {
    boolean ascii = true;
    int i = 0;
    while (i < body.length) {
      int b = body[i++];
      if (b >= 0) {
        continue;
      }
      ascii = false;
      int more = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : -1;
      if (more < 0 || (b & 0xFF) < 0xC2) {
        return Bytes.OTHER;
      }
      // A page that was cut off may end within a sign.
      for (int k = 0; k < more && i < body.length; k++) {
        if ((body[i++] & 0xC0) != 0x80) {
          return Bytes.OTHER;
        }
      }
    }
    return ascii ? Bytes.ASCII : Bytes.UTF_8;
  }

  /**
   * Whether every encoding that a page's head names is UTF-8: the parser would find the same, by
   * parsing the head twice.
   */
  private static boolean saysUtf8OrNothing(byte[] body) {
    boolean charset = false;
    boolean header = false;
    int end = Math.min(body.length, HEAD);
    for (int i = 0; i + 1 < end; i++) {
      if (body[i] != '<') {
        continue;
      }
      int next = body[i + 1] | 0x20;
      if (next != 'm' && body[i + 1] != '?' && body[i + 1] != '!') {
        continue; // only these say anything of an encoding
      }
      for (int j = i + 2; j < end && body[j] != '<'; j++) {
        switch (body[j] | 0x20) {
          case 'c' -> {
            if (stands("charset", body, j)) {
              charset = true;
              if (!isUtf8(body, j + "charset".length())) {
                return false;
              }
            }
          }
          case 'e' -> {
            if (stands("encoding=", body, j)) {
              return false;
            }
          }
          case 'h' -> header |= stands("http-equiv", body, j);
          default -> {}
        }
      }
    }
    return charset || !header;
  }

  /** Whether a value of UTF-8 follows after an equals sign and quotes. */
  private static boolean isUtf8(byte[] body, int from) {
    int value = from;
    while (value < body.length && "= \"'".indexOf(body[value]) >= 0) {
      value++;
    }
    int end = value + "utf-8".length();
    return stands("utf-8", body, value) && end < body.length && "\"' />;".indexOf(body[end]) >= 0;
  }

  /** Whether a word stands at a place, in letters of either case. */
  private static boolean stands(String word, byte[] body, int at) {
    if (at + word.length() > body.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char wanted = word.charAt(i);
      int found = body[at + i];
      boolean letter = wanted >= 'a' && wanted <= 'z';
      if ((letter ? found | 0x20 : found) != wanted) {
        return false;
      }
    }
    return true;
  }
}
