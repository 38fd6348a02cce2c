/**
 * What is one observation, and which columns does a kind of observation have? Start at {@link
 * weir.row.Row}.
 *
 * <p>Knows no table by name; those are listed in {@code weir.table}.
 */
@NullMarked
package weir.row;

import org.jspecify.annotations.NullMarked;
