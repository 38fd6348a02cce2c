/**
 * How does an analyst see the figures? Start at {@link weir.web.WebServer}.
 *
 * <p>Every page is made on the server and works without a script: {@code Routes} says which address
 * shows which page, a page is a record that its template of the same name shows, and {@code Market}
 * answers what pages ask of the lake. What a figure means is left to {@code weir.measure}; drawings
 * are in {@code weir.web.chart}, tables in {@code weir.web.sheet}, saved pages in {@code
 * weir.web.saved}.
 */
@NullMarked
package weir.web;

import org.jspecify.annotations.NullMarked;
