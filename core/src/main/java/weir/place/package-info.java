/**
 * Which countries does a text name, as where goods come from or go to? Start at {@link
 * weir.place.PlaceReader}; the names stand in {@code countries.csv}, {@code regions.csv}, {@code
 * cities.csv} and, made from Unicode CLDR, {@code cldr-names.csv} beside it.
 *
 * <p>What a seller declares is not where a parcel was posted: telling the two apart is left to the
 * measures.
 */
@NullMarked
package weir.place;

import org.jspecify.annotations.NullMarked;
