package weir.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import weir.document.Fault;
import weir.document.Keys;
import weir.document.Tree;

/** Gaps in what is known of online drug markets, and what measures can and cannot say of each. */
public final class ResearchGaps {

  /**
   * One gap.
   *
   * @param cannot what the data cannot bear, in plain words
   */
  public record Gap(String name, String question, List<Bearing> measures, String cannot) {
    public Gap {
      measures = List.copyOf(measures);
    }
  }

  /**
   * A measure that bears on a gap.
   *
   * @param options as on the command line; empty for none
   * @param says what it tells of the gap
   */
  public record Bearing(String measure, String options, String says) {}

  private static final List<Gap> ALL = read(MeasureCatalogue.text("gaps.yaml"), "gaps.yaml");

  private ResearchGaps() {}

  /** After EUCPN (2021), Darknet drug markets: recommendations from the barrier model, 3.3. */
  public static List<Gap> all() {
    return ALL;
  }

  /**
   * Reads gaps.
   *
   * @throws IllegalArgumentException naming every fault
   */
  static List<Gap> read(String text, String document) {
    List<Fault> faults = new ArrayList<>();
    List<Gap> gaps =
        Tree.read(text, document, faults)
            .map(tree -> {
              Keys keys = Keys.of(tree, document, "", faults);
              List<Gap> parts = keys.parts("gaps", ResearchGaps::gap);
              keys.done();
              return parts;
            })
            .orElse(List.of());
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return gaps;
  }

  private static Gap gap(Keys keys) {
    return new Gap(
        keys.required("name", "Name the gap."),
        keys.required("question", "Ask what is not known."),
        keys.parts("measures", ResearchGaps::bearing),
        keys.required("cannot", "Say plainly what the data cannot tell."));
  }

  private static Bearing bearing(Keys keys) {
    String name = keys.required("name", "Name a measure.");
    List<String> known = Measures.definitions().stream().map(MeasureDefinition::name).toList();
    if (!known.contains(name)) {
      keys.fault(
          "name", "'%s' is no measure.".formatted(name), "Expected " + Keys.listed(known, name));
    }
    String options = keys.text("options");
    return new Bearing(
        name, options == null ? "" : options, keys.required("says", "Say what it tells."));
  }
}
