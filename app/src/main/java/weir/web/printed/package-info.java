/**
 * How does something leave Weir on paper or as a picture? Start at {@link
 * weir.web.printed.PrintedModel} for a barrier model: Markdown, SVG, PNG and PDF, one way. Round
 * trips are left to {@code weir.barrier} and {@code weir.workbench}. {@link
 * weir.web.printed.Document} makes a PDF of any document in XHTML.
 */
@NullMarked
package weir.web.printed;

import org.jspecify.annotations.NullMarked;
