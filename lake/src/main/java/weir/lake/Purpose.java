package weir.lake;

import java.util.Locale;

/** Why something is written to the lake. */
public enum Purpose {
  /** Saved pages are read. */
  INGEST,
  /** Dated exchange rates are imported. */
  RATES,
  /** Tables that others made are imported. */
  IMPORT,
  /** Kept pages are read again; what is already known is written anew. */
  REREAD,
  /** Tables are derived from others. */
  DERIVE,
  /** Small parts are joined. */
  COMPACT,
  /** Rows and pages are taken out for good. */
  ERASE;

  /** The word that stands in the ledger, such as {@code ingest}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
