package weir.quantity;

import org.jspecify.annotations.Nullable;

/**
 * One quantity as a text states it.
 *
 * @param start UTF-16 units into the text; end is exclusive
 * @param value the number printed, in unit; a fraction such as {@code 1/8 oz} gives 0.125
 * @param unit {@code g}, {@code kg}, {@code mg}, {@code ug}, {@code oz}, {@code lb}, {@code ml},
 *     {@code l}, {@code iu}, or what is counted, in the singular, such as {@code tablet}
 * @param grams mass of the product, packs multiplied; null for volumes, counts and strengths
 * @param units doses or pieces; null when the text does not count them
 * @param multiple how many times value is sold, as in {@code 10 x 5 g}; null when not printed
 */
public record Quantity(
    int start,
    int end,
    double value,
    String unit,
    @Nullable Double grams,
    @Nullable Double units,
    @Nullable Double multiple) {

  public Quantity {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "A quantity must cover some text, but runs from %d to %d.".formatted(start, end));
    }
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "A quantity cannot be %s %s; expected a number from 0 up.".formatted(value, unit));
    }
  }
}
