/**
 * Which parts of a text are personal data of others, and what stands in their place? Start at
 * {@link weir.masking.Masker}.
 *
 * <p>Masking happens between parsing a page and reading its fields, so that nothing unmasked can
 * reach a record or the kept page. Contacts and authors become keyed digests: equal ones can be
 * matched without being read.
 */
@NullMarked
package weir.masking;

import org.jspecify.annotations.NullMarked;
