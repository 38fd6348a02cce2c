package weir.barrier.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.barrier.BarrierModel;
import weir.barrier.Partner;
import weir.barrier.Relation;
import weir.barrier.Step;

/**
 * Which partner meets the crime at which step.
 *
 * @param steps in the board's order
 */
public record Reach(List<Step> steps, List<Row> rows) {

  /**
   * One partner.
   *
   * @param cells for each step, in what ways the partner meets the crime there; empty for none
   */
  public record Row(Partner partner, List<List<String>> cells) {}

  public static Reach of(BarrierModel model) {
    var rows = new ArrayList<Row>();
    for (var partner : model.partners()) {
      Set<String> self = new HashSet<>(Set.of(partner.id()));
      Set<String> heard = new HashSet<>();
      for (var relation : model.relations()) {
        boolean from = relation.from().equals(partner.id());
        boolean to = relation.to().equals(partner.id());
        if (relation.kind() == Relation.Kind.SAME_AS && from) {
          self.add(relation.to());
        } else if (relation.kind() == Relation.Kind.SAME_AS && to) {
          self.add(relation.from());
        } else if (relation.kind() == Relation.Kind.RECEIVED_BY && to) {
          heard.add(relation.from());
        }
      }
      var cells = new ArrayList<List<String>>();
      for (var step : model.steps()) {
        var ways = new ArrayList<String>();
        if (partner.steps().contains(step.id())) {
          ways.add("named as partner");
        }
        model.facilitators().stream()
            .filter(f -> self.contains(f.id()) && f.steps().contains(step.id()))
            .forEach(f -> ways.add("provides it, as " + f.labelIn(step.id())));
        model.signals().stream()
            .filter(s -> heard.contains(s.id()) && s.steps().contains(step.id()))
            .forEach(s -> ways.add("receives the signal " + s.label()));
        model.barriers().stream()
            .filter(b -> partner.id().equals(b.owner()) && b.steps().contains(step.id()))
            .forEach(b -> ways.add("owns the barrier " + b.label()));
        cells.add(List.copyOf(ways));
      }
      rows.add(new Row(partner, List.copyOf(cells)));
    }
    return new Reach(model.steps(), List.copyOf(rows));
  }
}
