package weir.choice;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * What there is to spend.
 *
 * @param budget money, in the currency of the costs; null for no limit
 * @param months from the decision until a barrier must be in force; null for no limit
 * @param workingDays by id of a partner: the days that it can give; others are not limited
 * @param counting what closes a route
 */
public record Limits(
    @Nullable Double budget,
    @Nullable Double months,
    Map<String, Double> workingDays,
    Counting counting) {

  /** No limits; routes close by the effect that is expected. */
  public static final Limits NONE = new Limits(null, null, Map.of(), Counting.EFFECT);

  /** What closes a route. */
  public enum Counting {
    /** The share that each barrier is expected to close. */
    EFFECT,
    /** Any barrier that acts on it, whatever its effect: a first look, where no effect is known. */
    TOUCH;

    public String word() {
      return Words.of(this);
    }
  }

  public Limits {
    refuseNegative("The budget", budget);
    refuseNegative("The time until in force", months);
    workingDays.values().forEach(days -> refuseNegative("A partner's working days", days));
    workingDays = Collections.unmodifiableMap(new LinkedHashMap<>(new TreeMap<>(workingDays)));
  }

  private static void refuseNegative(String what, @Nullable Double value) {
    if (value != null && !(value >= 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "%s cannot be %s. Expected a number from 0 on, or none for no limit."
              .formatted(what, value));
    }
  }

  public boolean areNone() {
    return budget == null && months == null && workingDays.isEmpty();
  }
}
