/**
 * Which barriers, within what money, time and working days there are, close most routes of a crime?
 * Start at {@link weir.choice.BarrierChoice}, which makes an {@link weir.choice.OptionPaper} of a
 * barrier model and {@link weir.choice.Limits}.
 *
 * <p><b>A route</b> is a way along <em>supplies</em> relations from an element that nobody supplies
 * to people who use (or else to an element that supplies nobody), with no element twice; loops are
 * therefore walked at most once. A route needs its elements and all that these depend on, however
 * far (<em>depends on</em>). What an element merely <em>uses</em> it can replace: that is no need,
 * save in one of the plausible graphs. Every route weighs the same, save in another of these.
 *
 * <p><b>A barrier acts</b> on the elements that it addresses or <em>could hinder</em>, and so on
 * each route that needs one of them. It closes the share of such a route that is expected of it; of
 * what it leaves open the next barrier on the same route closes its share.
 *
 * <p><b>Never proposed</b>: a barrier that would cut a protected element or people who use, or with
 * which a protected element would fall; it is named beside the answer. One that informs or builds
 * capacity cuts nothing, and what it does to such an element is not counted.
 *
 * <p><b>Nothing is guessed</b>: a barrier of which a figure is unknown that the question needs is
 * left out and asked for. The best set is found exactly (see {@code Solver}); where that would take
 * too long, the answer says by how much a better one could be better. Same input, same answer.
 *
 * <p>What a model is, is left to {@code weir.barrier}; keeping a decision to {@code
 * weir.workbench}; carrying it out to a plan.
 */
@NullMarked
package weir.choice;

import org.jspecify.annotations.NullMarked;
