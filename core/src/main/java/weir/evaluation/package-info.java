/**
 * Did something change when somebody acted, and would it have changed anyway? Start at {@link
 * weir.evaluation.Evaluation}.
 *
 * <p>Series come in, findings go out; no kernel reads a clock or draws a number by chance, so that
 * the same series give the same finding. Where figures come from is left to the measures, what
 * counts as an event to the caller. A fall in volume is never called success here: a finding says
 * what changed, by how much, how sure that is, and what the design cannot tell.
 */
@NullMarked
package weir.evaluation;

import org.jspecify.annotations.NullMarked;
