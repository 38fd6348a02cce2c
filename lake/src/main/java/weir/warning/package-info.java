/**
 * Which title was first seen when? {@link weir.warning.TitleSights} asks the lake; what is new
 * among them is decided in {@code weir.novelty}.
 */
@NullMarked
package weir.warning;

import org.jspecify.annotations.NullMarked;
