package weir.row;

/**
 * The types that a column may have: flat scalars and lists of text, which every engine reads alike.
 */
public enum ColumnType {
  TEXT,
  /** A moment in UTC, to the microsecond. */
  TIMESTAMP,
  DATE,
  INTEGER,
  /** Money as printed: 28 digits, {@value #MONEY_SCALE} of them after the point. */
  MONEY,
  REAL,
  BOOLEAN,
  TEXT_LIST;

  /** Digits kept after the point: one satoshi. */
  public static final int MONEY_SCALE = 8;

  /** Digits of an amount in all. */
  public static final int MONEY_PRECISION = 28;
}
