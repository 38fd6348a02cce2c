package weir.quantity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides over all quantities of one title what a single purchase buys. */
final class Decision {

  /** Two statements of one mass may differ by rounding: an ounce is sold as 28 g. */
  private static final double SAME_MASS = 0.05;

  private static final int LONGEST_BETWEEN_CHOICES = 24;

  private static final Set<String> RANGE = Set.of("-", "–", "—", "to", "bis", "до", "tot", "do");

  private static final Set<String> OR = Set.of("or", "или", "oder", "ou", "of", "lub", "o");

  private Decision() {}

  /**
   * The amounts that a text offers to choose from: neighbours of one sort with nothing but a sign,
   * a price or "or" between them. Two with a dash between are the ends of a range.
   */
  static List<Amount> choices(String text, Reading reading) {
    List<Finding> menu = menu(text, reading);
    boolean range =
        menu.size() == 2 && isRange(text, menu.getFirst().end(), menu.getLast().start());
    if (range) return List.of();
    return menu.stream().map(f -> single(f, f.quantity(reading.loose()))).toList();
  }

  private static List<Finding> menu(String text, Reading reading) {
    if (!reading.menu().isEmpty()) return reading.menu();
    List<Finding> menu = new ArrayList<>();
    Finding last = null;
    for (Finding finding : reading.findings()) {
      if (!isChoosable(finding)) continue;
      if (last != null
          && sameSort(last, finding)
          && !same(last, finding)
          && isChoice(text, last.end(), finding.start())) {
        if (menu.isEmpty()) menu.add(last);
        menu.add(finding);
      } else if (!menu.isEmpty() && !(last != null && same(last, finding))) {
        break;
      }
      last = finding;
    }
    return menu;
  }

  private static boolean isRange(String text, int from, int to) {
    return from < to && RANGE.contains(text.substring(from, to).strip().toLowerCase(Locale.ROOT));
  }

  private static Amount single(Finding finding, Quantity quantity) {
    return new Amount(finding.value(), finding.unit().name(), quantity.grams(), quantity.units());
  }

  private static boolean isChoosable(Finding finding) {
    return switch (finding.unit().kind()) {
      case MASS, PIECE, VOLUME -> !finding.perPiece();
      case MILLIGRAM, STRENGTH, CONTAINER -> false;
    };
  }

  private static boolean sameSort(Finding a, Finding b) {
    return a.unit().kind() == b.unit().kind()
        && (a.unit().kind() != Unit.Kind.PIECE || a.unit().name().equals(b.unit().name()));
  }

  private static boolean same(Finding a, Finding b) {
    double one = a.total() * scale(a.unit());
    double other = b.total() * scale(b.unit());
    return Math.abs(one - other) <= SAME_MASS * Math.max(one, other);
  }

  private static double scale(Unit unit) {
    Double grams = unit.gramsEach();
    if (grams != null) return grams;
    return unit.name().equals("l") ? 1000 : 1;
  }

  static Optional<Strength> strength(Reading reading) {
    Strength strength = null;
    for (Finding finding : reading.findings()) {
      boolean states =
          switch (finding.unit().kind()) {
            case STRENGTH -> true;
            case MILLIGRAM -> !reading.loose() || finding.perPiece();
            case MASS, VOLUME, PIECE, CONTAINER -> false;
          };
      if (!states) continue;
      if (finding.mixture()) return Optional.empty();
      Unit per = finding.per();
      boolean measured = per != null && !per.counts();
      String unit = finding.unit().name() + (measured && per != null ? "/" + per.name() : "");
      Strength stated = new Strength(finding.value(), unit);
      if (strength != null && !strength.equals(stated)) return Optional.empty();
      strength = stated;
    }
    return Optional.ofNullable(strength);
  }

  static Optional<Amount> over(String text, Reading reading) {
    return menu(text, reading).isEmpty() ? decided(text, reading) : Optional.empty();
  }

  private static Optional<Amount> decided(String text, Reading reading) {
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
    // "5g mix: 2g + 3g": the parts come to the whole.
    double rest = 0;
    for (Quantity mass : masses.subList(1, masses.size())) rest += grams(mass);
    if (masses.size() > 2 && grams > grams(first) && Math.abs(rest - grams(first)) < 1e-6) {
      return Optional.of(new Amount(first.value(), first.unit(), grams(first), units));
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
    if (from > to || to - from > LONGEST_BETWEEN_CHOICES) return false;
    boolean apart = false;
    int i = from;
    while (i < to) {
      char c = text.charAt(i);
      if (Character.isLetter(c)) {
        int start = i;
        while (i < to && Character.isLetter(text.charAt(i))) i++;
        String word = text.substring(start, i).toLowerCase(Locale.ROOT);
        boolean or = OR.contains(word) || RANGE.contains(word);
        if (!or && !Tokens.isMoneyWord(word)) return false;
        apart = true;
        continue;
      }
      boolean money = Character.getType(c) == Character.CURRENCY_SYMBOL;
      boolean sign = "/|,-–—;:=~@•·".indexOf(c) >= 0;
      if (!money && !sign && !Character.isWhitespace(c) && !Character.isDigit(c) && c != '.') {
        return false;
      }
      apart |= money || sign;
      i++;
    }
    return apart;
  }
}
