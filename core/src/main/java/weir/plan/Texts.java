package weir.plan;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import weir.barrier.Gauge;

/** What people wrote in their own words in a plan, put through a change such as masking. */
final class Texts {

  private final UnaryOperator<String> change;

  Texts(UnaryOperator<String> change) {
    this.change = change;
  }

  Plan of(Plan plan) {
    return new Plan(
        plan.id(),
        plan.model(),
        plan.modelVersion(),
        plan.decision(),
        change.apply(plan.title()),
        maybe(plan.coordinator()),
        plan.currency(),
        plan.evaluationCost(),
        plan.evaluationDays(),
        plan.objectives().stream().map(this::of).toList(),
        plan.measures().stream().map(this::of).toList(),
        plan.activities().stream().map(this::of).toList(),
        plan.log().stream().map(this::of).toList());
  }

  PlanEdit of(PlanEdit edit) {
    return switch (edit) {
      case PlanEdit.Heading h ->
          new PlanEdit.Heading(
              change.apply(h.title()),
              maybe(h.coordinator()),
              h.currency(),
              h.evaluationCost(),
              h.evaluationDays());
      case PlanEdit.PutObjective(var one) -> new PlanEdit.PutObjective(of(one));
      case PlanEdit.PutMeasure(var one) -> new PlanEdit.PutMeasure(of(one));
      case PlanEdit.PutActivity(var one) -> new PlanEdit.PutActivity(of(one));
      case PlanEdit.Remove remove -> remove;
      case PlanEdit.Note(var line) -> new PlanEdit.Note(of(line));
    };
  }

  private Objective of(Objective one) {
    Gauge gauge = one.gauge();
    return new Objective(
        one.id(),
        change.apply(one.words()),
        gauge == null
            ? null
            : new Gauge(
                gauge.measure(),
                gauge.filters(),
                change.apply(gauge.label()),
                gauge.unit(),
                gauge.low(),
                gauge.high()),
        one.baseline(),
        one.target(),
        one.towards(),
        one.by());
  }

  private Measure of(Measure one) {
    return new Measure(
        one.id(), change.apply(one.title()), one.barrier(), one.objectives(), one.owner());
  }

  private Activity of(Activity one) {
    return new Activity(
        one.id(),
        one.measure(),
        change.apply(one.title()),
        one.kind(),
        one.owner(),
        one.supporters(),
        maybe(one.coordinator()),
        maybe(one.competence()),
        one.start(),
        one.end(),
        one.cost(),
        one.after(),
        one.started(),
        one.done(),
        one.spent(),
        maybe(one.dropped()),
        one.reach());
  }

  private Commitment of(Commitment line) {
    return new Commitment(
        line.partner(),
        line.about(),
        line.said(),
        line.due(),
        change.apply(line.words()),
        line.at(),
        line.by());
  }

  private @Nullable String maybe(@Nullable String text) {
    return text == null ? null : change.apply(text);
  }
}
