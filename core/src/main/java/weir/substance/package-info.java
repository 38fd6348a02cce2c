/** Which substance does a text speak of? Start at {@link weir.substance.Mention}. */
@NullMarked
package weir.substance;

import org.jspecify.annotations.NullMarked;
