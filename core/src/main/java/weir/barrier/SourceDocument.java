package weir.barrier;

import org.jspecify.annotations.Nullable;

/**
 * A publication that a model rests on.
 *
 * @param citation how the publication is cited: its title, and its author where that is not the
 *     publisher
 * @param year of publication; null when undated
 * @param url where the publisher offers it; never a market's address
 */
public record SourceDocument(
    String id,
    String citation,
    @Nullable Integer year,
    @Nullable String publisher,
    @Nullable String url) {
  public SourceDocument {
    Required.id(id);
    Required.text(citation, "A document's citation");
    if (year != null && (year < 1000 || year > 9999)) {
      throw new IllegalArgumentException(
          "%d is not a year of publication. Expected four digits.".formatted(year));
    }
  }
}
