package weir.masking;

import java.util.Set;

/**
 * What stands in the place of what was masked: a kind in square brackets, mostly with a digest.
 * Tokens are passed over when a kept page is read again, so that masking twice is masking once. No
 * page can hide anything in one: it holds nothing but a known word, hex, or commas.
 */
final class Tokens {

  private static final int LONGEST = 2_000;
  private static final int LONGEST_WORD = 40;

  private static final Set<String> WITH_DIGEST =
      Set.of(
          "email",
          "phone",
          "handle",
          "invitation",
          "wallet",
          "onion",
          "i2p",
          "author",
          "contact",
          "key");

  private static final Set<String> BARE =
      Set.of(
          "person",
          "buyer",
          "reader",
          "account",
          "card",
          "identity",
          "picture",
          "key:unreadable",
          "cut: instructions, synthesis",
          "cut: instructions, dosing",
          "cut: instructions, concealment",
          "cut: instructions, evasion");

  private Tokens() {}

  /**
   * Where a token ends that begins here.
   *
   * @param start of a bracket
   * @return -1 when none begins
   */
  static int end(String text, int start) {
    int colon = start + 1;
    while (colon < text.length() && colon - start < 12 && isLower(text.charAt(colon))) {
      colon++;
    }
    if (colon == text.length()) {
      return -1;
    }
    if (text.charAt(colon) == ':' && WITH_DIGEST.contains(text.substring(start + 1, colon))) {
      int end = colon + 1;
      while (end < text.length() && end - colon < LONGEST && isHex(text.charAt(end))) {
        end++;
      }
      if (end - colon > 16 && end < text.length() && text.charAt(end) == ']') {
        return end + 1;
      }
    }
    int close = colon;
    while (close < text.length() && close - start < LONGEST_WORD && text.charAt(close) != ']') {
      close++;
    }
    return close < text.length()
            && text.charAt(close) == ']'
            && BARE.contains(text.substring(start + 1, close))
        ? close + 1
        : -1;
  }

  /** Whether a text is one token and nothing else. */
  static boolean isToken(String text) {
    return text.startsWith("[") && end(text, 0) == text.length();
  }

  private static boolean isLower(char c) {
    return (c >= 'a' && c <= 'z') || c == '2';
  }

  private static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ',';
  }
}
