package weir.money;

/**
 * A price as it stands in a text.
 *
 * @param start UTF-16 units into the text, the currency's sign included; end is exclusive
 */
public record Price(int start, int end, Money money) {}
