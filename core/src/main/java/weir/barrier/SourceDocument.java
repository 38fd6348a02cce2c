package weir.barrier;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A publication that a model rests on.
 *
 * @param citation how the publication is cited: its title, and its author where that is not the
 *     publisher
 * @param year of publication; null when undated
 * @param published the day of publication, where it is known; null otherwise
 * @param url where the publisher offers it; never a market's address
 */
public record SourceDocument(
    String id,
    String citation,
    @Nullable Integer year,
    @Nullable LocalDate published,
    @Nullable String publisher,
    @Nullable String url) {
  public SourceDocument {
    Required.id(id);
    Required.text(citation, "A document's citation");
    if (year != null && (year < 1000 || year > 9999)) {
      throw new IllegalArgumentException(
          "%d is not a year of publication. Expected four digits.".formatted(year));
    }
    if (year != null && published != null && year != published.getYear()) {
      throw new IllegalArgumentException(
          "The year is %d, but it was published on %s; mend one of the two."
              .formatted(year, published));
    }
  }

  /** A publication of which no more than the year is known. */
  public SourceDocument(
      String id,
      String citation,
      @Nullable Integer year,
      @Nullable String publisher,
      @Nullable String url) {
    this(id, citation, year, null, publisher, url);
  }

  /** The last day on which it can have been published; null when undated. */
  public @Nullable LocalDate lastDay() {
    return published != null ? published : year == null ? null : LocalDate.of(year, 12, 31);
  }
}
