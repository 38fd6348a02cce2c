package weir.barrier;

/** A change that the model as it stands does not admit; the message says why and what to do. */
public final class EditRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EditRefused(String message) {
    super(message);
  }
}
