package weir.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillWatchTest {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private static Instant page(int number) {
    return BEGIN.plusSeconds(3600L * number);
  }

  private static FillWatch after(int pages, int records, int filled) {
    FillWatch watch = new FillWatch();
    for (int i = 0; i < pages; i++) {
      watch.see(page(i), records, filled);
    }
    return watch;
  }

  @ParameterizedTest
  @CsvSource({"20, 4", "40, 4", "400, 2"})
  void a_field_that_was_always_there_is_called_within_four_pages(int seen, int within) {
    FillWatch watch = after(seen, 10, 10);
    int needed = 0;
    while (watch.open().isEmpty()) {
      watch.see(page(seen + needed++), 10, 0);
    }

    assertThat(needed).isEqualTo(within);
    FillWatch.Change change = watch.open().orElseThrow();
    assertThat(change.since()).isEqualTo(page(seen));
    assertThat(change.pages()).isEqualTo(needed);
    assertThat(change.before()).isEqualTo(1.0);
    assertThat(change.after()).isZero();
  }

  @Test
  void one_odd_page_calls_nothing_however_many_records_it_holds() {
    FillWatch watch = after(300, 50, 50);
    watch.see(page(300), 5_000, 0);

    assertThat(watch.open()).isEmpty();
  }

  @Test
  void odd_pages_now_and_then_become_usual() {
    FillWatch watch = new FillWatch();
    for (int i = 0; i < 2_000; i++) {
      watch.see(page(i), 10, i % 10 == 0 ? 0 : 10);
    }

    assertThat(watch.open()).isEmpty();
    assertThat(watch.ended()).isEmpty();
  }

  @Test
  void before_twenty_pages_nothing_is_called() {
    FillWatch watch = after(12, 10, 10);

    assertThat(watch.pagesToLearn()).isEqualTo(8);
    watch.see(page(12), 10, 0);
    assertThat(watch.open()).isEmpty();
  }

  @Test
  void a_field_that_half_of_the_pages_have_takes_more_pages() {
    FillWatch watch = new FillWatch();
    for (int i = 0; i < 200; i++) {
      watch.see(page(i), 1, i % 2);
    }
    int needed = 0;
    while (watch.open().isEmpty() && needed < 100) {
      watch.see(page(200 + needed++), 1, 0);
    }

    assertThat(needed).isBetween(20, 30);
  }

  @Test
  void what_comes_back_is_a_loss_that_is_over() {
    FillWatch watch = after(100, 10, 10);
    for (int i = 100; i < 110; i++) {
      watch.see(page(i), 10, 0);
    }
    for (int i = 110; i < 160; i++) {
      watch.see(page(i), 10, 10);
    }

    assertThat(watch.open()).isEmpty();
    assertThat(watch.ended())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.since()).isEqualTo(page(100));
          assertThat(change.until()).isEqualTo(page(110));
          assertThat(change.pages()).isEqualTo(10);
          assertThat(change.over()).isTrue();
        });
  }

  @Test
  void a_page_without_records_says_nothing() {
    FillWatch watch = after(100, 10, 10);
    for (int i = 0; i < 50; i++) {
      watch.see(page(100 + i), 0, 0);
    }

    assertThat(watch.open()).isEmpty();
  }

  @Test
  void a_loss_of_half_of_the_records_of_each_page_is_called_too() {
    FillWatch watch = after(60, 20, 20);
    for (int i = 0; i < 4; i++) {
      watch.see(page(60 + i), 20, 10);
    }

    assertThat(watch.open()).map(FillWatch.Change::after).contains(0.5);
  }

  /** The stated rate, by trial: fields of several fill rates, pages of one to thirty records. */
  @ParameterizedTest
  @CsvSource({"1.0, 1", "0.98, 1", "0.9, 30", "0.7, 10", "0.5, 30", "0.3, 1"})
  void false_calls_come_less_often_than_once_in_ten_thousand_pages(double usual, int records) {
    SplittableRandom random = new SplittableRandom(7);
    int pages = 0;
    int calls = 0;
    for (int run = 0; run < 400; run++) {
      FillWatch watch = new FillWatch();
      for (int i = 0; i < 1_000; i++, pages++) {
        int filled = 0;
        for (int r = 0; r < records; r++) {
          filled += random.nextDouble() < usual ? 1 : 0;
        }
        watch.see(page(i), records, filled);
      }
      calls += watch.ended().size() + (watch.open().isPresent() ? 1 : 0);
    }

    assertThat(calls).isLessThanOrEqualTo(pages / FillWatch.PAGES_TO_FALSE_CALL);
  }
}
