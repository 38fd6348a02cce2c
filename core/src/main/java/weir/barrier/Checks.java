package weir.barrier;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.document.Words;

/** Looks for what is amiss in a model's structure, in the order of the board. */
final class Checks {
  private final BarrierModel model;
  private final List<Finding> findings = new ArrayList<>();

  private Checks(BarrierModel model) {
    this.model = model;
  }

  /** The years after which a publication no longer shows that a thing is so today. */
  private static final int EVIDENCE_AGES_AFTER_YEARS = 10;

  static List<Finding> of(BarrierModel model, LocalDate today) {
    var checks = new Checks(model);
    checks.structure();
    checks.oldEvidence(today);
    checks.competences(today);
    checks.review(today);
    return List.copyOf(checks.findings);
  }

  /** Ids that name nothing; a document cannot be read with them. */
  static List<Finding> dangling(BarrierModel model) {
    var checks = new Checks(model);
    checks.danglingIds();
    return List.copyOf(checks.findings);
  }

  static List<Finding> of(BarrierModel model) {
    var checks = new Checks(model);
    checks.structure();
    return List.copyOf(checks.findings);
  }

  private void structure() {
    stepsWithoutBarrier();
    barriers();
    signalsNobodyReceives();
    facilitatorsNotAsked();
    unreachedElements();
    elementsWithoutEvidence();
    contradictingEvidence();
    cyclicDependence();
    oneSidedTies();
    danglingIds();
  }

  private void signalsNobodyReceives() {
    for (var signal : model.signals()) {
      boolean received =
          model.relations().stream()
              .anyMatch(r -> r.kind() == Relation.Kind.RECEIVED_BY && r.from().equals(signal.id()));
      if (!received) {
        find(
            "signal-unreceived",
            signal.id(),
            "Nobody receives the signal '%s': name the partner who would notice it ('received by')."
                .formatted(signal.label()));
      }
    }
  }

  private void facilitatorsNotAsked() {
    for (var facilitator : model.facilitators()) {
      if (facilitator.knowing() == Facilitator.Knowing.KNOWING
          || facilitator.about().peopleWhoUse()) {
        continue;
      }
      var partners =
          model.relations().stream()
              .filter(r -> r.kind() == Relation.Kind.SAME_AS)
              .flatMap(r ->
                  r.from().equals(facilitator.id())
                      ? Stream.of(r.to())
                      : r.to().equals(facilitator.id()) ? Stream.of(r.from()) : Stream.of())
              .flatMap(id -> model.partners().stream().filter(p -> p.id().equals(id)))
              .toList();
      if (partners.isEmpty()) {
        find(
            "facilitator-not-asked",
            facilitator.id(),
            "'%s' may help without knowing, and could be a partner: add one ('same as') and ask, or say why not."
                .formatted(facilitator.label()));
      } else if (partners.stream().allMatch(p -> p.commitment() == Partner.Commitment.UNKNOWN)) {
        find(
            "facilitator-not-asked",
            facilitator.id(),
            "'%s' could be a partner, and nobody has asked: ask, and note the answer as its commitment."
                .formatted(facilitator.label()));
      }
    }
  }

  private void contradictingEvidence() {
    for (var element : model.elements()) {
      var against =
          element.evidence().stream()
              .filter(e -> e.contradicts() || Integer.valueOf(5).equals(e.credibility()))
              .toList();
      if (!against.isEmpty() && against.size() < element.evidence().size()) {
        find(
            "evidence-contradicting",
            element.id(),
            "The passages on '%s' contradict each other (%s): weigh them, and say in the description what you hold."
                .formatted(element.label(), against.getFirst().at()));
      }
    }
  }

  private void cyclicDependence() {
    Map<String, List<String>> needs = new LinkedHashMap<>();
    for (var relation : model.relations()) {
      if (relation.kind() == Relation.Kind.DEPENDS_ON) {
        needs.computeIfAbsent(relation.from(), _ -> new ArrayList<>()).add(relation.to());
      }
    }
    var told = new HashSet<String>();
    for (var start : needs.keySet()) {
      if (told.contains(start)) {
        continue;
      }
      var way = wayBack(needs, start);
      if (!way.isEmpty()) {
        told.addAll(way);
        find(
            "cyclic-dependence",
            start,
            "Each of these depends on the next, and so on itself: %s. Either may stand; say so, or remove one 'depends on'."
                .formatted(
                    way.stream()
                        .map(id -> model.element(id).map(Element::label).orElse(id))
                        .collect(Collectors.joining(" → "))));
      }
    }
  }

