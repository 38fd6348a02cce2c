/**
 * What can a person do at the command line? Start at {@link weir.cli.Main}.
 *
 * <p>Results go to standard output, progress and messages to standard error. What commands do is
 * left to the packages that they call.
 */
@NullMarked
package weir.cli;

import org.jspecify.annotations.NullMarked;
