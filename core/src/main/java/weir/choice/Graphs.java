package weir.choice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Relation;

/** Other graphs that are as plausible as the one drawn: the crime improvises. */
final class Graphs {
  private Graphs() {}

  /** Whoever uses a thing cannot do without it. */
  static BarrierModel usedIsNeeded(BarrierModel model) {
    return related(
        model,
        model.relations().stream()
            .map(r ->
                r.kind() == Relation.Kind.USES
                    ? new Relation(r.from(), Relation.Kind.DEPENDS_ON, r.to())
                    : r)
            .toList());
  }

  /**
   * Nobody depends on the element any more, and whoever is supplied by it can also be supplied
   * without it.
   */
  static BarrierModel substituted(BarrierModel model, String id) {
    var relations = new LinkedHashSet<Relation>();
    var before = new ArrayList<String>();
    var after = new ArrayList<String>();
    for (var relation : model.relations()) {
      if (relation.kind() == Relation.Kind.DEPENDS_ON && relation.to().equals(id)) {
        continue;
      }
      relations.add(relation);
      if (relation.kind() == Relation.Kind.SUPPLIES) {
        if (relation.to().equals(id)) {
          before.add(relation.from());
        }
        if (relation.from().equals(id)) {
          after.add(relation.to());
        }
      }
    }
    for (var from : before) {
      for (var to : after) {
        if (!from.equals(to)) {
          relations.add(new Relation(from, Relation.Kind.SUPPLIES, to));
        }
      }
    }
    return related(model, List.copyOf(relations));
  }

  /** Links of supply beside which there is another from and another to: no end is made anew. */
  static List<Relation> links(BarrierModel model) {
    var supplies =
        model.relations().stream()
            .filter(r -> r.kind() == Relation.Kind.SUPPLIES)
            .distinct()
            .toList();
    return supplies.stream()
        .filter(r -> supplies.stream().anyMatch(o -> !o.equals(r) && o.from().equals(r.from())))
        .filter(r -> supplies.stream().anyMatch(o -> !o.equals(r) && o.to().equals(r.to())))
        .toList();
  }

  static BarrierModel without(BarrierModel model, Relation link) {
    return related(model, model.relations().stream().filter(r -> !r.equals(link)).toList());
  }

  private static BarrierModel related(BarrierModel model, List<Relation> relations) {
    return with(model, model.barriers(), relations);
  }

  static BarrierModel withBarriers(BarrierModel model, List<Barrier> barriers) {
    return with(model, barriers, model.relations());
  }

  private static BarrierModel with(
      BarrierModel model, List<Barrier> barriers, List<Relation> relations) {
    return new BarrierModel(
        model.id(),
        model.title(),
        model.language(),
        model.version(),
        model.status(),
        model.reviewBy(),
        model.documents(),
        model.steps(),
        model.facilitators(),
        model.opportunities(),
        model.signals(),
        model.partners(),
        barriers,
        relations,
        model.recommendations(),
        model.discrepancies(),
        model.openQuestions(),
        model.statedGaps());
  }
}
