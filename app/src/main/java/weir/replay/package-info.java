/**
 * Does Weir find again what published studies found? Start at {@link weir.replay.Replays}.
 *
 * <p>A replay is a data file: which published data it needs, how they are read, which questions are
 * asked, and the printed numbers to meet, each with its tolerance and source. The data are not part
 * of Weir. Reading and measuring are left to the lake; how answers are printed, to the command
 * line.
 */
@NullMarked
package weir.replay;

import org.jspecify.annotations.NullMarked;
