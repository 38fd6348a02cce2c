/** What weir.web.sheet promises. */
@NullMarked
package weir.web.sheet;

import org.jspecify.annotations.NullMarked;
