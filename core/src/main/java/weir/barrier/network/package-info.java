/**
 * What can the crime not do without, and which routes remain if a part of it falls? A model's
 * people, technologies and institutions as one graph. Start at {@link
 * weir.barrier.network.ActorNetwork}; {@link weir.barrier.network.Reach} says which partner meets
 * the crime at which step, {@link weir.barrier.network.CompetenceMatrix} who may do what where.
 *
 * <p>Elements that lawful users need are never proposed, and the answers say that they were left
 * out. Choosing barriers by cost is left to {@code weir.choice}.
 */
@NullMarked
package weir.barrier.network;

import org.jspecify.annotations.NullMarked;
