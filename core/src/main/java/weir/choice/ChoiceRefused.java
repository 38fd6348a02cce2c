package weir.choice;

/** A question that cannot be answered as it stands; the message says why and how to mend it. */
public final class ChoiceRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChoiceRefused(String message) {
    super(message);
  }
}
