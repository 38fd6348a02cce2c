package weir.evaluation;

/** How the spread of a figure grows with its size. */
public enum Spread {
  /** Things counted: the variance grows with the mean, and may be a multiple of it. */
  COUNTS,
  /** Amounts such as money: the standard deviation grows with the mean. */
  AMOUNTS
}
