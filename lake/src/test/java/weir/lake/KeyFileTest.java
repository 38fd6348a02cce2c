package weir.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  @TempDir Path folder;

  private static List<Identity> keys(long seed, int count) {
    Random random = new Random(seed);
    List<Identity> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(new Identity(random.nextLong(), random.nextLong()));
    }
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 1000, 50_000})
  void every_key_is_found_and_no_other(int count) throws IOException {
    List<Identity> inside = keys(1, count);
    KeyFile.write(folder.resolve("a.ids"), inside.stream());
    try (KeyFile file = KeyFile.open(folder.resolve("a.ids"))) {
      assertThat(file.count()).isEqualTo(count);
      assertThat(inside).allMatch(file::contains);
      assertThat(keys(2, 1000)).noneMatch(file::contains);
    }
  }

  @Test
  void keys_are_found_however_unevenly_they_lie() throws IOException {
    List<Identity> crowded = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      crowded.add(new Identity(42, i * 3L));
    }
    crowded.add(new Identity(0, 0));
    crowded.add(new Identity(-1, -1));
    KeyFile.write(folder.resolve("a.ids"), crowded.stream());
    try (KeyFile file = KeyFile.open(folder.resolve("a.ids"))) {
      assertThat(crowded).allMatch(file::contains);
      assertThat(file.contains(new Identity(42, 1))).isFalse();
      assertThat(file.contains(new Identity(41, 0))).isFalse();
      assertThat(file.contains(new Identity(43, 0))).isFalse();
    }
  }

  @Test
  void merged_files_hold_each_key_once_and_their_names_together() throws IOException {
    Identity shared = new Identity(7, 7);
    Identity own = new Identity(9, 9);
    KeyFile.write(
        folder.resolve("a"),
        1,
        List.of(new KeyFile.Entry(shared, new long[] {0})),
        List.of("one.warc.gz"));
    KeyFile.write(
        folder.resolve("b"),
        1,
        List.of(
            new KeyFile.Entry(shared, new long[] {1}),
            new KeyFile.Entry(own, new long[] {0}),
            new KeyFile.Entry(own, new long[] {0})),
        List.of("two.warc.gz", "one.warc.gz"));
    try (KeyFile a = KeyFile.open(folder.resolve("a"));
        KeyFile b = KeyFile.open(folder.resolve("b"))) {
      assertThat(KeyFile.merge(folder.resolve("c"), List.of(a, b), 1, KeyFile.Change.numbering(0)))
          .isEqualTo(2);
    }
    try (KeyFile c = KeyFile.open(folder.resolve("c"))) {
      assertThat(c.name(c.find(shared).getFirst().numbers()[0])).isEqualTo("one.warc.gz");
      assertThat(c.name(c.find(own).getFirst().numbers()[0])).isEqualTo("two.warc.gz");
      assertThat(c.find(own)).hasSize(1);
    }
  }

  @Test
  void the_keys_of_several_files_come_in_order_and_once() throws IOException {
    KeyFile.write(folder.resolve("a"), Stream.of(new Identity(1, 0), new Identity(-3, 0)));
    KeyFile.write(folder.resolve("b"), Stream.of(new Identity(2, 0), new Identity(1, 0)));
    KeyFile.write(folder.resolve("none"), Stream.of());
    List<Identity> found = new ArrayList<>();
    try (KeyFile a = KeyFile.open(folder.resolve("a"));
        KeyFile b = KeyFile.open(folder.resolve("b"));
        KeyFile none = KeyFile.open(folder.resolve("none"))) {
      KeyFile.keysOf(List.of(a, none, b)).forEachRemaining(found::add);
    }
    assertThat(found)
        .as("unsigned, as the files are sorted")
        .containsExactly(new Identity(1, 0), new Identity(2, 0), new Identity(-3, 0));
  }

  @Test
  void a_file_that_was_cut_short_is_not_taken_for_a_sound_one() throws IOException {
    Path file = folder.resolve("a.ids");
    KeyFile.write(file, keys(1, 100).stream());
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 500));
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(IOException.class)
        .hasMessage("it is cut short");
  }
}
