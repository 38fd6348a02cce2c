package weir.brief;

/** A brief that cannot go out; the message says why and what to do. */
public final class BriefRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BriefRefused(String message) {
    super(message);
  }
}
