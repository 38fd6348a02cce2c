package weir.web.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Facilitator;
import weir.brief.Briefs;
import weir.brief.Rung;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.BriefStore;

/**
 * Who could be told of their part, how far each kind of facilitator has been approached, and which
 * copies went out.
 *
 * @param fault why something was refused; null when nothing was
 */
record BriefsPage(
    Frame frame,
    Bar bar,
    BarrierModel model,
    List<Line> lines,
    List<BriefStore.Copy> copies,
    List<BriefStore.Step> steps,
    @Nullable String fault)
    implements Page {

  /**
   * One kind of facilitator, or one partner.
   *
   * @param refusal why it should get no brief; null where it may
   */
  record Line(
      Element element,
      String knowing,
      boolean climbs,
      @Nullable Rung rung,
      @Nullable String refusal,
      int copies) {}

  static BriefsPage of(
      Surroundings surroundings,
      Bar bar,
      BarrierModel model,
      BriefStore store,
      @Nullable String fault) {
    Map<String, Rung> standing = store.standing(model.id());
    List<BriefStore.Copy> copies = store.copies(model.id());
    List<Line> lines = new ArrayList<>();
    for (Element one : Briefs.addressees(model)) {
      Rung rung = standing.get(one.id());
      lines.add(
          new Line(
              one,
              one instanceof Facilitator f ? Said.plain(f.knowing().word()) : "partner",
              one instanceof Facilitator,
              rung,
              Rung.refusal(one, rung),
              (int) copies.stream().filter(copy -> copy.element().equals(one.id())).count()));
    }
    return new BriefsPage(
        surroundings.frame("Briefs: " + model.title(), false),
        bar,
        model,
        lines,
        copies,
        store.rungs(model.id()).reversed(),
        fault);
  }

  List<Choice> facilitators() {
    return model.facilitators().stream()
        .map(one -> new Choice(one.id(), one.label(), false))
        .toList();
  }

  static List<Choice> rungs() {
    return Choice.of(Rung.class, (Rung) null);
  }

  static String words(@Nullable Rung rung) {
    return rung == null ? "–" : Said.plain(rung.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  String label(String id) {
    return Said.label(model, id);
  }

  static String minute(java.time.Instant at) {
    return Said.minute(at);
  }

  @Override
  public String template() {
    return "workbench/briefs.jte";
  }
}
