/**
 * How does a barrier model leave Weir on paper or as a picture? Start at {@link
 * weir.web.printed.PrintedModel}: Markdown, SVG, PNG and PDF, one way. Round trips are left to
 * {@code weir.barrier} and {@code weir.workbench}.
 */
@NullMarked
package weir.web.printed;

import org.jspecify.annotations.NullMarked;
