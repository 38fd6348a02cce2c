package weir.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {

  @Test
  void a_mention_is_right_only_with_both_ends() {
    Score score =
        Score.of(
            List.of(new Span(0, 4), new Span(9, 12), new Span(20, 25)),
            List.of(new Span(0, 4), new Span(9, 13)));
    assertThat(score).isEqualTo(new Score(1, 3, 2));
    assertThat(score.precision()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.f1()).isCloseTo(0.4, within(1e-9));
  }

  @Test
  void nothing_found_and_nothing_marked_scores_nothing() {
    assertThat(Score.NONE.f1()).isZero();
    assertThat(Score.NONE.precision()).isZero();
  }

  @Test
  void every_comment_lies_in_one_fold_and_in_the_others_of_nine() {
    ForumComments comments =
        new ForumComments(
            java.util.stream.IntStream.range(0, 25)
                .mapToObj(i -> new ForumComments.Comment("text " + i, List.of()))
                .toList());
    assertThat(comments.fold(3)).hasSize(3);
    assertThat(comments.others(3)).hasSize(22).doesNotContainAnyElementsOf(comments.fold(3));
  }

  @Test
  void a_class_fits_a_category_by_its_whole_parts() {
    MarketTitles.Title title = new MarketTitles.Title("x", "RCs", "RCs/NA", true);
    assertThat(title.classFits("nps/cathinone")).isTrue();
    assertThat(title.classFits("npsx")).isFalse();
    assertThat(title.classFits(null)).isFalse();
    assertThat(title.namesSubstance()).isFalse();
  }

  @Test
  void a_marked_block_is_replaced_and_the_rest_stays() {
    String document = "a\n<!-- x -->\nold\n<!-- /x -->\nb\n";
    assertThat(MarkedBlocks.with(document, "x", "new\n"))
        .isEqualTo("a\n<!-- x -->\nnew\n<!-- /x -->\nb\n");
    assertThatThrownBy(() -> MarkedBlocks.with(document, "y", ""))
        .hasMessage(
            "The document has no block 'y'. Add the lines '<!-- y -->' and '<!-- /y -->' where its"
                + " figures belong.");
  }
}
