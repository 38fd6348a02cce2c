package weir.document;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping, and notes each fault instead of stopping at the first. What is
 * absent or faulty comes back as null or empty, so that reading goes on and finds the other faults.
 * Call {@link #done} at the end: keys nobody asked for are faults.
 *
 * <p>Keys are lenient or strict, and hand that on to the parts below them. Lenient ones suit
 * settings: a number is also a text, one item is also a list of one, yes is also true. Strict ones
 * suit documents whose JSON Schema tells these apart: what they take, the schema takes too.
 */
public final class Keys {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");

  /** What JSON takes for a number, and a leading plus, point or zero beside it. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][-+]?\\d{1,2})?");

  private final String document;
  private final String where;
  private final Tree.Mapping mapping;
  private final List<Fault> faults;
  private final boolean strict;
  private final Set<String> asked = new LinkedHashSet<>();

  private Keys(
      String document, String where, Tree.Mapping mapping, List<Fault> faults, boolean strict) {
    this.document = document;
    this.where = where;
    this.mapping = mapping;
    this.faults = faults;
    this.strict = strict;
  }

  /**
   * The keys of a mapping, read leniently. Of another tree the keys of an empty one, which complain
   * no further than the fault that it is none.
   *
   * @param document the file's name, for messages
   * @param where the path of keys down to this tree; empty for the whole document
   * @param faults receives what is wrong
   */
  public static Keys of(Tree tree, String document, String where, List<Fault> faults) {
    return of(tree, document, where, faults, false);
  }

  /** The keys of a mapping, read strictly; otherwise as {@link #of}. */
  public static Keys strict(Tree tree, String document, String where, List<Fault> faults) {
    return of(tree, document, where, faults, true);
  }

  private static Keys of(
      Tree tree, String document, String where, List<Fault> faults, boolean strict) {
    if (tree instanceof Tree.Mapping mapping) {
      return new Keys(document, where, mapping, faults, strict);
    }
    faults.add(
        new Fault(
            document,
            tree.line(),
            where,
            "%s stands here.".formatted(what(tree)),
            "Expected keys with values, like 'id: shipping'."));
    Tree.Mapping none = new Tree.Mapping(tree.line(), Map.of());
    return new Keys(document, where, none, new ArrayList<>(), strict);
  }

  public int line() {
    return mapping.line();
  }

  /** The line of a key; where it is absent, that of the mapping. */
  public int line(String key) {
    Tree.Entry entry = mapping.entries().get(key);
    return entry == null ? mapping.line() : entry.line();
  }

  public String path(String key) {
    return where.isEmpty() ? key : where + "." + key;
  }

  /** Whether the key stands there with a value. */
  public boolean has(String key) {
    return node(key) != null;
  }

  /** The tree under a key; empty when it is absent or null. */
  public Optional<Tree> tree(String key) {
    return Optional.ofNullable(node(key));
  }

  /** Every key in the order written, each counted as asked for. */
  public List<String> all() {
    asked.addAll(mapping.entries().keySet());
    return List.copyOf(mapping.entries().keySet());
  }

  public @Nullable String text(String key) {
    Tree tree = node(key);
    return tree == null ? null : textOf(tree, path(key));
  }

  /** The text, or an empty text with a fault when the key is missing or its text blank. */
  public String required(String key, String mend) {
    String text = text(key);
    if (text != null && !text.isBlank()) {
      return text;
    }
    if (text != null || !has(key)) {
      fault(key, "'%s' is missing%s.".formatted(key, text == null ? "" : ": it is empty"), mend);
    }
    return "";
  }

  /** A list of texts; to lenient keys, one text alone counts as a list of one. */
  public List<String> texts(String key) {
    return list(key, this::textOf);
  }

  /** The items of a list; to lenient keys, one item alone counts as a list of one. */
  public List<Tree> items(String key) {
    return list(key, (item, _) -> item);
  }

  /** What {@code read} makes of each mapping in a list, whose unknown keys are refused. */
  public <T> List<T> parts(String key, Function<Keys, T> read) {
    return list(
        key,
        (item, itemPath) -> {
          Keys keys = of(item, document, itemPath, faults, strict);
          T part = read.apply(keys);
          keys.done();
          return part;
        });
  }

  /** Names of the writer's own choice, each with a text, in the order written. */
  public Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Tree tree = node(key);
    if (tree instanceof Tree.Mapping names) {
      names
          .entries()
          .forEach((name, entry) -> {
            String text = textOf(entry.value(), path(key) + "." + name);
            if (text != null) {
              texts.put(name, text);
            }
          });
    } else if (tree != null) {
      fault(key, "%s stands here.".formatted(what(tree)), "Expected lines like 'name: text'.");
    }
    return texts;
  }

  public @Nullable Boolean truth(String key) {
    Tree tree = node(key);
    if (tree == null) {
      return null;
    }
    return switch (valueOf(tree).toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> {
        fault(key, "%s stands here.".formatted(what(tree)), "Expected true or false.");
        yield null;
      }
    };
  }

  public @Nullable Double number(String key) {
    Tree tree = node(key);
    if (tree == null) {
      return null;
    }
    String printed = valueOf(tree);
    if (NUMBER.matcher(printed).matches()) {
      return Double.valueOf(printed);
    }
    fault(
        key, "%s stands here.".formatted(what(tree)), "Expected a number, like 5 or 0.5 or 1e-8.");
    return null;
  }

  /** A whole number within these bounds, both included. */
  public @Nullable Integer whole(String key, int lowest, int highest) {
    Tree tree = node(key);
    if (tree == null) {
      return null;
    }
    String printed = valueOf(tree);
    if (WHOLE_NUMBER.matcher(printed).matches()) {
      int number = Integer.parseInt(printed);
      if (number >= lowest && number <= highest) {
        return number;
      }
    }
    fault(
        key,
        "%s stands here.".formatted(what(tree)),
        "Expected a whole number from %d to %d, without quotes.".formatted(lowest, highest));
    return null;
  }

  public @Nullable LocalDate date(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException _) {
      fault(key, "'%s' is not a date.".formatted(text), "Expected year-month-day: '2027-03-31'.");
      return null;
    }
  }

  /** The constant that a word stands for, as {@link Words#of} spells it. */
  public <E extends Enum<E>> @Nullable E word(String key, Class<E> choices) {
    Tree tree = node(key);
    return tree == null ? null : wordOf(tree, path(key), choices);
  }

  /** The constant that a word stands for; null, with a fault, where none does. */
  public <E extends Enum<E>> @Nullable E requiredWord(String key, Class<E> choices) {
    if (!has(key)) {
      fault(
          key,
          "'%s' is missing.".formatted(key),
          "Expected one of " + String.join(", ", Words.all(choices)) + ".");
    }
    return word(key, choices);
  }

  public <E extends Enum<E>> List<E> words(String key, Class<E> choices) {
    return list(key, (item, itemPath) -> wordOf(item, itemPath, choices));
  }

  /** Reads a text by a function that throws {@link IllegalArgumentException} on a bad one. */
  public <T> @Nullable T parsed(String key, Function<String, T> parser, String mend) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      fault(key, "Cannot read '%s': %s.".formatted(text, e.getMessage()), mend);
      return null;
    }
  }

  /** Notes a fault at the line of a key. */
  public void fault(String key, String wrong, String mend) {
    faults.add(new Fault(document, line(key), path(key), wrong, mend));
  }

  /** Notes a fault for every key that nobody asked for, with the nearest known one. */
  public void done() {
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        fault(
            key,
            "'%s' is not a key of this part.".formatted(key),
            "Expected one of " + listed(asked, key));
      }
    }
  }

  /** The words, and the one the writer may have meant. */
  public static String listed(Collection<String> words, String written) {
    return String.join(", ", words) + "." + Words.suggestion(written, words);
  }

  private <T> List<T> list(String key, BiFunction<Tree, String, @Nullable T> read) {
    Tree tree = node(key);
    if (tree == null) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    if (tree instanceof Tree.Sequence sequence) {
      int number = 0;
      for (Tree item : sequence.items()) {
        T value = read.apply(item, "%s[%d]".formatted(path(key), ++number));
        if (value != null) {
          values.add(value);
        }
      }
    } else if (strict) {
      fault(
          key,
          "%s stands here.".formatted(what(tree)),
          "Expected a list: lines that start with '- ', or [a, b].");
    } else {
      T value = read.apply(tree, path(key));
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** What stands for a number or a truth; empty where the tree is neither. */
  private String valueOf(Tree tree) {
    return tree instanceof Tree.Scalar scalar && (scalar.bare() || !strict) ? scalar.text() : "";
  }

  private @Nullable String textOf(Tree tree, String path) {
    if (tree instanceof Tree.Scalar scalar && !(strict && scalar.bare())) {
      return scalar.text();
    }
    fault(
        tree,
        path,
        tree instanceof Tree.Scalar scalar
            ? "Expected text: put it in quotes, '%s'.".formatted(scalar.text())
            : "Expected text.");
    return null;
  }

  private <E extends Enum<E>> @Nullable E wordOf(Tree tree, String path, Class<E> choices) {
    List<String> all = Words.all(choices);
    if (!(tree instanceof Tree.Scalar scalar)) {
      fault(tree, path, "Expected one of " + String.join(", ", all) + ".");
      return null;
    }
    Optional<E> found = Words.find(choices, scalar.text());
    if (found.isEmpty()) {
      faults.add(
          new Fault(
              document,
              tree.line(),
              path,
              "'%s' is not known here.".formatted(scalar.text()),
              "Expected one of " + listed(all, scalar.text())));
    }
    return found.orElse(null);
  }

  private void fault(Tree tree, String path, String mend) {
    faults.add(
        new Fault(document, tree.line(), path, "%s stands here.".formatted(what(tree)), mend));
  }

  /** The tree of a key, which counts as known from now on; null when absent or null. */
  private @Nullable Tree node(String key) {
    asked.add(key);
    Tree.Entry entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof Tree.Nothing ? null : entry.value();
  }

  private static String what(Tree tree) {
    return switch (tree) {
      case Tree.Mapping _ -> "A part with keys";
      case Tree.Sequence _ -> "A list";
      case Tree.Scalar(_, var text, var bare) ->
          (bare ? "%s without quotes" : "The text '%s'").formatted(shortened(text));
      case Tree.Nothing _ -> "Nothing";
    };
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= 60
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 50)) + "…";
  }
}
