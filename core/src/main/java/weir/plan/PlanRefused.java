package weir.plan;

/** A plan, or a change to one, that cannot be; the message says why and what to do. */
public final class PlanRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PlanRefused(String message) {
    super(message);
  }
}
