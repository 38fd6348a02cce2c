package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.feedback.Feedback;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

/** Sites that show only the last few ratings: those pushed out between two saves are not seen. */
class LastRatingsTest {

  private static final int SHOWN = 3;

  @TempDir Path folder;

  @Test
  void ratings_pushed_out_between_two_saves_are_estimated_and_said() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      LocalDate start = LocalDate.of(2026, 1, 5);
      Map<String, List<Row>> days = new TreeMap<>();
      int given = 0;
      for (int day = 0; day < 60; day += 3) {
        LocalDate date = start.plusDays(day);
        List<Row> rows = new ArrayList<>();
        for (int listing = 0; listing < 12; listing++) {
          String id = "l" + listing;
          String vendor = "v" + listing % 4;
          rows.add(Offer.of("shop", id, vendor, "mdma").on(date.toString()));
          // Listings are rated every day, every second day, or every third.
          int every = 1 + listing % 3;
          List<Feedback> rated = new ArrayList<>();
          for (int d = Math.max(0, day - 30); d <= day; d++) {
            if (d % every == 0) {
              for (int i = 0; i < 2; i++) {
                String at = start.plusDays(d).toString();
                rated.add(rating(id, vendor, id + "-" + d + "-" + i, at, date.toString()));
              }
            }
          }
          rows.addAll(rated.subList(Math.max(0, rated.size() - SHOWN), rated.size()));
        }
        days.put(date.toString(), rows);
      }
      for (int listing = 0; listing < 12; listing++) {
        given += 2 * ((57 / (1 + listing % 3)) + 1);
      }
      market.keepDays("shop", days);
      MeasureRow row = market.ask(MeasureRequest.of("sales")).getFirst();
      // 856 were given. What lists of three let fall is found to a quarter of it; leaving out saves
      // would say 792, three times too many.
      assertThat(given).isEqualTo(856);
      assertThat(row.value()).isEqualTo(592);
      assertThat(Double.parseDouble(row.choices().get("hidden_by_saves")))
          .isBetween(0.75 * (856 - 592), 1.25 * (856 - 592));
      assertThat(row.choices().get("last_ratings")).startsWith("112 of 228 saves of pages");
    }
  }

  private static Feedback rating(
      String listing, String vendor, String id, String givenOn, String savedOn) {
    return new Feedback(
        "shop",
        id,
        vendor,
        listing,
        MadeUpMarket.at(savedOn),
        Instant.parse(givenOn + "T00:00:00Z"),
        "day",
        5.0,
        null,
        null,
        null,
        "c-" + listing + savedOn,
        "l");
  }
}
