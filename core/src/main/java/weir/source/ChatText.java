package weir.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings a chat that was exported as text into the form of a document: {@code messages}, each with
 * {@code number, date, from, text}. Lines such as {@code 12/03/24, 14:22 - Name: text} and {@code
 * [12.03.24, 14:22:05] Name: text} begin a message, as WhatsApp writes them; other lines go on with
 * it. What the program itself says has no {@code from}.
 */
final class ChatText {

  private static final Pattern START =
      Pattern.compile(
          "^[\\x{200e}\\x{200f}\\x{feff}]*\\[?(\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},?[ \\x{202f}]"
              + "\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:[ \\x{202f}]?[AaPp]\\.?[Mm]\\.?)?)(?:\\] | - )(.*)$");

  private static final Pattern NAMED = Pattern.compile("^([^:]{1,80}): (.*)$");

  private ChatText() {}

  static JsonNode document(SavedPage page, @Nullable String encoding) throws PageReader.Unreadable {
    if (DocumentPages.isKept(page)) {
      return DocumentPages.json(page, encoding);
    }
    String text = Texts.decode(page.body(), encoding, page.charset());
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    ArrayNode messages = nodes.arrayNode();
    ObjectNode open = null;
    StringBuilder words = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      Matcher start = START.matcher(line);
      if (start.find()) {
        close(open, words);
        open = nodes.objectNode();
        open.put("number", messages.size() + 1);
        open.put("date", start.group(1).replace('\u202f', ' ').replace(",", ""));
        messages.add(open);
        Matcher named = NAMED.matcher(start.group(2));
        if (named.find()) {
          open.put("from", named.group(1).strip());
          words.append(named.group(2));
        } else {
          words.append(start.group(2));
        }
      } else if (open != null) {
        words.append('\n').append(line);
      }
    }
    close(open, words);
    if (messages.isEmpty()) {
      throw new PageReader.Unreadable(
          "unreadable-file",
          "No line of the file begins a message with its date and time.",
          "Choose another profile; this one reads chats that were exported as text.");
    }
    ObjectNode document = nodes.objectNode();
    document.set("messages", messages);
    return document;
  }

  private static void close(@Nullable ObjectNode open, StringBuilder words) {
    if (open != null) {
      open.put("text", words.toString().strip());
    }
    words.setLength(0);
  }
}
