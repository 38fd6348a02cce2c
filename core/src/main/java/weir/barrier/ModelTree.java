package weir.barrier;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model as plain maps, lists and scalars in the order a document shows them. What is unknown or
 * empty is left out, which loses nothing: reading puts it back.
 */
final class ModelTree {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  private ModelTree() {}

  static Map<String, Object> of(BarrierModel model) {
    return new ModelTree()
        .put("id", model.id())
        .put("title", model.title())
        .put("language", model.language())
        .put("version", model.version())
        .put("status", model.status().word())
        .put("review-by", text(model.reviewBy()))
        .put("documents", each(model.documents(), ModelTree::document))
        .put("steps", each(model.steps(), ModelTree::step))
        .put("facilitators", each(model.facilitators(), ModelTree::element))
        .put("opportunities", each(model.opportunities(), ModelTree::element))
        .put("signals", each(model.signals(), ModelTree::element))
        .put("partners", each(model.partners(), ModelTree::element))
        .put("barriers", each(model.barriers(), ModelTree::element))
        .put("relations", each(model.relations(), ModelTree::relation))
        .put("recommendations", each(model.recommendations(), ModelTree::recommendation))
        .put("discrepancies", each(model.discrepancies(), ModelTree::discrepancy))
        .put("open-questions", each(model.openQuestions(), ModelTree::question))
        .put("stated-gaps", each(model.statedGaps(), ModelTree::gap))
        .entries;
  }

  private static ModelTree document(SourceDocument document) {
    return new ModelTree()
        .put("id", document.id())
        .put("citation", document.citation())
        .put("year", document.year())
        .put("published", text(document.published()))
        .put("publisher", document.publisher())
        .put("url", document.url());
  }

  private static ModelTree step(Step step) {
    return new ModelTree().put("id", step.id()).put("title", step.title()).put("note", step.note());
  }

  private static ModelTree element(Element element) {
    var about = element.about();
    var tree =
        new ModelTree()
            .put("id", about.id())
            .put("label", about.label())
            .put("steps", about.steps())
            .put("printed", about.printed());
    switch (element) {
      case Facilitator facilitator ->
          tree.put("kind", facilitator.kind() == null ? null : facilitator.kind().word())
              .put("knowing", facilitator.knowing().word())
              .put("category", facilitator.category());
      case Opportunity opportunity ->
          tree.put("kinds", opportunity.kinds().stream().map(Opportunity.Kind::word).toList());
      case Signal signal ->
          tree.put("kinds", signal.kinds().stream().map(Signal.Kind::word).toList());
      case Partner partner ->
          tree.put("sector", partner.sector() == null ? null : partner.sector().word())
              .put("commitment", partner.commitment().word())
              .put("competences", each(partner.competences(), ModelTree::competence));
      case Barrier barrier ->
          tree.put("kind", barrier.kind() == null ? null : barrier.kind().word())
              .put("effect", barrier.effect() == null ? null : barrier.effect().word())
              .put("addresses", barrier.addresses())
              .put("owner", barrier.owner())
              .put("from", text(barrier.from()))
              .put("until", text(barrier.until()))
              .put("evaluation", barrier.evaluation())
              .put("recommendations", barrier.recommendations())
              .put("expected", each(barrier.expected(), ModelTree::expectation));
    }
    return tree.put("certainty", about.certainty() == null ? null : about.certainty().word())
        .put("protected", about.isProtected() ? true : null)
        .put("people-who-use", about.peopleWhoUse() ? true : null)
        .put("description", about.description())
        .put("legitimate-uses", about.legitimateUses())
        .put("collateral-cost", about.collateralCost())
        .put("gauges", each(about.gauges(), ModelTree::gauge))
        .put("evidence", each(about.evidence(), ModelTree::evidence));
  }

  private static ModelTree competence(Competence competence) {
    return new ModelTree()
        .put("country", competence.country())
        .put("power", competence.power())
        .put("from", text(competence.from()))
        .put("until", text(competence.until()))
        .put("basis", competence.basis());
  }

  private static ModelTree expectation(Expectation expectation) {
    return new ModelTree()
        .put("of", expectation.of().word())
        .put("partner", expectation.partner())
        .put("low", expectation.low())
        .put("likely", expectation.likely())
        .put("high", expectation.high())
        .put("currency", expectation.currency())
        .put("source", expectation.source());
  }

  private static ModelTree gauge(Gauge gauge) {
    return new ModelTree()
        .put("measure", gauge.measure())
        .put("label", gauge.label())
        .put("unit", gauge.unit())
        .put("filters", gauge.filters())
        .put("low", gauge.low())
        .put("high", gauge.high());
  }

  private static ModelTree evidence(Evidence evidence) {
    return new ModelTree()
        .put("document", evidence.document())
        .put("at", evidence.at())
        .put("paraphrase", evidence.paraphrase())
        .put("reliability", evidence.reliability() == null ? null : evidence.reliability().word())
        .put("credibility", evidence.credibility())
        .put("nature", evidence.nature() == null ? null : evidence.nature().word())
        .put("contradicts", evidence.contradicts() ? true : null);
  }

  private static ModelTree relation(Relation relation) {
    return new ModelTree()
        .put("from", relation.from())
        .put("kind", relation.kind().word())
        .put("to", relation.to());
  }

  private static ModelTree recommendation(Recommendation recommendation) {
    return new ModelTree()
        .put("id", recommendation.id())
        .put("group", recommendation.group())
        .put("text", recommendation.text())
        .put("section", recommendation.section())
        .put("barriers", recommendation.barriers());
  }

  private static ModelTree discrepancy(Discrepancy discrepancy) {
    return new ModelTree()
        .put("id", discrepancy.id())
        .put("in-table", discrepancy.inTable())
        .put("in-text", discrepancy.inText())
        .put("difference", discrepancy.difference());
  }

  private static ModelTree question(OpenQuestion question) {
    var sign = question.sign();
    return new ModelTree()
        .put("id", question.id())
        .put("question", question.question())
        .put("document", question.document())
        .put("at", question.at())
        .put("about", question.about())
        .put("cause", sign == null ? null : sign.cause().word())
        .put("figure", sign == null ? null : sign.figure())
        .put("low", sign == null ? null : sign.low())
        .put("high", sign == null ? null : sign.high())
        .put("unit", sign == null ? null : sign.unit())
        .put("day", sign == null ? null : text(sign.day()))
        .put("read", sign == null ? null : sign.read())
        .put("items", sign == null ? List.of() : sign.items());
  }

  private static ModelTree gap(StatedGap gap) {
    return new ModelTree()
        .put("check", gap.check())
        .put("elements", gap.elements())
        .put("reason", gap.reason());
  }

  private static <T> List<Map<String, Object>> each(
      List<? extends T> parts, Function<T, ModelTree> tree) {
    return parts.stream().map(part -> tree.apply(part).entries).toList();
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private ModelTree put(String key, @Nullable Object value) {
    boolean empty =
        switch (value) {
          case null -> true;
          case Collection<?> list -> list.isEmpty();
          case Map<?, ?> map -> map.isEmpty();
          default -> false; // an open type: text, a number, a truth
        };
    if (value != null && !empty) {
      entries.put(key, value);
    }
    return this;
  }
}
