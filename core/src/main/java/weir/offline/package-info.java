/**
 * What is known from elsewhere: what laboratories found, what was stopped on its way, and series
 * that others published. Start at {@link weir.offline.OfflineFile}.
 *
 * <p>All come as tables that others made. Naming of what they say is left to the caller's namer,
 * setting them beside the market to the measures.
 */
@NullMarked
package weir.offline;

import org.jspecify.annotations.NullMarked;
