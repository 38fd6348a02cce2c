/** What is kept under a home's folders {@code lexicon} and {@code review}. */
@NullMarked
package weir.vocabulary;

import org.jspecify.annotations.NullMarked;
