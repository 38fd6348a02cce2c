package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {

  @TempDir private Path folder;
  private long now;

  private FolderWatch watch() {
    return new FolderWatch(folder, () -> now);
  }

  @Test
  void a_file_is_taken_once_when_it_has_been_quiet_for_two_seconds() throws IOException {
    FolderWatch watch = watch();
    Path file = Files.writeString(folder.resolve("a.html"), "1");
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS - 1;
    assertThat(watch.look()).isEmpty();
    now += 1;
    assertThat(watch.look()).containsExactly(file);
    now += FolderWatch.QUIET_NANOS;
    assertThat(watch.look()).isEmpty();
  }

  @Test
  void a_file_that_is_still_written_to_waits_and_a_changed_one_is_taken_again() throws IOException {
    FolderWatch watch = watch();
    Path file = Files.writeString(folder.resolve("a.html"), "1");
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS;
    Files.writeString(file, "12");
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS;
    assertThat(watch.look()).containsExactly(file);
    Files.writeString(file, "123");
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS;
    assertThat(watch.look()).containsExactly(file);
  }

  @Test
  void a_file_dated_in_the_future_or_the_past_is_taken_like_any_other() throws IOException {
    FolderWatch watch = watch();
    Path file = Files.writeString(folder.resolve("a.html"), "1");
    Files.setLastModifiedTime(file, FileTime.fromMillis(4_000_000_000_000L));
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS;
    assertThat(watch.look()).containsExactly(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    assertThat(watch.look()).isEmpty();
    now += FolderWatch.QUIET_NANOS;
    assertThat(watch.look()).containsExactly(file);
  }
}
