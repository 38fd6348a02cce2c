package weir.web.workbench;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.plan.Activity;
import weir.plan.Plan;
import weir.plan.Plans;
import weir.web.Frame;
import weir.web.Page;
import weir.workbench.PlanStore;

/**
 * The plans that hang on a model.
 *
 * @param decisions that a plan can carry out; empty when none was recorded
 * @param fault why a plan could not be begun; null when none was refused
 */
record PlansPage(
    Frame frame, Bar bar, List<Line> plans, List<Choice> decisions, @Nullable String fault)
    implements Page {

  /** One plan in a line. */
  record Line(
      String place,
      String title,
      String changed,
      int activities,
      int done,
      int slipping,
      int gaps) {

    static Line of(PlanStore.Held held, weir.barrier.BarrierModel model, LocalDate today) {
      Plan plan = held.plan();
      return new Line(
          PlanRoutes.place(plan),
          plan.title(),
          Said.minute(held.changedAt()),
          plan.activities().size(),
          (int)
              plan.activities().stream()
                  .filter(one -> one.on(today) == Activity.State.DONE)
                  .count(),
          Plans.schedule(plan, today).slipping().size(),
          Plans.gaps(plan, model).size());
    }
  }

  @Override
  public String template() {
    return "workbench/plans.jte";
  }
}
