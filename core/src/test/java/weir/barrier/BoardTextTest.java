package weir.barrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardTextTest {
  private final BarrierModel shipped = BarrierModels.shipped("darknet-drug-market");

  @Test
  void a_small_board_shows_a_column_for_each_step_and_a_dash_for_an_empty_cell() {
    assertThat(BoardText.render(Examples.bicycles(), 50))
        .startsWith(
            """
            Stolen bicycles (bicycle-theft, version 1, draft)

            1. Stealing               2. Selling
            ──────────────────────────────────────────────────
            Facilitators
            –                         Second-hand dealer
            ──────────────────────────────────────────────────
            Opportunities
            –                         –
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 60, 79, 80, 100, 120, 200})
  void no_line_is_wider_than_asked_and_every_entry_stands_there(int width) {
    var board = BoardText.render(shipped, width);

    assertThat(board.lines())
        .allSatisfy(line ->
            assertThat(line.codePointCount(0, line.length()))
                .isLessThanOrEqualTo(Math.max(40, width)));
    assertThat(board).contains("White hats", "Moderator", "Customs", "1. Setting up");
    assertThat(board).endsWith("questions.\n");
  }

  @Test
  void a_narrow_board_puts_the_steps_one_below_the_other() {
    assertThat(BoardText.render(shipped, 60).lines())
        .contains("2. Running marketplace", "  White hats", "  (Cryptocurrency exchangers)");
  }

  @Test
  void gauges_and_protection_are_marked() {
    assertThat(BoardText.render(shipped, 60).lines())
        .contains("  Vendors *", "  TOR encryption software !");
  }

  @Test
  void a_made_up_board_of_any_shape_is_drawn() {
    for (int seed = 0; seed < 50; seed++) {
      assertThat(BoardText.render(RandomModel.of(seed), 90)).isNotBlank();
    }
  }
}
