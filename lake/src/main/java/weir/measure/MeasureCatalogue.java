package weir.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;

/** The definitions, as data files beside the code. */
final class MeasureCatalogue {

  private static final List<String> FILES =
      List.of("sales", "prices", "structure", "offline", "signals");

  static final List<MeasureDefinition> ALL = all();

  private MeasureCatalogue() {}

  private static List<MeasureDefinition> all() {
    List<MeasureDefinition> all = new ArrayList<>();
    for (String file : FILES) {
      all.addAll(read(text(file + ".yaml"), file + ".yaml"));
    }
    return List.copyOf(all);
  }

  /** A file that stands beside the code. */
  static String text(String file) {
    try (InputStream in = MeasureCatalogue.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads definitions.
   *
   * @throws IllegalArgumentException naming every fault
   */
  static List<MeasureDefinition> read(String text, String document) {
    List<Fault> faults = new ArrayList<>();
    List<MeasureDefinition> definitions =
        Tree.read(text, document, faults)
            .map(tree -> {
              Keys keys = Keys.of(tree, document, "", faults);
              List<MeasureDefinition> parts = keys.parts("measures", MeasureCatalogue::definition);
              keys.done();
              return parts;
            })
            .orElse(List.of());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return definitions;
  }

  private static MeasureDefinition definition(Keys keys) {
    List<String> by = keys.texts("by");
    for (String key : by) {
      if (!Measures.KEYS.contains(key)) {
        keys.fault(
            "by", "'%s' is no key.".formatted(key), "Expected " + Keys.listed(Measures.KEYS, key));
      }
    }
    return new MeasureDefinition(
        keys.required("name", "Name it as users type it, like price_per_gram."),
        keys.required("words", "Say what it is in one or two sentences."),
        keys.required("unit", "Say what the value counts."),
        keys.required("source", "Say where the method comes from."),
        keys.required("needs", "Say what must be there to take it."),
        keys.texts("assumptions"),
        keys.has("by") ? by : Measures.USUAL_KEYS,
        keys.text("split"),
        keys.parts("options", MeasureCatalogue::choice));
  }

  private static MeasureDefinition.Choice choice(Keys keys) {
    List<String> values = keys.texts("values");
    String usual = keys.text("usual");
    if (values.isEmpty() && usual == null) {
      keys.fault("usual", "'usual' is missing.", "Say what counts when nothing is asked.");
    }
    return new MeasureDefinition.Choice(
        keys.required("name", "Name it as users type it, like of."),
        keys.required("words", "Say what it decides."),
        values,
        usual != null ? usual : values.isEmpty() ? "" : values.getFirst());
  }
}
