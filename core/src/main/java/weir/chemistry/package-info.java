/**
 * What class does a chemical name belong to, when the lexicon does not hold it? Start at {@link
 * weir.chemistry.ClassLadder}: every rung from the wording to the class is recorded. {@link
 * weir.chemistry.Definitions} answers whether a definition in force somewhere on a day covers a
 * lexicon entry or a name that was observed. Rules, families, stems, structures and definitions are
 * tables under {@code resources/weir/chemistry}.
 *
 * <p>Which names exist is left to the caller ({@link weir.chemistry.KnownNames}), and so is where
 * in a text a name stands. A structure is worked out to find the family and is not handed out:
 * nothing here tells properties, effects or ways of making.
 */
@NullMarked
package weir.chemistry;

import org.jspecify.annotations.NullMarked;
