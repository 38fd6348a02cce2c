package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import weir.evaluation.Series;

/** What counters and stock tell at a save is a sum of the days since the save before. */
class SavedSumsTest {

  private static final LocalDate MONDAY = LocalDate.of(2025, 1, 6);

  private static MeasureRow row(String source, int day, double value, String estimator) {
    return new MeasureRow(
        Map.of("source", source, "day", MONDAY.plusDays(day).toString()),
        value,
        "units",
        null,
        null,
        1.0,
        Map.of("estimator", estimator + " (" + source + ")"));
  }

  /** Saves on Mondays and Thursdays, ten sold each day; the save of day 17 is missing. */
  private static List<MeasureRow> twiceAWeek(int until) {
    List<MeasureRow> rows = new ArrayList<>();
    int before = -3;
    for (int day = 0; day < until; day++) {
      if ((day % 7 == 0 || day % 7 == 3) && day != 17) {
        rows.add(row("shop", day, 10.0 * (day - before), "sold"));
        before = day;
      }
    }
    return rows;
  }

  @Test
  void a_sum_says_of_how_many_days_it_is_and_the_first_of_none() {
    Series series =
        Objects.requireNonNull(
            SavedSums.of(twiceAWeek(30), null, Map.of()).ofSource("shop", 1, MONDAY.plusDays(200)));
    assertThat(series.values().get(0)).isNull();
    assertThat(series.values().get(3)).isEqualTo(30);
    assertThat(series.spans().get(3)).isEqualTo(3);
    assertThat(series.values().get(4)).isNull();
    // After the save that was missed one sum is of a week: no rise.
    assertThat(series.values().get(21)).isEqualTo(70);
    assertThat(series.spans().get(21)).isEqualTo(7);
  }

  @Test
  void a_sum_from_both_sides_of_the_event_tells_of_neither() {
    SavedSums sums = SavedSums.of(twiceAWeek(60), null, Map.of());
    Series days = Objects.requireNonNull(sums.ofSource("shop", 1, MONDAY.plusDays(30)));
    assertThat(days.values().get(28)).isEqualTo(40);
    assertThat(days.values().get(31)).isNull();
    assertThat(days.values().get(35)).isEqualTo(40);
  }

  @Test
  void weeks_hold_the_days_of_their_own_and_say_how_many_are_known() {
    Series weeks =
        Objects.requireNonNull(
            SavedSums.of(twiceAWeek(60), null, Map.of()).ofSource("shop", 7, MONDAY.plusDays(30)));
    assertThat(weeks.values().get(1)).isCloseTo(70, within(1e-9));
    assertThat(weeks.values().get(3)).isCloseTo(70, within(1e-9));
    // The event is on a Wednesday: Monday alone lies before, and is known.
    assertThat(weeks.values().get(4)).isCloseTo(10, within(1e-9));
    assertThat(weeks.seen().get(4)).isCloseTo(1 / 7.0, within(1e-9));
    assertThat(weeks.values().get(5)).isCloseTo(70, within(1e-9));
  }

  @Test
  void sources_that_are_saved_on_other_days_add_up_day_by_day() {
    List<MeasureRow> rows = new ArrayList<>(twiceAWeek(60));
    for (int day = 0; day < 60; day++) {
      rows.add(row("board", day, 4, "feedback"));
    }
    Series all = SavedSums.of(rows, null, Map.of()).together("all", 1, MONDAY.plusDays(200));
    assertThat(all.values().subList(1, 50)).allSatisfy(one -> assertThat(one).isEqualTo(14));
  }

  @Test
  void a_source_that_came_or_went_in_the_time_before_makes_no_trend_of_the_sum() {
    List<MeasureRow> rows = new ArrayList<>();
    for (int day = 0; day < 140; day++) {
      rows.add(row("steady", day, 10, "feedback"));
      if (day >= 19) {
        rows.add(row("soon after", day, 5, "feedback"));
      }
      if (day >= 40) {
        rows.add(row("newcomer", day, day, "feedback"));
      }
      if (day < 60) {
        rows.add(row("long gone", day, 7, "feedback"));
      }
      if (day < 98) {
        rows.add(row("closed by the event", day, 3, "feedback"));
      }
    }
    SavedSums sums = SavedSums.of(rows, null, Map.of());
    LocalDate event = MONDAY.plusDays(100);
    assertThat(sums.outOfView(event)).containsExactly("long gone", "newcomer");
    Series steady = sums.around(event).together("steady ones", 1, event);
    assertThat(steady.values().get(50)).isEqualTo(18);
    assertThat(steady.values().get(120)).isEqualTo(15);
    assertThat(sums.outOfView(MONDAY.plusDays(300))).as("nothing reaches so far").isEmpty();
  }

  @Test
  void ratings_from_before_the_first_save_are_left_out() {
    List<MeasureRow> rows = new ArrayList<>();
    for (int day = -30; day < 20; day++) {
      rows.add(row("board", day, day < 0 ? 9 : 4, "feedback"));
    }
    Series series =
        Objects.requireNonNull(
            SavedSums.of(rows, null, Map.of("board", MONDAY)).ofSource("board", 1, MONDAY));
    assertThat(series.first()).isEqualTo(MONDAY);
    assertThat(series.values()).hasSize(20).containsOnly(4.0);
  }
}
