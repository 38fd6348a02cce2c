/**
 * How much does a listing sell? Start at {@link weir.quantity.QuantityReader}.
 *
 * <p>Reads masses, volumes, counts and packs as sellers write them. A strength (what stands on one
 * blotter or in one pill) is read too, but kept apart from the mass of the product. Which substance
 * it is, and what it costs, are left to {@code weir.substance} and {@code weir.money}.
 */
@NullMarked
package weir.quantity;

import org.jspecify.annotations.NullMarked;
