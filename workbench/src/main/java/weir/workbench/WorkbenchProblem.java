package weir.workbench;

import org.jspecify.annotations.Nullable;

/** The workbench's store cannot be used; the message says why and how to mend it. */
public final class WorkbenchProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WorkbenchProblem(String message) {
    super(message);
  }

  WorkbenchProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
