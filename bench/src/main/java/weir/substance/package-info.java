/**
 * How fast names are found, beside other libraries. Here, and not in {@code weir.bench}, to reach
 * the matcher behind {@link weir.substance.SubstanceNamer}.
 */
@NullMarked
package weir.substance;

import org.jspecify.annotations.NullMarked;
