package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CutListsTest {

  /** Ratings that come evenly, lists of four, gaps of a few days: what was pushed out is known. */
  @Test
  void what_lists_let_fall_is_found_by_how_far_back_they_reach() {
    Random random = new Random(11);
    CutLists.Tally tally = new CutLists.Tally();
    int shown = 4;
    double pushedOut = 0;
    for (int vendor = 0; vendor < 40; vendor++) {
      double daily = 0.5 + 4 * random.nextDouble();
      for (int save = 0; save < 25; save++) {
        double gap = 1 + 4 * random.nextDouble();
        double reach = 0;
        int given = 0;
        double back = -Math.log(random.nextDouble()) / daily;
        while (back < gap) {
          given++;
          if (given == shown) {
            reach = back;
          }
          back -= Math.log(random.nextDouble()) / daily;
        }
        boolean cut = given >= shown;
        tally.saves(1, cut ? 1 : 0);
        if (cut) {
          pushedOut += given - shown;
          tally.cut("v" + vendor, shown, gap, reach);
        }
      }
    }
    CutLists lists = tally.done();
    assertThat(lists.tell()).isTrue();
    assertThat(lists.pushedOut()).isBetween(0.85 * pushedOut, 1.15 * pushedOut);
    assertThat(lists.deviation()).isBetween(0.2, 0.5);
  }

  @Test
  void lists_that_are_seldom_cut_tell_nothing() {
    CutLists.Tally tally = new CutLists.Tally();
    tally.saves(100, 12);
    assertThat(tally.done().tell()).isFalse();
    assertThat(new CutLists.Tally().done().tell()).isFalse();
  }
}
