package weir.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.BarrierModels;
import weir.barrier.Discrepancy;
import weir.barrier.Element;
import weir.barrier.Evidence;
import weir.barrier.Facilitator;
import weir.barrier.OpenQuestion;
import weir.barrier.Opportunity;
import weir.barrier.Partner;
import weir.barrier.Recommendation;
import weir.barrier.Signal;
import weir.barrier.SourceDocument;
import weir.barrier.Step;
import weir.web.sheet.Cell;
import weir.web.sheet.Head;
import weir.web.sheet.Sheet;
import weir.web.sheet.SheetRequest;
import weir.web.sheet.SheetView;

/**
 * A barrier model as a board: a column for each step, a row for each block, and in the cells what
 * the model holds, with what is measured of it now.
 */
record ModelPage(
    Frame frame,
    String options,
    String about,
    List<Step> steps,
    List<BlockRow> blocks,
    List<Advice> advice,
    List<Discrepancy> discrepancies,
    List<OpenQuestion> questions,
    List<SourceDocument> documents,
    SheetView elements,
    SourceLine line)
    implements Page {

  /** One row of the board. */
  record BlockRow(String title, String key, List<List<Entry>> cells) {}

  /**
   * One element in one cell.
   *
   * @param label as the board prints it in this step
   * @param kind in words, such as {@code legal, preventive}; empty when not said
   * @param tentative whether the source puts it there with reserve
   */
  record Entry(
      String id,
      String label,
      String kind,
      boolean tentative,
      boolean isProtected,
      boolean peopleWhoUse,
      @Nullable String description,
      List<String> notes,
      List<Passage> passages,
      List<GaugeReading> gauges) {}

  /**
   * A passage that an element rests on.
   *
   * @param grade such as {@code B2}; empty when not graded
   */
  record Passage(String at, String document, String paraphrase, String grade) {}

  /** A recommendation and the barriers that would carry it out. */
  record Advice(String group, String text, String section, String barriers) {}

  static ModelPage of(Market market, String id, SheetRequest request) {
    if (!BarrierModels.shipped().contains(id)) {
      throw new NotFound(
          "No barrier model has this id. At hand: %s."
              .formatted(String.join(", ", BarrierModels.shipped())),
          "/models");
    }
    BarrierModel model = BarrierModels.shipped(id);
    Map<String, String> documents =
        model.documents().stream()
            .collect(Collectors.toMap(SourceDocument::id, ModelPage::citation));
    List<BlockRow> blocks = new ArrayList<>();
    for (Element.Block block : Element.Block.values()) {
      List<List<Entry>> cells = new ArrayList<>();
      for (Step step : model.steps()) {
        cells.add(
            model.cell(step.id(), block).stream()
                .map(element -> entry(market, model, documents, element, step.id()))
                .toList());
      }
      blocks.add(
          new BlockRow(Words.capital(Words.plain(block.word())), Words.plain(block.word()), cells));
    }
    return new ModelPage(
        market.frame(model.title(), "models", true),
        "/models/" + id + "/options",
        "Version %s, %s; %s in %s. After %s."
            .formatted(
                model.version(),
                Words.plain(model.status().word()),
                Words.count(model.elements().size(), "element", "elements"),
                Words.count(model.steps().size(), "step", "steps"),
                documents.values().stream().collect(Collectors.joining("; "))),
        model.steps(),
        blocks,
        model.recommendations().stream().map(advice -> advice(model, advice)).toList(),
        model.discrepancies(),
        model.openQuestions(),
        model.documents(),
        elements(model).view(request),
        market.line());
  }

  private static String citation(SourceDocument document) {
    String publisher = document.publisher() == null ? "" : document.publisher() + " ";
    String year = document.year() == null ? "" : "(" + document.year() + ") ";
    return publisher + year + document.citation();
  }

  private static Entry entry(
      Market market,
      BarrierModel model,
      Map<String, String> documents,
      Element element,
      String step) {
    List<String> notes = new ArrayList<>();
    if (!element.about().legitimateUses().isEmpty()) {
      notes.add("Lawful uses: " + String.join("; ", element.about().legitimateUses()) + ".");
    }
    if (element.about().collateralCost() != null) {
      notes.add("Cost of hindering it: " + element.about().collateralCost());
    }
    if (element instanceof Barrier barrier && barrier.owner() != null) {
      notes.add("Owner: " + label(model, barrier.owner()) + ".");
    }
    if (element instanceof Barrier barrier && !barrier.addresses().isEmpty()) {
      notes.add(
          "Acts on: "
              + barrier.addresses().stream()
                  .map(id -> label(model, id))
                  .collect(Collectors.joining("; "))
              + ".");
    }
    List<Passage> passages = new ArrayList<>();
    for (Evidence evidence : element.evidence()) {
      passages.add(
          new Passage(
              evidence.at(),
              documents.getOrDefault(evidence.document(), evidence.document()),
              evidence.paraphrase(),
              (evidence.reliability() == null ? "" : evidence.reliability().word())
                  + (evidence.credibility() == null ? "" : evidence.credibility())));
    }
    return new Entry(
        element.id(),
        element.labelIn(step),
        kind(element),
        element.about().certainty() == Element.Certainty.TENTATIVE,
        element.isProtected(),
        element.about().peopleWhoUse(),
        element.description(),
        notes,
        passages,
        element.gauges().stream().map(gauge -> GaugeReading.of(market, gauge)).toList());
  }

  private static String label(BarrierModel model, String id) {
    return model.element(id).map(Element::label).orElse(id);
  }

  private static String kind(Element element) {
    return switch (element) {
      case Facilitator facilitator ->
          words(
              facilitator.kind() == null ? "" : facilitator.kind().word(),
              switch (facilitator.knowing()) {
                case KNOWING -> "knowing";
                case MIXED -> "knowing in part";
                case UNKNOWING -> "unknowing";
                case UNKNOWN -> "";
              });
      case Opportunity opportunity ->
          words(opportunity.kinds().stream().map(k -> k.word()).toArray(String[]::new));
      case Signal signal ->
          words(signal.kinds().stream().map(k -> k.word()).toArray(String[]::new));
      case Partner partner ->
          words(
              partner.sector() == null ? "" : partner.sector().word(),
              partner.commitment() == Partner.Commitment.UNKNOWN
                  ? ""
                  : partner.commitment().word());
      case Barrier barrier ->
          words(
              barrier.kind() == null
                  ? ""
                  : barrier.kind() == Barrier.Kind.NONE ? "builds capacity" : barrier.kind().word(),
              barrier.effect() == null
                  ? ""
                  : switch (barrier.effect()) {
                    case PREVENTIVE -> "preventive";
                    case REPRESSIVE -> "repressive";
                    case BOTH -> "preventive and repressive";
                  });
    };
  }

  private static String words(String... parts) {
    List<String> said = new ArrayList<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        said.add(
            switch (part) {
              case "ict" -> "ICT";
              case "shielding-security-promotion" -> "shielding, security or promotion";
              case "financial-legal-administrative-services" ->
                  "financial, legal or administrative services";
              default -> Words.plain(part); // every other word reads well as it is
            });
      }
    }
    return String.join(", ", said);
  }

  private static Advice advice(BarrierModel model, Recommendation recommendation) {
    String group = recommendation.group();
    return new Advice(
        group == null ? "" : group,
        recommendation.text(),
        recommendation.section(),
        recommendation.barriers().stream()
            .map(id -> label(model, id))
            .collect(Collectors.joining("; ")));
  }

  /** Every element once, for those who read a table more easily than a board. */
  private static Sheet elements(BarrierModel model) {
    Map<String, String> steps =
        model.steps().stream().collect(Collectors.toMap(Step::id, Step::title));
    List<List<Cell>> lines = new ArrayList<>();
    for (Element element : model.elements()) {
      lines.add(
          List.of(
              Cell.text(Words.capital(Words.plain(element.block().word()))),
              Cell.text(element.label()),
              Cell.text(kind(element)),
              Cell.text(
                  element.steps().stream()
                      .map(id -> steps.getOrDefault(id, id))
                      .collect(Collectors.joining("; "))),
              Cell.text(element.isProtected() ? "protected" : ""),
              Cell.text(
                  element.evidence().stream()
                      .map(Evidence::at)
                      .distinct()
                      .collect(Collectors.joining("; ")))));
    }
    return new Sheet(
        "elements",
        "All elements of the model",
        List.of(
            Head.text("block", "Block"),
            Head.text("element", "Element"),
            Head.text("kind", "Kind"),
            Head.text("steps", "Steps"),
            Head.text("protected", "Protected"),
            Head.text("evidence", "Evidence at")),
        lines,
        "The model has no element.");
  }

  @Override
  public String template() {
    return "model.jte";
  }

  @Override
  public List<SheetView> sheets() {
    return List.of(elements);
  }
}
