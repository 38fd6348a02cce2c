/**
 * How large is the market, as far as it was seen? Start at {@link weir.measure.Measures}.
 *
 * <p>A measure is a definition in words, a small query over the derived tables, and always three
 * things with its value: coverage, an interval, and the choices that drove it. How rows by listing
 * and day are made is left to {@code weir.estimate}.
 */
@NullMarked
package weir.measure;

import org.jspecify.annotations.NullMarked;
