package weir.barrier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/** Makes changes: a model and an {@link Edit} in, the changed model out. */
final class Editing {
  private Editing() {}

  static BarrierModel apply(BarrierModel model, Edit edit) {
    var changed = changed(model, edit);
    if (changed.status() == BarrierModel.Status.APPROVED
        && model.status() == BarrierModel.Status.APPROVED
        && !changed.equals(model)) {
      // What was approved is the version before; the changed one has yet to be.
      changed = with(changed).status(BarrierModel.Status.DRAFT).build();
    }
    for (var finding : Checks.dangling(changed)) {
      throw new EditRefused(finding.reason());
    }
    return changed;
  }

  private static BarrierModel changed(BarrierModel model, Edit edit) {
    return switch (edit) {
      case Edit.PutElement(var element) -> put(model, element);
      case Edit.RemoveElement(var id) -> without(model, id);
      case Edit.MoveElement(var id, var from, var to) -> moved(model, id, from, to);
      case Edit.PutStep(var step) -> {
        if (model.element(step.id()).isPresent()) {
          throw taken(step.id());
        }
        yield with(model).steps(put(model.steps(), step, Step::id)).build();
      }
      case Edit.RemoveStep(var id) -> withoutStep(model, id);
      case Edit.MoveStep(var id, var by) -> movedStep(model, id, by);
      case Edit.AddRelation(var relation) ->
          model.relations().contains(relation)
              ? model
              : with(model).relations(plus(model.relations(), relation)).build();
      case Edit.RemoveRelation(var relation) ->
          with(model).relations(drop(model.relations(), relation::equals)).build();
      case Edit.PutDocument(var document) ->
          with(model).documents(put(model.documents(), document, SourceDocument::id)).build();
      case Edit.RemoveDocument(var id) ->
          with(model).documents(drop(model.documents(), d -> d.id().equals(id))).build();
      case Edit.PutQuestion(var question) ->
          with(model).questions(put(model.openQuestions(), question, OpenQuestion::id)).build();
      case Edit.RemoveQuestion(var id) ->
          with(model).questions(drop(model.openQuestions(), q -> q.id().equals(id))).build();
      case Edit.StateGap(var gap) ->
          with(model).gaps(put(model.statedGaps(), gap, StatedGap::check)).build();
      case Edit.RemoveGap(var check) ->
          with(model).gaps(drop(model.statedGaps(), g -> g.check().equals(check))).build();
      case Edit.Describe(var title, var version, var reviewBy) ->
          with(model).title(title).version(version).reviewBy(reviewBy).build();
      case Edit.SetStatus(var status) -> with(model).status(status).build();
      case Edit.ReplaceAll(var other, _) -> with(other).id(model.id()).build();
      case Edit.Undo(var patch, _) -> patch.applied(model);
    };
  }

  /** What the change does, in words that stand in the list of versions. */
  static String words(BarrierModel before, Edit edit) {
    return switch (edit) {
      case Edit.PutElement(var element) ->
          (before.element(element.id()).isEmpty() ? "Added '%s' to %s" : "Changed '%s' in %s")
              .formatted(element.label(), element.block().word());
      case Edit.RemoveElement(var id) -> "Removed '%s'".formatted(label(before, id));
      case Edit.MoveElement(var id, var from, var to) ->
          "Moved '%s'%s%s"
              .formatted(
                  label(before, id),
                  from == null ? "" : " from '" + label(before, from) + "'",
                  to == null ? "" : " to '" + label(before, to) + "'");
      case Edit.PutStep(var step) ->
          (before.steps().stream().noneMatch(s -> s.id().equals(step.id()))
                  ? "Added the step '%s'"
                  : "Changed the step '%s'")
              .formatted(step.title());
      case Edit.RemoveStep(var id) -> "Removed the step '%s'".formatted(label(before, id));
      case Edit.MoveStep(var id, var by) ->
          "Moved the step '%s' to the %s".formatted(label(before, id), by > 0 ? "right" : "left");
      case Edit.AddRelation(var r) -> "Said that " + sentence(before, r);
      case Edit.RemoveRelation(var r) -> "No longer says that " + sentence(before, r);
      case Edit.PutDocument(var document) -> "Cites '%s'".formatted(document.citation());
      case Edit.RemoveDocument(var id) -> "No longer cites '%s'".formatted(id);
      case Edit.PutQuestion(var question) ->
          question.sign() == null
              ? "Asked: %s".formatted(question.question())
              : "Draft: open question from %s: %s"
                  .formatted(question.sign().cause().raisedBy(), question.question());
      case Edit.RemoveQuestion(var id) -> "Closed the question '%s'".formatted(id);
      case Edit.StateGap(var gap) -> "Stated the gap '%s'".formatted(gap.check());
      case Edit.RemoveGap(var check) -> "No longer states the gap '%s'".formatted(check);
      case Edit.Describe(var title, var version, var reviewBy) ->
          "Described as '%s', version %s%s"
              .formatted(title, version, reviewBy == null ? "" : ", to be reviewed by " + reviewBy);
      case Edit.SetStatus(var status) -> "Status: %s".formatted(status.word().replace('-', ' '));
      case Edit.ReplaceAll(_, var from) -> "Took in '%s'".formatted(from);
      case Edit.Undo(_, var words) -> "Took back: %s".formatted(words);
    };
  }

