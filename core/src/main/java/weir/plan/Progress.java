package weir.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Process evaluation: was it done as planned, when, by whom, at what cost?
 *
 * @param measure what was to be done
 * @param state of the measure as a whole
 * @param activities planned, those given up left out
 * @param done of these
 * @param late of these
 * @param dropped activities that were given up
 * @param begun first day on which anything began; null when nothing has
 * @param finished last day, once all is done; null before
 * @param planned cost of all activities; null when one of them has none
 * @param spent so far; null when nobody has said for any
 * @param spentUnknown activities that began and of which nobody has said what they cost
 */
public record Progress(
    Measure measure,
    State state,
    int activities,
    int done,
    int late,
    int dropped,
    @Nullable LocalDate begun,
    @Nullable LocalDate finished,
    @Nullable BigDecimal planned,
    @Nullable BigDecimal spent,
    int spentUnknown) {

  /** How far a measure is. */
  public enum State {
    NOTHING_PLANNED,
    NOT_BEGUN,
    UNDER_WAY,
    LATE,
    DONE,
    DROPPED
  }

  static List<Progress> of(Plan plan, LocalDate today) {
    return plan.measures().stream().map(measure -> of(measure, plan.of(measure), today)).toList();
  }

  private static Progress of(Measure measure, List<Activity> all, LocalDate today) {
    List<Activity> kept = all.stream().filter(one -> one.dropped() == null).toList();
    int done = count(kept, today, Activity.State.DONE);
    int late = count(kept, today, Activity.State.LATE);
    boolean begun = kept.stream().anyMatch(one -> one.started() != null || one.done() != null);
    State state =
        all.isEmpty()
            ? State.NOTHING_PLANNED
            : kept.isEmpty()
                ? State.DROPPED
                : done == kept.size()
                    ? State.DONE
                    : late > 0 ? State.LATE : begun ? State.UNDER_WAY : State.NOT_BEGUN;
    boolean allCosted = kept.stream().allMatch(one -> one.cost() != null);
    boolean anySpent = all.stream().anyMatch(one -> one.spent() != null);
    return new Progress(
        measure,
        state,
        kept.size(),
        done,
        late,
        all.size() - kept.size(),
        days(kept.stream().map(one -> one.started() == null ? one.done() : one.started()))
            .min(Comparator.naturalOrder())
            .orElse(null),
        state == State.DONE
            ? days(kept.stream().map(Activity::done)).max(Comparator.naturalOrder()).orElse(null)
            : null,
        allCosted && !kept.isEmpty() ? sum(kept.stream().map(Activity::cost)) : null,
        anySpent ? sum(all.stream().map(Activity::spent)) : null,
        (int)
            all.stream()
                .filter(one -> one.started() != null || one.done() != null)
                .filter(one -> one.spent() == null)
                .count());
  }

  private static int count(List<Activity> all, LocalDate today, Activity.State wanted) {
    return (int) all.stream().filter(one -> one.on(today) == wanted).count();
  }

  private static Stream<LocalDate> days(Stream<@Nullable LocalDate> some) {
    return some.filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  private static BigDecimal sum(Stream<@Nullable BigDecimal> some) {
    return some.filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
