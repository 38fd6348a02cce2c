package weir.barrier;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import weir.document.Words;

/** Looks for what is amiss in a model's structure, in the order of the board. */
final class Checks {
  private final BarrierModel model;
  private final List<Finding> findings = new ArrayList<>();

  private Checks(BarrierModel model) {
    this.model = model;
  }

  static List<Finding> of(BarrierModel model) {
    var checks = new Checks(model);
    checks.stepsWithoutBarrier();
    checks.barriers();
    checks.unreachedElements();
    checks.elementsWithoutEvidence();
    checks.oneSidedTies();
    checks.danglingIds();
    return List.copyOf(checks.findings);
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
