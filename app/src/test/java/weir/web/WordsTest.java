package weir.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          14789   | units sold        | 14,789
          51.9    | listings          | 52
          1605138.4 | USD             | 1,605,138
          62.84   | EUR per gram      | 62.8
          7.424   | EUR per gram      | 7.42
          0.45    | share of listings | 45 %
          0.034   | share of listings | 3.4 %
          0       | share of listings | 0 %
          """)
  void figures_are_as_precise_as_they_are_worth(double value, String unit, String shown) {
    assertThat(Words.figure(value, unit)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60.00000000  | 60
          72.92000000  | 72.92
          0.50000000   | 0.50
          0.00134000   | 0.00134
          1200.00000000 | 1200
          """)
  void amounts_stay_as_printed(BigDecimal amount, String shown) {
    assertThat(Words.exact(amount)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "5,5",
    "2.5,2.5",
    "150,150",
    "1500,'1,500'",
    "12000,12k",
    "1500000,1.5M",
    "999600,1M"
  })
  void axes_are_brief(double value, String shown) {
    assertThat(Words.brief(value)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "cannabis, Cannabis",
    "nps/synthetic-cannabinoid, New psychoactive substances: synthetic cannabinoid",
    "psychedelic/lsd, Psychedelics: LSD",
    "something-new/x, Something new: x",
    ", Not named"
  })
  void classes_are_said_in_plain_words(String path, String words) {
    assertThat(Words.substanceClass(path)).isEqualTo(words);
  }

  @Test
  void substances_go_by_the_name_that_the_lexicon_prints() {
    assertThat(Words.substance("mdma")).isEqualTo("MDMA");
    assertThat(Words.substance("not-in-the-lexicon")).isEqualTo("not-in-the-lexicon");
  }

  @ParameterizedTest
  @CsvSource({"NL, Netherlands", "'', Not declared", ", Not declared", "ZZ, Unknown Region"})
  void countries_are_named(String code, String name) {
    assertThat(Words.country(code)).isEqualTo(name);
  }

  @Test
  void an_interval_without_width_says_so() {
    assertThat(Words.interval(18.0, 18.0, "accounts")).isEqualTo("as seen");
    assertThat(Words.interval(15.0, 21.0, "accounts")).isEqualTo("15 to 21");
    assertThat(Words.interval(0.3, 0.5, "share")).isEqualTo("30 to 50 %");
    assertThat(Words.interval(null, 21.0, "accounts")).isNull();
  }
}
