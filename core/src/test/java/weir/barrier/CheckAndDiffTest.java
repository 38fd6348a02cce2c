package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckAndDiffTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          owner: council | effect: both | barrier-without-owner | register | Nobody owns the barrier 'Register of dealers': name the partner who would put it up.
          owner: council | effect: both | element-unreached | council | Nothing is related to 'City council': say what uses it, needs it or could hinder it.
          knowing: mixed | protected: true | barrier-aimed-at-protected | register | The barrier 'Register of dealers' is aimed at 'Second-hand dealer', which has lawful uses worth protecting: weigh what it costs them, and leave it out of every cut.
          knowing: mixed | people-who-use: true | barrier-aimed-at-people-who-use | register | The barrier 'Register of dealers' is aimed at 'Second-hand dealer', who are a health matter first: ask a health partner before it goes further.
          knowing: mixed | knowing: mixed | step-without-barrier | stealing | No barrier stands in the step 'Stealing': nothing hinders it yet.
          knowing: mixed | knowing: mixed | element-without-evidence | council | 'City council' rests on no passage: cite one, or mark it as an assessment of your own.
          barriers: [register] | barriers: [] | one-sided-tie | register | The barrier 'Register of dealers' names the recommendation 'keep-a-register', which does not name it: tie both ends.
          recommendations: [keep-a-register] | recommendations: [] | one-sided-tie | keep-a-register | The recommendation 'keep-a-register' names the barrier 'register', which does not name it: tie both ends.
          """)
  void a_check_finds_what_is_amiss(
      String sound, String changed, String check, String id, String reason) {
    var model = Examples.read(Examples.BICYCLES.replace(sound, changed));

    assertThat(BarrierModels.check(model)).contains(new Finding(check, id, reason));
  }

  @Test
  void a_model_that_a_program_has_changed_is_checked_for_dangling_ids() {
    var m = Examples.bicycles();
    var without =
        new BarrierModel(
            m.id(),
            m.title(),
            m.language(),
            m.version(),
            m.status(),
            m.reviewBy(),
            m.documents(),
            m.steps(),
            List.of(),
            m.opportunities(),
            m.signals(),
            m.partners(),
            m.barriers(),
            m.relations(),
            m.recommendations(),
            m.discrepancies(),
            m.openQuestions(),
            m.statedGaps());

    assertThat(BarrierModels.check(without))
        .contains(
            new Finding(
                "dangling-id",
                "register",
                "'register' names 'fence', but no element of this model has that id."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          title: Stolen bicycles | title: Stolen bikes | CHANGED | title | Stolen bicycles | Stolen bikes
          owner: council | effect: both | REMOVED | barriers/register/owner | council | -
          owner: council | effect: both | ADDED | barriers/register/effect | - | both
          steps: [selling] | steps: [stealing, selling] | ADDED | facilitators/fence/steps | - | stealing
          """)
  void a_change_names_its_place_and_both_states(
      String old, String changed, Change.Kind kind, String place, String before, String after) {
    var one = Examples.bicycles();
    var other = Examples.read(Examples.BICYCLES.replace(old, changed));

    assertThat(BarrierModels.diff(one, other)).contains(new Change(kind, place, before, after));
  }

  @Test
  void a_part_added_or_moved_is_one_change() {
    var m = Examples.bicycles();
    var moved =
        Examples.read(
            Examples.BICYCLES.replace(
                "  - {id: stealing, title: Stealing}\n  - {id: selling, title: Selling}\n",
                "  - {id: selling, title: Selling}\n  - {id: stealing, title: Stealing}\n"));
    var more =
        Examples.read(
            Examples.BICYCLES.replace(
                "  - {id: selling,", "  - {id: hiding, title: Hiding}\n  - {id: selling,"));

    assertThat(BarrierModels.diff(m, moved))
        .extracting(c -> c.kind() + " " + c.place())
        .containsExactly("REORDERED steps");
    assertThat(BarrierModels.diff(m, more))
        .containsExactly(new Change(Change.Kind.ADDED, "steps/hiding", null, "hiding · Hiding"));
  }

  @Test
  void two_models_differ_exactly_when_there_are_changes() {
    var models = IntStream.range(0, 12).mapToObj(i -> RandomModel.of(i / 2)).toList();
    for (var a : models) {
      for (var b : models) {
        assertThat(BarrierModels.diff(a, b).isEmpty()).isEqualTo(a.equals(b));
      }
    }
  }
}