  private static String sentence(BarrierModel model, Relation relation) {
    return "'%s' %s '%s'"
        .formatted(
            label(model, relation.from()), relation.kind().words(), label(model, relation.to()));
  }

  private static String label(BarrierModel model, String id) {
    return model
        .element(id)
        .map(Element::label)
        .or(() ->
            model.steps().stream().filter(s -> s.id().equals(id)).findFirst().map(Step::title))
        .orElse(id);
  }

  private static BarrierModel put(BarrierModel model, Element element) {
    if (model.steps().stream().anyMatch(step -> step.id().equals(element.id()))) {
      throw taken(element.id());
    }
    var former = model.element(element.id());
    if (former.isPresent() && former.get().block() != element.block()) {
      throw taken(element.id());
    }
    return switch (element) {
      case Facilitator e ->
          with(model).facilitators(put(model.facilitators(), e, Element::id)).build();
      case Opportunity e ->
          with(model).opportunities(put(model.opportunities(), e, Element::id)).build();
      case Signal e -> with(model).signals(put(model.signals(), e, Element::id)).build();
      case Partner e -> with(model).partners(put(model.partners(), e, Element::id)).build();
      case Barrier e -> with(model).barriers(put(model.barriers(), e, Element::id)).build();
    };
  }

  private static EditRefused taken(String id) {
    return new EditRefused(
        "The id '%s' is already taken in this model. Give the new one another id.".formatted(id));
  }

  private static Element existing(BarrierModel model, String id) {
    return model
        .element(id)
        .orElseThrow(() ->
            new EditRefused(
                "There is no element '%s' any more: somebody has removed it. Undo that first."
                    .formatted(id)));
  }

  private static void step(BarrierModel model, String id) {
    if (model.steps().stream().noneMatch(step -> step.id().equals(id))) {
      throw new EditRefused(
          "There is no step '%s'.%s"
              .formatted(id, Words.suggestion(id, model.steps().stream().map(Step::id).toList())));
    }
  }

  private static BarrierModel without(BarrierModel model, String id) {
    existing(model, id);
    return with(model)
        .facilitators(drop(model.facilitators(), e -> e.id().equals(id)))
        .opportunities(drop(model.opportunities(), e -> e.id().equals(id)))
        .signals(drop(model.signals(), e -> e.id().equals(id)))
        .partners(drop(model.partners(), e -> e.id().equals(id)))
        .barriers(
            model.barriers().stream()
                .filter(b -> !b.id().equals(id))
                .map(b ->
                    new Barrier(
                        b.about(),
                        b.kind(),
                        b.effect(),
                        drop(b.addresses(), id::equals),
                        id.equals(b.owner()) ? null : b.owner(),
                        b.evaluation(),
                        b.recommendations(),
                        b.from(),
                        b.until(),
                        drop(b.expected(), e -> id.equals(e.partner()))))
                .toList())
        .relations(drop(model.relations(), r -> r.from().equals(id) || r.to().equals(id)))
        .recommendations(
            model.recommendations().stream()
                .map(r ->
                    new Recommendation(
                        r.id(), r.group(), r.text(), r.section(), drop(r.barriers(), id::equals)))
                .toList())
        .questions(model.openQuestions().stream().map(q -> q.without(id)).toList())
        .gaps(gapsWithout(model, id))
        .build();
  }

