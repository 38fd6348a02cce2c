package weir.web;

/** The page's address asks for something that makes no sense; the message says what would. */
public final class BadAddress extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadAddress(String message) {
    super(message);
  }
}
