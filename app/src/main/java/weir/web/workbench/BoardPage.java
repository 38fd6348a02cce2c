package weir.web.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Facilitator;
import weir.barrier.Finding;
import weir.barrier.Relation;
import weir.barrier.Step;
import weir.web.Frame;
import weir.web.GaugeReading;
import weir.web.Page;

/** The board of a model that is worked on, with one element's drawer open or none. */
record BoardPage(
    Frame frame,
    Bar bar,
    List<Step> steps,
    List<Line> lines,
    List<Entry> nowhere,
    Filter filter,
    List<Choice> partners,
    int shown,
    int all,
    @Nullable Drawer drawer,
    @Nullable Step step)
    implements Page {

  /** One block. */
  record Line(Element.Block block, String title, List<Cell> cells) {}

  /** One cell. */
  record Cell(Step step, List<Entry> entries) {}

  /**
   * One element in one cell.
   *
   * @param open how many findings no gap covers
   * @param outcomes of a barrier, how each measure that puts it up went, and what was seen of it
   */
  record Entry(
      String id,
      String label,
      String kind,
      boolean tentative,
      boolean isProtected,
      boolean peopleWhoUse,
      int passages,
      int open,
      List<GaugeReading> gauges,
      List<String> outcomes) {}

  /** What of the board is shown; empty words for all. */
  record Filter(String partner, String kind, String effect, String knowing, String strength) {
    static Filter of(Map<String, String> asked) {
      return new Filter(
          word(asked, "partner"),
          word(asked, "kind"),
          word(asked, "effect"),
          word(asked, "knowing"),
          word(asked, "strength"));
    }

    private static String word(Map<String, String> asked, String name) {
      return Objects.requireNonNullElse(asked.get(name), "");
    }

    boolean isSet() {
      return !(partner + kind + effect + knowing + strength).isEmpty();
    }

    /** For an address, after a question mark or an ampersand. */
    String address() {
      var words = new StringBuilder();
      Map.of(
              "partner",
              partner,
              "kind",
              kind,
              "effect",
              effect,
              "knowing",
              knowing,
              "strength",
              strength)
          .forEach((name, value) -> {
            if (value.matches("[a-z0-9-]+")) {
              words.append('&').append(name).append('=').append(value);
            }
          });
      return words.toString();
    }

    private boolean takes(Element element, Set<String> selves) {
      boolean taken =
          strength.isEmpty() || Said.strength(element.evidence()).name().equalsIgnoreCase(strength);
      if (!partner.isEmpty()) {
        taken &=
            selves.contains(element.id())
                || (element instanceof Barrier barrier && partner.equals(barrier.owner()));
      }
      if (!kind.isEmpty()) {
        taken &= element instanceof Barrier b && b.kind() != null && b.kind().word().equals(kind);
      }
      if (!effect.isEmpty()) {
        taken &=
            element instanceof Barrier b
                && b.effect() != null
                && (b.effect().word().equals(effect) || b.effect() == Barrier.Effect.BOTH);
      }
      if (!knowing.isEmpty()) {
        taken &= element instanceof Facilitator f && f.knowing().word().equals(knowing);
      }
      return taken;
    }
  }

  static BoardPage of(
      Surroundings surroundings,
      Bar bar,
      BarrierModel model,
      Filter filter,
      List<Finding> open,
      Outcomes outcomes,
      @Nullable Drawer drawer,
      @Nullable Step step) {
    Set<String> selves =
        model.relations().stream()
            .filter(r -> r.kind() == Relation.Kind.SAME_AS || r.kind() == Relation.Kind.RECEIVED_BY)
            .filter(r -> r.from().equals(filter.partner()) || r.to().equals(filter.partner()))
            .map(r -> r.from().equals(filter.partner()) ? r.to() : r.from())
            .collect(Collectors.toSet());
    selves.add(filter.partner());
    Map<String, Long> found =
        open.stream().collect(Collectors.groupingBy(Finding::elementId, Collectors.counting()));
    var taken =
        model.elements().stream()
            .filter(element -> !filter.isSet() || filter.takes(element, selves))
            .toList();
    var entries = new java.util.HashMap<String, Entry>();
    for (var element : taken) {
      entries.put(
          element.id(),
          new Entry(
              element.id(),
              element.label(),
              Said.kind(element),
              element.about().certainty() == Element.Certainty.TENTATIVE,
              element.isProtected(),
              element.about().peopleWhoUse(),
              element.evidence().size(),
              found.getOrDefault(element.id(), 0L).intValue(),
              element.gauges().stream().map(surroundings::reading).toList(),
              outcomes.of(element.id()).stream().map(Outcomes.Line::brief).toList()));
    }
    var lines = new ArrayList<Line>();
    for (var block : Element.Block.values()) {
      var cells = new ArrayList<Cell>();
      for (var column : model.steps()) {
        var here = new ArrayList<Entry>();
        for (var element : taken) {
          if (element.block() == block && element.steps().contains(column.id())) {
            here.add(
                named(
                    Objects.requireNonNull(entries.get(element.id())),
                    element.labelIn(column.id())));
          }
        }
        cells.add(new Cell(column, here));
      }
      lines.add(new Line(block, Said.block(block), cells));
    }
    return new BoardPage(
        surroundings.frame(model.title(), true),
        bar,
        model.steps(),
        lines,
        taken.stream()
            .filter(element -> element.steps().isEmpty())
            .map(element -> Objects.requireNonNull(entries.get(element.id())))
            .toList(),
        filter,
        model.partners().stream()
            .map(p -> new Choice(p.id(), p.label(), p.id().equals(filter.partner())))
            .toList(),
        taken.size(),
        model.elements().size(),
        drawer,
        step);
  }

  private static Entry named(Entry e, String label) {
    return e.label().equals(label)
        ? e
        : new Entry(
            e.id(),
            label,
            e.kind(),
            e.tentative(),
            e.isProtected(),
            e.peopleWhoUse(),
            e.passages(),
            e.open(),
            e.gauges(),
            e.outcomes());
  }

  List<Choice> kinds() {
    return chosen(Choice.of(Barrier.Kind.class, List.of()), filter.kind());
  }

  List<Choice> effects() {
    return chosen(
        Choice.of(Barrier.Effect.class, List.of()).stream()
            .filter(c -> !c.value().equals("both"))
            .toList(),
        filter.effect());
  }

  List<Choice> knowings() {
    return chosen(Choice.of(Facilitator.Knowing.class, List.of()), filter.knowing());
  }

  List<Choice> strengths() {
    var all = new ArrayList<Choice>();
    for (var strength : Said.Strength.values()) {
      all.add(
          new Choice(strength.name().toLowerCase(java.util.Locale.ROOT), strength.words(), false));
    }
    return chosen(all, filter.strength());
  }

  private static List<Choice> chosen(List<Choice> choices, String value) {
    return choices.stream()
        .map(c -> new Choice(c.value(), c.words(), c.value().equals(value)))
        .toList();
  }

  /** The board as it is shown, without a drawer. */
  String closed() {
    var address = filter.address();
    return bar.place() + (address.isEmpty() ? "" : "?" + address.substring(1));
  }

  /** Where an element's drawer opens. */
  String open(String id) {
    return bar.place() + "?open=" + id + filter.address() + "#drawer";
  }

  @Override
  public String template() {
    return "workbench/board.jte";
  }
}
