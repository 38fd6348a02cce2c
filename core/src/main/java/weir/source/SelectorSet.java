package weir.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jsoup.select.Evaluator;
import org.jsoup.select.Selector;
import org.jspecify.annotations.Nullable;

/**
 * Many CSS selectors, asked together in one walk over a page. Each is cut into the steps that lead
 * to its last part, and the walk keeps which steps the open elements have passed, so that nobody
 * climbs the tree again. A step is filed under the id, class or tag that it demands, so that an
 * element is tested against few of them. What is more than names, descent, siblings, attributes,
 * places, words and one thing within is left to jsoup.
 */
final class SelectorSet {

  /** How a step stands to the step before it. */
  private enum Link {
    WITHIN,
    CHILD,
    NEXT,
    LATER;

    static Link of(String sign) {
      return switch (sign) {
        case ">" -> CHILD;
        case "+" -> NEXT;
        case "~" -> LATER;
        default -> WITHIN;
      };
    }
  }

  /** A part of a selector, with all that leads to it. */
  private static final class Step {
    private final int number;

    /** The step before it; -1 when it may stand anywhere. */
    private final int before;

    private final Link link;

    private final @Nullable String tag;
    private final @Nullable String id;
    private final String[] classes;

    /** Asked beside the names. */
    private final Test[] tests;

    /** The selectors that end here. */
    private int[] selectors = {};

    private Step(int number, int before, Link link, Compound compound) {
      this.number = number;
      this.before = before;
      this.link = link;
      this.tag = compound.tag();
      this.id = compound.id();
      this.classes = compound.classes().toArray(new String[0]);
      this.tests = compound.tests().toArray(new Test[0]);
    }
  }

  /** What one element must be. */
  private record Compound(
      @Nullable String tag,
      @Nullable String id,
      List<String> classes,
      List<Test> tests,
      @Nullable String key,
      Key filedUnder) {}

  /** What an element is asked beside its names. */
  private interface Test {
    boolean holds(FlatPage page, int element);
  }

  private enum Key {
    ID,
    CLASS,
    TAG,
    ATTRIBUTE,
    NOTHING
  }

  private static final Step[] NONE = {};

  /** Signs that stand between two parts of a selector, beside a blank. */
  private static final String LINKS = ">+~";

  /** Whether any step asks for a sibling. */
  private boolean siblings;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Step> steps = new HashMap<>();
  private final Map<String, Step[]> byId = new HashMap<>();
  private final Map<String, Step[]> byClass = new HashMap<>();
  private final Map<String, Step[]> byTag = new HashMap<>();
  private final Map<String, Step[]> byAttribute = new LinkedHashMap<>();
  private Step[] byNothing = NONE;

  /** Class attributes that were seen: the same ones stand on every page of a source. */
  private final Memo<String, Classes> classLists = new Memo<>();

