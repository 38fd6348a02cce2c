package weir.lake;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The lake cannot be read or written; the message says what is wrong, where, and how to mend it.
 */
public final class LakeProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LakeProblem(String message) {
    super(message);
  }

  public LakeProblem(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What an operating system's refusal to write means to the user. */
  public static LakeProblem writing(Path file, Exception cause) {
    if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
      return new LakeProblem(
          "Cannot write %s: the folder is read-only for this user. Nothing was added to the lake; change its permissions or name another folder with --home."
              .formatted(file),
          cause);
    }
    if (cause instanceof FileAlreadyExistsException) {
      return new LakeProblem(
          "Cannot create %s: a file of that name stands in the way. Move it elsewhere, or name another folder with --home."
              .formatted(file),
          cause);
    }
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (said.contains("no space left") || said.contains("quota")) {
      return new LakeProblem(
          "Cannot write %s: the disk is full. Nothing was added to the lake; free some space and run the same command again, which goes on where this one stopped."
              .formatted(file),
          cause);
    }
    return new LakeProblem(
        "Cannot write %s: %s. Nothing was added to the lake; mend the cause and run the same command again."
            .formatted(file, cause.getMessage()),
        cause);
  }

  static LakeProblem reading(Path file, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return new LakeProblem(
          "Cannot read %s: permission denied. Give this user the right to read the lake's folder."
              .formatted(file),
          cause);
    }
    if (cause instanceof NoSuchFileException) {
      return new LakeProblem(
          "Cannot read %s: the file is missing. Restore it from a copy of the lake; the ledger names every file that belongs to it."
              .formatted(file),
          cause);
    }
    return new LakeProblem(
        "Cannot read %s: %s. If the disk is sound, restore the file from a copy of the lake."
            .formatted(file, cause.getMessage()),
        cause);
  }
}
