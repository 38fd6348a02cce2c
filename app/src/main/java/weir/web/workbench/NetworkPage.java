package weir.web.workbench;

import java.util.List;
import java.util.Set;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.network.ActorNetwork;
import weir.web.Frame;
import weir.web.Page;

/** What the crime cannot do without, and what remains if parts of it fall. */
record NetworkPage(
    Frame frame, Bar bar, Drawn drawn, ActorNetwork.Remaining then, List<Row> rows, boolean asked)
    implements Page {

  private static final int PASSAGES = 25;

  /** An element that may be removed or hardened in thought. */
  record Row(
      String id, String label, String block, boolean spared, boolean removed, boolean hardened) {}

  /**
   * The graph of one version, and what does not hang on what is asked.
   *
   * @param now what remains when nothing is removed
   */
  record Drawn(
      ActorNetwork network,
      List<String> supply,
      List<String> customers,
      List<ActorNetwork.Passage> passages,
      ActorNetwork.Cut cut,
      ActorNetwork.Remaining now) {
    static Drawn of(BarrierModel model) {
      var network = ActorNetwork.of(model);
      return new Drawn(
          network,
          network.supply().stream().map(id -> Said.label(model, id)).toList(),
          network.customers().stream().map(id -> Said.label(model, id)).toList(),
          network.passages(PASSAGES),
          network.minimumCut(),
          network.whatIf(Set.of(), Set.of()));
    }
  }

  static NetworkPage of(
      Frame frame,
      Bar bar,
      BarrierModel model,
      Drawn drawn,
      Set<String> removed,
      Set<String> hardened) {
    return new NetworkPage(
        frame,
        bar,
        drawn,
        drawn.network().whatIf(removed, hardened),
        model.elements().stream()
            .filter(e ->
                e.block() == Element.Block.FACILITATORS || e.block() == Element.Block.OPPORTUNITIES)
            .map(e ->
                new Row(
                    e.id(),
                    e.label(),
                    e.block().word(),
                    e.isProtected() || e.about().peopleWhoUse(),
                    removed.contains(e.id()),
                    hardened.contains(e.id())))
            .toList(),
        !removed.isEmpty() || !hardened.isEmpty());
  }

  static String route(List<Element> route) {
    return String.join(" → ", route.stream().map(Element::label).toList());
  }

  static String names(List<Element> elements) {
    return String.join(", ", elements.stream().map(Element::label).toList());
  }

  static String count(ActorNetwork.Remaining remaining) {
    return (remaining.more() ? "more than " : "")
        + "%,d".formatted(remaining.routes())
        + (remaining.routes() == 1 ? " route" : " routes");
  }

  @Override
  public String template() {
    return "workbench/network.jte";
  }
}
