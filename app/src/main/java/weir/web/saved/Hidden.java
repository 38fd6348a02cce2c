package weir.web.saved;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a text what Weir never shows: addresses that could be followed or paid, and the
 * names of accounts, for which their pseudonyms stand.
 */
public final class Hidden {

  /** Stands where an address was. */
  public static final String ADDRESS = "[address not shown]";

  // Every quantifier is bounded, so that no text can make the search slow.
  private static final Pattern FOLLOWED =
      Pattern.compile(
          "(?i)(?:\\b[a-z][a-z0-9+.\\-]{1,15}://[^\\s<>\"]{1,2000}"
              + "|\\b[a-z0-9\\-.]{1,120}\\.(?:onion|i2p|loki|bit)\\b(?:[/:?#][^\\s<>\"]{0,500})?"
              + "|\\b(?:t|telegram)\\.me/[^\\s<>\"]{1,200}"
              + "|\\b(?:www|m|shop)\\.[a-z0-9\\-]{1,63}\\.[^\\s<>\"]{2,300}"
              + "|\\b[a-z0-9\\-]{2,63}(?:\\.[a-z0-9\\-]{2,63}){0,3}\\.(?:com|net|org|info|biz|ru|su|cc|co|ws|pw|top|xyz|shop|store|site|online|link|gg|ch|de|nl|uk|eu|se|pl|fr|es|cz|ge|ua|kz|cn)\\b(?:/[^\\s<>\"]{0,500})?"
              // These endings are words too: an address only with a path after them.
              + "|\\b[a-z0-9\\-]{2,63}\\.(?:to|io|is|me|im|pm|at|it|in|by|be)/[^\\s<>\"]{1,500})");
  private static final Pattern PAID =
      Pattern.compile(
          "\\b(?:bc1[a-z0-9]{25,60}|[13][a-km-zA-HJ-NP-Z1-9]{25,34}|0x[0-9a-fA-F]{40}|[48][0-9A-Za-z]{94})\\b");

  private final List<Name> names;

  private record Name(Pattern pattern, String pseudonym) {}

  private Hidden(List<Name> names) {
    this.names = names;
  }

  /**
   * Hides addresses and the names of these accounts.
   *
   * @param source to which the accounts belong
   */
  public static Hidden on(String source, Collection<String> accounts) {
    return new Hidden(
        accounts.stream()
            .filter(name -> !name.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(name -> new Name(asWord(name), Pseudonym.of(source, name)))
            .toList());
  }

  /** A name stands for itself only: not inside a longer word, and one of two letters not at all. */
  private static Pattern asWord(String name) {
    return name.length() < 3
        ? Pattern.compile("^\\s*" + Pattern.quote(name) + "\\s*$")
        : Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  public String in(String text) {
    String shown = addresses(text);
    for (Name name : names) {
      shown = name.pattern().matcher(shown).replaceAll(Matcher.quoteReplacement(name.pseudonym()));
    }
    return shown;
  }

  /** The text without addresses. */
  public static String addresses(String text) {
    if (text.length() < 4) {
      return text;
    }
    String shown = text;
    if (text.indexOf('.') >= 0 || text.contains("://")) {
      shown = FOLLOWED.matcher(shown).replaceAll(Matcher.quoteReplacement(ADDRESS));
    }
    return text.length() < 26
        ? shown
        : PAID.matcher(shown).replaceAll(Matcher.quoteReplacement(ADDRESS));
  }
}
