package weir.novelty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Replays the past week by week: what would have been alerted, and when. Each week is asked as
 * {@link Novelty#at} asks today, so that nothing later than the week's last day is looked at.
 */
public final class BackTest {

  /** How many items of a week's list are judged. */
  public static final int LOOKED_AT = 20;

  private BackTest() {}

  /**
   * One week.
   *
   * @param asOf its last day
   * @param shown items worth an alert, twenty at most
   * @param right of these, those that were what is looked for
   * @param fresh items that were worth an alert for the first time
   * @param falseAlarms of the fresh ones, those that were not
   */
  public record Week(LocalDate asOf, int shown, int right, int fresh, int falseAlarms) {}

  /**
   * What became of one that was notified.
   *
   * @param firstSeen null when it was never seen as new
   * @param alerted the last day of the first week in which it was worth an alert; null for never
   */
  public record Found(
      Notified notified, @Nullable LocalDate firstSeen, @Nullable LocalDate alerted) {

    /** Days from the alert to the notification, below zero when it came later; null for never. */
    public @Nullable Long gained() {
      return alerted == null ? null : (Long) ChronoUnit.DAYS.between(alerted, notified.on());
    }
  }

  /**
   * The whole replay.
   *
   * @param alarms the names of fresh items that were not what is looked for, in order
   */
  public record Result(List<Week> weeks, List<Found> found, List<String> alarms) {

    /** Of all items that the weeks' lists showed, the share that was right; null for none. */
    public @Nullable Double precision() {
      int shown = weeks.stream().mapToInt(Week::shown).sum();
      int right = weeks.stream().mapToInt(Week::right).sum();
      return shown == 0 ? null : (Double) (right / (double) shown);
    }

    /** False alarms a week; null for no week. */
    public @Nullable Double falseAlarmsAWeek() {
      return weeks.isEmpty()
          ? null
          : (Double) (weeks.stream().mapToInt(Week::falseAlarms).sum() / (double) weeks.size());
    }

    /** The median of the days gained over those that were alerted; null for none. */
    public @Nullable Double medianDaysGained() {
      List<Long> days = new ArrayList<>();
      for (Found one : found) {
        Long gained = one.gained();
        if (gained != null) {
          days.add(gained);
        }
      }
      if (days.isEmpty()) {
        return null;
      }
      days.sort(null);
      int middle = days.size() / 2;
      return days.size() % 2 == 1
          ? (Double) (double) days.get(middle)
          : (Double) ((days.get(middle - 1) + days.get(middle)) / 2.0);
    }
  }

  /**
   * Replays.
   *
   * @param from the last day of the first week
   * @param to no week ends after it
   * @param right whether an item is worth it beside those that were notified
   * @throws IllegalArgumentException when no week lies between
   */
  public static Result run(
      Novelty novelty,
      Sights sights,
      LocalDate from,
      LocalDate to,
      List<Notified> notified,
      Predicate<Emerging> right,
      Novelty.Settings settings) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "From %s to %s holds no week to replay. Bring in more saves, or choose an earlier first day."
              .formatted(from, to));
    }
    List<Week> weeks = new ArrayList<>();
    List<String> alarms = new ArrayList<>();
    Set<String> before = new HashSet<>();
    @Nullable LocalDate[] seen = new @Nullable LocalDate[notified.size()];
    @Nullable LocalDate[] alerted = new @Nullable LocalDate[notified.size()];
    for (LocalDate day = from; !day.isAfter(to); day = day.plusWeeks(1)) {
      int shown = 0;
      int hits = 0;
      int fresh = 0;
      int wrong = 0;
      for (Emerging item : novelty.at(day, sights, settings)) {
        boolean isRight = right.test(item);
        for (int i = 0; i < notified.size(); i++) {
          if (notified.get(i).is(item)) {
            isRight = true;
            LocalDate first = day(item.first());
            LocalDate known = seen[i];
            seen[i] = known == null || first.isBefore(known) ? first : known;
            alerted[i] = alerted[i] == null && item.alerts() ? day : alerted[i];
          }
        }
        if (!item.alerts()) {
          continue;
        }
        if (shown < LOOKED_AT) {
          shown++;
          hits += isRight ? 1 : 0;
        }
        if (before.add(item.id())) {
          fresh++;
          wrong += isRight ? 0 : 1;
          if (!isRight) {
            alarms.add(item.name());
          }
        }
      }
      weeks.add(new Week(day, shown, hits, fresh, wrong));
    }
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < notified.size(); i++) {
      found.add(new Found(notified.get(i), seen[i], alerted[i]));
    }
    return new Result(List.copyOf(weeks), List.copyOf(found), List.copyOf(alarms));
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }
}
