/** What weir.web.chart promises. */
@NullMarked
package weir.web.chart;

import org.jspecify.annotations.NullMarked;
