package weir.cli;

/** Something that a command cannot do; the message says what, where and how to mend it. */
final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Problem(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Problem usage(String message) {
    return new Problem(Main.WRONG_USAGE, message);
  }

  static Problem failed(String message) {
    return new Problem(Main.FAILED, message);
  }

  int exitCode() {
    return exitCode;
  }
}
