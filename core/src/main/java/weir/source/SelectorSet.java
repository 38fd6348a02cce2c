package weir.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Many CSS selectors, asked together in one walk over a page. Each is cut into the steps that lead
 * to its last part, and the walk keeps which steps the open elements have passed, so that nobody
 * climbs the tree again. A step is filed under the id, class or tag that it demands, so that an
 * element is tested against few of them. What is more than names and descent is left to jsoup.
 */
final class SelectorSet {

  /** A part of a selector, with all that leads to it. */
  private static final class Step {
    private final int number;

    /** The step before it; -1 when it may stand anywhere. */
    private final int before;

    /** Whether the step before is the parent, not any element around. */
    private final boolean child;

    private final @Nullable String tag;
    private final @Nullable String id;
    private final List<String> classes;

    /** Asked beside the names; null when they say all. */
    private final @Nullable Evaluator rest;

    /** The selectors that end here. */
    private int[] selectors = {};

    private Step(int number, int before, boolean child, Compound compound) {
      this.number = number;
      this.before = before;
      this.child = child;
      this.tag = compound.tag();
      this.id = compound.id();
      this.classes = compound.classes();
      this.rest = compound.rest();
    }
  }

  /** What one element must be. */
  private record Compound(
      @Nullable String tag,
      @Nullable String id,
      List<String> classes,
      @Nullable Evaluator rest,
      @Nullable String key,
      Key filedUnder) {}

  private enum Key {
    ID,
    CLASS,
    TAG,
    ATTRIBUTE,
    NOTHING
  }

