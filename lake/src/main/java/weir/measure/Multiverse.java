package weir.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.estimate.Sensitivity;

/**
 * A measure under every applicable combination of choices, and which choice moves it most.
 *
 * @param worlds each combination with what it gave; one that gave nothing has no value
 * @param effects by the groups that the measure was asked by, the strongest choice first
 */
public record Multiverse(
    List<World> worlds, Map<Map<String, @Nullable String>, List<Sensitivity.Effect>> effects) {

  /**
   * One combination of choices and a value that it gave.
   *
   * @param choices by name: estimator, holding, offers, and the measure's own options
   * @param row null when this combination gave nothing
   */
  public record World(Map<String, String> choices, @Nullable MeasureRow row) {}

  private static final List<String> OF_SALES = List.of("stock", "sold", "feedback");

  /** Options that ask another question rather than the same one in another way. */
  private static final List<String> QUESTIONS = List.of("of", "evidence", SalesTotal.INTERVAL);

  /**
   * The choices that apply to a measure, each with the values tried. What a request narrows or
   * converts stays as asked.
   */
  static Map<String, List<String>> choices(
      MeasureDefinition definition, Map<String, String> asked, List<String> estimators) {
    Map<String, List<String>> choices = new LinkedHashMap<>();
    boolean sold =
        List.of("sales", "revenue").contains(definition.name())
            || definition.options().stream()
                .anyMatch(choice ->
                    choice.name().equals("of")
                        && List.of("sales", "revenue")
                            .contains(asked.getOrDefault("of", choice.usual())));
    if (sold) {
      choices.put("estimator", estimators);
    }
    if (List.of("sales", "revenue").contains(definition.name())) {
      choices.put("holding", List.of("none", "A", "B"));
    }
    if (definition.keys().contains("class")) {
      choices.put("offers", List.of("product", "all"));
    }
    for (MeasureDefinition.Choice choice : definition.options()) {
      if (!QUESTIONS.contains(choice.name()) && !asked.containsKey(choice.name())) {
        List<String> values =
            choice.name().equals("grace") ? List.of("14", "28", "56") : choice.values();
        if (values.size() > 1) {
          choices.put(choice.name(), values);
        }
      }
    }
    return choices;
  }

  /**
   * Runs all combinations.
   *
   * @param request its estimator, holding and offers are left aside; its options stay
   * @param ask answers one question, as {@link Measures#run} does
   * @throws MeasureProblem as that
   */
  public static Multiverse of(
      MeasureRequest request, Function<MeasureRequest, List<MeasureRow>> ask) {
    MeasureDefinition definition =
        Measures.definitions().stream()
            .filter(d -> d.name().equals(request.measure()))
            .findFirst()
            .orElseThrow();
    Map<String, List<String>> choices = choices(definition, request.options(), OF_SALES);
    List<World> worlds = new ArrayList<>();
    for (Map<String, String> combination : combinations(choices)) {
      Map<String, String> options = new LinkedHashMap<>(request.options());
      combination.forEach((name, value) -> {
        if (!List.of("estimator", "holding", "offers").contains(name)) {
          options.put(name, value);
        }
      });
      Map<String, String> filters = new LinkedHashMap<>(request.filters());
      if (combination.containsKey("offers")) {
        filters.put("offer_kind", combination.getOrDefault("offers", "product"));
      }
      MeasureRequest one =
          new MeasureRequest(
              request.measure(),
              request.by(),
              request.from(),
              request.to(),
              request.source(),
              filters,
              combination.getOrDefault("estimator", request.estimator()),
              combination.getOrDefault("holding", request.holding()),
              request.currency(),
              options);
      List<MeasureRow> rows = ask.apply(one);
      if (rows.isEmpty()) {
        worlds.add(new World(combination, null));
      }
      rows.forEach(row -> worlds.add(new World(combination, row)));
    }
    return new Multiverse(List.copyOf(worlds), effects(worlds));
  }

  private static Map<Map<String, @Nullable String>, List<Sensitivity.Effect>> effects(
      List<World> worlds) {
    Map<Map<String, @Nullable String>, List<Sensitivity.Outcome>> groups = new LinkedHashMap<>();
    for (World world : worlds) {
      MeasureRow row = world.row();
      Double value = row == null ? null : row.value();
      if (row != null && value != null) {
        groups
            .computeIfAbsent(row.keys(), _ -> new ArrayList<>())
            .add(new Sensitivity.Outcome(world.choices(), value));
      }
    }
    Map<Map<String, @Nullable String>, List<Sensitivity.Effect>> effects = new LinkedHashMap<>();
    for (Map.Entry<Map<String, @Nullable String>, List<Sensitivity.Outcome>> group :
        groups.entrySet()) {
      effects.put(group.getKey(), Sensitivity.of(group.getValue()));
    }
    return effects;
  }

  /** Every combination, the last choice turning fastest. */
  private static List<Map<String, String>> combinations(Map<String, List<String>> choices) {
    List<Map<String, String>> all = new ArrayList<>();
    all.add(Map.of());
    for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> combination : all) {
        for (String value : choice.getValue()) {
          Map<String, String> one = new LinkedHashMap<>(combination);
          one.put(choice.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}
