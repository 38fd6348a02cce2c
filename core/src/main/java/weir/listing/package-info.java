/**
 * What does a page offer for sale? Start at {@link weir.listing.Listing}; {@link
 * weir.listing.PriceTable} tells what each price of a text is for, {@link weir.listing.OfferKind}
 * the sorts of offer. Which sort a title speaks of is left to {@code weir.substance}.
 */
@NullMarked
package weir.listing;

import org.jspecify.annotations.NullMarked;