  private static final Step[] NONE = {};

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Step> steps = new HashMap<>();
  private final Map<String, Step[]> byId = new HashMap<>();
  private final Map<String, Step[]> byClass = new HashMap<>();
  private final Map<String, Step[]> byTag = new HashMap<>();
  private final Map<String, Step[]> byAttribute = new LinkedHashMap<>();
  private Step[] byNothing = NONE;

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
      Step last = last(alternative);
      last.selectors = Arrays.copyOf(last.selectors, last.selectors.length + 1);
      last.selectors[last.selectors.length - 1] = number;
    }
    return number;
  }

  private Step last(String css) {
    List<String> parts = parts(css);
    if (parts.isEmpty()) {
      return step("", -1, false, css, lastCompound(css));
    }
    Step step = step("", -1, false, parts.getFirst(), parts.getFirst());
    String path = parts.getFirst();
    for (int i = 1; i < parts.size(); i += 2) {
      boolean child = parts.get(i).equals(">");
      String part = parts.get(i + 1);
      step = step(path + parts.get(i), step.number, child, part, part);
      path = path + parts.get(i) + part;
    }
    return step;
  }

  /**
   * @param path what leads to the step
   * @param css what the element must be, by itself or by its surroundings
   * @param names the part of it that speaks of the element alone
   */
  private Step step(String path, int before, boolean child, String css, String names) {
    String text = path + css;
    Step known = steps.get(text);
    if (known != null) {
      return known;
    }
    Compound compound = compound(css, names);
    Step step = new Step(steps.size(), before, child, compound);
    steps.put(text, step);
    String key = compound.key() == null ? "" : compound.key();
    switch (compound.filedUnder()) {
      case ID -> byId.merge(key, new Step[] {step}, SelectorSet::joined);
      case CLASS -> byClass.merge(key, new Step[] {step}, SelectorSet::joined);
      case TAG -> byTag.merge(key, new Step[] {step}, SelectorSet::joined);
      case ATTRIBUTE -> byAttribute.merge(key, new Step[] {step}, SelectorSet::joined);
      case NOTHING -> byNothing = joined(byNothing, new Step[] {step});
    }
    return step;
  }

  private static Step[] joined(Step[] some, Step[] more) {
    Step[] all = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static Compound compound(String css, String names) {
    String id = named(names, '#');
    String className = named(names, '.');
    String leading = leadingTag(names);
    String tag = leading == null ? null : leading.intern(); // as jsoup's: found by identity
    String attribute = attribute(names);
    Key key;
    String filed;
    if (id != null) {
      key = Key.ID;
      filed = id;
    } else if (className != null) {
      key = Key.CLASS;
      filed = className.toLowerCase(Locale.ROOT);
    } else if (tag != null) {
      key = Key.TAG;
      filed = tag;
    } else {
      key = attribute == null ? Key.NOTHING : Key.ATTRIBUTE;
      filed = attribute;
    }
    List<String> classes = new ArrayList<>();
    return css.equals(names) && isNamesOnly(css, classes)
        ? new Compound(tag, id, classes, null, filed, key)
        : new Compound(null, null, List.of(), Selector.evaluatorOf(css), filed, key);
  }

  /** The attribute that an element must have, where a part begins by asking for one; else null. */
  private static @Nullable String attribute(String part) {
    int end = part.startsWith("[") ? nameEnd(part, 1) : 0;
    boolean asked = end > 1 && end < part.length() && "]=^$*~".indexOf(part.charAt(end)) >= 0;
    return asked ? part.substring(1, end).toLowerCase(Locale.ROOT) : null;
  }

  /** Whether a part says no more than a tag, at most one id, and classes; collects these. */
  private static boolean isNamesOnly(String part, List<String> classes) {
    int at = part.startsWith("*") ? 1 : 0;
    boolean id = false;
    while (at == 0 && at < part.length() && isName(part.charAt(at))) {
      at = nameEnd(part, at);
    }
    while (at < part.length()) {
      char mark = part.charAt(at);
      int end = nameEnd(part, at + 1);
      if ((mark != '.' && mark != '#') || end == at + 1 || (mark == '#' && id)) {
        return false;
      }
      id |= mark == '#';
      if (mark == '.') {
        classes.add(part.substring(at + 1, end).toLowerCase(Locale.ROOT));
      }
      at = end;
    }
    return at > 0;
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The parts of a selector with a blank or {@code >} between each two; none when siblings, quotes
   * or the like stand in it, which jsoup then asks as a whole.
   */
  private static List<String> parts(String css) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= css.length(); i++) {
      char c = i == css.length() ? ' ' : css.charAt(i);
      if (c == '"' || c == '\'' || c == '\\' || c == '|' || c == '&') {
        return List.of();
      }
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && (c == '+' || c == '~')) {
        return List.of();
      } else if (depth == 0 && (c == '>' || Character.isWhitespace(c))) {
        if (i > start) {
          parts.add(css.substring(start, i));
        }
        start = i + 1;
        boolean between = i < css.length() && !parts.isEmpty() && parts.size() % 2 == 1;
        if (c == '>' && parts.size() % 2 == 0 && !parts.isEmpty()) {
          parts.set(parts.size() - 1, ">"); // a blank came before
        } else if (between) {
          parts.add(c == '>' ? ">" : " ");
        } else if (c == '>') {
          return List.of();
        }
      }
    }
    if (parts.size() % 2 == 0 && !parts.isEmpty()) {
      parts.removeLast();
    }
    return depth == 0 ? parts : List.of();
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

  /** Begins a walk over a page; each walk has its own. */
  Walk walk(Element root) {
    return new Walk(root);
  }

  /** Told a selector that an element answers; the same one may be told twice. */
  interface Found {
    void selector(int number);
  }

  /** The steps that the open elements have passed, from the root down. */
  final class Walk {
    private final Element root;
    private final int words = (steps.size() + 63) / 64;

    /** For each open element the steps that it passed, then those passed by it or around it. */
    private long[] passed = new long[32 * words];

    private int depth;
    private final Map<String, Classes> classLists = new HashMap<>();

    private Walk(Element root) {
      this.root = root;
    }

    /**
     * Goes into an element; {@link #leave} must follow once all inside it are passed.
     *
     * @param classes the attribute's text, "" when there is none
     */
    void enter(Element element, String id, String classes, Found found) {
      int own = depth * 2 * words;
      if (own + 2 * words > passed.length) {
        passed = Arrays.copyOf(passed, passed.length * 2);
      }
      depth++;
      Arrays.fill(passed, own, own + words, 0);
      Classes names = classes.isEmpty() ? Classes.NO_CLASS : classes(classes);
      if (!id.isEmpty() && !byId.isEmpty()) {
        test(byId.getOrDefault(id, NONE), element, id, names, own, found);
      }
      test(names.steps, element, id, names, own, found);
      test(byTag.getOrDefault(element.normalName(), NONE), element, id, names, own, found);
      if (!byAttribute.isEmpty() && element.attributesSize() > 0) {
        for (Map.Entry<String, Step[]> entry : byAttribute.entrySet()) {
          if (element.hasAttr(entry.getKey())) {
            test(entry.getValue(), element, id, names, own, found);
          }
        }
      }
      test(byNothing, element, id, names, own, found);
      for (int i = own; i < own + words; i++) {
        passed[i + words] = own == 0 ? passed[i] : passed[i] | passed[i - words];
      }
    }

    void leave() {
      depth--;
    }

    private Classes classes(String attribute) {
      Classes known = classLists.get(attribute);
      if (known == null) {
        known = Classes.of(attribute, byClass);
        classLists.put(attribute, known);
      }
      return known;
    }

    private void test(
        Step[] candidates, Element element, String id, Classes classes, int own, Found found) {
      for (Step step : candidates) {
        if ((step.before < 0 || isPassed(step, own))
            && (step.tag == null || step.tag.equals(element.normalName()))
            && (step.id == null || step.id.equals(id))
            && (step.classes.isEmpty() || classes.names.containsAll(step.classes))
            && (step.rest == null || step.rest.matches(root, element))) {
          passed[own + (step.number >>> 6)] |= 1L << step.number;
          for (int selector : step.selectors) {
            found.selector(selector);
          }
        }
      }
    }

    /** Whether the parent, or any element around, has passed the step before. */
    private boolean isPassed(Step step, int own) {
      int around = own - (step.child ? 2 : 1) * words + (step.before >>> 6);
      return own > 0 && (passed[around] & (1L << step.before)) != 0;
    }
  }

  /** The words of a class attribute in lower case, and the steps filed under them. */
  private static final class Classes {
    private static final Classes NO_CLASS = new Classes(List.of(), NONE);

    private final List<String> names;
    private final Step[] steps;

    private Classes(List<String> names, Step[] steps) {
      this.names = names;
      this.steps = steps;
    }

    static Classes of(String attribute, Map<String, Step[]> byClass) {
      List<String> names = new ArrayList<>(2);
      Step[] steps = NONE;
      int start = 0;
      for (int i = 0; i <= attribute.length(); i++) {
        if (i == attribute.length() || Character.isWhitespace(attribute.charAt(i))) {
          if (i > start) {
            String name = attribute.substring(start, i).toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
              names.add(name);
              steps = joined(steps, byClass.getOrDefault(name, NONE));
            }
          }
          start = i + 1;
        }
      }
      return new Classes(names, steps);
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
