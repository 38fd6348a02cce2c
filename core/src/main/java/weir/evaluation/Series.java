package weir.evaluation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure by day or by week, without gaps in its calendar: a day of which nothing is known has a
 * null, which is never read as a fall to nothing.
 *
 * @param name such as {@code sim-millrace}
 * @param first the first day, or the Monday of the first week
 * @param stepDays 1 or 7
 * @param values zero or more; null where nothing was saved
 * @param seen share of the market seen at each step, above 0 and up to 1; null where it is not
 *     known, which counts as the same share throughout
 * @param spans how many steps, the last its own, each value adds up; 1 for most. A counter read
 *     after four days tells what was sold in four
 */
public record Series(
    String name,
    LocalDate first,
    int stepDays,
    List<@Nullable Double> values,
    List<@Nullable Double> seen,
    List<Integer> spans) {

  public Series {
    if (stepDays != 1 && stepDays != 7) {
      throw new IllegalArgumentException(
          "A series goes by days or by weeks, not by %d days.".formatted(stepDays));
    }
    if (values.size() != seen.size() || values.size() != spans.size()) {
      throw new IllegalArgumentException(
          "The series '%s' has %d values, %d shares seen and %d spans; it needs one for each."
              .formatted(name, values.size(), seen.size(), spans.size()));
    }
    for (int span : spans) {
      if (span < 1) {
        throw new IllegalArgumentException(
            "The series '%s' has a value of %d steps; one is the least.".formatted(name, span));
      }
    }
    for (Double value : values) {
      if (value != null && !(value >= 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException(
            "The series '%s' holds %s; amounts and counts are zero or more."
                .formatted(name, value));
      }
    }
    for (Double share : seen) {
      if (share != null && !(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "The series '%s' says that a share of %s was seen; it lies above 0 and up to 1, and is null where nothing was."
                .formatted(name, share));
      }
    }
    values = java.util.Collections.unmodifiableList(new ArrayList<>(values));
    seen = java.util.Collections.unmodifiableList(new ArrayList<>(seen));
    spans = List.copyOf(spans);
  }

  /** A series of which the same share was seen throughout. */
  public static Series of(
      String name, LocalDate first, int stepDays, List<@Nullable Double> values) {
    List<@Nullable Double> seen = new ArrayList<>();
    values.forEach(_ -> seen.add(null));
    return of(name, first, stepDays, values, seen);
  }

  /** A series of which some values add up several steps. */
  public static Series of(
      String name,
      LocalDate first,
      int stepDays,
      List<@Nullable Double> values,
      List<@Nullable Double> seen,
      List<Integer> spans) {
    return new Series(name, first, stepDays, values, seen, spans);
  }

  /** A series with the share of the market seen at each step. */
  public static Series of(
      String name,
      LocalDate first,
      int stepDays,
      List<@Nullable Double> values,
      List<@Nullable Double> seen) {
    return new Series(
        name, first, stepDays, values, seen, java.util.Collections.nCopies(values.size(), 1));
  }

  public int length() {
    return values.size();
  }

  /** The day of a step. */
  public LocalDate day(int step) {
    return first.plusDays((long) step * stepDays);
  }

  /**
   * The first step that lies wholly at or after a day: a week that an event cuts belongs to the
   * time before it. Below zero, or past the end, where the series does not reach that day.
   */
  public int stepFrom(LocalDate day) {
    long days = ChronoUnit.DAYS.between(first, day);
    return Math.toIntExact(Math.ceilDiv(days, stepDays));
  }

  /** How many steps from one to another, the last not counted, have a value. */
  public int known(int from, int to) {
    int known = 0;
    for (int i = Math.max(0, from); i < Math.min(to, length()); i++) {
      known += values.get(i) == null ? 0 : 1;
    }
    return known;
  }

  /** The same series under another name. */
  public Series named(String other) {
    return new Series(other, first, stepDays, values, seen, spans);
  }

  /** The part from one step to another, the last not counted. */
  public Series part(int from, int to) {
    return new Series(
        name,
        day(from),
        stepDays,
        values.subList(from, to),
        seen.subList(from, to),
        spans.subList(from, to));
  }

  /** Value at a step, NaN where unknown: for the kernels. */
  double at(int step) {
    Double value = values.get(step);
    return value == null ? Double.NaN : value;
  }

  /** Logarithm of the share seen, which is 1 where it is not known, times the steps added up. */
  double offset(int step) {
    Double share = seen.get(step);
    return (share == null ? 0 : Math.log(share)) + Math.log(spans.get(step));
  }
}
