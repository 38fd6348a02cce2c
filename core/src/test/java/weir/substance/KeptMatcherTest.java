package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptMatcherTest {
  private static final List<LexiconName> NAMES = Lexicon.standard().names();
  private static final List<String> TEXTS = texts();

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

  private byte @Nullable [] kept;

  private NameMatcher matcher(List<LexiconName> names) {
    return KeptMatcher.of(names, kept, bytes -> kept = bytes);
  }

  @Test
  void what_is_read_finds_what_was_written() {
    List<List<NameMatcher.Hit>> made = hits(matcher(NAMES));
    assertThat(made.stream().mapToInt(List::size).sum()).isGreaterThan(TEXTS.size());
    byte[] first = kept;
    assertThat(hits(matcher(NAMES))).isEqualTo(made);
    assertThat(kept).isSameAs(first);
  }

  @Test
  void damaged_bytes_and_those_of_other_names_are_made_anew() {
    List<LexiconName> few = NAMES.subList(0, 200);
    List<List<NameMatcher.Hit>> made = hits(matcher(few));
    byte[] whole = Objects.requireNonNull(kept);
    List<byte[]> broken =
        new ArrayList<>(
            List.of(new byte[0], new byte[100], Arrays.copyOf(whole, whole.length - 1)));
    for (int at : new int[] {0, 20, 60, whole.length / 2, whole.length - 3}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 4;
      broken.add(damaged);
    }
    for (byte[] bytes : broken) {
      kept = bytes;
      assertThat(hits(matcher(few))).isEqualTo(made);
      assertThat(kept).isEqualTo(whole);
    }
    assertThat(hits(matcher(NAMES))).isEqualTo(hits(NameMatcher.of(NAMES)));
    assertThat(kept).isNotEqualTo(whole);
  }
}
