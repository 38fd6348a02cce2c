/**
 * How often does an evaluation say "effect" where there was none, and does its interval hold the
 * truth where there was one? {@link weir.effect.Effects} asks it of made-up counts, {@link
 * weir.effect.Closures} of what measures make of the pages of made-up markets.
 */
@NullMarked
package weir.effect;

import org.jspecify.annotations.NullMarked;
