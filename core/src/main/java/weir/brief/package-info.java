/**
 * What is said to those whose services a crime uses, so that they notice and act? One to two pages
 * of plain words for a reader outside: what happens, where they come in, what to look for, what to
 * do, whom to call. Start at {@link weir.brief.Briefs}.
 *
 * <p>A brief says what its reader needs to know for the steps at which they stand, and nothing of
 * others. It is drafted from the model; whoever sends it reads and edits it first. Facilitators who
 * know what they help get none without a recorded reason ({@link weir.brief.Rung}). Source: EUCPN
 * (2021), <em>Darknet drug markets: recommendations from the barrier model</em>, §3.2 to 3.4.
 */
@NullMarked
package weir.brief;

import org.jspecify.annotations.NullMarked;
