/**
 * What does a page ask, and what is that worth in another currency on a day? Start at {@link
 * weir.money.PriceReader} for reading and at {@link weir.money.Exchange} for converting; {@link
 * weir.money.RateFile} reads published rates.
 *
 * <p>Money keeps what the page said. Fetching rates and keeping them is left to the callers.
 */
@NullMarked
package weir.money;

import org.jspecify.annotations.NullMarked;
