/**
 * How often are the names right, on data that others have marked? Start at {@link
 * weir.accuracy.Accuracy}; {@code bench/accuracy} runs it and writes the figures into {@code
 * docs/accuracy.md}. How fast naming is belongs to {@code weir.bench}; rules by made-up example
 * belong to the tests of each module.
 */
@NullMarked
package weir.accuracy;

import org.jspecify.annotations.NullMarked;
