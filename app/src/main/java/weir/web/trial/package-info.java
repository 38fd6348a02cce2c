/**
 * How is a profile tried and edited in the browser? Start at {@link weir.web.trial.TrialServer}.
 *
 * <p>A server of its own, for one person at this machine: saved pages with their fields marked on
 * one side, the profile's text on the other. It keeps no page and needs no script. What a field is
 * read from is told by {@code weir.suggest.Trial}; how a saved page is shown without being run, by
 * {@code weir.web.saved}.
 */
@NullMarked
package weir.web.trial;

import org.jspecify.annotations.NullMarked;
