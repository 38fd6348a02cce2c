/**
 * What does a settings file say, and on which line? Start at {@link weir.document.Tree#read}.
 *
 * <p>YAML and JSON come as one kind of tree whose nodes know their line, so that every fault can be
 * reported at once with its place. What the keys mean is left to the reader of each document.
 */
@NullMarked
package weir.document;

import org.jspecify.annotations.NullMarked;
