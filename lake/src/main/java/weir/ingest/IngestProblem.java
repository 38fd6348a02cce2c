package weir.ingest;

/** Why an ingest cannot go on; the message says what to do. What was kept before is safe. */
public class IngestProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IngestProblem(String message) {
    super(message);
  }
}
