/**
 * Which signs of an unlicensed pharmacy does a text show? Start at {@link
 * weir.pharmacy.PharmacySign}.
 *
 * <p>A sign is a passage that studies of illegal pharmacies name, and nothing more: licensed
 * pharmacies show some of them too. Whether a pharmacy breaks the law depends on place and date and
 * is never said here.
 */
@NullMarked
package weir.pharmacy;

import org.jspecify.annotations.NullMarked;
