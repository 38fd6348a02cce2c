package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspellingsTest {
  private static final Misspellings MISSPELLINGS = new Misspellings(Lexicon.standard().names());

  @ParameterizedTest
  @CsvSource({
    "diazepam, diazepam, 0",
    "diazepam, diazepem, 1",
    "diazepam, diazepm, 1",
    "diazepam, diazzepam, 1",
    "diazepam, diazpeam, 1",
    "diazepam, diozepem, 2",
    "diazepam, diazep, 2",
    "a, '', 1"
  })
  void slips_are_counted(String one, String other, int slips) {
    assertThat(Misspellings.slips(one, other)).isEqualTo(slips);
    assertThat(Misspellings.slips(other, one)).isEqualTo(slips);
  }

  @ParameterizedTest
  @CsvSource({
    "Valuim, diazepam",
    "ketamin, ketamine",
    "bupranorphin, buprenorphine",
    "lorazipams, lorazepam",
    "кокоин, cocaine",
    "clonazapen, clonazepam"
  })
  void a_long_name_with_few_slips_is_found(String word, String substance) {
    List<NameMatcher.Hit> hits = MISSPELLINGS.find("my " + word + " box", 3, 3 + word.length());
    assertThat(hits).hasSize(1);
    Substance found = hits.getFirst().names().getFirst().substance();
    assertThat(found).isNotNull();
    assertThat(found == null ? "" : found.id()).isEqualTo(substance);
  }

  @ParameterizedTest
  @ValueSource(strings = {"edible", "lyric", "concerts", "peril", "metadata", "dope", "xetamine"})
  void an_ordinary_word_a_short_one_and_one_that_begins_otherwise_are_not(String word) {
    assertThat(MISSPELLINGS.find(word, 0, word.length())).isEmpty();
  }
}
