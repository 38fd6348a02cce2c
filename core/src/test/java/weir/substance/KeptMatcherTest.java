package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptMatcherTest {
  private static final List<LexiconName> NAMES = Lexicon.standard().names();
  private static final List<String> TEXTS = texts();

  @TempDir Path folder;

  /** Names with their letters doubled, parted or put otherwise, and words between them. */
  private static List<String> texts() {
    Random random = new Random(11);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder("5g ");
      for (int j = random.nextInt(3); j >= 0; j--) {
        String name = NAMES.get(random.nextInt(NAMES.size())).name();
        int at = random.nextInt(name.length());
        text.append(name, 0, at)
            .append(random.nextInt(3) == 0 ? "-" : name.substring(at, at + 1).repeat(2))
            .append(
                random.nextInt(3) == 0 ? name.substring(at).replace('o', '0') : name.substring(at))
            .append(random.nextInt(2) == 0 ? " " : " of words, ")
            .append(name)
            .append(' ');
      }
      texts.add(text.toString());
    }
    return texts;
  }

  private static List<List<NameMatcher.Hit>> hits(NameMatcher matcher) {
    return TEXTS.stream().map(matcher::find).toList();
  }

  @Test
  void what_is_read_finds_what_was_written() throws IOException {
    Path file = folder.resolve("matcher");
    List<List<NameMatcher.Hit>> made = hits(KeptMatcher.of(NAMES, file));
    assertThat(made.stream().mapToInt(List::size).sum()).isGreaterThan(TEXTS.size());
    byte[] kept = Files.readAllBytes(file);
    assertThat(hits(KeptMatcher.of(NAMES, file))).isEqualTo(made);
    assertThat(Files.readAllBytes(file)).isEqualTo(kept);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void a_damaged_file_and_one_of_other_names_are_made_anew() throws IOException {
    Path file = folder.resolve("matcher");
    List<LexiconName> few = NAMES.subList(0, 200);
    List<List<NameMatcher.Hit>> made = hits(KeptMatcher.of(few, file));
    byte[] kept = Files.readAllBytes(file);
    List<byte[]> broken =
        new ArrayList<>(List.of(new byte[0], new byte[100], Arrays.copyOf(kept, kept.length - 1)));
    for (int at : new int[] {0, 20, 60, kept.length / 2, kept.length - 3}) {
      byte[] damaged = kept.clone();
      damaged[at] ^= 4;
      broken.add(damaged);
    }
    for (byte[] bytes : broken) {
      Files.write(file, bytes);
      assertThat(hits(KeptMatcher.of(few, file))).isEqualTo(made);
      assertThat(Files.readAllBytes(file)).isEqualTo(kept);
    }
    assertThat(hits(KeptMatcher.of(NAMES, file))).isEqualTo(hits(NameMatcher.of(NAMES)));
    assertThat(Files.readAllBytes(file)).isNotEqualTo(kept);
  }

  @Test
  void where_nothing_can_be_written_it_is_made_each_time() {
    Path file = folder.resolve("missing").resolve("matcher");
    assertThat(hits(KeptMatcher.of(NAMES, file))).isEqualTo(hits(NameMatcher.of(NAMES)));
    assertThat(file).doesNotExist();
  }
}