  private static final int LONGEST_REMEMBERED = 200;

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
      return step("", -1, Link.WITHIN, css, lastCompound(css));
    }
    Step step = step("", -1, Link.WITHIN, parts.getFirst(), parts.getFirst());
    String path = parts.getFirst();
    for (int i = 1; i < parts.size(); i += 2) {
      Link link = Link.of(parts.get(i));
      siblings |= link == Link.NEXT || link == Link.LATER;
      String part = parts.get(i + 1);
      step = step(path + parts.get(i), step.number, link, part, part);
      path = path + parts.get(i) + part;
    }
    return step;
  }

  /**
   * @param path what leads to the step
   * @param css what the element must be, by itself or by its surroundings
   * @param names the part of it that speaks of the element alone
   */
  private Step step(String path, int before, Link link, String css, String names) {
    String text = path + css;
    Step known = steps.get(text);
    if (known != null) {
      return known;
    }
    Compound compound = compound(css, names);
    Step step = new Step(steps.size(), before, link, compound);
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
    Names plain = css.equals(names) ? Names.of(names) : null;
    return plain == null
        ? new Compound(null, null, List.of(), List.of(asked(css)), filed, key)
        : new Compound(tag, id, plain.classes(), plain.tests(), filed, key);
  }

  /** What jsoup is asked. */
  private static Test asked(String css) {
    Evaluator evaluator = Selector.evaluatorOf(css);
    return (page, element) -> evaluator.matches(page.document(), page.element(element));
  }

  /** The attribute that an element must have, where a part begins by asking for one; else null. */
  private static @Nullable String attribute(String part) {
    int end = part.startsWith("[") ? nameEnd(part, 1) : 0;
    boolean asked = end > 1 && end < part.length() && "]=^$*~".indexOf(part.charAt(end)) >= 0;
    return asked ? part.substring(1, end).toLowerCase(Locale.ROOT) : null;
  }

  /**
   * A part that says no more than a tag, at most one id, classes, and what can be asked of a flat
   * page: attributes, the first, last or n-th place, words, and the like denied or within.
   */
  private record Names(List<String> classes, List<Test> tests) {

    /** Null when a part says more. */
    static @Nullable Names of(String part) {
      Names names = new Names(new ArrayList<>(), new ArrayList<>());
      int at = part.startsWith("*") ? 1 : nameEnd(part, 0);
      boolean id = false;
      while (at < part.length()) {
        char mark = part.charAt(at);
        int end = nameEnd(part, at + 1);
        switch (mark) {
          case '.' -> names.classes.add(part.substring(at + 1, end).toLowerCase(Locale.ROOT));
          case '[', ':' -> {
            end = mark == '[' ? part.indexOf(']', at) + 1 : pseudoEnd(part, end);
            Test test =
                end <= at
                    ? null
                    : mark == '['
                        ? attributeTest(part.substring(at + 1, end - 1))
                        : wordTest(part.substring(at + 1, end));
            if (test == null) {
              return null;
            }
            names.tests.add(test);
          }
          default -> {
            if (mark != '#' || id) {
              return null;
            }
            id = true;
          }
        }
        if (end == at + 1) {
          return null;
        }
        at = end;
      }
      return at > 0 ? names : null;
    }

    /** Where a word after a colon ends, with its brackets; -1 when they do not close. */
    private static int pseudoEnd(String part, int nameEnd) {
      if (nameEnd >= part.length() || part.charAt(nameEnd) != '(') {
        return nameEnd;
      }
      int depth = 0;
      for (int i = nameEnd; i < part.length(); i++) {
        depth += part.charAt(i) == '(' ? 1 : part.charAt(i) == ')' ? -1 : 0;
        if (depth == 0) {
          return i + 1;
        }
      }
      return -1;
    }

    /** Reads what stands in square brackets: {@code href}, {@code href^=/x}; null when odd. */
    private static @Nullable Test attributeTest(String asked) {
      int nameEnd = nameEnd(asked, 0);
      String name = asked.substring(0, nameEnd).toLowerCase(Locale.ROOT);
      if (nameEnd == 0) {
        return null;
      }
      if (nameEnd == asked.length()) {
        return (page, element) -> page.value(element, name) != null;
      }
      char sign = asked.charAt(nameEnd);
      int from = nameEnd + (sign == '=' ? 1 : 2);
      if (from >= asked.length() || (sign != '=' && asked.charAt(nameEnd + 1) != '=')) {
        return null;
      }
      String wanted = asked.substring(from).toLowerCase(Locale.ROOT);
      for (int i = 0; i < wanted.length(); i++) {
        char c = wanted.charAt(i);
        if (c > 'z' || (!isName(c) && "./?&%".indexOf(c) < 0)) {
          return null;
        }
      }
      return switch (sign) {
        case '=' ->
            (page, element) -> {
              String value = page.value(element, name);
              return value != null && wanted.equalsIgnoreCase(value.trim());
            };
        case '^' -> valueTest(name, value -> value.startsWith(wanted));
        case '$' -> valueTest(name, value -> value.endsWith(wanted));
        case '*' -> valueTest(name, value -> value.contains(wanted));
        default -> null;
      };
    }

    private static Test valueTest(String name, Predicate<String> holds) {
      return (page, element) -> {
        String value = page.value(element, name);
        return value != null && holds.test(value.toLowerCase(Locale.ROOT));
      };
    }

    /** Reads a word after a colon; null when it asks for what a flat page is not asked. */
    private static @Nullable Test wordTest(String asked) {
      if (asked.equals("first-child")) {
        return (page, element) -> hasSiblings(page, element) && page.place(element) == 0;
      }
      if (asked.equals("last-child")) {
        return (page, element) ->
            hasSiblings(page, element)
                && page.place(element) == page.family(page.parent(element)) - 1;
      }
      int open = asked.indexOf('(');
      String inner = open < 0 ? "" : asked.substring(open + 1, asked.length() - 1);
      if (inner.isEmpty()) {
        return null;
      }
      return switch (asked.substring(0, open)) {
        case "nth-child" -> isNumber(inner) ? nthChild(Integer.parseInt(inner) - 1) : null;
        case "contains" -> contains(inner, FlatPage::text);
        case "containsOwn" -> contains(inner, FlatPage::ownText);
        case "not" -> {
          Test denied = alone(inner);
          yield denied == null ? null : (page, element) -> !denied.holds(page, element);
        }
        case "has" -> {
          Test wanted = alone(inner);
          yield wanted == null ? null : (page, element) -> anyWithin(page, element, wanted);
        }
        default -> null;
      };
    }

    private static Test nthChild(int place) {
      return (page, element) -> hasSiblings(page, element) && page.place(element) == place;
    }

    /**
     * Words in an element, whatever their case; null where blanks make it doubtful what is asked.
     */
    private static @Nullable Test contains(
        String wanted, BiFunction<FlatPage, Integer, String> of) {
      if (!wanted.equals(wanted.strip().replaceAll("\\s+", " "))) {
        return null;
      }
      String words = wanted.toLowerCase(Locale.ROOT);
      return (page, element) -> of.apply(page, element).toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean anyWithin(FlatPage page, int element, Test wanted) {
      for (int i = element + 1; i < page.end(element); i++) {
        if (page.isElement(i) && wanted.holds(page, i)) {
          return true;
        }
      }
      return false;
    }

    /** One part by itself, as it may stand in brackets; null when more than that stands there. */
    private static @Nullable Test alone(String part) {
      boolean simple = parts(part).equals(List.of(part)) && !part.contains(",");
      Names names = simple && !part.startsWith("*") ? of(part) : null;
      if (names == null) {
        return null;
      }
      String tag = leadingTag(part);
      String id = named(part, '#');
      String[] classes = names.classes.toArray(new String[0]);
      Test[] tests = names.tests.toArray(new Test[0]);
      return (page, element) ->
          (tag == null || tag.equals(page.tag(element).name()))
              && (id == null || id.equals(page.value(element, "id")))
              && (classes.length == 0 || hasClasses(page.value(element, "class"), classes))
              && holdAll(tests, page, element);
    }

    private static boolean hasClasses(@Nullable String attribute, String[] wanted) {
      return attribute != null && Classes.of(attribute, Map.of()).hasAll(wanted);
    }

    /** Counting places begins below the root element. */
    private static boolean hasSiblings(FlatPage page, int element) {
      return page.parent(element) > 0;
    }

    private static boolean isNumber(String text) {
      return !text.isEmpty()
          && text.length() <= 6
          && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
  }

  private static int nameEnd(String text, int start) {
    int end = start;
    while (end < text.length() && isName(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The parts of a selector with a blank, {@code >}, {@code +} or {@code ~} between each two; none
   * when quotes or the like stand in it, which jsoup then asks as a whole.
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
      } else if (depth == 0 && (LINKS.indexOf(c) >= 0 || Character.isWhitespace(c))) {
        if (i > start) {
          parts.add(css.substring(start, i));
        }
        start = i + 1;
        boolean isLink = LINKS.indexOf(c) >= 0;
        if (isLink && parts.size() % 2 == 0 && !parts.isEmpty()) {
          if (!parts.getLast().equals(" ")) {
            return List.of();
          }
          parts.set(parts.size() - 1, String.valueOf(c)); // a blank came before
        } else if (parts.size() % 2 == 1) {
          parts.add(isLink ? String.valueOf(c) : " ");
        } else if (isLink) {
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

  /** Told a selector and an element that answers it; the same two may be told twice. */
  interface Found {
    void selector(int number, int element);
  }

  /** Goes through a page and tells what each selector finds, in the order of the document. */
  void search(FlatPage page, Found found) {
    new Search(page, found).run();
  }

  /** One walk: the steps that the open elements have passed, from the root down. */
  private final class Search {
    private final FlatPage page;
    private final Found found;
    private final int words = (steps.size() + 63) / 64;

    /**
     * For each open element four times the steps: those that it passed, that it or one around it
     * passed, that the sibling before it passed, and that any sibling before it passed.
     */
    private final int each = 4 * words;

    private long[] passed = new long[16 * each];

    /** What the last element of each depth stands in. */
    private int[] parents = new int[16];

    private Search(FlatPage page, Found found) {
      this.page = page;
      this.found = found;
    }

    private void run() {
      int[] ends = new int[16]; // of the open elements
      int depth = 0;
      for (int i = 0; i < page.size(); i++) {
        if (!page.isElement(i)) {
          continue;
        }
        while (depth > 0 && ends[depth - 1] <= i) {
          depth--;
        }
        if (depth == ends.length) {
          ends = Arrays.copyOf(ends, depth * 2);
          parents = Arrays.copyOf(parents, depth * 2);
          passed = Arrays.copyOf(passed, depth * 2 * each);
        }
        int parent = page.parent(i);
        if (siblings) {
          rememberSibling(depth * each, parents[depth] == parent);
        }
        parents[depth] = parent;
        element(i, depth * each);
        ends[depth++] = page.end(i);
      }
    }

    private void rememberSibling(int own, boolean hasOne) {
      for (int i = own; i < own + words; i++) {
        passed[i + 2 * words] = hasOne ? passed[i] : 0;
        passed[i + 3 * words] = hasOne ? passed[i + 3 * words] | passed[i] : 0;
      }
    }

    private void element(int element, int own) {
      Arrays.fill(passed, own, own + words, 0);
      String id = "";
      Classes classes = Classes.NO_CLASS;
      int end = page.attributesEnd(element);
      for (int i = page.attributesStart(element); i < end; i++) {
        switch (page.name(i)) {
          case "class" -> classes = classes(page.value(i));
          case "id" -> id = page.value(i);
          default -> {}
        }
      }
      String tag = page.tag(element).name();
      if (!id.isEmpty() && !byId.isEmpty()) {
        test(byId.getOrDefault(id, NONE), element, tag, id, classes, own);
      }
      test(classes.steps, element, tag, id, classes, own);
      test(byTag.getOrDefault(tag, NONE), element, tag, id, classes, own);
      if (!byAttribute.isEmpty()) {
        for (int i = page.attributesStart(element); i < end; i++) {
          test(byAttribute.getOrDefault(page.name(i), NONE), element, tag, id, classes, own);
        }
      }
      test(byNothing, element, tag, id, classes, own);
      for (int i = own; i < own + words; i++) {
        passed[i + words] = own == 0 ? passed[i] : passed[i] | passed[i + words - each];
      }
    }

    private Classes classes(String attribute) {
      return attribute.length() > LONGEST_REMEMBERED
          ? Classes.of(attribute, byClass)
          : classLists.get(attribute, words -> Classes.of(words, byClass));
    }

    private void test(
        Step[] candidates, int element, String tag, String id, Classes classes, int own) {
      for (Step step : candidates) {
        if ((step.before < 0 || isPassed(step, own))
            && (step.tag == null || step.tag.equals(tag))
            && (step.id == null || step.id.equals(id))
            && classes.hasAll(step.classes)
            && holdAll(step.tests, page, element)) {
          passed[own + (step.number >>> 6)] |= 1L << step.number;
          for (int selector : step.selectors) {
            found.selector(selector, element);
          }
        }
      }
    }

    private boolean isPassed(Step step, int own) {
      int slot =
          switch (step.link) {
            case CHILD -> own - each;
            case WITHIN -> own - each + words;
            case NEXT -> own + 2 * words;
            case LATER -> own + 3 * words;
          };
      int at = slot + (step.before >>> 6);
      return at >= 0 && (passed[at] & (1L << step.before)) != 0;
    }
  }

  private static boolean holdAll(Test[] tests, FlatPage page, int element) {
    for (Test test : tests) {
      if (!test.holds(page, element)) {
        return false;
      }
    }
    return true;
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

    private boolean hasAll(String[] wanted) {
      for (String name : wanted) {
        if (!names.contains(name)) {
          return false;
        }
      }
      return true;
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
