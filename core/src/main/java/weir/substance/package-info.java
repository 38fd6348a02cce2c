/**
 * Which substance does a text speak of, and what does a listing sell? Start at {@link
 * weir.substance.SubstanceNamer}; the names themselves are reviewed tables under {@code
 * resources/weir/substance}, loaded by {@link weir.substance.Lexicon}. Masses, counts and prices
 * are left to other packages, and so is what a laboratory found: a name here is what a seller
 * claims.
 */
@NullMarked
package weir.substance;

import org.jspecify.annotations.NullMarked;
