package weir.suggest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.source.SavedPage;

/** Finds when pages were saved in the names of their files. */
final class NameDates {

  private static final Pattern DATE = Pattern.compile("(\\d{4})([-_.])(\\d{2})\\2(\\d{2})");

  private NameDates() {}

  /** The line under {@code captured_at:}; "" when less than half of the names hold a date. */
  static String line(List<SavedPage> pages) {
    Map<String, Integer> signs = new HashMap<>();
    for (SavedPage page : pages) {
      Matcher matcher = DATE.matcher(page.address());
      if (matcher.find()) {
        signs.merge(matcher.group(2), 1, Integer::sum);
      }
    }
    return signs.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .filter(most -> most.getValue() * 2 > pages.size())
        .map(most -> {
          String sign = most.getKey();
          String between = sign.equals(".") ? "\\." : sign;
          return "  - {name: '(\\d{4}%s\\d{2}%s\\d{2})', format: yyyy%sMM%sdd}\n"
              .formatted(between, between, sign, sign);
        })
        .orElse("");
  }
}
