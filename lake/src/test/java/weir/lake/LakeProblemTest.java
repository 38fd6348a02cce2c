package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LakeProblemTest {
  private static final Path FILE = Path.of("lake", "part");

  static Stream<Arguments> failuresToWrite() {
    String full =
        "Cannot write lake/part: the disk is full. Nothing was added to the lake; free some space and run the same command again, which goes on where this one stopped.";
    return Stream.of(
        Arguments.of(new IOException("No space left on device"), full),
        Arguments.of(
            new SQLException("IO Error: Could not write file \"x\": No space left on device"),
            full),
        Arguments.of(new IOException("Disk quota exceeded"), full),
        Arguments.of(
            new AccessDeniedException("x"),
            "Cannot write lake/part: the folder is read-only for this user. Nothing was added to the lake; change its permissions or name another folder with --home."),
        Arguments.of(
            new IOException("Input/output error"),
            "Cannot write lake/part: Input/output error. Nothing was added to the lake; mend the cause and run the same command again."));
  }

  @ParameterizedTest
  @MethodSource("failuresToWrite")
  void a_failure_to_write_says_what_to_do(Exception failure, String message) {
    assertThat(LakeProblem.writing(FILE, failure)).hasMessage(message).hasCause(failure);
  }

  static Stream<Arguments> failuresToRead() {
    return Stream.of(
        Arguments.of(
            new NoSuchFileException("x"),
            "Cannot read lake/part: the file is missing. Restore it from a copy of the lake; the ledger names every file that belongs to it."),
        Arguments.of(
            new AccessDeniedException("x"),
            "Cannot read lake/part: permission denied. Give this user the right to read the lake's folder."),
        Arguments.of(
            new IOException("it is cut short"),
            "Cannot read lake/part: it is cut short. If the disk is sound, restore the file from a copy of the lake."));
  }

  @ParameterizedTest
  @MethodSource("failuresToRead")
  void a_failure_to_read_says_what_to_do(IOException failure, String message) {
    assertThat(LakeProblem.reading(FILE, failure)).hasMessage(message).hasCause(failure);
  }
}
