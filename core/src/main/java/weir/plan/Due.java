package weir.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something that a day asks for.
 *
 * @param key stays the same for the same thing, for calendars
 * @param what in words, without names of persons
 * @param about id of the part of the plan
 * @param overdue whether the day has passed
 */
public record Due(LocalDate day, String key, String what, String about, boolean overdue) {

  static List<Due> of(Plan plan, LocalDate today) {
    List<Due> all = new ArrayList<>();
    for (Activity one : plan.activities()) {
      Activity.State state = one.on(today);
      if (state == Activity.State.DONE || state == Activity.State.DROPPED) {
        continue;
      }
      if (one.start() != null && one.started() == null) {
        add(all, today, one.start(), "start-" + one.id(), "Begins: " + one.title(), one.id());
      }
      if (one.end() != null) {
        add(all, today, one.end(), "end-" + one.id(), "To be done: " + one.title(), one.id());
      }
    }
    for (Objective objective : plan.objectives()) {
      if (objective.by() != null) {
        add(
            all,
            today,
            objective.by(),
            "objective-" + objective.id(),
            "Objective to be reached: " + objective.words(),
            objective.id());
      }
    }
    for (Promise promise : Promise.of(plan)) {
      LocalDate due = promise.agreed().due();
      if (due != null && promise.delivered() == null) {
        String about = promise.agreed().about() == null ? plan.id() : promise.agreed().about();
        add(
            all,
            today,
            due,
            "promise-" + promise.agreed().partner() + "-" + about,
            "Promised: " + promise.agreed().words(),
            about);
      }
    }
    all.sort(Comparator.comparing(Due::day).thenComparing(Due::key));
    return List.copyOf(all);
  }

  private static void add(
      List<Due> all, LocalDate today, LocalDate day, String key, String what, String about) {
    all.add(new Due(day, key, what, about, day.isBefore(today)));
  }
}
