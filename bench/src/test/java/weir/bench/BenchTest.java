package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.MadeUpLedger;
import weir.lake.Purpose;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.source.Reading;
import weir.source.SourceReader;
import weir.substance.SubstanceNamer;

class BenchTest {

  private static SourceReader reader(MadeUpPage page) {
    return SourceReader.of(page.profile(), SubstanceNamer.standard(), DigestKey.of(new byte[16]));
  }

  private static Reading read() {
    return reader(MadeUpPage.SEMANTIC).read(MadeUpPage.SEMANTIC.saved());
  }

  @ParameterizedTest
  @CsvSource({"SEMANTIC, 25, 431", "TABLE_SOUP, 9, 810", "CARD_GRID, 11, 484"})
  void each_page_has_about_40_kB_and_its_profile_finds_every_field(
      MadeUpPage page, int fields, int texts) {
    assertThat(page.saved().body().length).isBetween(38_000, 45_000);
    assertThat(
            page.profile().pages().stream()
                .flatMap(shape -> shape.records().stream())
                .mapToInt(shape -> shape.fields().size())
                .sum())
        .isEqualTo(fields);
    assertThat(reader(page).countFieldTexts(page.saved())).isEqualTo(texts);
  }

  @ParameterizedTest
  @CsvSource({"TABLE_SOUP, 90", "CARD_GRID, 44"})
  void each_row_and_card_is_a_listing_and_nothing_is_refused(MadeUpPage page, long listings) {
    Reading reading = reader(page).read(page.saved());

    assertThat(reading.refusals()).isEmpty();
    assertThat(reading.rows().stream().filter(Listing.class::isInstance)).hasSize((int) listings);
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
    Document page =
        Jsoup.parse(new String(MadeUpPage.SEMANTIC.saved().body(), StandardCharsets.UTF_8));

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

  @ParameterizedTest
  @EnumSource(LakeOfManyIngests.After.class)
  void a_lake_of_many_ingests_is_sound_and_knows_every_page(
      LakeOfManyIngests.After after, @TempDir Path folder) throws IOException {
    boolean compacted = after == LakeOfManyIngests.After.COMPACTION;
    Path at = folder.resolve("lake");
    MadeUpLedger.make(at, 40, compacted);
    try (Lake lake = Lake.open(at, InstantSource.system())) {
      assertThat(lake.verify(true).faults()).isEmpty();
      assertThat(lake.verify(true).pages()).isEqualTo(40L * MadeUpLedger.PAGES);
      assertThat(lake.view().parts()).hasSize(compacted ? 3 : 3 * 40);
      try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.INGEST, List.of("asked"), Map.of()))) {
        for (int number = 2; number <= 40; number++) {
          assertThat(MadeUpLedger.identities(number)).allMatch(ingest::isKnown);
        }
        assertThat(MadeUpLedger.identities(41)).noneMatch(ingest::isKnown);
      }
    }
  }

  @Test
  void the_lower_quartile_is_of_the_later_half() {
    assertThat(Ratio.lowerQuartile(new long[] {1, 1, 1, 1, 8, 5, 7, 6})).isEqualTo(6);
  }
}
