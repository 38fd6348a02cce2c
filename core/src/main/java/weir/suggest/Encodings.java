package weir.suggest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.source.SavedPage;

/** Whether pages are in another encoding than they declare. */
final class Encodings {

  private static final Pattern DECLARED =
      Pattern.compile("(?i)charset\\s*=\\s*[\"']?([A-Za-z0-9_-]+)");

  private Encodings() {}

  /** UTF-8 where a page is sound UTF-8 and declares something else; null: as declared. */
  static @Nullable String of(List<SavedPage> pages) {
    for (SavedPage page : pages) {
      byte[] body = page.body();
      String head = new String(body, 0, Math.min(body.length, 4_096), StandardCharsets.ISO_8859_1);
      Matcher matcher = DECLARED.matcher(head);
      String declared = matcher.find() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
      if (!declared.isEmpty() && !declared.startsWith("utf") && isUtf8BeyondAscii(body)) {
        return "UTF-8";
      }
    }
    return null;
  }

  private static boolean isUtf8BeyondAscii(byte[] body) {
    boolean beyond = false;
    for (byte b : body) {
      beyond |= b < 0;
    }
    if (!beyond) {
      return false;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
