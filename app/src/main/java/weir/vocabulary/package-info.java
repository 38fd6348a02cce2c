/**
 * Which names does this home know beside Weir's own, and which namings did people call wrong? Start
 * at {@link weir.vocabulary.Vocabularies}; the {@link weir.vocabulary.ReviewList} holds the second.
 * Here are only the files under the home: what a vocabulary says, and what it adds, is decided in
 * {@code weir.substance}.
 */
@NullMarked
package weir.vocabulary;

import org.jspecify.annotations.NullMarked;
