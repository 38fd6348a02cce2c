/**
 * Do intervals hold the truth as often as they say? Start at {@link weir.validate.Validate}.
 *
 * <p>Markets are made up by two generators that differ in kind, their pages are read by the same
 * path as any others, and what measures say is compared with what happened.
 */
@NullMarked
package weir.validate;

import org.jspecify.annotations.NullMarked;
