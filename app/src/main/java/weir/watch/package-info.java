/**
 * What did people decide about new names, and what do they want to be told of? Start at {@link
 * weir.watch.ItemLog} for decisions and {@link weir.watch.Watch} for standing queries and alerts:
 * files of lines under the home's folder {@code watch} to which lines are only added. What is new
 * is decided in {@code weir.novelty}.
 */
@NullMarked
package weir.watch;

import org.jspecify.annotations.NullMarked;
