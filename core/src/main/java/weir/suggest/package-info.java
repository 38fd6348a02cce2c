/**
 * Of what rules is an unknown source's profile made? {@link weir.suggest.ProfileSuggester} looks at
 * saved pages, finds the kinds of page, the records that repeat and the fields in them, and writes
 * a profile with a comment and a confidence for each guess.
 *
 * <p>A pure function over pages. It learns from nothing but the pages themselves, the words that
 * pages print before values ({@code labels.txt}), and Weir's readers of prices, places, amounts and
 * names. Reading by a profile is {@link weir.source}'s.
 */
@NullMarked
package weir.suggest;

import org.jspecify.annotations.NullMarked;
