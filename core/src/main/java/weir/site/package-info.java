/** What does a page tell about the site it belongs to? Start at {@link weir.site.Site}. */
@NullMarked
package weir.site;

import org.jspecify.annotations.NullMarked;
