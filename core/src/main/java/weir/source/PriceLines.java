package weir.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.listing.PriceTable;
import weir.listing.Tier;
import weir.money.Price;
import weir.money.PriceReader;
import weir.quantity.Amount;
import weir.quantity.QuantityReader;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

/**
 * Finds a price list in a message: lines that name a substance and what it costs, and headings over
 * lines of amounts with prices.
 */
final class PriceLines {

  private static final int MOST_LINES = 2_000;
  private static final int LONGEST_LINE = 400;

  /** Lines between a heading and its prices, at most. */
  private static final int FURTHEST = 2;

  /**
   * What one entry of the list offers.
   *
   * @param line its number in the text, from 1
   * @param tiers at least one; an amount may lack what it weighs
   */
  record Entry(int line, String title, Naming naming, List<Tier> tiers) {}

  private PriceLines() {}

  static List<Entry> read(String text, @Nullable String currency, SubstanceNamer namer) {
    List<Entry> entries = new ArrayList<>();
    if (PriceReader.read(text.substring(0, Math.min(text.length(), 20_000)), currency).isEmpty()) {
      return entries;
    }
    Entry open = null;
    int since = 0;
    int number = 0;
    for (String printed : (Iterable<String>) text.lines()::iterator) {
      if (++number > MOST_LINES) {
        break;
      }
      String line = printed.strip();
      if (line.isEmpty() || line.length() > LONGEST_LINE) {
        continue;
      }
      List<Tier> tiers = tiers(line, currency);
      Naming naming = namer.name(line, null, null);
      boolean names = naming.substanceClass() != null;
      if (names) {
        close(open, entries);
        open = new Entry(number, line, naming, new ArrayList<>(tiers));
        since = 0;
      } else if (open != null && !tiers.isEmpty()) {
        open.tiers().addAll(tiers);
        since = 0;
      } else if (open != null && ++since > FURTHEST) {
        close(open, entries);
        open = null;
      }
    }
    close(open, entries);
    return entries;
  }

  private static void close(@Nullable Entry open, List<Entry> entries) {
    if (open != null && !open.tiers().isEmpty()) {
      entries.add(open);
    }
  }

  /** The rows of a line's price table, or its one price with the amount beside it. */
  private static List<Tier> tiers(String line, @Nullable String currency) {
    List<Tier> tiers = PriceTable.read(line, currency);
    if (!tiers.isEmpty()) {
      return tiers;
    }
    List<Price> prices = PriceReader.read(line, currency);
    if (prices.size() != 1) {
      return List.of();
    }
    Amount amount = QuantityReader.amount(line).orElse(null);
    Price price = prices.getFirst();
    return amount == null
        ? List.of()
        : List.of(new Tier(price.start(), price.end(), amount, price.money(), false));
  }
}
