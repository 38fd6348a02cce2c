package weir.quantity;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads quantities from what sellers write: {@code 0,5гр.}, {@code 10x100mg}, {@code 1/8 oz},
 * {@code 50 pills 20mg}.
 *
 * <p>Prices, percentages, dates and telephone numbers are no quantities, and a range of masses such
 * as {@code 1-5g} is a choice, not a quantity. A strength carries neither grams nor units. Text in
 * milligrams alone ({@code 250mg}) is the product's mass when it counts nothing and names something
 * sold loose, such as a powder; otherwise it is a strength.
 */
public final class QuantityReader {

  private QuantityReader() {}

  /** All quantities in the order of the text; they do not overlap. Empty when there are none. */
  public static List<Quantity> read(String text) {
    return new Reading(text).quantities();
  }

  /**
   * What one purchase buys, decided over all quantities of a title.
   *
   * <p>The same mass in two units ({@code 1oz (28 g)}) counts once; quantities joined by a plus are
   * added; several masses to choose from give nothing.
   *
   * @return empty when the text is null or states no mass, volume or count; a strength alone is
   *     none
   */
  public static Optional<Amount> amount(@Nullable String text) {
    return text == null ? Optional.empty() : Decision.over(text, new Reading(text));
  }

  /**
   * What a text offers to choose from, as in {@code 0.5g - 1g - 3.5g} or {@code 1/5/10 g}, in its
   * order.
   *
   * @return empty when the text states one amount or none, or a range such as {@code 1g-5g}; where
   *     it is not empty, and for a range, {@link #amount} is empty
   */
  public static List<Amount> choices(@Nullable String text) {
    return text == null ? List.of() : Decision.choices(text, new Reading(text));
  }

  /**
   * What one piece or one millilitre holds.
   *
   * @return empty when the text is null, states none, states several, or speaks of a mixture
   *     ({@code 10/325mg})
   */
  public static Optional<Strength> strength(@Nullable String text) {
    return text == null ? Optional.empty() : Decision.strength(new Reading(text));
  }

  /** Whether a text states any mass, volume, count or strength, a range or a choice included. */
  public static boolean statesAmount(String text) {
    return new Reading(text).statesAmount();
  }
}
