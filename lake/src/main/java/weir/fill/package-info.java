/**
 * Which fields did a source's pages lose, and since when? Start at {@link weir.fill.FillRates}.
 *
 * <p>The test itself is {@link weir.drift.FillWatch}; here it is fed from the lake.
 */
@NullMarked
package weir.fill;

import org.jspecify.annotations.NullMarked;
