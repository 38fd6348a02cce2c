package weir.listing;

import java.util.Locale;

/** What sort of thing is offered; measures take products unless asked otherwise. */
public enum OfferKind {
  /** What is taken as it is sold: a drug, or a medicine as a finished dose. */
  PRODUCT,
  /** The active ingredient of a medicine as raw powder, to be made into doses. */
  INGREDIENT,
  /** A chemical that drugs are made from, named as such or by its name. */
  PRECURSOR,
  /** Bags, empty capsules, labels, blister foil. */
  PACKAGING,
  SEEDS,
  /** An imitation that says so: goods, notes, documents, or a drug without the drug. */
  REPLICA,
  /** Several products sold as one. */
  COMBINATION,
  /** A lottery or mystery offer. */
  LOT,
  /** Made for one buyer. */
  CUSTOM,
  /** Presses, scales, laboratory ware, growing gear and paraphernalia. */
  EQUIPMENT,
  /** A text about something; its content is never kept. */
  GUIDE,
  /** Work offered, such as a courier's. */
  JOB,
  SERVICE,
  /** A chemical offered as reagent; what for, is left open. */
  REAGENT,
  OTHER;

  /** The word that stands in the table, such as {@code product}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