  /** A gap stated for this one alone goes with it; an empty list would mean every element. */
  private static List<StatedGap> gapsWithout(BarrierModel model, String id) {
    return model.statedGaps().stream()
        .filter(gap -> !gap.elements().equals(List.of(id)))
        .map(gap -> new StatedGap(gap.check(), drop(gap.elements(), id::equals), gap.reason()))
        .toList();
  }

  private static BarrierModel moved(
      BarrierModel model, String id, @Nullable String from, @Nullable String to) {
    var element = existing(model, id);
    if (to != null) {
      step(model, to);
    }
    var steps = new ArrayList<String>();
    for (var step : model.steps()) {
      boolean stands = element.steps().contains(step.id()) && !step.id().equals(from);
      if (stands || step.id().equals(to)) {
        steps.add(step.id());
      }
    }
    var printed = new LinkedHashMap<>(element.printed());
    if (from != null && to != null && !from.equals(to) && printed.containsKey(from)) {
      printed.putIfAbsent(to, Objects.requireNonNull(printed.get(from)));
    }
    printed.keySet().retainAll(steps);
    var about = element.about();
    return put(model, with(element, Abouts.with(about, steps, printed)));
  }

  private static BarrierModel withoutStep(BarrierModel model, String id) {
    step(model, id);
    UnaryOperator<About> leaving =
        about -> {
          var printed = new LinkedHashMap<>(about.printed());
          printed.remove(id);
          return Abouts.with(about, drop(about.steps(), id::equals), printed);
        };
    return with(model)
        .steps(drop(model.steps(), s -> s.id().equals(id)))
        .facilitators(each(model.facilitators(), e -> (Facilitator) with(e, leaving)))
        .opportunities(each(model.opportunities(), e -> (Opportunity) with(e, leaving)))
        .signals(each(model.signals(), e -> (Signal) with(e, leaving)))
        .partners(each(model.partners(), e -> (Partner) with(e, leaving)))
        .barriers(each(model.barriers(), e -> (Barrier) with(e, leaving)))
        .relations(drop(model.relations(), r -> r.from().equals(id) || r.to().equals(id)))
        .gaps(gapsWithout(model, id))
        .build();
  }

  private static BarrierModel movedStep(BarrierModel model, String id, int by) {
    step(model, id);
    var steps = new ArrayList<>(model.steps());
    int at = 0;
    while (!steps.get(at).id().equals(id)) {
      at++;
    }
    int to = Math.clamp((long) at + by, 0, steps.size() - 1);
    steps.add(to, steps.remove(at));
    return with(model).steps(steps).build();
  }

  private static Element with(Element element, UnaryOperator<About> change) {
    return with(element, change.apply(element.about()));
  }

  static Element with(Element element, About about) {
    return switch (element) {
      case Facilitator e -> new Facilitator(about, e.kind(), e.knowing(), e.category());
      case Opportunity e -> new Opportunity(about, e.kinds());
      case Signal e -> new Signal(about, e.kinds());
      case Partner e -> new Partner(about, e.sector(), e.competences(), e.commitment());
      case Barrier e ->
          new Barrier(
              about,
              e.kind(),
              e.effect(),
              e.addresses(),
              e.owner(),
              e.evaluation(),
              e.recommendations(),
              e.from(),
              e.until(),
              e.expected());
    };
  }

  private static <T> List<T> each(List<T> parts, UnaryOperator<T> change) {
    return parts.stream().map(change).toList();
  }

  private static <T> List<T> drop(List<T> parts, Predicate<? super T> gone) {
    return parts.stream().filter(gone.negate()).toList();
  }

  private static <T> List<T> plus(List<T> parts, T part) {
    return Stream.concat(parts.stream(), Stream.of(part)).toList();
  }

  private static <T> List<T> put(
      List<T> parts, T part, java.util.function.Function<? super T, String> id) {
    var result = new ArrayList<>(parts);
    for (int i = 0; i < result.size(); i++) {
      if (id.apply(result.get(i)).equals(id.apply(part))) {
        result.set(i, part);
        return result;
      }
    }
    result.add(part);
    return result;
  }

