/**
 * What happened, one line of JSON for each event, for programs that watch? Start at {@link
 * weir.log.EventLog}.
 *
 * <p>A line holds times, counts, ids of ingests and words of Weir's own; never a name, a path, a
 * title, an address or a text from a page. What other libraries log is cut down to where and what
 * kind. Messages for people are left to the commands and pages.
 */
@NullMarked
package weir.log;

import org.jspecify.annotations.NullMarked;
