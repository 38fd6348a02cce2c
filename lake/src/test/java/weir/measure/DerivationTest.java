package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.lake.ErasureRequest;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.LakeView;
import weir.lake.Part;
import weir.lake.Purpose;
import weir.lake.query.LakeQuery;
import weir.lake.query.QueryLimits;
import weir.listing.Listing;
import weir.masking.DigestKey;
import weir.money.Rate;
import weir.row.Row;

class DerivationTest {

  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final DigestKey KEY =
      DigestKey.of("a key for tests, nothing more".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private int pages;

  /** What came in step by step gives the same tables as all of it at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void going_on_gives_the_same_rows_as_deriving_from_nothing(long seed) {
    Random dice = new Random(seed);
    List<Consumer<Lake>> steps = new ArrayList<>();
    Instant now = START;
    for (int step = 0; step < 9; step++) {
      now = now.plus(Duration.ofHours(dice.nextInt(12, 150)));
      steps.add(step == 6 ? DerivationTest::erase : step == 4 ? rates(now) : saves(dice, now));
    }
    try (Lake stepwise = lake("stepwise");
        Lake atOnce = lake("at-once")) {
      int wentOn = 0;
      for (Consumer<Lake> step : steps) {
        List<Part> before = Derivation.upToDate(stepwise).parts("listing_day");
        step.accept(stepwise);
        step.accept(atOnce);
        List<Part> after = Derivation.upToDate(stepwise).parts("listing_day");
        wentOn += before.stream().anyMatch(after::contains) && !before.equals(after) ? 1 : 0;
      }
      LakeView ready = Derivation.upToDate(stepwise);
      assertThat(Derivation.upToDate(stepwise).number()).isEqualTo(ready.number());
      for (String table : List.of("listing_day", "listing_week", "listing_seen", "listing_held")) {
        assertThat(rows(stepwise, table)).as(table).isEqualTo(rows(atOnce, table));
      }
      assertThat(rows(stepwise, "listing_day")).hasSizeGreaterThan(50);
      assertThat(wentOn).as("steps that kept closed parts").isGreaterThan(1);
    }
  }

  @Test
  void a_later_save_leaves_the_rows_of_earlier_weeks_where_they_are() {
    try (Lake lake = lake("lake")) {
      for (int day = 0; day < 16; day++) {
        Instant at = START.plus(Duration.ofDays(day));
        keep(lake, at, List.of(listing("a", at, 100L - day, "10")));
      }
      List<Part> closed = closed(lake);
      assertThat(closed).hasSize(1);
      Instant next = START.plus(Duration.ofDays(16));
      keep(lake, next, List.of(listing("a", next, 80L, "10")));
      assertThat(closed(lake)).isEqualTo(closed);
      // Something older about another listing is put beside them; and a week is over.
      keep(lake, START, List.of(listing("b", START, 5L, "10")));
      assertThat(closed(lake)).containsAll(closed).hasSize(3);
      // Something older about the same listing takes its rows out of them.
      Instant noon = START.plus(Duration.ofHours(12));
      keep(lake, noon, List.of(listing("a", noon, 70L, "10")));
      assertThat(closed(lake)).doesNotContainAnyElementsOf(closed);
    }
  }

  private static List<Part> closed(Lake lake) {
    return Derivation.upToDate(lake).parts("listing_day").stream()
        .filter(part -> String.valueOf(part.derivedFrom()).endsWith("/closed"))
        .toList();
  }

  private Lake lake(String name) {
    return Lake.open(folder.resolve(name), Clock.systemUTC()).keyedBy(() -> KEY);
  }

  private static List<Map<String, @Nullable Object>> rows(Lake lake, String table) {
    try (LakeQuery query = LakeQuery.over(lake, Derivation.upToDate(lake), QueryLimits.USUAL)) {
      return query.rows("SELECT * FROM " + table + " ORDER BY ALL");
    }
  }

  private static void erase(Lake lake) {
    lake.erase(new ErasureRequest.OfAccount("shop", "vendor3"), KEY);
  }

  private static Consumer<Lake> rates(Instant now) {
    return lake -> {
      try (Ingest ingest = lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates"), Map.of()))) {
        ingest.add(
            List.of(
                new Rate(
                    now.atZone(java.time.ZoneOffset.UTC).toLocalDate(),
                    "EUR",
                    "USD",
                    1.1,
                    "plain")));
        ingest.publish();
      }
    };
  }

  /** A few saves, some of them older than what is there, with ratings seen again and again. */
  private Consumer<Lake> saves(Random dice, Instant now) {
    record Save(Instant at, List<Row> rows) {}
    List<Save> saves = new ArrayList<>();
    for (int save = dice.nextInt(1, 4); save > 0; save--) {
      Instant at =
          dice.nextInt(5) == 0
              ? START.plus(Duration.ofHours(dice.nextInt(500)))
              : now.minus(Duration.ofHours(12L * save));
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        if (dice.nextInt(3) > 0) {
          String price = dice.nextInt(8) == 0 ? "900" : i == 2 ? null : Integer.toString(10 + i);
          rows.add(listing("l" + i, at, i == 1 ? null : (long) dice.nextInt(50), price));
        }
      }
      for (int i = 0; i < 8; i++) {
        int rating = dice.nextInt(40);
        Instant given = START.plus(Duration.ofHours(rating * 17L));
        rows.add(
            new Feedback(
                "shop",
                "r" + rating,
                "vendor" + rating % 4,
                rating % 7 == 0 ? null : "l" + rating % 8,
                at,
                rating % 5 == 0 || given.isAfter(at) ? null : given,
                "minute",
                1.0,
                null,
                rating % 9 == 0 ? new BigDecimal("7") : null,
                rating % 9 == 0 ? "EUR" : null,
                "c",
                "l"));
      }
      saves.add(new Save(at, rows));
    }
    return lake -> saves.forEach(save -> keep(lake, save.at, save.rows));
  }

  private void keep(Lake lake, Instant at, List<Row> rows) {
    String digest = "%064x".formatted(rows.hashCode() * 31L + at.getEpochSecond());
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of("save" + ++pages), Map.of()))) {
      ingest.keep(
          new Capture(digest, "shop", "p" + at, at, "text/html", 1, "listings", null, null, null),
          null,
          rows);
      ingest.publish();
    }
  }

  private static Listing listing(
      String id, Instant at, @Nullable Long stock, @Nullable String price) {
    int number = id.charAt(id.length() - 1);
    return new Listing(
        "shop",
        id,
        at,
        "vendor" + number % 4,
        "title " + at,
        null,
        null,
        "product",
        null,
        price == null ? null : new BigDecimal(price),
        price == null ? null : "EUR",
        null,
        null,
        2.0,
        null,
        number % 2 == 0 ? "cocaine" : "mdma",
        number % 2 == 0 ? "cocaine" : "mdma",
        1.0,
        "NL",
        null,
        stock,
        null,
        null,
        null,
        stock == null ? null : 60 - stock,
        null,
        "c",
        "l");
  }
}
