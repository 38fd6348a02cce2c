package weir.watch;

/** A file of decisions, standing queries or alerts cannot be read, or a question to it is wrong. */
public final class WatchFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WatchFault(String message) {
    super(message);
  }
}
