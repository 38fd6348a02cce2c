/**
 * What is known offline: what laboratories found, and what was stopped on its way. Start at {@link
 * weir.offline.OfflineFile}.
 *
 * <p>Both come as tables that others made. Naming of what they say is left to the caller's namer,
 * setting them beside the market to the measures.
 */
@NullMarked
package weir.offline;

import org.jspecify.annotations.NullMarked;
