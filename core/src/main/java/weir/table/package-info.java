/**
 * Which tables does the lake keep? Start at {@link weir.table.Table}.
 *
 * <p>Each is declared as a record beside the feature it belongs to. How rows are written to disk is
 * left to the lake.
 */
@NullMarked
package weir.table;

import org.jspecify.annotations.NullMarked;
