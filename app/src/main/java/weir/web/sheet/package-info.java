/**
 * How is a table shown, filtered, sorted and taken away? Start at {@link weir.web.sheet.Sheet}.
 *
 * <p>All of it happens on the server, by the page's address, so that it works without a script and
 * every view can be linked. What stands in a table, and by which columns it may be sorted, is left
 * to the pages: listings and accounts are never sortable by price, rating or delivery.
 */
@NullMarked
package weir.web.sheet;

import org.jspecify.annotations.NullMarked;
