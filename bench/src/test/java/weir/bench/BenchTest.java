package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import weir.masking.DigestKey;
import weir.source.Reading;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class BenchTest {

  private static Reading read() {
    return SourceReader.of(
            MadeUpPage.profile(), SubstanceNamer.standard(), DigestKey.of(new byte[16]))
        .read(MadeUpPage.saved());
  }

  @Test
  void the_page_has_about_40_kB_and_its_profile_25_fields() {
    assertThat(MadeUpPage.saved().body().length).isBetween(38_000, 42_000);
    assertThat(
            MadeUpPage.profile().pages().stream()
                .flatMap(page -> page.records().stream())
                .mapToInt(shape -> shape.fields().size())
                .sum())
        .isEqualTo(25);
  }

  @Test
  void the_page_is_read_whole_and_nothing_is_refused() {
    Reading reading = read();

    assertThat(reading.refusals()).isEmpty();
    Map<String, Long> rows =
        reading.rows().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.getClass().getSimpleName(), Collectors.counting()));
    assertThat(rows)
        .containsEntry("Listing", 1L)
        .containsEntry("Offer", 3L)
        .containsEntry("Account", 1L)
        .containsEntry("Feedback", 100L)
        .containsKey("Mention");
    assertThat(new String(reading.keptPage(), StandardCharsets.UTF_8))
        .doesNotContain("nightjar@example.org", "b***");
  }

  @Test
  void each_of_the_thirty_selectors_finds_something() {
    Document page = Jsoup.parse(new String(MadeUpPage.saved().body(), StandardCharsets.UTF_8));

    assertThat(ReadingHtml.SELECTORS)
        .hasSize(30)
        .doesNotHaveDuplicates()
        .allSatisfy(css -> assertThat(page.select(css)).as(css).isNotEmpty());
  }

  @Test
  void titles_are_varied_and_the_same_for_a_seed() {
    List<String> titles = MadeUpTitles.of(4_000, 1);

    assertThat(titles).isEqualTo(MadeUpTitles.of(4_000, 1)).doesNotContain("");
    assertThat(titles.stream().distinct().count()).isGreaterThan(3_500);
  }

  @Test
  void both_ways_of_naming_find_names_in_most_titles_and_not_in_all() {
    List<String> titles = MadeUpTitles.of(4_000, 1);
    Pattern alternation = NamingTitles.alternation(LexiconWords.all());
    SubstanceNamer namer = SubstanceNamer.standard();

    assertThat(titles.stream().filter(t -> !namer.mentions(t).isEmpty()).count())
        .isBetween(2_000L, 3_500L);
    assertThat(titles.stream().filter(t -> alternation.matcher(t).find()).count())
        .isBetween(2_000L, 3_500L);
  }
}