  /** An id made of a label's words, unlike every id that the model has. */
  static String freeId(BarrierModel model, String label) {
    var taken = new java.util.HashSet<String>();
    model.elements().forEach(e -> taken.add(e.id()));
    model.steps().forEach(s -> taken.add(s.id()));
    model.documents().forEach(d -> taken.add(d.id()));
    model.openQuestions().forEach(q -> taken.add(q.id()));
    return freeId(taken, label);
  }

  /** An id made of a label's words, unlike every one that is taken. */
  static String freeId(java.util.Set<String> taken, String label) {
    var plain =
        java.text.Normalizer.normalize(label, java.text.Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    var stem = plain.isEmpty() ? "part" : plain.substring(0, Math.min(60, plain.length()));
    stem = stem.replaceAll("-$", "");
    var id = stem;
    for (int i = 2; taken.contains(id); i++) {
      id = stem + "-" + i;
    }
    return id;
  }

  private static Draft with(BarrierModel model) {
    return new Draft(model);
  }

  /** A model while single parts of it are replaced. */
  private static final class Draft {
    private String id;
    private String title;
    private final String language;
    private String version;
    private BarrierModel.Status status;
    private java.time.@Nullable LocalDate reviewBy;
    private List<SourceDocument> documents;
    private List<Step> steps;
    private List<Facilitator> facilitators;
    private List<Opportunity> opportunities;
    private List<Signal> signals;
    private List<Partner> partners;
    private List<Barrier> barriers;
    private List<Relation> relations;
    private List<Recommendation> recommendations;
    private final List<Discrepancy> discrepancies;
    private List<OpenQuestion> questions;
    private List<StatedGap> gaps;

    Draft(BarrierModel m) {
      id = m.id();
      title = m.title();
      language = m.language();
      version = m.version();
      status = m.status();
      reviewBy = m.reviewBy();
      documents = m.documents();
      steps = m.steps();
      facilitators = m.facilitators();
      opportunities = m.opportunities();
      signals = m.signals();
      partners = m.partners();
      barriers = m.barriers();
      relations = m.relations();
      recommendations = m.recommendations();
      discrepancies = m.discrepancies();
      questions = m.openQuestions();
      gaps = m.statedGaps();
    }

    BarrierModel build() {
      return new BarrierModel(
          id,
          title,
          language,
          version,
          status,
          reviewBy,
          documents,
          steps,
          facilitators,
          opportunities,
          signals,
          partners,
          barriers,
          relations,
          recommendations,
          discrepancies,
          questions,
          gaps);
    }

    Draft id(String value) {
      id = value;
      return this;
    }

    Draft title(String value) {
      title = value;
      return this;
    }

    Draft version(String value) {
      version = value;
      return this;
    }

    Draft status(BarrierModel.Status value) {
      status = value;
      return this;
    }

    Draft reviewBy(java.time.@Nullable LocalDate value) {
      reviewBy = value;
      return this;
    }

    Draft documents(List<SourceDocument> value) {
      documents = value;
      return this;
    }

    Draft steps(List<Step> value) {
      steps = value;
      return this;
    }

    Draft facilitators(List<Facilitator> value) {
      facilitators = value;
      return this;
    }

    Draft opportunities(List<Opportunity> value) {
      opportunities = value;
      return this;
    }

    Draft signals(List<Signal> value) {
      signals = value;
      return this;
    }

    Draft partners(List<Partner> value) {
      partners = value;
      return this;
    }

    Draft barriers(List<Barrier> value) {
      barriers = value;
      return this;
    }

    Draft relations(List<Relation> value) {
      relations = value;
      return this;
    }

    Draft recommendations(List<Recommendation> value) {
      recommendations = value;
      return this;
    }

    Draft questions(List<OpenQuestion> value) {
      questions = value;
      return this;
    }

    Draft gaps(List<StatedGap> value) {
      gaps = value;
      return this;
    }
  }

  static BarrierModel identified(BarrierModel model, String id, String title) {
    return with(model).id(id).title(title).status(BarrierModel.Status.DRAFT).build();
  }

  /** An element's common part with other cells. */
  private static final class Abouts {
    private Abouts() {}

    static About with(About a, List<String> steps, java.util.Map<String, String> printed) {
      return new About(
          a.id(),
          a.label(),
          steps,
          printed,
          a.description(),
          a.evidence(),
          a.gauges(),
          a.legitimateUses(),
          a.collateralCost(),
          a.isProtected(),
          a.peopleWhoUse(),
          a.certainty());
    }
  }
}
