package weir.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A simple pattern over a short text, such as {@code (\\d+) left}, matched by the JDK, which takes
 * a tenth of RE2's time there. Only patterns in which both agree and which cannot explode: letters,
 * digits, {@code \\d}, {@code \\w}, marks, one group, at most two repetitions of a single sign.
 */
final class ShortMatch {

  /** Of a text, in UTF-16 units: bounds what two repetitions can cost. */
  static final int LONGEST = 160;

  private static final int MOST_KNOWN = 4_096;

  private static final String SIGN = "(?:[a-zA-Z0-9 :;,/=#%@!_\"'<>-]|\\\\[dw.()\\[\\]+*?$/:-])";
  private static final Pattern SIMPLE =
      Pattern.compile("\\^?(?:%1$s[+*]?)*(?:\\((?:%1$s[+*]?)+\\)(?:%1$s[+*]?)*)?".formatted(SIGN));

  private static final Pattern REPETITION = Pattern.compile("(?<!\\\\)[+*]");

  private static final Map<com.google.re2j.Pattern, Optional<ShortMatch>> KNOWN =
      new ConcurrentHashMap<>();

  private final Pattern pattern;

  private ShortMatch(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Null when the pattern is not simple. */
  static @Nullable ShortMatch of(com.google.re2j.Pattern pattern) {
    Optional<ShortMatch> known = KNOWN.get(pattern);
    if (known == null) {
      known = simple(pattern);
      if (KNOWN.size() < MOST_KNOWN) {
        KNOWN.put(pattern, known);
      }
    }
    return known.orElse(null);
  }

  private static Optional<ShortMatch> simple(com.google.re2j.Pattern pattern) {
    String text = pattern.pattern();
    boolean simple =
        pattern.flags() == 0
            && text.length() <= 80
            && SIMPLE.matcher(text).matches()
            && REPETITION.matcher(text).results().count() <= 2;
    return simple ? Optional.of(new ShortMatch(Pattern.compile(text))) : Optional.empty();
  }

  /** The group, or the whole, of the first match, without blanks around it; "" for none. */
  String first(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return "";
    }
    String group = matcher.group(matcher.groupCount() == 0 ? 0 : 1);
    return group == null ? "" : group.strip();
  }
}
