package weir.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of one mapping, and notes each fault instead of stopping at the first. Call {@link
 * #done} at the end: keys nobody asked for are faults.
 */
public final class Keys {

  private final String document;
  private final String where;
  private final Tree.Mapping mapping;
  private final List<Fault> faults;
  private final Set<String> asked = new LinkedHashSet<>();

  private Keys(String document, String where, Tree.Mapping mapping, List<Fault> faults) {
    this.document = document;
    this.where = where;
    this.mapping = mapping;
    this.faults = faults;
  }

  /** The keys of a mapping; of an empty one, with a fault, when the node is something else. */
  public static Keys of(Tree tree, String document, String where, List<Fault> faults) {
    if (tree instanceof Tree.Mapping mapping) {
      return new Keys(document, where, mapping, faults);
    }
    faults.add(
        new Fault(
            document, tree.line(), where, "Expected keys with values here.", "Like 'name: x'."));
    return new Keys(
        document,
        where,
        new Tree.Mapping(tree.line(), java.util.Map.of(), java.util.Map.of()),
        faults);
  }

  public int line() {
    return mapping.line();
  }

  public String path(String key) {
    return where.isEmpty() ? key : where + "." + key;
  }

  public boolean has(String key) {
    asked.add(key);
    return mapping.entries().containsKey(key)
        && !(mapping.entries().get(key) instanceof Tree.Nothing);
  }

  /** The node under a key; empty when it is absent or null. */
  public Optional<Tree> tree(String key) {
    asked.add(key);
    Tree tree = mapping.entries().get(key);
    return tree == null || tree instanceof Tree.Nothing ? Optional.empty() : Optional.of(tree);
  }

  /** Every key in the order written, each counted as asked for. */
  public List<String> all() {
    asked.addAll(mapping.entries().keySet());
    return List.copyOf(mapping.entries().keySet());
  }

  public @Nullable String text(String key) {
    Tree tree = tree(key).orElse(null);
    if (tree == null) {
      return null;
    }
    if (tree instanceof Tree.Scalar scalar) {
      return scalar.text();
    }
    fault(key, "Expected one text.", "Write it on the line of the key.");
    return null;
  }

  /** The text, or an empty text with a fault when the key is missing. */
  public String required(String key, String mend) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      if (text != null || !has(key)) {
        fault(key, "The key '%s' is missing.".formatted(key), mend);
      }
      return "";
    }
    return text;
  }

  /** A list of texts; one text alone counts as a list of one. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    switch (tree(key).orElse(null)) {
      case null -> {}
      case Tree.Scalar scalar -> texts.add(scalar.text());
      case Tree.Sequence sequence -> {
        for (Tree item : sequence.items()) {
          if (item instanceof Tree.Scalar scalar) {
            texts.add(scalar.text());
          } else {
            fault(key, "Expected a list of texts.", "Like [a, b].");
          }
        }
      }
      case Tree.Mapping _, Tree.Nothing _ ->
          fault(key, "Expected a list of texts.", "Like [a, b].");
    }
    return texts;
  }

  /** The items of a list; one item alone counts as a list of one. */
  public List<Tree> items(String key) {
    return switch (tree(key).orElse(null)) {
      case null -> List.of();
      case Tree.Sequence sequence -> sequence.items();
      case Tree single -> List.of(single);
    };
  }

  public @Nullable Boolean truth(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> true;
      case "false", "no" -> false;
      default -> {
        fault(key, "'%s' is neither true nor false.".formatted(text), "Write true or false.");
        yield null;
      }
    };
  }

  public @Nullable Double number(String key) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      fault(key, "'%s' is no number.".formatted(text), "Write it like 5 or 0.5.");
      return null;
    }
  }

  /** One of the words that an enum stands for; null, with a fault, when it is another word. */
  public <E extends Enum<E>> @Nullable E word(String key, Class<E> kind) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    Optional<E> found =
        Arrays.stream(kind.getEnumConstants()).filter(e -> wordOf(e).equals(text)).findFirst();
    if (found.isEmpty()) {
      List<String> words = Arrays.stream(kind.getEnumConstants()).map(Keys::wordOf).toList();
      fault(key, "'%s' is not known.".formatted(text), "Expected one of " + listed(words, text));
    }
    return found.orElse(null);
  }

  /** The word that stands for an enum in documents, such as {@code darknet-market}. */
  public static String wordOf(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads a text by a function that throws {@link IllegalArgumentException} on a bad one. */
  public <T> @Nullable T parsed(String key, Function<String, T> parser, String mend) {
    String text = text(key);
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      fault(key, "Cannot read '%s': %s.".formatted(text, e.getMessage()), mend);
      return null;
    }
  }

  public void fault(String key, String wrong, String mend) {
    Tree tree = mapping.entries().get(key);
    int line = tree == null ? mapping.line() : mapping.keyLines().getOrDefault(key, tree.line());
    faults.add(new Fault(document, line, path(key), wrong, mend));
  }

  /** Notes a fault for every key that nobody asked for, with the nearest known one. */
  public void done() {
    for (String key : mapping.entries().keySet()) {
      if (!asked.contains(key)) {
        fault(
            key, "The key '%s' is not known.".formatted(key), "Known here: " + listed(asked, key));
      }
    }
  }

  /** The words, and the one the writer may have meant. */
  public static String listed(Collection<String> words, String written) {
    String all = words.stream().sorted().collect(Collectors.joining(", ")) + ".";
    return nearest(words, written).map(near -> all + " Did you mean '" + near + "'?").orElse(all);
  }

  private static Optional<String> nearest(Collection<String> words, String written) {
    String best = null;
    int bestDistance = Math.max(2, written.length() / 3) + 1;
    for (String word : words) {
      int distance = distance(word, written);
      if (distance < bestDistance) {
        bestDistance = distance;
        best = word;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
