package weir.substance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.listing.OfferKind;

/**
 * What a listing sells, as far as its words tell.
 *
 * @param substance empty when unknown, or when only the class is known
 * @param substanceClass empty when unknown
 * @param confidence 0 to 1; empty when nothing was named
 * @param how the rungs that led here, joined by {@code +}; {@code none} when nothing was named
 * @param mentions what the title names, offsets into the title
 */
public record Naming(
    @Nullable String substance,
    @Nullable String substanceClass,
    @Nullable Double confidence,
    String how,
    OfferKind offerKind,
    List<NamedSpan> mentions) {
  public Naming {
    mentions = List.copyOf(mentions);
  }
}
