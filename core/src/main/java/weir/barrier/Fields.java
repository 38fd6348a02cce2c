package weir.barrier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping, taken one by one. What is wrong becomes a fault and a stand-in is
 * returned, so that reading goes on and finds the other faults; a model with faults is thrown away.
 */
final class Fields {
  private static final String STAND_IN = "unreadable";

  private final Node.Mapping mapping;
  private final String path;
  private final List<Fault> faults;
  private final Set<String> known = new LinkedHashSet<>();

  private Fields(Node.Mapping mapping, String path, List<Fault> faults) {
    this.mapping = mapping;
    this.path = path;
    this.faults = faults;
  }

  /** Reads a mapping and refuses the keys that {@code read} did not ask for. */
  static <T> T read(Node node, String path, List<Fault> faults, Function<Fields, T> read) {
    Node.Mapping mapping;
    if (node instanceof Node.Mapping found) {
      mapping = found;
    } else {
      faults.add(
          new Fault(
              node.line(),
              path,
              "%s stands here.".formatted(what(node)),
              "Expected keys with values, like 'id: shipping'."));
      mapping = new Node.Mapping(node.line(), Map.of());
    }
    int before = faults.size();
    var fields = new Fields(mapping, path, faults);
    var value = read.apply(fields);
    if (!(node instanceof Node.Mapping)) {
      faults.subList(before, faults.size()).clear();
    }
    fields.refuseUnknownKeys();
    return value;
  }

  int line() {
    return mapping.line();
  }

  int line(String key) {
    var entry = mapping.entries().get(key);
    return entry == null ? mapping.line() : entry.line();
  }

  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  String text(String key) {
    var text = optionalText(key);
    if (text == null || text.isBlank()) {
      if (!mapping.entries().containsKey(key) || text != null || isNothing(key)) {
        fault(
            key,
            "'%s' is missing%s.".formatted(key, text == null ? "" : ": it is empty"),
            "Add '%s:' and its text.".formatted(key));
      }
      return STAND_IN;
    }
    return text;
  }

  @Nullable String optionalText(String key) {
    var node = node(key);
    return node == null ? null : textOf(node, path(key));
  }

  String id(String key) {
    int before = faults.size();
    var id = text(key);
    if (faults.size() == before && !Required.isId(id)) {
      fault(key, "'%s' is not an id.".formatted(id), Required.ID_EXPECTED + ".");
      return STAND_IN;
    }
    return id;
  }

  <E extends Enum<E>> @Nullable E optionalWord(String key, Class<E> choices) {
    var node = node(key);
    return node == null ? null : wordOf(node, path(key), choices);
  }

  <E extends Enum<E>> E word(String key, Class<E> choices) {
    if (node(key) == null) {
      fault(
          key,
          "'%s' is missing.".formatted(key),
          "Expected one of " + String.join(", ", Words.all(choices)) + ".");
    }
    var word = optionalWord(key, choices);
    return word == null ? choices.getEnumConstants()[0] : word;
  }

  <E extends Enum<E>> E wordOr(String key, E otherwise) {
    var word = optionalWord(key, otherwise.getDeclaringClass());
    return word == null ? otherwise : word;
  }

  <E extends Enum<E>> List<E> words(String key, Class<E> choices) {
    return list(key, (node, where) -> wordOf(node, where, choices));
  }

  /** An upper-case letter, for the Admiralty scale. */
  Evidence.@Nullable Reliability reliability(String key) {
    var text = optionalText(key);
    if (text == null) {
      return null;
    }
    for (var letter : Evidence.Reliability.values()) {
      if (letter.word().equals(text)) {
        return letter;
      }
    }
    fault(
        key,
        "'%s' is not a grade.".formatted(text),
        "Expected A (completely reliable) to F (cannot be judged).");
    return null;
  }

  @Nullable Integer optionalNumber(String key, int lowest, int highest) {
    var node = node(key);
    if (node == null) {
      return null;
    }
    var printed = node instanceof Node.Bare bare ? bare.printed() : "";
    if (printed.matches("-?\\d{1,9}")) {
      int number = Integer.parseInt(printed);
      if (number >= lowest && number <= highest) {
        return number;
      }
    }
    fault(
        key,
        "%s stands here.".formatted(what(node)),
        "Expected a whole number from %d to %d, without quotes.".formatted(lowest, highest));
    return null;
  }

