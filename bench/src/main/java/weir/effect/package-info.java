/**
 * How often does an evaluation say "effect" where there was none, and does its interval hold the
 * truth where there was one? Start at {@link weir.effect.Effects}.
 */
@NullMarked
package weir.effect;

import org.jspecify.annotations.NullMarked;
