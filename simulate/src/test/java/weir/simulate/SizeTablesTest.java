package weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.row.Row;

class SizeTablesTest {

  private static final class Written {
    final List<Capture> captures = new ArrayList<>();
    final List<weir.listing.Listing> listings = new ArrayList<>();
    final List<Feedback> ratings = new ArrayList<>();

    Written(long seed, long listings, long ratings) {
      SizeTables.write(
          seed,
          listings,
          ratings,
          (capture, rows) -> {
            captures.add(capture);
            for (Row row : rows) {
              if (row instanceof weir.listing.Listing listing) this.listings.add(listing);
              if (row instanceof Feedback rating) this.ratings.add(rating);
            }
          });
    }
  }

  @Test
  void exactly_so_many_rows_are_written() {
    Written written = new Written(1, 20_011, 60_007);
    assertThat(written.listings).hasSize(20_011);
    assertThat(written.ratings).hasSize(60_007);
    assertThat(written.ratings.stream().map(Feedback::feedbackId).distinct().count())
        .isEqualTo(60_007);
  }

  @Test
  void the_same_seed_gives_the_same_rows() {
    Written one = new Written(1, 5_000, 9_000);
    assertThat(new Written(1, 5_000, 9_000).listings).isEqualTo(one.listings);
    assertThat(new Written(1, 5_000, 9_000).captures).isEqualTo(one.captures);
    assertThat(new Written(2, 5_000, 9_000).listings).isNotEqualTo(one.listings);
  }

  @Test
  void every_row_names_its_capture_and_no_capture_comes_twice() {
    Written written = new Written(1, 20_011, 60_007);
    Set<String> digests = new HashSet<>();
    written.captures.forEach(capture -> assertThat(digests.add(capture.digest())).isTrue());
    assertThat(written.listings).allMatch(row -> digests.contains(row.capture()));
    assertThat(written.ratings).allMatch(row -> digests.contains(row.capture()));
  }

  @Test
  void counters_never_fall_and_stock_is_never_negative() {
    Map<String, Long> sold = new HashMap<>();
    int seen = 0;
    for (weir.listing.Listing row : new Written(1, 20_011, 60_007).listings) {
      Long now = row.soldCount();
      assertThat(now).isNotNull();
      if (now == null) continue;
      Long before = sold.put(row.source() + row.listingId(), now);
      assertThat(now).isGreaterThanOrEqualTo(before == null ? 0 : before);
      assertThat(row.stock()).isNotNegative();
      if (before != null) seen++;
    }
    assertThat(seen).isGreaterThan(15_000);
  }

  @Test
  void numbers_that_make_no_table_are_refused() {
    assertThatThrownBy(() -> SizeTables.write(1, 0, 5, (_, _) -> {}))
        .hasMessage(
            "0 observations with 5 ratings cannot be made: at least one observation, and at most 1000 ratings for each.");
    assertThatThrownBy(() -> SizeTables.write(1, 10, 50_000, (_, _) -> {}))
        .hasMessageStartingWith("10 observations with 50000 ratings cannot be made");
  }
}
