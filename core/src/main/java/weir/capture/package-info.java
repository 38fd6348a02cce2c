/**
 * Which saved page was read, when was it saved, and what kind of page is it? Start at {@link
 * weir.capture.Capture}.
 */
@NullMarked
package weir.capture;

import org.jspecify.annotations.NullMarked;
