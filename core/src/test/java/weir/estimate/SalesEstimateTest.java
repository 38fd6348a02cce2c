package weir.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SalesEstimateTest {

  private static final double Z = 1.96;

  private static final SavedTime DAILY = new SavedTime(days(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));

  private static double[] days(double... at) {
    double[] noon = at.clone();
    for (int i = 0; i < noon.length; i++) {
      noon[i] += 0.5;
    }
    return noon;
  }

  private static SalesEstimate.Evidence evidence(HiddenSales hidden, double missing) {
    return new SalesEstimate.Evidence(
        900, 1, hidden, false, 0, missing, 1, DAILY.period(0, 10, false), 0, 0, null);
  }

  @Test
  void losses_that_shrink_geometrically_are_continued_to_no_gap_at_all() {
    // 1000 were sold; each step of gaps loses 0.7 of what the step before lost.
    double[] seen = {900, 900 - 70, 900 - 70 - 49};
    HiddenSales hidden = HiddenSales.of(new HiddenSales.Counts(seen[0], seen[1], seen[2], 100, 70));
    Uncertain sales = hidden.of(900, 1, false, Z);
    assertThat(sales.estimate()).isBetween(80.0, 110.0);
    assertThat(sales.low()).isLessThan(100);
    assertThat(sales.high()).isGreaterThan(100);
  }

  @Test
  void where_fewer_saves_lose_nothing_hardly_anything_is_hidden() {
    HiddenSales hidden = HiddenSales.of(new HiddenSales.Counts(900, 900, 900, 0, 0));
    assertThat(hidden.of(900, 1, false, Z).estimate()).isLessThan(1);
  }

  @Test
  void the_interval_lies_above_what_was_counted_and_grows_with_unseen_listings() {
    HiddenSales hidden = HiddenSales.of(new HiddenSales.Counts(900, 830, 781, 100, 70));
    Uncertain all = SalesEstimate.of(evidence(hidden, 0), Z);
    assertThat(all.low()).isGreaterThan(900);
    Uncertain capped = SalesEstimate.of(evidence(hidden, 0.5), Z);
    assertThat(capped.high() - capped.low()).isGreaterThan(2 * (all.high() - all.low()));
  }

  @Test
  void money_is_estimated_as_its_sales_are() {
    HiddenSales hidden = HiddenSales.of(new HiddenSales.Counts(900, 830, 781, 100, 70));
    Uncertain units = hidden.of(900, 1, false, Z);
    Uncertain money = hidden.of(9000, 10, false, Z);
    assertThat(money.high()).isCloseTo(10 * units.high(), within(1e-6));
  }

  @Test
  void skewed_figures_stay_skewed_in_sums_and_products() {
    Uncertain skewed = Uncertain.onLogScale(10, 0.5, Z);
    Uncertain sum = skewed.plus(skewed);
    assertThat(sum.high() - sum.estimate()).isGreaterThan(sum.estimate() - sum.low());
    Uncertain product = skewed.times(Uncertain.exactly(2));
    assertThat(product.high()).isCloseTo(2 * skewed.high(), within(1e-9));
    assertThatThrownBy(() -> new Uncertain(1, 2, 3))
        .hasMessage("1.0 does not lie between 2.0 and 3.0.");
  }

  @Test
  void a_period_is_counted_from_the_save_before_it_to_its_last() {
    SavedTime twice = new SavedTime(days(0, 3, 7, 10, 14));
    SavedTime.Period week = twice.period(7, 14, false);
    assertThat(week.days()).isEqualTo(7);
    assertThat(week.countedDays()).isEqualTo(7);
    assertThat(week.misdated()).isEqualTo(7);
    SavedTime.Period all = twice.period(0, 15, false);
    assertThat(all.countedDays()).isEqualTo(14);
    assertThat(all.beyond()).isEqualTo(1);
    assertThat(all.factor()).isCloseTo(15 / 14.0, within(1e-9));
  }

  @Test
  void saves_do_not_speak_for_years_without_one() {
    assertThat(DAILY.period(0, 4000, false).days()).isLessThan(20);
  }

  @Test
  void a_gap_much_longer_than_usual_is_told_apart() {
    SavedTime saved = new SavedTime(days(0, 2, 4, 6, 20, 22));
    assertThat(saved.longGaps(0, 30)).containsExactly(6.5, 20.5);
    assertThat(saved.longGaps(21, 30)).isEmpty();
  }

  @Test
  void few_things_seen_once_leave_room_for_few_unseen() {
    UnseenThings.Thing listings = UnseenThings.Thing.LISTINGS;
    UnseenThings.Thing accounts = UnseenThings.Thing.ACCOUNTS;
    assertThat(new UnseenThings(accounts, 0, 0, 0).high()).isZero();
    assertThat(new UnseenThings(listings, 0, 0, 0).high()).isBetween(0.0, 3.0);
    assertThat(new UnseenThings(listings, 8, 8, 0).high())
        .as("listings come and go in groups")
        .isGreaterThan(new UnseenThings(accounts, 8, 8, 0).high());
    UnseenThings many = new UnseenThings(listings, 40, 20, 0);
    assertThat(many.expected()).isBetween(30.0, 40.0); // Chao's estimate is 40
    assertThat(many.high()).isBetween(45.0, 90.0);
    assertThat(new UnseenThings(listings, 0, 0, 10).expected()).isEqualTo(10);
  }

  @Test
  void buyers_who_do_not_rate_are_learned_from_other_sources_and_never_less_than_none() {
    RatedShare nowhere = RatedShare.elsewhere(List.of());
    assertThat(nowhere.from()).contains("assumed");
    assertThat(nowhere.at(Z).low()).isEqualTo(1);
    RatedShare two = RatedShare.observed(200, 100, 0.05, "counter");
    RatedShare learned = RatedShare.elsewhere(List.of(two, two, two, two, two, two));
    assertThat(learned.units()).isBetween(1.9, 2.0);
    assertThat(learned.deviation()).isLessThan(nowhere.deviation());
  }
}
