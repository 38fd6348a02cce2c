package weir.money;

/** A file that holds no rates in any shape that {@link RateFile} knows. */
public final class UnknownRateFile extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnknownRateFile(String message) {
    super(message);
  }
}
