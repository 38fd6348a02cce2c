package weir.barrier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named measure that is shown in an element's cell.
 *
 * @param measure the measure's name, as {@code weir measure list} prints it
 * @param filters options of the measure without their dashes, such as {@code class} to {@code
 *     mdma}, in the order written
 * @param label what the figure says in this cell
 * @param unit null when the measure's own unit serves
 * @param low below it the model is out of date; null for no lower bound
 * @param high above it the model is out of date; null for no upper bound
 */
public record Gauge(
    String measure,
    Map<String, String> filters,
    String label,
    @Nullable String unit,
    @Nullable Double low,
    @Nullable Double high) {
  public Gauge {
    Required.text(measure, "A gauge's measure");
    Required.text(label, "A gauge's label");
    if (low != null && high != null && low > high) {
      throw new IllegalArgumentException(
          "A gauge's band ends at %s, below its start at %s; swap the two.".formatted(high, low));
    }
    filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
  }

  /** The measure and what it is of, such as {@code sales (source shop, class cocaine)}. */
  public String words() {
    List<String> of =
        filters.entrySet().stream()
            .filter(one -> !one.getKey().equals("by"))
            .map(one -> one.getKey() + " " + one.getValue())
            .toList();
    return measure.replace('_', ' ') + (of.isEmpty() ? "" : " (" + String.join(", ", of) + ")");
  }

  /** Whether a figure lies outside the band, so that the model needs another look. */
  public boolean isOutside(double figure) {
    return (low != null && figure < low) || (high != null && figure > high);
  }
}
