/**
 * How does a figure look as a drawing? Start at {@link weir.web.chart.WeeklyPanel}.
 *
 * <p>Every chart is a function from values to SVG, drawn on the server: no script runs in the
 * reader's browser. Colours, type and dark mode come from the style sheet by class names; what is
 * drawn carries a title that says the same in words. Which figures to draw is left to the pages.
 */
@NullMarked
package weir.web.chart;

import org.jspecify.annotations.NullMarked;
