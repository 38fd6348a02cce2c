/** What does a page offer for sale? Start at {@link weir.listing.Listing}. */
@NullMarked
package weir.listing;

import org.jspecify.annotations.NullMarked;
