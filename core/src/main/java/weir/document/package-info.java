/**
 * What does a document that a person wrote say, on which line, and what is wrong in it? Start at
 * {@link weir.document.Tree#read}, then take the keys one by one with {@link weir.document.Keys}.
 *
 * <p>YAML and JSON come as one kind of tree whose parts know their line, so that every fault can be
 * reported at once with its place and its remedy. What the keys mean is left to the reader of each
 * document, writing to the package whose document it is, files to the caller.
 */
@NullMarked
package weir.document;

import org.jspecify.annotations.NullMarked;