  /** A shortest way from an element back to itself, both ends named; empty when there is none. */
  private static List<String> wayBack(Map<String, List<String>> needs, String start) {
    Map<String, String> from = new HashMap<>();
    var queue = new ArrayDeque<String>(List.of(start));
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var next : needs.getOrDefault(at, List.of())) {
        if (next.equals(start)) {
          var way = new ArrayDeque<String>(List.of(start));
          for (var back = at; back != null && !back.equals(start); back = from.get(back)) {
            way.addFirst(back);
          }
          way.addFirst(start);
          return List.copyOf(way);
        }
        if (from.putIfAbsent(next, at) == null) {
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  private void oldEvidence(LocalDate today) {
    Map<String, Integer> years = new HashMap<>();
    for (var document : model.documents()) {
      var last = document.lastDay();
      if (last != null) {
        years.put(document.id(), last.getYear());
      }
    }
    for (var element : model.elements()) {
      var newest =
          element.evidence().stream()
              .map(e -> years.get(e.document()))
              .filter(Objects::nonNull)
              .max(Integer::compare);
      boolean allDated = element.evidence().stream().allMatch(e -> years.containsKey(e.document()));
      if (newest.isPresent()
          && allDated
          && newest.get() < today.getYear() - EVIDENCE_AGES_AFTER_YEARS) {
        find(
            "evidence-old",
            element.id(),
            "The newest passage on '%s' is of %d: see whether it still holds, and cite what shows it."
                .formatted(element.label(), newest.get()));
      }
    }
  }

  /** Informing and building capacity need no legal power; the other instruments do. */
  private void competences(LocalDate today) {
    for (var barrier : model.barriers()) {
      if (barrier.kind() == Barrier.Kind.INFORMATION
          || barrier.kind() == Barrier.Kind.NONE
          || barrier.owner() == null) {
        continue;
      }
      var owner = model.partners().stream().filter(p -> p.id().equals(barrier.owner())).findFirst();
      if (owner.isPresent()
          && owner.get().competences().stream().noneMatch(c -> c.isInForce(today))) {
        find(
            "partner-without-competence",
            barrier.id(),
            "'%s' has no power in force that would carry '%s': needs legislation, or note the power in the competence matrix."
                .formatted(owner.get().label(), barrier.label()));
      }
    }
  }

  private void review(LocalDate today) {
    if (model.reviewBy() != null && model.reviewBy().isBefore(today)) {
      find(
          "review-due",
          model.id(),
          "The model was to be reviewed by %s: look at it, then set the next date."
              .formatted(model.reviewBy()));
    }
  }

  private void stepsWithoutBarrier() {
    for (var step : model.steps()) {
      if (model.cell(step.id(), Element.Block.BARRIERS).isEmpty()) {
        find(
            "step-without-barrier",
            step.id(),
            "No barrier stands in the step '%s': nothing hinders it yet.".formatted(step.title()));
      }
    }
  }

  private void barriers() {
    for (var barrier : model.barriers()) {
      if (barrier.owner() == null) {
        find(
            "barrier-without-owner",
            barrier.id(),
            "Nobody owns the barrier '%s': name the partner who would put it up."
                .formatted(barrier.label()));
      }
      if (barrier.about().gauges().isEmpty()) {
        find(
            "barrier-without-indicator",
            barrier.id(),
            "Nothing is measured at the barrier '%s': give it a gauge that would move if it worked."
                .formatted(barrier.label()));
      }
      if (barrier.evaluation() == null || barrier.evaluation().isBlank()) {
        find(
            "barrier-without-evaluation",
            barrier.id(),
            "Nobody has said how to tell whether '%s' worked: write what will be looked at, and when."
                .formatted(barrier.label()));
      }
      for (var target : barrier.addresses()) {
        model
            .element(target)
            .ifPresent(element -> {
              if (element.isProtected()) {
                find(
                    "barrier-aimed-at-protected",
                    barrier.id(),
                    "The barrier '%s' is aimed at '%s', which has lawful uses worth protecting: weigh what it costs them, and leave it out of every cut."
                        .formatted(barrier.label(), element.label()));
              }
              if (element.about().peopleWhoUse()) {
                find(
                    "barrier-aimed-at-people-who-use",
                    barrier.id(),
                    "The barrier '%s' is aimed at '%s', who are a health matter first: ask a health partner before it goes further."
                        .formatted(barrier.label(), element.label()));
              }
            });
      }
    }
  }

  private void unreachedElements() {
    Set<String> reached = new HashSet<>();
    for (var relation : model.relations()) {
      reached.add(relation.from());
      reached.add(relation.to());
    }
    for (var barrier : model.barriers()) {
      reached.addAll(barrier.addresses());
      if (!barrier.addresses().isEmpty() || barrier.owner() != null) {
        reached.add(barrier.id());
      }
      if (barrier.owner() != null) {
        reached.add(barrier.owner());
      }
    }
    for (var element : model.elements()) {
      if (!reached.contains(element.id())) {
        find(
            "element-unreached",
            element.id(),
            "Nothing is related to '%s': say what uses it, needs it or could hinder it."
                .formatted(element.label()));
      }
    }
  }

  private void elementsWithoutEvidence() {
    for (var element : model.elements()) {
      if (element.evidence().isEmpty()) {
        find(
            "element-without-evidence",
            element.id(),
            "'%s' rests on no passage: cite one, or mark it as an assessment of your own."
                .formatted(element.label()));
      }
    }
  }

  private void oneSidedTies() {
    for (var barrier : model.barriers()) {
      for (var id : barrier.recommendations()) {
        boolean tied =
            model.recommendations().stream()
                .anyMatch(r -> r.id().equals(id) && r.barriers().contains(barrier.id()));
        if (!tied) {
          find(
              "one-sided-tie",
              barrier.id(),
              "The barrier '%s' names the recommendation '%s', which does not name it: tie both ends."
                  .formatted(barrier.label(), id));
        }
      }
    }
    for (var recommendation : model.recommendations()) {
      for (var id : recommendation.barriers()) {
        boolean tied =
            model.barriers().stream()
                .anyMatch(
                    b -> b.id().equals(id) && b.recommendations().contains(recommendation.id()));
        if (!tied) {
          find(
              "one-sided-tie",
              recommendation.id(),
              "The recommendation '%s' names the barrier '%s', which does not name it: tie both ends."
                  .formatted(recommendation.id(), id));
        }
      }
    }
  }

  /** A document cannot be read with these; a model that a program has changed may have them. */
  private void danglingIds() {
    var steps = model.steps().stream().map(Step::id).collect(Collectors.toSet());
    var elements = model.elements().stream().map(Element::id).collect(Collectors.toSet());
    var partners = model.partners().stream().map(Element::id).collect(Collectors.toSet());
    var barriers = model.barriers().stream().map(Element::id).collect(Collectors.toSet());
    var documents = model.documents().stream().map(SourceDocument::id).collect(Collectors.toSet());
    var recommendations =
        model.recommendations().stream().map(Recommendation::id).collect(Collectors.toSet());
    for (var element : model.elements()) {
      dangling(element.id(), element.steps(), steps, "step");
      dangling(
          element.id(),
          element.evidence().stream().map(Evidence::document).toList(),
          documents,
          "document");
    }
    for (var barrier : model.barriers()) {
      dangling(barrier.id(), barrier.addresses(), elements, "element");
      dangling(barrier.id(), barrier.recommendations(), recommendations, "recommendation");
      if (barrier.owner() != null) {
        dangling(barrier.id(), List.of(barrier.owner()), partners, "partner");
      }
    }
    var ends = new HashSet<>(elements);
    ends.addAll(steps);
    for (var relation : model.relations()) {
      dangling(relation.from(), List.of(relation.from(), relation.to()), ends, "element or step");
    }
    for (var recommendation : model.recommendations()) {
      dangling(recommendation.id(), recommendation.barriers(), barriers, "barrier");
    }
    for (var question : model.openQuestions()) {
      if (question.document() != null) {
        dangling(question.id(), List.of(question.document()), documents, "document");
      }
      dangling(question.id(), question.about(), elements, "element");
    }
  }

  private void dangling(String at, List<String> targets, Set<String> known, String what) {
    for (var target : targets) {
      if (!known.contains(target)) {
        find(
            "dangling-id",
            at,
            "'%s' names '%s', but no %s of this model has that id.%s"
                .formatted(at, target, what, Words.suggestion(target, known)));
      }
    }
  }

  private void find(String check, String id, String reason) {
    findings.add(new Finding(check, id, reason));
  }
}
