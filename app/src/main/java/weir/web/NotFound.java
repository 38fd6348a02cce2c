package weir.web;

/** What was asked for does not exist; the message says what does. */
public final class NotFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String next;

  /**
   * @param next where to look instead, a place in Weir
   */
  public NotFound(String message, String next) {
    super(message);
    this.next = next;
  }

  String next() {
    return next;
  }
}
