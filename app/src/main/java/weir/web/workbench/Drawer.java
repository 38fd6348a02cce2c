package weir.web.workbench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.Facilitator;
import weir.barrier.Gauge;
import weir.barrier.Opportunity;
import weir.barrier.Partner;
import weir.barrier.Relation;
import weir.barrier.Signal;
import weir.measure.MeasureDefinition;
import weir.measure.Measures;
import weir.workbench.Workbench;

/**
 * All of one element: what it is, what it rests on, how it hangs together, what is measured, who
 * changed it.
 *
 * @param kinds of which several may hold; empty where one is chosen
 * @param oneKind of which one may hold; empty where several may
 * @param outcomes of a barrier, what plans do about it and what was seen
 */
record Drawer(
    Element element,
    String block,
    List<Choice> steps,
    List<Choice> elsewhere,
    List<Choice> kinds,
    List<Choice> oneKind,
    List<Choice> knowing,
    @Nullable String category,
    List<Choice> sector,
    List<Choice> commitment,
    @Nullable String competences,
    List<Choice> effect,
    List<Choice> addresses,
    List<Choice> owners,
    @Nullable String evaluation,
    @Nullable String from,
    @Nullable String until,
    @Nullable String evaluate,
    @Nullable String expected,
    List<Choice> certainty,
    List<Passage> passages,
    List<Choice> documents,
    List<Gauged> gauges,
    List<Tie> ties,
    List<Choice> others,
    List<String> findings,
    List<Workbench.Version> history,
    List<Workbench.Remark> remarks,
    List<Outcomes.Line> outcomes) {

  /** A passage and where it stands. */
  record Passage(int number, String at, String document, Evidence evidence, String grade) {}

  /** A gauge, as words. */
  record Gauged(int number, Gauge gauge, String filters, String band) {}

  /** A relation in words, and its three parts for taking it away. */
  record Tie(String words, String from, String kind, String to) {}

  boolean isFacilitator() {
    return element instanceof Facilitator;
  }

  boolean isPartner() {
    return element instanceof Partner;
  }

  boolean isBarrier() {
    return element instanceof Barrier;
  }

  static Drawer of(
      BarrierModel model,
      Element element,
      List<String> findings,
      List<Workbench.Version> history,
      List<Workbench.Remark> remarks,
      List<Outcomes.Line> outcomes) {
    List<Choice> kinds = List.of();
    List<Choice> oneKind = List.of();
    List<Choice> knowing = List.of();
    List<Choice> sector = List.of();
    List<Choice> commitment = List.of();
    List<Choice> effect = List.of();
    List<Choice> addresses = List.of();
    List<Choice> owners = List.of();
    String category = null;
    String competences = null;
    String evaluation = null;
    String from = null;
    String until = null;
    String expected = null;
    switch (element) {
      case Facilitator f -> {
        oneKind = Choice.of(Facilitator.Kind.class, f.kind());
        knowing = Choice.of(Facilitator.Knowing.class, f.knowing());
        category = f.category();
      }
      case Opportunity o -> kinds = Choice.of(Opportunity.Kind.class, o.kinds());
      case Signal s -> kinds = Choice.of(Signal.Kind.class, s.kinds());
      case Partner p -> {
        sector = Choice.of(Partner.Sector.class, p.sector());
        commitment = Choice.of(Partner.Commitment.class, p.commitment());
        competences = String.join("\n", p.competences().stream().map(EditForm::line).toList());
      }
      case Barrier b -> {
        oneKind = Choice.of(Barrier.Kind.class, b.kind());
        effect = Choice.of(Barrier.Effect.class, b.effect());
        evaluation = b.evaluation();
        expected = String.join("\n", b.expected().stream().map(EditForm::line).toList());
        from = b.from() == null ? null : b.from().toString();
        until = b.until() == null ? null : b.until().toString();
        addresses =
            model.elements().stream()
                .filter(e -> !e.id().equals(b.id()) && e.block() != Element.Block.BARRIERS)
                .map(e -> new Choice(e.id(), e.label(), b.addresses().contains(e.id())))
                .toList();
        owners =
            model.partners().stream()
                .map(p -> new Choice(p.id(), p.label(), p.id().equals(b.owner())))
                .toList();
      }
    }
    var documents =
        model.documents().stream()
            .map(d ->
                new Choice(
                    d.id(), d.citation() + (d.year() == null ? "" : " (" + d.year() + ")"), false))
            .toList();
    var passages = new ArrayList<Passage>();
    for (var evidence : element.evidence()) {
      passages.add(
          new Passage(
              passages.size(),
              evidence.at(),
              documents.stream()
                  .filter(d -> d.value().equals(evidence.document()))
                  .findFirst()
                  .map(Choice::words)
                  .orElse(evidence.document()),
              evidence,
              Said.grade(evidence)));
    }
    var gauges = new ArrayList<Gauged>();
    for (var gauge : element.gauges()) {
      gauges.add(
          new Gauged(
              gauges.size(),
              gauge,
              String.join(
                  " ",
                  gauge.filters().entrySet().stream()
                      .map(e -> e.getKey() + "=" + e.getValue())
                      .toList()),
              band(gauge)));
    }
    var ties = new ArrayList<Tie>();
    for (var relation : model.relations()) {
      if (relation.from().equals(element.id()) || relation.to().equals(element.id())) {
        ties.add(
            new Tie(
                "%s %s %s"
                    .formatted(
                        Said.label(model, relation.from()),
                        relation.kind().words(),
                        Said.label(model, relation.to())),
                relation.from(),
                relation.kind().word(),
                relation.to()));
      }
    }
    var others = new ArrayList<Choice>();
    for (var other : model.elements()) {
      if (!other.id().equals(element.id())) {
        others.add(
            new Choice(other.id(), other.label() + " (" + other.block().word() + ")", false));
      }
    }
    model.steps().forEach(s -> others.add(new Choice(s.id(), s.title() + " (step)", false)));
    return new Drawer(
        element,
        element.block().word(),
        model.steps().stream()
            .map(s -> new Choice(s.id(), s.title(), element.steps().contains(s.id())))
            .toList(),
        model.steps().stream()
            .filter(s -> !element.steps().contains(s.id()))
            .map(s -> new Choice(s.id(), s.title(), false))
            .toList(),
        kinds,
        oneKind,
        knowing,
        category,
        sector,
        commitment,
        competences,
        effect,
        addresses,
        owners,
        evaluation,
        from,
        until,
        element instanceof Barrier b && b.from() != null
            ? "/evaluate?on=%s&name=%s&model=workbench/%s&barrier=%s"
                .formatted(
                    b.from(),
                    UriUtils.encode(b.label(), StandardCharsets.UTF_8),
                    model.id(),
                    b.id())
            : null,
        expected,
        Choice.of(Element.Certainty.class, element.about().certainty()),
        passages,
        documents,
        gauges,
        ties,
        others,
        findings,
        history,
        remarks,
        outcomes);
  }

  static String band(Gauge gauge) {
    if (gauge.low() == null && gauge.high() == null) {
      return "";
    }
    return "expected %s%s"
        .formatted(
            gauge.low() == null ? "" : "from " + gauge.low() + " ",
            gauge.high() == null ? "" : "to " + gauge.high())
        .strip();
  }

  static List<Choice> relationKinds() {
    var kinds = new ArrayList<Choice>();
    for (var kind : Relation.Kind.values()) {
      kinds.add(new Choice(kind.word(), kind.words(), false));
    }
    return kinds;
  }

  /** Names of measures that a gauge can show. */
  static List<String> measures() {
    return Measures.definitions().stream().map(MeasureDefinition::name).toList();
  }

  static List<Choice> reliabilities() {
    return List.of(
        new Choice("A", "A: completely reliable", false),
        new Choice("B", "B: usually reliable", false),
        new Choice("C", "C: fairly reliable", false),
        new Choice("D", "D: not usually reliable", false),
        new Choice("E", "E: unreliable", false),
        new Choice("F", "F: cannot be judged", false));
  }

  static List<Choice> credibilities() {
    return List.of(
        new Choice("1", "1: confirmed", false),
        new Choice("2", "2: probably true", false),
        new Choice("3", "3: possibly true", false),
        new Choice("4", "4: doubtful", false),
        new Choice("5", "5: improbable", false),
        new Choice("6", "6: cannot be judged", false));
  }
}
