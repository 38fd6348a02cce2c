package weir.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides over all quantities of one title what a single purchase buys. */
final class Decision {

  /** Two statements of one mass may differ by rounding: an ounce is sold as 28 g. */
  private static final double SAME_MASS = 0.05;

  private Decision() {}

  static Optional<Amount> over(String text, Reading reading) {
    List<Quantity> masses = new ArrayList<>();
    List<Quantity> counts = new ArrayList<>();
    List<Quantity> volumes = new ArrayList<>();
    List<Boolean> bare = new ArrayList<>();
    Quantity each = null;
    for (Finding finding : reading.findings()) {
      Quantity quantity = finding.quantity(reading.loose());
      if (quantity.grams() != null) {
        masses.add(quantity);
      } else if (finding.unit().kind() == Unit.Kind.MASS) {
        each = quantity;
      }
      if (quantity.units() != null) {
        counts.add(quantity);
        bare.add(finding.bare());
      }
      if (finding.unit().kind() == Unit.Kind.VOLUME && !finding.perPiece()) {
        volumes.add(quantity);
      }
    }
    Quantity count = count(counts);
    Double units = count == null ? null : units(text, counts, count);
    if (masses.isEmpty() && each != null && units != null) {
      double grams = each.value() * gramsOf(each) * units;
      return Optional.of(new Amount(each.value(), each.unit(), grams, units));
    }
    if (!masses.isEmpty()) {
      return mass(text, masses, units, count != null && bare.get(counts.indexOf(count)), count);
    }
    if (!volumes.isEmpty()) {
      Quantity volume = volumes.getFirst();
      for (Quantity other : volumes) {
        if (other.multiple() == null && volume.multiple() != null) continue;
        if (other.multiple() != null && volume.multiple() == null) volume = other;
      }
      return Optional.of(new Amount(volume.value(), volume.unit(), null, units));
    }
    if (count != null) {
      return Optional.of(new Amount(units, unitOfCount(count), null, units));
    }
    return Optional.empty();
  }

  private static double gramsOf(Quantity quantity) {
    Unit unit = Unit.named(quantity.unit());
    Double grams = unit == null ? null : unit.gramsEach();
    return grams == null ? Double.NaN : grams;
  }

  /** A count that stands beside a strength, as in 10x100mg, counts pieces. */
  private static String unitOfCount(Quantity count) {
    Unit unit = Unit.named(count.unit());
    return unit != null && unit.counts() ? count.unit() : "piece";
  }

  private static Optional<Amount> mass(
      String text,
      List<Quantity> masses,
      @Nullable Double units,
      boolean bareCount,
      @Nullable Quantity count) {
    Quantity first = masses.getFirst();
    double grams = grams(first);
    double value = first.value();
    String unit = first.unit();
    Quantity last = first;
    for (Quantity mass : masses.subList(1, masses.size())) {
      double more = grams(mass);
      boolean same = Math.abs(more - grams) <= SAME_MASS * Math.max(more, grams);
      boolean sameAsFirst =
          Math.abs(more - grams(first)) <= SAME_MASS * Math.max(more, grams(first));
      if (isAdded(text, last.end(), mass.start())) {
        grams += more;
        if (mass.unit().equals(unit)) {
          value += mass.value();
        } else {
          value = grams;
          unit = "g";
        }
      } else if (!same && !sameAsFirst && isChoice(text, last.end(), mass.start())) {
        return Optional.empty();
      }
      last = mass;
    }
    // "2x Amnesia 5g": the count stands before the name and multiplies the mass behind it.
    if (bareCount
        && units != null
        && count != null
        && masses.size() == 1
        && first.multiple() == null
        && count.end() <= first.start()) {
      return Optional.of(new Amount(value, unit, round(grams * units), null));
    }
    return Optional.of(new Amount(round(value), unit, round(grams), units));
  }

  private static double grams(Quantity mass) {
    Double grams = mass.grams();
    return grams == null ? Double.NaN : grams;
  }

  private static double round(double value) {
    return Math.rint(value * 1e6) / 1e6;
  }

  /** Doses before containers; the first one printed. */
  private static @Nullable Quantity count(List<Quantity> counts) {
    Quantity container = null;
    for (Quantity count : counts) {
      Unit unit = Unit.named(count.unit());
      if (unit == null || unit.kind() != Unit.Kind.CONTAINER) {
        return count;
      }
      if (container == null) container = count;
    }
    return container;
  }

  private static Double units(String text, List<Quantity> counts, Quantity chosen) {
    Double sum = chosen.units();
    double units = sum == null ? Double.NaN : sum;
    Quantity last = chosen;
    for (Quantity count : counts.subList(counts.indexOf(chosen) + 1, counts.size())) {
      Double more = count.units();
      if (more != null && isAdded(text, last.end(), count.start())) {
        units += more;
      }
      last = count;
    }
    return units;
  }

  /** Whether a plus sign that adds stands between; the one of "A+" or "90%+" does not. */
  private static boolean isAdded(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) != '+') continue;
      boolean spaceLeft = i == 0 || text.charAt(i - 1) == ' ';
      boolean spaceRight = i + 1 < text.length() && text.charAt(i + 1) == ' ';
      char left = i == 0 ? ' ' : text.charAt(i - 1);
      boolean grade = !spaceLeft && i != from && left != '.' && left != ')';
      if (!grade && (spaceLeft == spaceRight || i + 1 == to)) return true;
    }
    return false;
  }

  /** Whether the text offers the two as alternatives. */
  private static boolean isChoice(String text, int from, int to) {
    String between = text.substring(from, to).strip();
    return between.equals("/")
        || between.equals("|")
        || between.equals(",")
        || between.equals("-")
        || between.equalsIgnoreCase("or")
        || between.equalsIgnoreCase("или")
        || between.equalsIgnoreCase("oder");
  }
}
