package weir.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Gauge;
import weir.barrier.Step;

/**
 * A figure of another step of the crime, as the barrier model binds it there.
 *
 * @param step the step's title
 * @param label what the figure says
 * @param source null for all
 * @param filters what the measure is narrowed to
 */
public record StepGauge(
    String step,
    String label,
    String measure,
    @Nullable String source,
    Map<String, String> filters) {

  /** Of a gauge's filters, those that say how it is drawn or asked, and narrow nothing. */
  private static final List<String> DRAWN =
      List.of("by", "source", "from", "to", "estimator", "holding", "currency");

  public StepGauge {
    filters = Map.copyOf(filters);
  }

  /** What a gauge narrows its measure to. */
  public static Map<String, String> filters(Gauge gauge) {
    Map<String, String> filters = new LinkedHashMap<>(gauge.filters());
    filters.keySet().removeAll(DRAWN);
    return filters;
  }

  /** The gauges of a model that stand in other steps than the barrier does, each once. */
  public static List<StepGauge> elsewhere(BarrierModel model, Barrier barrier) {
    Set<StepGauge> found = new LinkedHashSet<>();
    Set<List<Object>> asked = new LinkedHashSet<>();
    for (Step step : model.steps()) {
      if (barrier.steps().contains(step.id())) {
        continue;
      }
      for (Element element : model.elements()) {
        if (!element.steps().contains(step.id()) || element.id().equals(barrier.id())) {
          continue;
        }
        for (Gauge gauge : element.about().gauges()) {
          StepGauge one =
              new StepGauge(
                  step.title(),
                  gauge.label(),
                  gauge.measure(),
                  gauge.filters().get("source"),
                  filters(gauge));
          if (asked.add(List.of(one.measure, String.valueOf(one.source), one.filters))) {
            found.add(one);
          }
        }
      }
    }
    return new ArrayList<>(found);
  }

  /** Such as {@code Selling: units sold in the week}. */
  String name() {
    return step + ": " + label;
  }
}
