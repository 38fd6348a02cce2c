package weir.barrier;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.barrier.Element.Certainty;

/**
 * What every element has, whatever its block.
 *
 * @param id a short name, unique among the model's elements and steps
 * @param label the name an analyst uses
 * @param steps ids of the steps in whose cells it stands, in the model's order; empty when the text
 *     names it but the board does not
 * @param printed by step id, the words of the source's board where they differ from the label
 * @param description own words
 * @param legitimateUses what lawful use people make of it
 * @param collateralCost what hindering it would cost others; null when nobody has said
 * @param isProtected whether it must be left out of every proposed cut
 * @param peopleWhoUse whether it stands for people who use drugs or medicines: a health matter, and
 *     a barrier aimed at them is flagged
 * @param certainty how firmly the source puts it there; null when not said
 */
public record About(
    String id,
    String label,
    List<String> steps,
    Map<String, String> printed,
    @Nullable String description,
    List<Evidence> evidence,
    List<Gauge> gauges,
    List<String> legitimateUses,
    @Nullable String collateralCost,
    boolean isProtected,
    boolean peopleWhoUse,
    @Nullable Certainty certainty) {
  public About {
    Required.id(id);
    Required.text(label, "A label");
    steps = List.copyOf(steps);
    printed = Collections.unmodifiableMap(new LinkedHashMap<>(printed));
    evidence = List.copyOf(evidence);
    gauges = List.copyOf(gauges);
    legitimateUses = List.copyOf(legitimateUses);
  }
}
