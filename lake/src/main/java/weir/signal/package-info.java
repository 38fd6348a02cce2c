/**
 * What did partners report, and how much did they look? Start at {@link weir.signal.SignalBook}.
 *
 * <p>Lines are read and masked by {@link weir.offline.OfflineFile}, brought in by {@code
 * weir.ingest}, and counted by {@code weir.measure}.
 */
@NullMarked
package weir.signal;

import org.jspecify.annotations.NullMarked;
