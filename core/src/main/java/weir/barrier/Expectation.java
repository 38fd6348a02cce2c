package weir.barrier;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.document.Words;

/**
 * What somebody expects of a barrier before it is put up, as a range. What nobody has said is left
 * out; it is asked for, never guessed.
 *
 * @param partner id of the partner whose working days these are; null for every other kind
 * @param low the least that is thought plausible
 * @param likely the most plausible
 * @param high the most that is thought plausible
 * @param currency of a cost, as ISO 4217; null when not said, and for every other kind
 * @param source who estimated it and when; null when not said
 */
public record Expectation(
    Kind of,
    @Nullable String partner,
    double low,
    double likely,
    double high,
    @Nullable String currency,
    @Nullable String source) {
  static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  /** What is expected. */
  public enum Kind {
    /** Money for putting it up and keeping it for the time of the plan. */
    COST,
    /** Months from the decision until it is in force. */
    MONTHS,
    /** Working days that one partner must give. */
    WORKING_DAYS,
    /** The share that it would close of each route through what it acts on, 0 to 1. */
    CLOSES;

    public String word() {
      return Words.of(this);
    }
  }

  public Expectation {
    if (!(low >= 0 && low <= likely && likely <= high && Double.isFinite(high))) {
      throw new IllegalArgumentException(
          "'%s' runs from %s over %s to %s. Expected three numbers from 0 on, the least first: low, likely, high."
              .formatted(of.word(), plain(low), plain(likely), plain(high)));
    }
    if (of == Kind.CLOSES && high > 1) {
      throw new IllegalArgumentException(
          "'closes' goes up to %s. Expected a share from 0 to 1, like 0.3.".formatted(plain(high)));
    }
    if ((of == Kind.WORKING_DAYS) != (partner != null)) {
      throw new IllegalArgumentException(
          of == Kind.WORKING_DAYS
              ? "Working days belong to a partner. Name which."
              : "'%s' belongs to the barrier, not to a partner. Leave the partner out."
                  .formatted(of.word()));
    }
    if (currency != null && (of != Kind.COST || !CURRENCY.matcher(currency).matches())) {
      throw new IllegalArgumentException(
          of == Kind.COST
              ? "'%s' is no currency. Expected three capitals (ISO 4217), like 'EUR'."
                  .formatted(currency)
              : "Only a cost has a currency. Leave it out of '%s'.".formatted(of.word()));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** Whether the other is about the same thing, so that one barrier cannot have both. */
  public boolean sameAs(Expectation other) {
    return of == other.of
        && (partner == null ? other.partner == null : partner.equals(other.partner));
  }
}
