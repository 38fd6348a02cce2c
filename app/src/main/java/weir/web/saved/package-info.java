/**
 * How is a saved page shown without being run? Start at {@link weir.web.saved.SavedView}.
 *
 * <p>Pages were masked before they were kept; here they are cleaned again as if they were attacks:
 * no script, no style, no image, no link, no address that could be followed, no account by its
 * name. Where the fields stand is told by {@code weir.source}; the frame around the page is left to
 * {@code weir.web}.
 */
@NullMarked
package weir.web.saved;

import org.jspecify.annotations.NullMarked;
