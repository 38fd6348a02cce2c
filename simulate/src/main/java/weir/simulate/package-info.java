/**
 * What would a market's pages look like, were it made up? Start at {@link
 * weir.simulate.PlainMarket}.
 *
 * <p>Vendors, listings and sales are invented. Reading the pages again is left to a profile.
 */
@NullMarked
package weir.simulate;

import org.jspecify.annotations.NullMarked;
