package weir.quantity;

import org.jspecify.annotations.Nullable;

/**
 * What one purchase buys.
 *
 * @param value the number, in unit; both null together
 * @param unit as in {@link Quantity#unit}
 * @param grams mass of the product; null when it is counted or measured by volume
 * @param units doses or pieces; null when not counted
 */
public record Amount(
    @Nullable Double value,
    @Nullable String unit,
    @Nullable Double grams,
    @Nullable Double units) {}
