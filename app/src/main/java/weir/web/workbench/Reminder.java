package weir.web.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import weir.plan.Due;
import weir.plan.Plans;
import weir.workbench.PlanStore;

/**
 * Something that a plan asks for.
 *
 * @param place where it stands
 */
record Reminder(Due due, String plan, String place) {

  private static final int DAYS_AHEAD = 14;
  private static final int MOST = 12;

  /** What is overdue and what is due within two weeks, the oldest first. */
  static List<Reminder> of(List<PlanStore.Held> plans, LocalDate today) {
    List<Reminder> all = new ArrayList<>();
    for (PlanStore.Held held : plans) {
      for (Due due : Plans.due(held.plan(), today)) {
        if (!due.day().isAfter(today.plusDays(DAYS_AHEAD))) {
          all.add(
              new Reminder(
                  due,
                  held.plan().title(),
                  PlanRoutes.place(held.plan()) + "?part=" + due.about() + "#part"));
        }
      }
    }
    all.sort(Comparator.comparing(one -> one.due().day()));
    return List.copyOf(all.subList(0, Math.min(MOST, all.size())));
  }
}
