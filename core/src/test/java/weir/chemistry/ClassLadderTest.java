package weir.chemistry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.substance.Naming;
import weir.substance.SubstanceNamer;

class ClassLadderTest {
  private static final SubstanceNamer NAMER = SubstanceNamer.standard();

  @ParameterizedTest
  @CsvSource({
    "4-fluoropentedrone,         DERIVED,    nps/cathinone",
    "5-EtO-DMT,                  DERIVED,    nps/tryptamine",
    "4Cl-MDMB-BUTICA,             DERIVED,    nps/synthetic-cannabinoid",
    "N-desethyl butonitazene,    DERIVED,    nps/nitazene",
    "fluoroacrylfentanyl,        CLASS_ONLY, nps/fentanyl",
    "analogue of mephedrone,     CLASS_ONLY, nps/cathinone",
    "methylclonazepam,           CLASS_ONLY, nps/benzodiazepine",
    "JWH-999,                    CLASS_ONLY, nps/synthetic-cannabinoid",
    "zopazolam,                  CLASS_ONLY, nps/benzodiazepine",
    "1-(4-ethylphenyl)-2-(methylamino)butan-1-one, READ, nps/cathinone"
  })
  void a_name_that_the_lexicon_lacks_leads_to_its_class(
      String name, Climb.Verdict verdict, String path) {
    Climb climb = NAMER.climb(name);
    assertThat(climb.verdict()).as(climb.rungs().toString()).isEqualTo(verdict);
    assertThat(climb.path()).isEqualTo(path);
    assertThat(climb.substance()).isNull();
  }

  @Test
  void each_rung_is_recorded_with_what_came_in_what_came_out_and_by_what() {
    assertThat(NAMER.climb("4-fluoropentedrone HCl").rungs())
        .extracting(Rung::toString)
        .containsExactly(
            "stripped: '4-fluoropentedrone HCl' → 4-fluoropentedrone (words.csv)",
            "rewritten: '4-fluoropentedrone' → 1-(4-fluorophenyl)-2-(methylamino)pentan-1-one"
                + " (rule {ring}{nmethyl}{drone})",
            "structure: '1-(4-fluorophenyl)-2-(methylamino)pentan-1-one' → derived, handedness open"
                + " (OPSIN 2.9.0)",
            "family: 'the structure' → Cathinones (UK MDA 1971 Sch. 2, SI 2010/1207; NpSG Anlage"
                + " Nr. 1)");
  }

  @Test
  void a_systematic_name_of_an_entry_is_that_entry() {
    Climb climb = NAMER.climb("1-(4-methylphenyl)-2-(methylamino)propan-1-one");
    assertThat(climb.substance()).isEqualTo("mephedrone");
    assertThat(climb.path()).isEqualTo("nps/cathinone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fluoroacrylfentanyl", "analogue of mephedrone", "JWH-999", "zopazolam"})
  void no_structure_is_given_where_several_are_open_or_none_is_stated(String name) {
    assertThat(NAMER.climb(name).structure()).isNull();
  }

  @Test
  void a_rewritten_structure_is_never_certain() {
    assertThat(NAMER.climb("4Cl-MDMB-BUTICA").structure())
        .isNotNull()
        .extracting(Structure::certainty)
        .isEqualTo(Structure.Certainty.DERIVED);
  }

  @Test
  void handedness_left_open_is_said() {
    Structure structure = NAMER.climb("1-(4-ethylphenyl)-2-(methylamino)butan-1-one").structure();
    assertThat(structure).hasToString("ambiguous, handedness open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2 CD box set", "BPA-free bottle", "DOT 4 brake fluid", "PHP course", "120 mph"})
  void ordinary_short_words_are_no_codes(String name) {
    assertThat(NAMER.climb(name).path()).isNull();
  }

  @Test
  void a_chemical_that_is_no_drug_is_a_chemical() {
    Climb climb = NAMER.climb("2-methylpropan-2-ol");
    assertThat(climb.verdict()).isEqualTo(Climb.Verdict.CHEMICAL);
    assertThat(climb.path()).isNull();
  }

  @Test
  void what_nothing_reads_but_looks_chemical_is_said_to() {
    Climb climb = NAMER.climb("2-fluoro-3-methoxyphenylzonk");
    assertThat(climb.verdict()).isEqualTo(Climb.Verdict.LOOKS_CHEMICAL);
    assertThat(climb.path()).isNull();
    assertThat(climb.confidence()).isZero();
  }

  @Test
  void a_title_is_named_by_the_ladder_where_the_lexicon_is_silent() {
    Naming naming = NAMER.name("10g 4-fluoropentedrone crystals", null, null);
    assertThat(naming.substanceClass()).isEqualTo("nps/cathinone");
    assertThat(naming.substance()).isNull();
    assertThat(naming.how()).isEqualTo("ladder:rewritten+structure+family");
    assertThat(naming.mentions())
        .extracting(m -> List.of(m.start(), m.end(), m.surface()))
        .contains(List.of(4, 22, "4-fluoropentedrone"));
  }

  @Test
  void a_longer_chemical_name_takes_the_place_of_the_name_within_it() {
    Naming naming = NAMER.name("N-cyclohexyl-pentylone 5g", null, null);
    assertThat(naming.substance()).isNull();
    assertThat(naming.substanceClass()).isEqualTo("nps/cathinone");
    assertThat(naming.mentions())
        .extracting(m -> m.surface())
        .containsExactly("N-cyclohexyl-pentylone");
  }

  @Test
  void hostile_names_are_refused_quickly() {
    assertThat(NAMER.climb("(".repeat(5_000)).verdict()).isEqualTo(Climb.Verdict.NOTHING);
    assertThat(NAMER.climb("2-methyl".repeat(30)).path()).isNull();
    assertThat(NAMER.climb("4".repeat(55) + "-methyl-pcp").path()).isNull();
  }
}
