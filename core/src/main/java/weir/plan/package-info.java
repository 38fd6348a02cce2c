/**
 * What was agreed to do about a crime, by whom and by when, and whether it happened? A plan hangs
 * on the barriers of a model: objectives that can be measured, measures that put barriers up, and
 * the activities of each. Start at {@link weir.plan.Plans}.
 *
 * <p>Everything here is computed from the plan and a day that is handed in: what slips and what
 * hangs on it ({@link weir.plan.Schedule}), what is due ({@link weir.plan.Due}), what is missing
 * ({@link weir.plan.PlanGap}) and how the work went ({@link weir.plan.Progress}). Whether a barrier
 * worked is {@code weir.evaluation}'s to say. Source of the terms: EUCPN (2021), <em>Darknet drug
 * markets: recommendations from the barrier model</em>, §2.2.
 */
@NullMarked
package weir.plan;

import org.jspecify.annotations.NullMarked;
