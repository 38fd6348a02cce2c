/**
 * How much was sold, when all that pages show is stock, counters and ratings? Start at {@link
 * weir.estimate.SalesKernel}.
 *
 * <p>Kernels take observations in order and give rows by listing and day; what SQL engines disagree
 * on is decided here, once. Sums over these rows are left to the measures.
 */
@NullMarked
package weir.estimate;

import org.jspecify.annotations.NullMarked;
