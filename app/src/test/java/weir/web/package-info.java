/** What the web pages promise; start at {@link weir.web.PagesTest}. */
@NullMarked
package weir.web;

import org.jspecify.annotations.NullMarked;