  @Nullable LocalDate optionalDate(String key) {
    var text = optionalText(key);
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

  boolean flag(String key) {
    return switch (node(key)) {
      case null -> false;
      case Node.Bare bare when bare.printed().equals("true") -> true;
      case Node.Bare bare when bare.printed().equals("false") -> false;
      case Node other -> {
        fault(key, "%s stands here.".formatted(what(other)), "Expected true or false.");
        yield false;
      }
    };
  }

  List<String> texts(String key) {
    return list(key, this::textOf);
  }

  Map<String, String> textMap(String key) {
    var node = node(key);
    var result = new LinkedHashMap<String, String>();
    if (node instanceof Node.Mapping entries) {
      entries
          .entries()
          .forEach((name, entry) -> {
            var text = textOf(entry.value(), path(key) + "." + name);
            if (text != null) {
              result.put(name, text);
            }
          });
    } else if (node != null) {
      fault(key, "%s stands here.".formatted(what(node)), "Expected lines like 'name: text'.");
    }
    return result;
  }

  <T> List<T> parts(String key, Function<Fields, T> read) {
    return list(key, (node, where) -> read(node, where, faults, read));
  }

  void fault(String key, String reason, String mend) {
    faults.add(new Fault(line(key), path(key), reason, mend));
  }

  private <T> List<T> list(String key, BiFunction<Node, String, @Nullable T> read) {
    var result = new ArrayList<T>();
    switch (node(key)) {
      case null -> {}
      case Node.Sequence sequence -> {
        int number = 0;
        for (var item : sequence.items()) {
          var value = read.apply(item, "%s[%d]".formatted(path(key), ++number));
          if (value != null) {
            result.add(value);
          }
        }
      }
      case Node other ->
          fault(
              key,
              "%s stands here.".formatted(what(other)),
              "Expected a list: lines that start with '- ', or [a, b].");
    }
    return result;
  }

  private @Nullable String textOf(Node node, String where) {
    if (node instanceof Node.Text(_, var text)) {
      return text;
    }
    faults.add(
        new Fault(
            node.line(),
            where,
            "%s stands here.".formatted(what(node)),
            node instanceof Node.Bare(_, var printed)
                ? "Expected text: put it in quotes, '%s'.".formatted(printed)
                : "Expected text."));
    return null;
  }

  private <E extends Enum<E>> @Nullable E wordOf(Node node, String where, Class<E> choices) {
    String written;
    if (node instanceof Node.Text(_, var text)) {
      written = text;
    } else if (node instanceof Node.Bare(_, var printed)) {
      written = printed;
    } else {
      faults.add(
          new Fault(
              node.line(),
              where,
              "%s stands here.".formatted(what(node)),
              "Expected one of " + String.join(", ", Words.all(choices)) + "."));
      return null;
    }
    var found = Words.find(choices, written);
    if (found.isEmpty()) {
      var all = Words.all(choices);
      faults.add(
          new Fault(
              node.line(),
              where,
              "'%s' is not known here.".formatted(written),
              "Expected one of %s.%s".formatted(String.join(", ", all), suggestion(written, all))));
    }
    return found.orElse(null);
  }

  /** The node of a key, which counts as known from now on; null when absent or null. */
  private @Nullable Node node(String key) {
    known.add(key);
    var entry = mapping.entries().get(key);
    return entry == null || entry.value() instanceof Node.Nothing ? null : entry.value();
  }

  private boolean isNothing(String key) {
    var entry = mapping.entries().get(key);
    return entry != null && entry.value() instanceof Node.Nothing;
  }

  private void refuseUnknownKeys() {
    mapping
        .entries()
        .forEach((key, entry) -> {
          if (!known.contains(key)) {
            faults.add(
                new Fault(
                    entry.line(),
                    path(key),
                    "'%s' is not a key of this part.".formatted(key),
                    "Expected one of %s.%s"
                        .formatted(String.join(", ", known), suggestion(key, known))));
          }
        });
  }

  static String suggestion(String written, Iterable<String> known) {
    return Words.nearest(written, known).map(" Did you mean '%s'?"::formatted).orElse("");
  }

  private static String what(Node node) {
    return switch (node) {
      case Node.Mapping _ -> "A part with keys";
      case Node.Sequence _ -> "A list";
      case Node.Text(_, var text) -> "The text '%s'".formatted(shortened(text));
      case Node.Bare(_, var printed) -> "%s without quotes".formatted(shortened(printed));
      case Node.Nothing _ -> "Nothing";
    };
  }

  private static String shortened(String text) {
    return text.length() <= 60
        ? text
        : text.substring(
                0, text.offsetByCodePoints(0, Math.min(50, text.codePointCount(0, text.length()))))
            + "…";
  }
}
