/**
 * Do a source's pages still show what they used to? {@link weir.drift.FillWatch} follows one field
 * from page to page and says when it was lost; {@link weir.drift.Mending} looks for where it went.
 *
 * <p>Counting what the lake holds is left to {@code weir.fill}, which keeps the tables in sight.
 */
@NullMarked
package weir.drift;

import org.jspecify.annotations.NullMarked;
