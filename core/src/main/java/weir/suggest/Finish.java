package weir.suggest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.money.Price;
import weir.money.PriceReader;

/** Adds to a rule what its field needs to be read: a format, a scale, words that mean yes. */
final class Finish {

  private static final Pattern DECIMAL = Pattern.compile("\\d+(?:[.,]\\d+)?");
  private static final Pattern YES =
      Pattern.compile("(?i).*\\b(?:escrow|yes|ja|si|sí|oui|да|protected|hold|on)\\b.*");
  private static final Pattern NO =
      Pattern.compile(
          "(?i).*\\b(?:no|not|non|nein|нет|none|fe|finali[sz]e|early|direct|without|disabled|off)\\b.*");

  private Finish() {}

  /** The rule with what its field needs; null when the values cannot be read at all. */
  static @Nullable Line line(String field, Line line, List<String> values, Sense sense) {
    return switch (field) {
      case "price" -> price(line, values, sense);
      case "ships_from" ->
          line.keys().containsKey("attribute")
              ? flags(line, values)
              : arrowed(values) ? line.and("match", Arrows.BEFORE) : line;
      case "ships_to" ->
          values.stream().anyMatch(v -> v.indexOf(',') > 0) ? line.and("split", ",") : line;
      case "payments" ->
          values.stream().anyMatch(v -> v.indexOf(',') > 0) ? line.and("split", ",") : line;
      case "escrow", "finalizes_early" -> truth(line, values);
      case "stock",
          "sold_count",
          "sales_count",
          "feedback_count",
          "trust_level",
          "disputes_won",
          "disputes_lost" ->
          count(line, values);
      case "rating" -> rating(line, values);
      case "joined_on", "last_seen_on", "given_at" -> date(line, values);
      default -> line; // texts
    };
  }

  /** Small letters that are words elsewhere, such as "it", are countries where they name flags. */
  private static Line flags(Line line, List<String> values) {
    if (!line.keys().containsKey("match") || values.stream().anyMatch(v -> v.length() != 2)) {
      return line;
    }
    return line.raw(
        "words", "{it: IT, at: AT, in: IN, 'no': 'NO', be: BE, is: IS, my: MY, so: SO}");
  }

  /** Whether most values say where from and where to. */
  static boolean arrowed(List<String> values) {
    return values.stream().filter(Arrows::in).count() * 2 > values.size();
  }

  private static Line price(Line line, List<String> values, Sense sense) {
    boolean bare = values.stream().noneMatch(sense.judge()::isPrice);
    String label = line.keys().getOrDefault("label", "");
    int bracket = label.indexOf('(');
    if (!bare || bracket < 0) {
      return line;
    }
    String inside = label.substring(bracket + 1).replaceAll("[)'].*$", "").strip();
    List<Price> prices = PriceReader.read("1 " + inside.toUpperCase(Locale.ROOT), null);
    return prices.isEmpty() ? line : line.and("currency", prices.getFirst().money().currency());
  }

  private static Line count(Line line, List<String> values) {
    boolean plain = values.stream().allMatch(value -> value.matches("\\d[\\d,]*"));
    return plain || line.keys().containsKey("match") ? line : line.and("match", "(\\d[\\d,]*)");
  }

  private static Line rating(Line line, List<String> values) {
    double most = 0;
    boolean percent = false;
    for (String value : values) {
      Matcher matcher = DECIMAL.matcher(value);
      if (matcher.find()) {
        most = Math.max(most, Double.parseDouble(matcher.group().replace(',', '.')));
      }
      percent |= value.indexOf('%') >= 0;
    }
    String scale = percent || most > 10 ? "100" : most > 5 ? "10" : most > 1 ? "5" : "1";
    Line matched =
        line.keys().containsKey("match") ? line : line.and("match", "(\\d+(?:[.,]\\d+)?)");
    return scale.equals("1") ? matched : matched.raw("scale", scale);
  }

  private static Line truth(Line line, List<String> values) {
    Set<String> different = new LinkedHashSet<>(values);
    Map<String, String> words = new LinkedHashMap<>();
    for (String value : different) {
      if (words.size() < 6 && value.length() <= 40) {
        words.put(
            value,
            NO.matcher(value).matches() ? "no" : YES.matcher(value).matches() ? "yes" : "''");
      }
    }
    List<String> parts = new ArrayList<>();
    words.forEach((word, means) -> parts.add(Line.quoted(word) + ": " + means));
    parts.add("'*': ''");
    return line.raw("words", "{" + String.join(", ", parts) + "}");
  }

  private static @Nullable Line date(Line line, List<String> values) {
    Dates.Way way = Dates.wayOf(values).orElse(null);
    if (way == null) {
      return null;
    }
    Line dated =
        way.match().isEmpty() || line.keys().containsKey("match")
            ? line
            : line.and("match", way.match());
    return dated.and("format", way.format());
  }
}
