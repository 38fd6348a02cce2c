package weir.lake.query;

/** A query cannot be run as it is written; the message says why and what to try. */
public final class QueryRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueryRefused(String message, Throwable cause) {
    super(message, cause);
  }

  QueryRefused(String message) {
    super(message);
  }
}
