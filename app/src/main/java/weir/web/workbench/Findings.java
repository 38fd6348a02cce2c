package weir.web.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Element;
import weir.barrier.Finding;
import weir.barrier.Gauge;
import weir.workbench.Workbench;

/**
 * What deserves a look in a model today: what the checks of its document find, and the gauges that
 * have moved beyond their bands.
 */
final class Findings {
  /** The check's name, by which a gap can be stated for it. */
  static final String OUTSIDE_BAND = "gauge-outside-band";

  private record Checked(LocalDate day, List<Finding> findings) {}

  private final Surroundings surroundings;
  private final PerVersion<Checked> checked = new PerVersion<>();

  Findings(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** All of them, those that a gap covers too. */
  List<Finding> of(Workbench.Held held, LocalDate today) {
    var model = held.model();
    var of =
        checked.of(
            held,
            known -> known.day().equals(today),
            () -> new Checked(today, BarrierModels.check(model, today)));
    var all = new ArrayList<>(of.findings());
    all.addAll(outsideBand(model));
    return List.copyOf(all);
  }

  /** Those that no gap covers. */
  List<Finding> open(Workbench.Held held, LocalDate today) {
    return of(held, today).stream()
        .filter(finding -> BarrierModels.gap(held.model(), finding).isEmpty())
        .toList();
  }

  private List<Finding> outsideBand(BarrierModel model) {
    var found = new ArrayList<Finding>();
    for (var element : model.elements()) {
      for (var gauge : element.gauges()) {
        if (gauge.low() != null || gauge.high() != null) {
          found.addAll(outsideBand(element, gauge));
        }
      }
    }
    return found;
  }

  private List<Finding> outsideBand(Element element, Gauge gauge) {
    return surroundings.reading(gauge).outside().stream()
        .map(outside ->
            new Finding(
                OUTSIDE_BAND,
                element.id(),
                "'%s', %s: %s. See whether the model still holds; then change it, or the band."
                    .formatted(element.label(), gauge.label(), outside)))
        .toList();
  }
}
