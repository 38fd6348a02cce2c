/**
 * Which parts of a text may not be kept, and what stands in their place? Start at {@link
 * weir.masking.Masker}.
 *
 * <p>Masking happens between parsing a page and reading its fields, so that nothing unmasked can
 * reach a record or the kept page. Contacts and authors become keyed digests: equal ones can be
 * matched without being read. Numbers of people, accounts and cards, people named with an address,
 * pictures and instructing passages leave nothing.
 *
 * <p>{@code Marks} looks at a text once and notes where something may stand, {@code CueWords} which
 * words lead to it; each rule ({@code Emails}, {@code Handles}, {@code Hosts}, {@code Phones},
 * {@code Numbers}, {@code Wallets}, {@code Pictures}, {@code Addresses}, {@code Exposed}, {@code
 * Instructions}) looks at its places alone and tells {@code Found}. {@code Tokens} are passed over,
 * so that masking twice is masking once. Pictures that a page would fetch are left to {@code
 * weir.source}.
 */
@NullMarked
package weir.masking;

import org.jspecify.annotations.NullMarked;
