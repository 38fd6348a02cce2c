package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditingTest {
  private final BarrierModel bicycles = Examples.bicycles();

  private static BarrierModel edited(BarrierModel model, Edit edit) {
    return BarrierModels.edited(model, edit);
  }

  @Test
  void a_patch_between_any_two_models_makes_the_second_of_the_first_and_back() {
    for (long seed = 0; seed < 120; seed++) {
      var one = RandomModel.of(seed);
      var other = RandomModel.of(seed + 1000);
      var patch = BarrierModels.patch(one, other);

      assertThat(patch.applied(one)).as("seed %d", seed).isEqualTo(other);
      assertThat(patch.inverse().applied(other)).as("seed %d back", seed).isEqualTo(one);
    }
  }

  @Test
  void an_element_goes_to_another_cell_and_back() {
    var moved = edited(bicycles, new Edit.MoveElement("fence", "selling", "stealing"));

    assertThat(moved.element("fence").orElseThrow().steps()).containsExactly("stealing");
    assertThat(edited(moved, new Edit.MoveElement("fence", "stealing", "selling")))
        .isEqualTo(bicycles);
    assertThat(
            edited(bicycles, new Edit.MoveElement("fence", null, "stealing"))
                .element("fence")
                .orElseThrow()
                .steps())
        .containsExactly("stealing", "selling");
  }

  @Test
  void with_an_element_goes_what_others_said_of_it() {
    var without = edited(bicycles, new Edit.RemoveElement("council"));

    assertThat(without.partners()).isEmpty();
    assertThat(without.barriers().getFirst().owner()).isNull();
    assertThat(BarrierModels.check(without))
        .extracting(Finding::check)
        .doesNotContain("dangling-id");
  }

  @Test
  void with_a_step_go_its_cells_and_its_relations() {
    var without = edited(bicycles, new Edit.RemoveStep("selling"));

    assertThat(without.steps()).extracting(Step::id).containsExactly("stealing");
    assertThat(without.elements()).allSatisfy(e -> assertThat(e.steps()).isEmpty());
  }

  @Test
  void an_edit_that_would_leave_an_id_dangling_is_refused_in_words() {
    assertThatThrownBy(() -> edited(bicycles, new Edit.RemoveDocument("survey")))
        .isInstanceOf(EditRefused.class)
        .hasMessage("'fence' names 'survey', but no document of this model has that id.");
    assertThatThrownBy(() ->
            edited(
                bicycles,
                new Edit.AddRelation(new Relation("fence", Relation.Kind.USES, "nothing"))))
        .isInstanceOf(EditRefused.class);
    assertThatThrownBy(() -> edited(bicycles, new Edit.PutStep(new Step("fence", "Fence", null))))
        .hasMessageContaining("already taken");
  }

  @Test
  void an_approved_model_becomes_a_draft_when_it_is_changed() {
    var approved = edited(bicycles, new Edit.SetStatus(BarrierModel.Status.APPROVED));

    assertThat(approved.status()).isEqualTo(BarrierModel.Status.APPROVED);
    assertThat(edited(approved, new Edit.MoveStep("selling", -1)).status())
        .isEqualTo(BarrierModel.Status.DRAFT);
    assertThat(edited(approved, new Edit.MoveStep("selling", 1))).isEqualTo(approved);
  }

  @Test
  void an_edit_is_taken_back_unless_its_part_changed_since() {
    var renamed = edited(bicycles, new Edit.PutStep(new Step("selling", "Selling on", null)));
    var patch = BarrierModels.patch(bicycles, renamed);
    var later = edited(renamed, new Edit.MoveElement("fence", "selling", null));

    assertThat(edited(later, new Edit.Undo(patch.inverse(), "…")).steps())
        .isEqualTo(bicycles.steps());
    var again = edited(renamed, new Edit.PutStep(new Step("selling", "Sold", null)));
    assertThatThrownBy(() -> edited(again, new Edit.Undo(patch.inverse(), "…")))
        .isInstanceOf(EditRefused.class)
        .hasMessage(
            "'selling' has been changed since. Take the later change back first, or edit it by hand.");
  }

  @Test
  void edits_are_told_in_words() {
    assertThat(
            List.of(
                    new Edit.MoveElement("fence", "selling", "stealing"),
                    new Edit.RemoveElement("council"),
                    new Edit.AddRelation(
                        new Relation("fence", Relation.Kind.DEPENDS_ON, "selling")),
                    new Edit.SetStatus(BarrierModel.Status.IN_REVIEW))
                .stream()
                .map(edit -> BarrierModels.words(bicycles, edit)))
        .containsExactly(
            "Moved 'Second-hand dealer' from 'Selling' to 'Stealing'",
            "Removed 'City council'",
            "Said that 'Second-hand dealer' depends on 'Selling'",
            "Status: in review");
  }

  @Test
  void a_free_id_is_made_of_the_words_of_a_label() {
    assertThat(BarrierModels.freeId(bicycles, "Café & Crème!")).isEqualTo("cafe-creme");
    assertThat(BarrierModels.freeId(bicycles, "Fence")).isEqualTo("fence-2");
    assertThat(BarrierModels.freeId(bicycles, "…")).isEqualTo("part");
  }
}
