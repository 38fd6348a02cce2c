/** What weir.web.saved promises. */
@NullMarked
package weir.web.saved;

import org.jspecify.annotations.NullMarked;
