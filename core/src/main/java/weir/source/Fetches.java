package weir.source;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a page would fetch when it is shown: pictures, style sheets, films. A kept page fetches
 * nothing and holds no picture's bytes, since a picture may show a face. Where a picture stood its
 * address stays as words behind {@code data:,#}: a rating is at times told by the file of a star.
 */
final class Fetches {

  /** Leads an address that is no longer fetched: an empty document, whatever follows. */
  static final String STILLED = "data:,#";

  /** Longer addresses are cut: no picture's bytes hide behind the mark. */
  private static final int LONGEST = 300;

  /** Longer drawings may trace a photograph. */
  private static final int LONGEST_DRAWING = 2_000;

  private Fetches() {}

  /** Whether an attribute's address is fetched without anybody's doing. */
  static boolean isFetched(String element, String attribute) {
    return switch (attribute) {
      case "src",
          "srcset",
          "imagesrcset",
          "background",
          "poster",
          "lowsrc",
          "dynsrc",
          "xlink:href" ->
          true;
      case "href" ->
          switch (element) {
            case "link", "image", "use", "feimage" -> true;
            default -> false;
          };
      default -> false;
    };
  }

  /** An address that nothing fetches; of one that holds its bytes nothing stays. */
  static String still(String address) {
    boolean bytes = address.strip().regionMatches(true, 0, "data:", 0, 5);
    if (bytes && !address.startsWith(STILLED)) {
      return "data:,";
    }
    String rest = before(address);
    int inner = rest.toLowerCase(Locale.ROOT).indexOf("base64,");
    rest = inner < 0 ? rest : rest.substring(0, inner);
    return rest.isEmpty()
        ? "data:,"
        : STILLED + (rest.length() > LONGEST ? rest.substring(0, LONGEST) : rest);
  }

  /** The address as the page had it, as far as it was kept. */
  static String before(String address) {
    return address.startsWith(STILLED) ? address.substring(STILLED.length()) : address;
  }

  /** How files begin that are pictures: JPEG, PNG, GIF, WebP and AVI, TIFF. */
  private static final byte[][] PICTURES = {
    {(byte) 0xff, (byte) 0xd8, (byte) 0xff},
    {(byte) 0x89, 'P', 'N', 'G'},
    {'G', 'I', 'F', '8'},
    {'R', 'I', 'F', 'F'},
    {'I', 'I', '*', 0},
    {'M', 'M', 0, '*'}
  };

  /** Whether a file is a picture, by its first bytes: saves name them anything. */
  static boolean isPicture(byte[] body) {
    for (byte[] beginning : PICTURES) {
      if (body.length >= beginning.length
          && Arrays.equals(body, 0, beginning.length, beginning, 0, beginning.length)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a drawing in the page is so fine that it may be a photograph. */
  static boolean mayTrace(String attribute, String value) {
    return value.length() > LONGEST_DRAWING
        && (attribute.equals("d") || attribute.equals("points") || attribute.equals("path"));
  }

  /** Rules of a style sheet without what they would fetch; "" when they hide that. */
  static String stillRules(String css) {
    String lower = css.toLowerCase(Locale.ROOT);
    if (lower.indexOf('\\') >= 0 && fetches(unescaped(lower)) > fetches(lower)) {
      return "";
    }
    if (fetches(lower) == 0) {
      return css;
    }
    StringBuilder still = new StringBuilder(css.length());
    int i = 0;
    while (i < css.length()) {
      if (lower.startsWith("url(", i)) {
        still.append("url(data:,)");
        i = closing(lower, i + 4);
      } else if (lower.startsWith("image-set(", i)) {
        still.append("none");
        i = closing(lower, i + 10);
      } else if (lower.startsWith("@import", i)) {
        int end = lower.indexOf(';', i);
        i = end < 0 ? css.length() : end + 1;
      } else {
        still.append(css.charAt(i++));
      }
    }
    return still.toString();
  }

  private static int fetches(String lower) {
    int count = 0;
    for (String word : new String[] {"url(", "image-set(", "@import"}) {
      for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
        count++;
      }
    }
    return count;
  }

  /** The place after a bracket that closes; quotes may hold brackets. */
  private static int closing(String css, int from) {
    char quote = 0;
    int depth = 1;
    for (int i = from; i < css.length(); i++) {
      char c = css.charAt(i);
      if (quote != 0) {
        quote = c == quote || c == '\n' ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return css.length();
  }

  /** Escapes of style sheets resolved: a backslash, up to six hex digits, one blank. */
  private static String unescaped(String css) {
    StringBuilder plain = new StringBuilder(css.length());
    int i = 0;
    while (i < css.length()) {
      char c = css.charAt(i++);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      int code = 0;
      int digits = 0;
      while (i < css.length() && digits < 6 && Character.digit(css.charAt(i), 16) >= 0) {
        code = code * 16 + Character.digit(css.charAt(i++), 16);
        digits++;
      }
      if (digits > 0) {
        plain.append(code < 0x80 ? (char) Character.toLowerCase(code) : '?');
        i += i < css.length() && css.charAt(i) == ' ' ? 1 : 0;
      }
    }
    return plain.toString();
  }
}
