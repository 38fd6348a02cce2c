/**
 * What happened since a model was written that should make somebody look at it again? Gauges that
 * moved or left their bands, names of substances that nobody offered before, evidence that aged:
 * each becomes a proposal of an open question, with the figure that raised it. Start at {@link
 * weir.update.Updates}.
 *
 * <p>Everything here is computed from a model, what its gauges show, the new names and a day that
 * is handed in. Where figures come from is left to the measures, what is new to {@code
 * weir.novelty}, who accepted or set aside what to the workbench. That a model has to be kept up to
 * date, and by questions that partners can answer: EUCPN (2021), <em>Darknet drug markets:
 * recommendations from the barrier model</em>, §2.2.
 */
@NullMarked
package weir.update;

import org.jspecify.annotations.NullMarked;
