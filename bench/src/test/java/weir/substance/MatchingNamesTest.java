package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class MatchingNamesTest {
  private static final List<String> NAMES = List.of("cocaine", "acetyl fentanyl", "2C-B");
  private static final String TITLE = "5g Cocaine, Acetyl Fentanyl and 2C-B";

  @Test
  void every_matcher_finds_the_names_as_written() {
    for (ToIntFunction<String> matcher :
        List.of(
            MatchingNames.weir(NAMES),
            MatchingNames.ahoCorasick(NAMES),
            MatchingNames.lucene(NAMES),
            MatchingNames.expression(NAMES))) {
      assertThat(matcher.applyAsInt(TITLE)).isEqualTo(3);
      assertThat(matcher.applyAsInt("a cup of coffee")).isZero();
    }
  }

  @Test
  void there_are_50_000_different_names_also_without_data() {
    assertThat(MatchingNames.names(null)).hasSize(50_000).doesNotHaveDuplicates();
  }
}
