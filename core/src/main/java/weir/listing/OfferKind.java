package weir.listing;

import java.util.Locale;

/** What sort of thing is offered; measures take products unless asked otherwise. */
public enum OfferKind {
  PRODUCT,
  /** Several products sold as one. */
  COMBINATION,
  /** A lottery or mystery offer. */
  LOT,
  /** Made for one buyer. */
  CUSTOM,
  /** Presses, scales, packaging, seeds and paraphernalia. */
  EQUIPMENT,
  /** A text about something; its content is never kept. */
  GUIDE,
  /** Work offered, such as a courier's. */
  JOB,
  SERVICE,
  /** A chemical offered as reagent or precursor. */
  REAGENT,
  OTHER;

  /** The word that stands in the table, such as {@code product}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
