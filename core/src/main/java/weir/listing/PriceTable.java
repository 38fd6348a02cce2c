package weir.listing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.money.Money;
import weir.money.Price;
import weir.money.PriceReader;
import weir.quantity.Amount;
import weir.quantity.Quantity;
import weir.quantity.QuantityReader;

/**
 * Reads what each price of a text is for: {@code 1g €60 | 5g €250 | 10g 450}.
 *
 * <p>Amounts and prices must take turns, whichever comes first; a text in which they do not gives
 * nothing rather than a guess. A bare number is a price only where it follows an amount in a table
 * of which another row shows a currency, or where the site's own currency is known.
 */
public final class PriceTable {

  private static final int LONGEST_TEXT = 4_000;

  private static final Set<String> STRENGTHS = Set.of("mg", "ug", "iu");

  private static final Set<String> PER =
      Set.of("per", "a", "each", "pro", "je", "par", "le", "por", "el", "za", "за", "по");

  private PriceTable() {}

  private sealed interface Item {
    int start();

    int end();
  }

  private record Measured(int start, int end, Amount amount) implements Item {}

  private record Asked(int start, int end, Money money) implements Item {}

  /**
   * The rows of the table in the order of the text.
   *
   * @param siteCurrency the currency of numbers without a sign, or null
   * @return empty when the text pairs no amount with a price
   */
  public static List<Tier> read(String text, @Nullable String siteCurrency) {
    if (text.length() > LONGEST_TEXT) {
      return List.of();
    }
    List<Tier> tiers = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    String currency = siteCurrency;
    for (Price price : PriceReader.read(text, siteCurrency)) {
      Tier unit = byTheUnit(text, price);
      if (unit == null) {
        items.add(new Asked(price.start(), price.end(), price.money()));
      } else {
        tiers.add(unit);
      }
      currency = price.money().currency();
    }
    for (Quantity quantity : QuantityReader.read(text)) {
      boolean strength = quantity.grams() == null && STRENGTHS.contains(quantity.unit());
      boolean covered =
          items.stream().anyMatch(i -> i.start() < quantity.end() && quantity.start() < i.end());
      if (covered || (strength && quantity.units() == null)) continue;
      Amount amount =
          new Amount(quantity.value(), quantity.unit(), quantity.grams(), quantity.units());
      items.add(new Measured(quantity.start(), quantity.end(), amount));
    }
    items.sort(Comparator.comparingInt(Item::start));
    if (currency != null) {
      addBarePrices(text, items, currency);
    }
    tiers.addAll(pairs(items));
    tiers.sort(Comparator.comparingInt(Tier::start));
    return List.copyOf(tiers);
  }

  /** {@code 10$/g}, {@code 10 EUR per gram}: the price of one unit. */
  private static @Nullable Tier byTheUnit(String text, Price price) {
    int i = price.end();
    while (i < text.length() && text.charAt(i) == ' ') i++;
    if (i < text.length() && text.charAt(i) == '/') {
      i++;
    } else {
      int from = i;
      while (i < text.length() && Character.isLetter(text.charAt(i))) i++;
      if (!PER.contains(text.substring(from, i).toLowerCase(Locale.ROOT))) return null;
    }
    while (i < text.length() && text.charAt(i) == ' ') i++;
    int from = i;
    while (i < text.length() && Character.isLetter(text.charAt(i))) i++;
    if (i == from) return null;
    Amount one = QuantityReader.amount("1 " + text.substring(from, i)).orElse(null);
    return one == null ? null : new Tier(price.start(), i, one, price.money(), true);
  }

  /** Adds the number that stands right behind an amount where no price does. */
  private static void addBarePrices(String text, List<Item> items, String currency) {
    for (int k = items.size() - 1; k >= 0; k--) {
      if (!(items.get(k) instanceof Measured measured)) continue;
      int limit = k + 1 < items.size() ? items.get(k + 1).start() : text.length();
      boolean followed = k + 1 < items.size() && items.get(k + 1) instanceof Asked;
      boolean led = k > 0 && items.get(k - 1) instanceof Asked && !items.isEmpty();
      if (followed || (led && items.getFirst() instanceof Asked)) continue;
      int i = measured.end();
      boolean apart = false;
      while (i < limit && " \t:=-–—>→.".indexOf(text.charAt(i)) >= 0) {
        apart = true;
        i++;
      }
      int from = i;
      while (i < limit && (isDigit(text.charAt(i)) || isPoint(text, i, limit))) i++;
      boolean ends = i >= limit || " \t|;,/\n•)".indexOf(text.charAt(i)) >= 0;
      if (!apart || i == from || !ends) continue;
      List<Price> alone = PriceReader.read(text.substring(from, i), currency);
      if (alone.size() == 1) {
        items.add(k + 1, new Asked(from, i, alone.getFirst().money()));
      }
    }
  }

  private static boolean isPoint(String text, int i, int limit) {
    char c = text.charAt(i);
    return (c == '.' || c == ',') && i + 1 < limit && isDigit(text.charAt(i + 1));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static List<Tier> pairs(List<Item> items) {
    List<Item> turns = new ArrayList<>();
    for (Item item : items) {
      Item last = turns.isEmpty() ? null : turns.getLast();
      boolean saidTwice =
          switch (item) {
            case Measured m ->
                last instanceof Measured before && sameMass(before.amount(), m.amount());
            // The same price in a second currency.
            case Asked a ->
                last instanceof Asked before
                    && !before.money().currency().equals(a.money().currency());
          };
      if (!saidTwice) turns.add(item);
    }
    List<Tier> tiers = new ArrayList<>();
    if (turns.size() % 2 != 0) return tiers;
    for (int k = 0; k < turns.size(); k += 2) {
      Item first = turns.get(k);
      Item second = turns.get(k + 1);
      boolean turned = first.getClass() != turns.getFirst().getClass();
      if (turned) return List.of();
      if (first instanceof Measured m && second instanceof Asked a) {
        tiers.add(new Tier(first.start(), second.end(), m.amount(), a.money(), false));
      } else if (first instanceof Asked a && second instanceof Measured m) {
        tiers.add(new Tier(first.start(), second.end(), m.amount(), a.money(), false));
      } else {
        return List.of();
      }
    }
    return tiers;
  }

  private static boolean sameMass(Amount a, Amount b) {
    Double one = a.grams();
    Double other = b.grams();
    return one != null && other != null && Math.abs(one - other) <= 0.05 * Math.max(one, other);
  }
}
