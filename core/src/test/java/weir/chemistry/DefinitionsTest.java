package weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.substance.Lexicon;
import weir.substance.SubstanceNamer;

class DefinitionsTest {
  private static final Definitions DEFINITIONS = Definitions.standard();

  @ParameterizedTest
  @CsvSource({
    "mephedrone,        GB, 2010-04-15, NOT_BY_THESE",
    "mephedrone,        GB, 2010-04-16, COVERED",
    "mephedrone,        EU, 2010-11-30, UNKNOWN",
    "mephedrone,        EU, 2011-03-01, COVERED",
    "3-CMC,             DE, 2016-11-25, UNKNOWN",
    "3-CMC,             DE, 2016-11-26, COVERED",
    "3-CMC,             NL, 2025-07-01, COVERED",
    "bupropion,         GB, 2020-01-01, NOT_BY_THESE",
    "AM-2201,           GB, 2012-06-01, NOT_BY_THESE",
    "AM-2201,           GB, 2013-02-26, COVERED",
    "JWH-018,           GB, 2009-12-23, COVERED",
    "5F-MDMB-PICA,      GB, 2016-12-14, COVERED",
    "flubromazolam,     DE, 2019-07-17, NOT_BY_THESE",
    "flubromazolam,     DE, 2019-07-18, COVERED",
    "methoxetamine,     DE, 2021-07-02, NOT_BY_THESE",
    "methoxetamine,     DE, 2021-07-03, COVERED",
    "methoxetamine,     GB, 2013-02-26, COVERED",
    "isotonitazene,     GB, 2024-03-20, COVERED",
    "etonitazepipne,    GB, 2025-01-14, NOT_BY_THESE",
    "etonitazepipne,    GB, 2025-01-15, COVERED",
    "furanylfentanyl,   GB, 2015-01-01, COVERED",
    "furanylfentanyl,   US, 2018-02-06, COVERED",
    "paracetamol,       DE, 2024-01-01, NOT_BY_THESE",
    "JWH-018,           UN, 2015-06-01, UNKNOWN",
    "JWH-018,           UN, 2016-06-01, COVERED",
    "LSD,               UN, 1980-01-01, COVERED",
    "kratom,            DE, 2020-01-01, UNKNOWN"
  })
  void a_lexicon_entry_was_covered_from_the_first_day_in_force(
      String name, String jurisdiction, LocalDate day, Coverage.Answer answer) {
    Coverage coverage =
        DEFINITIONS.ofEntry(SubstanceNamer.standard().climb(name), jurisdiction, day);
    assertThat(coverage.answer()).as(coverage.wording()).isEqualTo(answer);
  }

  @Test
  void an_answer_names_the_definition_and_claims_no_more_than_the_name() {
    Coverage coverage =
        DEFINITIONS.ofEntry(
            SubstanceNamer.standard().climb("mephedrone"), "GB", LocalDate.of(2012, 1, 1));
    assertThat(coverage.wording())
        .isEqualTo(
            "The claimed name 'mephedrone' falls under 'Compounds derived from"
                + " 2-amino-1-phenyl-1-propanone' (Misuse of Drugs Act 1971, Schedule 2, inserted"
                + " by SI 2010/1207) in GB on 2012-01-01, as paraphrased here; this is no legal"
                + " finding.");
    assertThat(coverage.by()).extracting(Definition::id).containsExactly("gb-cathinones");
  }

  @Test
  void a_name_that_is_no_entry_is_answered_only_with_the_capture_that_shows_it() {
    Climb climb = SubstanceNamer.standard().climb("4-fluoropentedrone");
    LocalDate day = LocalDate.of(2024, 1, 1);
    assertThatThrownBy(() -> DEFINITIONS.ofEntry(climb, "DE", day))
        .hasMessage(
            "'4-fluoropentedrone' is no entry of the lexicon. Coverage is answered for entries and"
                + " for names that were observed; name the capture on which it was seen.");
    assertThatThrownBy(() -> DEFINITIONS.ofObserved(climb, " ", "DE", day))
        .hasMessage(
            "No capture shows '4-fluoropentedrone'. Coverage is answered for names that were"
                + " observed.");
    assertThat(DEFINITIONS.ofObserved(climb, "9f86d081", "DE", day).answer())
        .isEqualTo(Coverage.Answer.COVERED);
  }

  @Test
  void a_name_that_leaves_the_structure_open_has_no_answer() {
    Climb climb = SubstanceNamer.standard().climb("fluoroacrylfentanyl");
    Coverage coverage = DEFINITIONS.ofObserved(climb, "9f86d081", "GB", LocalDate.of(2024, 1, 1));
    assertThat(coverage.answer()).isEqualTo(Coverage.Answer.UNKNOWN);
    assertThat(coverage.wording())
        .isEqualTo(
            "The claimed name 'fluoroacrylfentanyl' leaves the structure open, so that no"
                + " definition in GB on 2024-01-01 can be applied.");
  }

  @Test
  void an_unknown_jurisdiction_is_refused_with_those_held() {
    Climb climb = SubstanceNamer.standard().climb("mephedrone");
    assertThatThrownBy(() -> DEFINITIONS.ofEntry(climb, "XX", LocalDate.of(2024, 1, 1)))
        .hasMessage("No definitions are held for 'XX'. Expected one of DE, EU, GB, NL, UN, US.");
  }

  @Test
  void every_definition_has_a_citation_and_days_in_order() {
    for (Definition definition : DEFINITIONS.all()) {
      assertThat(definition.citation()).as(definition.id()).isNotBlank();
      assertThat(definition.inForceBy())
          .as(definition.id())
          .isAfterOrEqualTo(definition.notBefore());
    }
    assertThat(DEFINITIONS.listed())
        .allSatisfy(id -> assertThat(Lexicon.standard().substance(id)).as(id).isPresent());
  }
}
