package weir.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When activities will be over, as things stand: what slips, by how much, and what hangs on it.
 *
 * <p>An activity keeps its planned length. It begins on its planned day, or when the last of those
 * that it waits for is over, or today, whichever is latest; one under way that has passed its
 * planned end is taken to end today, which is the least it can slip.
 */
public final class Schedule {

  /**
   * One activity.
   *
   * @param start when it began, or will; null when no day can be named
   * @param end when it was over, or will be; null when no day can be named
   * @param daysLate after its planned end; zero when in time or unknown
   * @param because id of the activity whose lateness makes it late; null when it is its own
   */
  public record Line(
      Activity activity,
      Activity.State state,
      @Nullable LocalDate start,
      @Nullable LocalDate end,
      long daysLate,
      @Nullable String because) {}

  /**
   * An objective whose day comes before the work for it is over.
   *
   * @param last the activity that is over last
   */
  public record AtRisk(Objective objective, Line last) {}

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Plan plan;
  private final LocalDate today;

  private Schedule(Plan plan, LocalDate today) {
    this.plan = plan;
    this.today = today;
  }

  static Schedule of(Plan plan, LocalDate today) {
    Schedule schedule = new Schedule(plan, today);
    Plans.inOrder(plan).forEach(one -> schedule.lines.put(one.id(), schedule.line(one)));
    return schedule;
  }

  /** All activities, in the plan's order. */
  public List<Line> lines() {
    return plan.activities().stream().map(one -> line(one.id())).toList();
  }

  public Line line(String activity) {
    return Objects.requireNonNull(lines.get(activity), activity);
  }

  /** Those that are late or will be, the latest first. */
  public List<Line> slipping() {
    return lines().stream()
        .filter(line -> line.daysLate > 0 && line.state != Activity.State.DONE)
        .sorted(Comparator.comparingLong(Line::daysLate).reversed())
        .toList();
  }

  /** What waits for an activity, directly or through others, in the plan's order. */
  public List<Activity> hangingOn(String activity) {
    List<String> reached = new ArrayList<>(List.of(activity));
    List<Activity> found = new ArrayList<>();
    for (Activity one : Plans.inOrder(plan)) {
      if (one.after().stream().anyMatch(reached::contains)) {
        reached.add(one.id());
        found.add(one);
      }
    }
    return List.copyOf(found);
  }

  /** Objectives that the work as it stands comes too late for. */
  public List<AtRisk> atRisk() {
    List<AtRisk> found = new ArrayList<>();
    for (Objective objective : plan.objectives()) {
      LocalDate by = objective.by();
      if (by == null) {
        continue;
      }
      plan.measures().stream()
          .filter(measure -> measure.objectives().contains(objective.id()))
          .flatMap(measure -> plan.of(measure).stream())
          // Evaluation comes after what it looks at.
          .filter(one -> one.kind() != Activity.Kind.EVALUATION)
          .map(one -> line(one.id()))
          .filter(line -> line.state != Activity.State.DROPPED)
          .filter(line -> line.end != null && line.end.isAfter(by))
          .max(Comparator.comparing(line -> Objects.requireNonNull(line.end)))
          .ifPresent(last -> found.add(new AtRisk(objective, last)));
    }
    return List.copyOf(found);
  }

  private Line line(Activity one) {
    Activity.State state = one.on(today);
    LocalDate planned = one.end();
    if (state == Activity.State.DONE) {
      LocalDate done = Objects.requireNonNull(one.done());
      return new Line(one, state, one.started(), done, late(planned, done), null);
    }
    if (state == Activity.State.DROPPED) {
      return new Line(one, state, null, null, 0, null);
    }
    LocalDate started = one.started();
    LocalDate start;
    String because = null;
    if (started != null && !started.isAfter(today)) {
      start = started;
    } else {
      start = one.start();
      Line holding = null;
      for (String before : one.after()) {
        Line line = lines.get(before);
        if (line != null
            && line.end != null
            && (start == null || !start.isAfter(line.end))
            && (holding == null || line.end.isAfter(Objects.requireNonNull(holding.end)))) {
          holding = line;
        }
      }
      if (holding != null) {
        start = Objects.requireNonNull(holding.end).plusDays(1);
        because = holding.activity.id();
      }
      if (start != null && start.isBefore(today)) {
        start = today;
        because = null;
      }
    }
    LocalDate end = null;
    if (planned != null) {
      LocalDate from = one.start() == null ? planned : one.start();
      end =
          start == null || started != null
              ? planned
              : start.plusDays(ChronoUnit.DAYS.between(from, planned));
      if (end.isBefore(planned) && !one.after().isEmpty() && started == null) {
        end = planned;
      }
      if (end.isBefore(today)) {
        end = today;
      }
    }
    long late = late(planned, end);
    return new Line(one, state, start, end, late, late > 0 ? because : null);
  }

  private static long late(@Nullable LocalDate planned, @Nullable LocalDate end) {
    return planned == null || end == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(planned, end));
  }
}
