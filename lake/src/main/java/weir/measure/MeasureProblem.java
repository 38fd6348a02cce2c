package weir.measure;

/** A question that no measure can answer; the message says why, and what to ask instead. */
public final class MeasureProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MeasureProblem(String message) {
    super(message);
  }
}
