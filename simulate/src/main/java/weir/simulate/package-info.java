/**
 * What would markets' pages look like, were the markets made up, and what would be true of them?
 * Start at {@link weir.simulate.Simulation}; {@link weir.simulate.Scenario} says what is to happen,
 * {@link weir.simulate.Truth} what is told about it.
 *
 * <p>Vendors, listings and sales are invented. Nothing here knows how pages are read or how
 * measures work; both are left to others, and can therefore be checked against it.
 */
@NullMarked
package weir.simulate;

import org.jspecify.annotations.NullMarked;
