package weir.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.source.Profile.FieldRule;

/** Applies what a field's rule says to do with a text once it is found. */
final class Rules {

  private Rules() {}

  /** The texts that a rule makes of a printed one; empty when nothing is left. */
  static List<String> apply(FieldRule rule, String printed) {
    if (rule.split() == null) {
      String one = one(rule, printed);
      return one.isEmpty() ? List.of() : List.of(one);
    }
    String text = taken(rule, printed);
    if (text.isEmpty() || rule.count()) {
      return text.isEmpty() ? List.of() : List.of(text);
    }
    List<String> texts = new ArrayList<>();
    for (String item : text.split(Pattern.quote(rule.split()), -1)) {
      String word = word(rule.words(), item.strip());
      if (!word.isEmpty()) {
        texts.add(word);
      }
    }
    return texts;
  }

  /** The text that a rule which does not split makes of a printed one; "" when nothing is left. */
  static String one(FieldRule rule, String printed) {
    String text = taken(rule, printed);
    return text.isEmpty() || rule.count() ? text : word(rule.words(), text);
  }

  /** What the rule's pattern takes of a text, or counts in it; "" for nothing. */
  private static String taken(FieldRule rule, String printed) {
    String text = printed.strip();
    if (text.isEmpty()) {
      return text;
    }
    if (rule.count()) {
      return Integer.toString(count(rule.match(), text));
    }
    return rule.match() == null ? text : matched(rule.match(), text);
  }

  private static int count(@Nullable Pattern pattern, String text) {
    if (pattern == null) {
      return 1;
    }
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  private static String matched(Pattern pattern, String text) {
    if (text.length() <= ShortMatch.LONGEST) {
      ShortMatch plain = ShortMatch.of(pattern);
      if (plain != null) {
        return plain.first(text);
      }
    }
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return "";
    }
    String group = matcher.groupCount() == 0 ? matcher.group() : matcher.group(1);
    return group == null ? "" : group.strip();
  }

  private static String word(Map<String, String> words, String text) {
    if (words.isEmpty()) {
      return text;
    }
    String direct = words.get(text);
    if (direct != null) {
      return direct;
    }
    for (Map.Entry<String, String> entry : words.entrySet()) {
      if (entry.getKey().equalsIgnoreCase(text)) {
        return entry.getValue();
      }
    }
    String other = words.get("*");
    return other == null ? text : other;
  }
}
