package weir.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.barrier.Barrier;
import weir.barrier.BarrierModel;
import weir.barrier.Element;
import weir.barrier.Partner;

/**
 * Something that a plan lacks, or that fits its model no more; it never stops the plan from being
 * used.
 *
 * @param check the check's short stable name, such as {@code objective-not-measurable}
 * @param part id of the part of the plan; the plan's own id for the whole
 * @param reason what was found and what could be done, in a sentence
 */
public record PlanGap(String check, String part, String reason) {

  static List<PlanGap> of(Plan plan, @Nullable BarrierModel model) {
    Found found = new Found(plan);
    found.heading();
    plan.objectives().forEach(found::objective);
    plan.measures().forEach(measure -> found.measure(measure, model));
    plan.activities().forEach(activity -> found.activity(activity, model));
    return List.copyOf(found.gaps);
  }

  private record Found(Plan plan, List<PlanGap> gaps) {

    Found(Plan plan) {
      this(plan, new ArrayList<>());
    }

    void add(String check, String part, String reason) {
      gaps.add(new PlanGap(check, part, reason));
    }

    void heading() {
      if (plan.objectives().isEmpty()) {
        add(
            "no-objective",
            plan.id(),
            "The plan says nowhere what should be different. Add an objective.");
      }
      if (plan.coordinator() == null) {
        add(
            "no-coordinator",
            plan.id(),
            "Nobody keeps the plan together. Name a role or an office.");
      }
      if (plan.evaluationCost() == null || plan.evaluationDays() == null) {
        add(
            "evaluation-not-provided",
            plan.id(),
            "No money or no time is set aside for evaluation. Say how much, even if it is none.");
      } else if (plan.evaluationCost().signum() == 0 && plan.evaluationDays() == 0) {
        add(
            "evaluation-not-provided",
            plan.id(),
            "Neither money nor time is set aside for evaluation: nobody will know whether it worked.");
      }
    }

    void objective(Objective one) {
      if (!one.isMeasurable()) {
        List<String> lacks = new ArrayList<>();
        if (one.gauge() == null) {
          lacks.add("a gauge");
        }
        if (one.target() == null) {
          lacks.add("a target");
        }
        if (one.by() == null) {
          lacks.add("a day");
        }
        add(
            "objective-not-measurable",
            one.id(),
            "'%s' has not %s: it cannot be told whether it was reached. Add what is missing."
                .formatted(one.words(), String.join(" and not ", lacks)));
      } else if (one.baseline() == null) {
        add(
            "objective-without-start",
            one.id(),
            "'%s' does not say where the figure stood at the start. Read it off its gauge."
                .formatted(one.words()));
      } else if (Boolean.TRUE.equals(one.isReachedBy(one.baseline()))) {
        add(
            "objective-already-reached",
            one.id(),
            "'%s' was reached before anything was done. Check target and direction."
                .formatted(one.words()));
      }
      if (plan.measures().stream().noneMatch(measure -> measure.objectives().contains(one.id()))) {
        add(
            "objective-unserved",
            one.id(),
            "No measure serves '%s'. Let one serve it, or take the objective out."
                .formatted(one.words()));
      }
    }

    void measure(Measure one, @Nullable BarrierModel model) {
      if (one.objectives().isEmpty()) {
        add(
            "measure-without-objective",
            one.id(),
            "'%s' serves no objective. Choose one, or take the measure out."
                .formatted(one.title()));
      }
      if (one.owner() == null) {
        add(
            "measure-without-owner",
            one.id(),
            "Nobody answers for '%s'. Ask a partner.".formatted(one.title()));
      } else {
        partner(one.owner(), one.id(), model);
      }
      if (plan.of(one).isEmpty()) {
        add(
            "measure-without-activity",
            one.id(),
            "Nothing is to be done for '%s'. Add its work.".formatted(one.title()));
      }
      if (one.barrier() != null && model != null) {
        Optional<Element> barrier = model.element(one.barrier());
        if (barrier.isEmpty() || !(barrier.get() instanceof Barrier)) {
          add(
              "barrier-gone",
              one.id(),
              "The model has no barrier '%s' any more. Choose another, or none."
                  .formatted(one.barrier()));
        }
      }
    }

    void activity(Activity one, @Nullable BarrierModel model) {
      if (one.dropped() != null || one.done() != null) {
        return;
      }
      if (one.owner() == null) {
        add(
            "activity-without-owner",
            one.id(),
            "Nobody does '%s'. Ask a partner.".formatted(one.title()));
      } else {
        partner(one.owner(), one.id(), model);
      }
      one.supporters().forEach(supporter -> partner(supporter, one.id(), model));
      if (one.start() == null || one.end() == null) {
        add(
            "activity-without-dates",
            one.id(),
            "'%s' has no first or no last day. Give both.".formatted(one.title()));
      }
      if (one.competence() == null) {
        add(
            "activity-without-competence",
            one.id(),
            "Nobody has said on what ground '%s' may be done. Name the law, mandate or agreement."
                .formatted(one.title()));
      }
      if (one.kind() == Activity.Kind.TRAINING && one.reach() == null) {
        add(
            "training-without-reach",
            one.id(),
            "'%s' does not say how many people it should reach. Give a number."
                .formatted(one.title()));
      }
    }

    private void partner(String id, String part, @Nullable BarrierModel model) {
      if (model != null && model.element(id).filter(Partner.class::isInstance).isEmpty()) {
        add(
            "partner-gone",
            part,
            "The model has no partner '%s'. Choose one of its partners.".formatted(id));
        return;
      }
      plan.log().stream()
          .filter(line -> line.partner().equals(id))
          .filter(line -> line.about() == null || Objects.equals(line.about(), part))
          .reduce((_, last) -> last)
          .ifPresentOrElse(
              last -> {
                if (last.said() == Commitment.Said.DECLINED) {
                  add(
                      "partner-declined",
                      part,
                      "The partner '%s' declined. Ask another, or plan without.".formatted(id));
                }
              },
              () ->
                  add(
                      "partner-not-asked",
                      part,
                      "The partner '%s' is named, and the log says nothing of having asked. Ask, and note it."
                          .formatted(id)));
    }
  }
}
