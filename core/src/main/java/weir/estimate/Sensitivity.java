package weir.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which choice moves a result most, when every combination of choices was tried: the multiverse of
 * Steegen and others (2016), Perspectives on Psychological Science 11, read by the variance shares
 * of Saltelli and others (2008), Global Sensitivity Analysis.
 */
public final class Sensitivity {

  /**
   * One combination and what it gave.
   *
   * @param choices by the choice's name, the same names in all
   */
  public record Outcome(Map<String, String> choices, double value) {}

  /**
   * What one choice does.
   *
   * @param alone share of the variance that goes when this choice is fixed, on average: the
   *     first-order index, 0 to 1
   * @param withOthers share that stays when all other choices are fixed, on average: the total
   *     index, which counts what it does together with others
   * @param spread greatest less smallest mean over its values, as a share of the mean of all
   * @param means by value of the choice, in the order of the values
   */
  public record Effect(
      String choice, double alone, double withOthers, double spread, Map<String, Double> means) {}

  private Sensitivity() {}

  /**
   * The effect of each choice, the strongest first. Choices that were never varied are left out.
   *
   * @return none when fewer than two combinations gave a value
   */
  public static List<Effect> of(List<Outcome> outcomes) {
    if (outcomes.size() < 2) {
      return List.of();
    }
    double mean = mean(outcomes);
    double variance = variance(outcomes);
    List<Effect> effects = new ArrayList<>();
    for (String choice : new TreeSet<>(outcomes.getFirst().choices().keySet())) {
      Map<String, List<Outcome>> byValue = new LinkedHashMap<>();
      Map<Map<String, String>, List<Outcome>> byOthers = new LinkedHashMap<>();
      for (Outcome outcome : outcomes) {
        Map<String, String> others = new LinkedHashMap<>(outcome.choices());
        String value = String.valueOf(others.remove(choice));
        byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(outcome);
        byOthers.computeIfAbsent(others, _ -> new ArrayList<>()).add(outcome);
      }
      if (byValue.size() < 2) {
        continue;
      }
      double within = 0;
      for (List<Outcome> group : byValue.values()) {
        within += variance(group) * group.size() / outcomes.size();
      }
      double left = 0;
      for (List<Outcome> group : byOthers.values()) {
        left += variance(group) * group.size() / outcomes.size();
      }
      Map<String, Double> means = new LinkedHashMap<>();
      byValue.forEach((value, group) -> means.put(value, mean(group)));
      double most = means.values().stream().mapToDouble(Double::doubleValue).max().orElse(mean);
      double least = means.values().stream().mapToDouble(Double::doubleValue).min().orElse(mean);
      effects.add(
          new Effect(
              choice,
              variance == 0 ? 0 : 1 - within / variance,
              variance == 0 ? 0 : left / variance,
              mean == 0 ? 0 : (most - least) / Math.abs(mean),
              means));
    }
    effects.sort(Comparator.comparingDouble(Effect::withOthers).reversed());
    return effects;
  }

  private static double mean(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Outcome::value).average().orElse(0);
  }

  private static double variance(List<Outcome> outcomes) {
    double mean = mean(outcomes);
    return outcomes.stream()
        .mapToDouble(o -> (o.value() - mean) * (o.value() - mean))
        .average()
        .orElse(0);
  }
}
