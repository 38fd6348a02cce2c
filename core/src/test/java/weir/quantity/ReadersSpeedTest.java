package weir.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import weir.money.PriceReader;
import weir.place.PlaceReader;

/** How many titles a second the readers of amounts, prices and places manage together. */
class ReadersSpeedTest {

  private static final int TITLES = 200_000;

  /** A floor far below what is measured, so that a busy machine does not fail the build. */
  private static final double SLOWEST = 50_000;

  @Test
  void amounts_prices_and_places_of_a_title_are_read_in_microseconds() throws IOException {
    List<String> titles;
    try (InputStream bytes = ReadersSpeedTest.class.getResourceAsStream("gold-titles-2.txt")) {
      assertThat(bytes).isNotNull();
      titles =
          new String(bytes == null ? new byte[0] : bytes.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(line.lastIndexOf('|') + 1))
              .toList();
    }
    double best = 0;
    long found = 0;
    for (int round = 0; round < 6; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (int i = 0; i < TITLES; i++) {
        String title = titles.get(i % titles.size());
        found += QuantityReader.amount(title).isPresent() ? 1 : 0;
        found += PriceReader.read(title, null).size();
        found += PlaceReader.read(title).size();
      }
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      best = Math.max(best, TITLES * 1e9 / nanos);
    }
    System.out.printf("amounts, prices and places: %.0f titles a second of CPU time%n", best);
    assertThat(found).isPositive();
    assertThat(best).as("titles a second").isGreaterThan(SLOWEST);
  }
}
