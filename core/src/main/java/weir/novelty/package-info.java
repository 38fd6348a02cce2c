/**
 * What is on offer that was not before? Start at {@link weir.novelty.Novelty}; {@link
 * weir.novelty.BackTest} replays the past with it.
 *
 * <p>Sights of titles come in, ranked items go out, with the reasons for their rank. Nothing later
 * than the day that is asked about is looked at. Where sights come from, and what people decided
 * about an item, is left to the callers. An item is a name that sellers use: what is in the packet
 * only a laboratory can tell.
 */
@NullMarked
package weir.novelty;

import org.jspecify.annotations.NullMarked;
