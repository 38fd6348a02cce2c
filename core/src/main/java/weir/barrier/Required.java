package weir.barrier;

import java.util.regex.Pattern;

/** What a part of a model must have to be one at all. */
final class Required {
  /** Ids are written by hand and stand in addresses of pages: plain letters, digits, hyphens. */
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  static final String ID_EXPECTED =
      "Expected small letters a-z, digits and single hyphens, like 'postal-services'";

  private Required() {}

  static boolean isId(String text) {
    return text.length() <= 100 && ID.matcher(text).matches();
  }

  static void id(String id) {
    if (!isId(id)) {
      throw new IllegalArgumentException("'%s' is not an id. %s.".formatted(id, ID_EXPECTED));
    }
  }

  static void text(String text, String what) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " is empty; write at least a word.");
    }
  }
}
