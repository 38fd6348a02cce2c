package weir.barrier;

import java.util.Collections;
import java.util.LinkedHashMap;
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
 */
public record Gauge(
    String measure, Map<String, String> filters, String label, @Nullable String unit) {
  public Gauge {
    Required.text(measure, "A gauge's measure");
    Required.text(label, "A gauge's label");
    filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
  }
}
