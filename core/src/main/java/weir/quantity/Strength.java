package weir.quantity;

/**
 * What one piece, or one millilitre, of a product is said to hold. It is a claim, and no mass of
 * the product.
 *
 * @param value the number printed, in unit; the middle of a printed range
 * @param unit {@code mg}, {@code ug} or {@code iu} for one piece, or the same for a measure, such
 *     as {@code mg/ml}
 */
public record Strength(double value, String unit) {}
