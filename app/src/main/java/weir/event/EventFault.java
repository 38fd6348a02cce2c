package weir.event;

/**
 * A file of events that cannot be read, or a question that cannot be asked; says how to mend it.
 */
public final class EventFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EventFault(String message) {
    super(message);
  }
}
