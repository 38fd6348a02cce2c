/**
 * A story in the browser, from a model to a plan to what came of it: what {@code docs/tour.md}
 * tells, beside what really happened.
 */
@NullMarked
package weir.web.tour;

import org.jspecify.annotations.NullMarked;
