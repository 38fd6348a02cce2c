package weir.quantity;

import org.jspecify.annotations.Nullable;

/**
 * A quantity with what the decision over a whole title needs to know about it.
 *
 * @param unit what stands printed
 * @param multiple null when not printed
 * @param counted the unit of the count that multiplies, or null
 * @param per what the text says that it holds for, such as a tab in {@code 20mg/tab}; or null
 * @param bare whether the count names nothing: {@code 10x}
 */
record Finding(
    int start,
    int end,
    double value,
    Unit unit,
    @Nullable Double multiple,
    @Nullable Unit counted,
    @Nullable Unit per,
    boolean bare,
    boolean mixture) {

  static Finding of(int start, int end, double value, Unit unit) {
    return new Finding(start, end, value, unit, null, null, null, false, false);
  }

  static Finding bareCount(int start, int end, double value) {
    return new Finding(start, end, value, Unit.PIECE, null, null, null, true, false);
  }

  Finding times(int newStart, int newEnd, double count, @Nullable Unit counter) {
    double all = multiple == null ? count : multiple * count;
    return new Finding(newStart, newEnd, value, unit, all, counter, per, bare, mixture);
  }

  Finding per(Unit each) {
    return new Finding(start, end, value, unit, multiple, counted, each, bare, mixture);
  }

  /** Of a pill with two substances: the strengths of both stand with one unit. */
  Finding ofMixture() {
    return new Finding(start, end, value, unit, multiple, counted, per, bare, true);
  }

  /** Whether the text says that it holds for one piece, or for a millilitre. */
  boolean perPiece() {
    return per != null;
  }

  boolean countsPieces() {
    return unit.counts() || multiple != null;
  }

  /** Value times multiple, in the canonical unit. */
  double total() {
    return multiple == null ? value : value * multiple;
  }

  /** The quantity as published, where {@code loose} says that milligrams are the product's mass. */
  Quantity quantity(boolean loose) {
    Double grams = null;
    Double units = null;
    switch (unit.kind()) {
      case MASS -> grams = grams(perPiece() && multiple == null);
      case MILLIGRAM -> {
        if (loose && !mixture) {
          grams = grams(perPiece());
        } else {
          units = multiple;
        }
      }
      case STRENGTH -> units = multiple;
      case VOLUME -> units = multiple;
      case PIECE, CONTAINER -> units = perPiece() ? null : total();
    }
    if (units == null && counted != null && counted.kind() == Unit.Kind.PIECE && !unit.counts()) {
      units = multiple;
    }
    return new Quantity(start, end, value, unit.name(), grams, units, multiple);
  }

  private @Nullable Double grams(boolean withheld) {
    Double each = unit.gramsEach();
    if (withheld || each == null) {
      return null;
    }
    // Rounded to a microgram, so that 3 x 0.1 g is 0.3 g.
    return Math.rint(total() * each * 1e6) / 1e6;
  }
}
