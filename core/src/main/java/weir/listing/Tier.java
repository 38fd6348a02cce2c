package weir.listing;

import weir.money.Money;
import weir.quantity.Amount;

/**
 * An amount with the price asked for it.
 *
 * @param start UTF-16 units into the text; end is exclusive
 * @param amount what the price buys; one unit for a price by the unit, such as {@code 10$/g}
 * @param byTheUnit whether the text gives the price of a unit and not of a pack
 */
public record Tier(int start, int end, Amount amount, Money price, boolean byTheUnit) {}
