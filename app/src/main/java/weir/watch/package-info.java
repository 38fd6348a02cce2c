/**
 * What did people decide about new names? Start at {@link weir.watch.ItemLog}: a file of lines
 * under the home's folder {@code watch} to which lines are only added. What is new is decided in
 * {@code weir.novelty}.
 */
@NullMarked
package weir.watch;

import org.jspecify.annotations.NullMarked;
