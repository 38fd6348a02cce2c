package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sound made-up model, of which one thing at a time is taken away. */
class SoundModelTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  private static final String SOUND =
      """
      id: bicycle-theft
      title: Stolen bicycles
      language: en
      version: "1"
      status: draft
      review-by: "2027-05-01"
      documents:
        - {id: survey, citation: "A survey of riders", year: 2024}
      steps:
        - {id: stealing, title: Stealing}
        - {id: selling, title: Selling}
      facilitators:
        - id: dealers
          label: Dealers
          steps: [selling]
          knowing: mixed
          evidence:
            - {document: survey, at: "page 3", paraphrase: Some dealers ask no questions.}
            - {document: survey, at: "page 4", paraphrase: Most dealers ask for papers.}
      signals:
        - id: low-prices
          label: Prices far below the usual
          steps: [selling]
          evidence:
            - {document: survey, at: "page 5", paraphrase: Riders notice low prices.}
      partners:
        - id: council
          label: City council
          steps: [selling]
          sector: public
          competences:
            - {country: NL, power: inspect dealers, from: "2020-01-01"}
          evidence:
            - {document: survey, at: "page 6", paraphrase: Councils inspect dealers.}
        - id: dealers-guild
          label: Guild of dealers
          steps: [selling]
          sector: private
          commitment: agreed
          evidence:
            - {document: survey, at: "page 7", paraphrase: The guild has offered help.}
      barriers:
        - id: racks
          label: Guarded racks
          steps: [stealing]
          kind: none
          owner: council
          evaluation: Thefts a month before and after, beside a town without racks.
          addresses: [dealers]
          gauges: [{measure: listings, label: bicycles on offer}]
          evidence:
            - {document: survey, at: "page 8", paraphrase: Riders ask for racks.}
        - id: register
          label: Register of dealers
          steps: [selling]
          kind: legal
          owner: council
          evaluation: Sales without papers, every half year.
          addresses: [dealers]
          recommendations: [keep-a-register]
          gauges: [{measure: listings, label: bicycles on offer}]
          evidence:
            - {document: survey, at: "page 9", paraphrase: A register is asked for.}
      relations:
        - {from: low-prices, kind: received-by, to: council}
        - {from: dealers-guild, kind: same-as, to: dealers}
        - {from: dealers-guild, kind: depends-on, to: council}
      recommendations:
        - {id: keep-a-register, text: Keep a register., section: page 9, barriers: [register]}
      """;

  @Test
  void a_sound_model_leaves_nothing_open() {
    assertThat(BarrierModels.check(Examples.read(SOUND), TODAY)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          steps: [stealing]|steps: [selling]|step-without-barrier stealing
          `    kind: none
              owner: council
          `|`    kind: none
          `|barrier-without-owner racks
          `    gauges: [{measure: listings, label: bicycles on offer}]
              evidence:
                - {document: survey, at: "page 9"`|`    evidence:
                - {document: survey, at: "page 9"`|barrier-without-indicator register
          `    evaluation: Sales without papers, every half year.
          `|``|barrier-without-evaluation register
          from: low-prices, kind: received-by|from: low-prices, kind: could-hinder|signal-unreceived low-prices
          commitment: agreed|commitment: unknown|facilitator-not-asked dealers
          `from: "2020-01-01"`|`until: "2025-12-31"`|partner-without-competence register
          `    evidence:
                - {document: survey, at: "page 6", paraphrase: Councils inspect dealers.}
          `|``|element-without-evidence council
          `paraphrase: Most dealers ask for papers.`|`paraphrase: Most dealers ask for papers., contradicts: true`|evidence-contradicting dealers
          from: dealers-guild, kind: depends-on, to: council|from: dealers-guild, kind: depends-on, to: dealers-guild|cyclic-dependence dealers-guild
          barriers: [register]|barriers: []|one-sided-tie register
          `review-by: "2027-05-01"`|`review-by: "2026-10-01"`|review-due bicycle-theft
          """)
  void one_thing_taken_away_turns_exactly_its_check_red(
      String sound, String broken, String finding) {
    var indented = sound.replaceAll("\n {10}", "\n");
    assertThat(SOUND).contains(indented);
    var changed = SOUND.replace(indented, broken.replaceAll("\n {10}", "\n"));

    assertThat(BarrierModels.check(Examples.read(changed), TODAY))
        .extracting(f -> f.check() + " " + f.elementId())
        .containsExactly(finding);
  }

  @Test
  void passages_of_an_old_publication_alone_are_old_evidence() {
    var old = Examples.read(SOUND.replace("year: 2024", "year: 2010"));

    assertThat(BarrierModels.check(old, TODAY))
        .extracting(Finding::check)
        .containsOnly("evidence-old");
  }

  @Test
  void what_nothing_relates_to_is_unreached() {
    var lonely =
        SOUND
            .replace("opportunities:", "opportunities:")
            .replace(
                "signals:\n",
                """
                opportunities:
                  - id: dark-streets
                    label: Dark streets
                    steps: [stealing]
                    evidence:
                      - {document: survey, at: "page 2", paraphrase: Thefts happen at night.}
                signals:
                """);

    assertThat(BarrierModels.check(Examples.read(lonely), TODAY))
        .extracting(f -> f.check() + " " + f.elementId())
        .containsExactly("element-unreached dark-streets");
  }

  @Test
  void a_longer_circle_of_dependence_is_told_once_and_named_whole() {
    var circle =
        Examples.read(
            SOUND.replace(
                "kind: depends-on, to: council",
                "kind: depends-on, to: council}\n  - {from: council, kind: depends-on, to: dealers}\n  - {from: dealers, kind: depends-on, to: dealers-guild"));

    assertThat(BarrierModels.check(circle, TODAY))
        .extracting(Finding::check, Finding::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "cyclic-dependence",
                "Each of these depends on the next, and so on itself: Guild of dealers → City council → Dealers → Guild of dealers. Either may stand; say so, or remove one 'depends on'."));
  }

  @Test
  void a_stated_gap_covers_its_findings_and_no_others() {
    var stated =
        Examples.read(
            SOUND
                    .replace("    evaluation: Sales without papers, every half year.\n", "")
                    .replace(
                        "    evaluation: Thefts a month before and after, beside a town without racks.\n",
                        "")
                + "stated-gaps:\n  - {check: barrier-without-evaluation, elements: [racks], reason: Not yet planned.}\n");

    assertThat(BarrierModels.check(stated, TODAY))
        .filteredOn(finding -> BarrierModels.gap(stated, finding).isEmpty())
        .extracting(Finding::elementId)
        .containsExactly("register");
  }
}
