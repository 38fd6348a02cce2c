package weir.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Many CSS selectors, asked together in one walk over a page. Each is filed under the id, class or
 * tag that its last part demands, so that an element is tested against few of them: thirty
 * selectors run one after another cost three times the parse of a page, this walk a third of it.
 */
final class SelectorSet {

  private record Part(int selector, Evaluator evaluator) {}

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, List<Part>> byId = new HashMap<>();
  private final Map<String, List<Part>> byClass = new HashMap<>();
  private final Map<String, List<Part>> byTag = new HashMap<>();
  private final List<Part> byNothing = new ArrayList<>();

  /** What is wrong with a selector, or null when it is sound. */
  static @Nullable String problemWith(String css) {
    try {
      for (String part : alternatives(css)) {
        Selector.evaluatorOf(part);
      }
      return null;
    } catch (IllegalArgumentException | IllegalStateException e) {
      return e.getMessage();
    }
  }

  /** Adds a selector; the same text again gets the same number. */
  int add(String css) {
    Integer known = numbers.get(css);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    numbers.put(css, number);
    for (String alternative : alternatives(css)) {
      Part part = new Part(number, Selector.evaluatorOf(alternative));
      String last = lastCompound(alternative);
      String id = named(last, '#');
      String className = named(last, '.');
      String tag = leadingTag(last);
      if (id != null) {
        byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(part);
      } else if (className != null) {
        byClass
            .computeIfAbsent(className.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(part);
      } else if (tag != null) {
        byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(part);
      } else {
        byNothing.add(part);
      }
    }
    return number;
  }

  int number(String css) {
    Integer number = numbers.get(css);
    if (number == null) {
      throw new IllegalArgumentException("The selector was not added: " + css);
    }
    return number;
  }

  int size() {
    return numbers.size();
  }

  /** The numbers of the selectors that an element answers, each once; empty for most elements. */
  void match(Element root, Element element, IntConsumer found) {
    if (!byId.isEmpty()) {
      String id = element.id();
      if (!id.isEmpty()) {
        test(byId.get(id), root, element, found);
      }
    }
    if (!byClass.isEmpty() && element.hasAttr("class")) {
      for (String name : element.classNames()) {
        test(byClass.get(name.toLowerCase(Locale.ROOT)), root, element, found);
      }
    }
    test(byTag.get(element.normalName()), root, element, found);
    test(byNothing, root, element, found);
  }

  private static void test(
      @Nullable List<Part> parts, Element root, Element element, IntConsumer found) {
    if (parts == null) {
      return;
    }
    for (Part part : parts) {
      if (part.evaluator().matches(root, element)) {
        found.accept(part.selector());
      }
    }
  }

  private static List<String> alternatives(String css) {
    List<String> alternatives = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < css.length(); i++) {
      char c = css.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == ',' && depth == 0) {
        alternatives.add(css.substring(start, i).strip());
        start = i + 1;
      }
    }
    alternatives.add(css.substring(start).strip());
    return alternatives;
  }

  private static String lastCompound(String css) {
    int depth = 0;
    for (int i = css.length() - 1; i >= 0; i--) {
      char c = css.charAt(i);
      if (c == ')' || c == ']') {
        depth++;
      } else if (c == '(' || c == '[') {
        depth--;
      } else if (depth == 0 && (c == ' ' || c == '>' || c == '+' || c == '~')) {
        return css.substring(i + 1);
      }
    }
    return css;
  }

  /** The first name after a mark, outside brackets; null when there is none. */
  private static @Nullable String named(String compound, char mark) {
    int depth = 0;
    for (int i = 0; i < compound.length(); i++) {
      char c = compound.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && c == mark) {
        int end = i + 1;
        while (end < compound.length() && isName(compound.charAt(end))) {
          end++;
        }
        String name = compound.substring(i + 1, end);
        return name.isEmpty() || compound.indexOf('\\') >= 0 ? null : name;
      }
    }
    return null;
  }

  private static @Nullable String leadingTag(String compound) {
    int end = 0;
    while (end < compound.length() && isName(compound.charAt(end))) {
      end++;
    }
    return end == 0 ? null : compound.substring(0, end).toLowerCase(Locale.ROOT);
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '_';
  }
}
