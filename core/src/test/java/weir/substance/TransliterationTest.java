package weir.substance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransliterationTest {

  @ParameterizedTest(name = "{0} is {2}")
  @CsvSource({
    "марихуана, ru, marihuana",
    "амфетамин, ru, amfetamin",
    "methylone, int, метилон",
    "fentanyl, int, фентанил",
    "pregabalin, int, прегабалин",
    "tramadol, int, трамадол",
    "alprazolam, int, алпразолам",
    "oxycodone, int, оксикодон"
  })
  void a_name_is_written_in_the_other_script(String word, String language, String expected) {
    assertThat(Transliteration.of(name(word, NameKind.INN, language, true))).isEqualTo(expected);
  }

  @Test
  void short_ambiguous_and_coded_names_stay_as_they_are() {
    assertThat(Transliteration.of(name("speed", NameKind.NAME, "en", true))).isNull();
    assertThat(Transliteration.of(name("molly girl", NameKind.NAME, "en", false))).isNull();
    assertThat(Transliteration.of(name("JWH-018", NameKind.CODE, "en", true))).isNull();
    assertThat(Transliteration.of(name("2-aminoindane", NameKind.NAME, "en", true))).isNull();
  }

  private static LexiconName name(String word, NameKind kind, String language, boolean clear) {
    return new LexiconName(null, word, kind, language, clear, "made-up.csv", 1);
  }
}
