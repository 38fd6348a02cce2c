/**
 * How fast are naming, reading, a large ledger and the pages, beside a plain way of doing the same?
 * Start at {@link weir.bench.NamingTitles}, {@link weir.bench.ReadingHtml} and {@link
 * weir.bench.LakeOfManyIngests}; {@code bench/run} runs them. {@link weir.bench.AskingPages} times
 * the web pages over a large lake, for {@code bench/pages}.
 *
 * <p>Everything measured is made up by {@link weir.bench.MadeUpTitles}, {@link
 * weir.bench.MadeUpPage} and {@link weir.lake.MadeUpLedger}, the same on every machine. That the
 * results are right is left to the tests of each module: no test asserts a speed.
 */
@NullMarked
package weir.bench;

import org.jspecify.annotations.NullMarked;
