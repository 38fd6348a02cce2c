package weir.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PageReadersTest {

  private static final long MILLIS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Never ends, whatever it is told, as a parser in a loop would. */
  private static String hang() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return "late";
  }

  @Test
  void pages_that_hang_are_given_up_and_all_others_are_read_in_order() throws Exception {
    try (PageReaders<Integer, String> readers =
        new PageReaders<>(2, page -> page == 3 || page == 4 ? hang() : "page " + page, MILLIS, 8)) {
      List<PageReaders<Integer, String>.Ticket> tickets = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tickets.add(readers.submit(i));
      }
      for (int i = 0; i < 20; i++) {
        if (i == 3 || i == 4) {
          PageReaders<Integer, String>.Ticket ticket = tickets.get(i);
          assertThatThrownBy(() -> readers.await(ticket)).isInstanceOf(TimeoutException.class);
        } else {
          assertThat(readers.await(tickets.get(i))).isEqualTo("page " + i);
        }
      }
    }
  }

  @Test
  void a_page_that_fails_fails_alone() throws Exception {
    try (PageReaders<Integer, String> readers =
        new PageReaders<>(1, page -> page == 0 ? overflow(page) : "well", MILLIS * 20, 8)) {
      PageReaders<Integer, String>.Ticket bad = readers.submit(0);
      PageReaders<Integer, String>.Ticket good = readers.submit(1);
      assertThatThrownBy(() -> readers.await(bad))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StackOverflowError.class);
      assertThat(readers.await(good)).isEqualTo("well");
    }
  }

  @SuppressWarnings("InfiniteRecursion") // on purpose
  private static String overflow(int depth) {
    return overflow(depth + 1) + depth;
  }

  @Test
  void when_too_many_hang_at_once_the_message_says_what_to_do() throws Exception {
    try (PageReaders<Integer, String> readers =
        new PageReaders<>(2, page -> hang(), MILLIS / 3, 1)) {
      PageReaders<Integer, String>.Ticket first = readers.submit(0);
      PageReaders<Integer, String>.Ticket second = readers.submit(1);
      assertThatThrownBy(() -> readers.await(first)).isInstanceOf(TimeoutException.class);
      assertThatThrownBy(() -> readers.await(second))
          .isInstanceOf(PageReaders.AllStuck.class)
          .hasMessageContaining("Leave them out, or raise --page-seconds");
    }
  }
}
