package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.capture.Capture;
import weir.feedback.Feedback;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Lake;
import weir.lake.Purpose;
import weir.listing.Listing;
import weir.money.Rate;
import weir.row.Row;

class MeasuresTest {

  @TempDir Path folder;
  private int pages;

  private Lake lake() {
    return Lake.open(folder.resolve("lake"), Clock.systemUTC());
  }

  private record Page(String day, @Nullable Long stated, List<Row> rows) {}

  private final List<Page> waiting = new ArrayList<>();

  private void keep(String day, @Nullable Long stated, Row... rows) {
    waiting.add(new Page(day, stated, List.of(rows)));
  }

  /** All pages that wait are brought in together: each ingest takes its time. */
  private Lake kept(Lake lake) {
    if (waiting.isEmpty()) {
      return lake;
    }
    try (Ingest ingest =
        lake.begin(IngestPlan.of(Purpose.INGEST, List.of("test" + pages), Map.of()))) {
      for (Page page : waiting) {
        String digest = "%064x".formatted(++pages);
        ingest.keep(
            new Capture(
                digest,
                "shop",
                "p" + pages,
                at(page.day),
                "text/html",
                1,
                "listings",
                null,
                page.stated,
                null),
            new byte[] {'x'},
            page.rows);
      }
      ingest.publish();
    }
    waiting.clear();
    return lake;
  }

  private static Instant at(String day) {
    return Instant.parse(day + "T12:00:00Z");
  }

  private static Listing listing(
      String id, String day, @Nullable String price, @Nullable Long stock, @Nullable Long sold) {
    return new Listing(
        "shop",
        id,
        at(day),
        "vendor" + id.charAt(0),
        "title",
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
        "cocaine",
        "cocaine",
        1.0,
        id.startsWith("b") ? null : "NL",
        null,
        stock,
        null,
        sold,
        null,
        null,
        null,
        "c",
        "l");
  }

  private List<MeasureRow> ask(Lake lake, MeasureRequest request) {
    try (Measures measures = Measures.over(kept(lake))) {
      return measures.run(request);
    }
  }

  @Test
  void a_fall_in_stock_is_sold_at_the_price_before_it_and_a_rise_is_not() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep("2026-01-06", null, listing("a", "2026-01-06", "20", 6L, null));
      keep("2026-01-07", null, listing("a", "2026-01-07", "20", 8L, null));
      keep("2026-01-08", null, listing("a", "2026-01-08", "20", 7L, null));
      assertThat(ask(lake, MeasureRequest.of("sales")).getFirst().value()).isEqualTo(4);
      MeasureRow revenue = ask(lake, MeasureRequest.of("revenue")).getFirst();
      assertThat(revenue.value()).isEqualTo(3 * 10 + 20);
      assertThat(revenue.choices()).containsEntry("estimator", "stock (shop)");
      assertThat(revenue.coverage()).isEqualTo(1);
    }
  }

  @Test
  void new_saves_are_counted_by_the_next_question() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep("2026-01-06", null, listing("a", "2026-01-06", "10", 6L, null));
      assertThat(ask(lake, MeasureRequest.of("sales")).getFirst().value()).isEqualTo(3);
      keep("2026-01-07", null, listing("a", "2026-01-07", "10", 1L, null));
      assertThat(ask(lake, MeasureRequest.of("sales")).getFirst().value()).isEqualTo(8);
    }
  }

  @Test
  void ratings_are_sales_once_each_however_often_they_are_seen() {
    try (Lake lake = lake()) {
      for (String day : List.of("2026-01-05", "2026-01-12")) {
        List<Row> rows = new ArrayList<>();
        rows.add(listing("a", day, "10", null, null));
        rows.add(rating("r1", "2026-01-03", day));
        rows.add(rating("r2", "2026-01-04", day));
        keep(day, null, rows.toArray(Row[]::new));
      }
      MeasureRow sales = ask(lake, MeasureRequest.of("sales")).getFirst();
      assertThat(sales.value()).isEqualTo(2);
      assertThat(sales.choices()).containsEntry("estimator", "feedback (shop)");
      assertThat(ask(lake, MeasureRequest.of("revenue")).getFirst().value()).isEqualTo(20);
    }
  }

  private static Feedback rating(String id, String given, String seen) {
    return new Feedback(
        "shop", id, "vendora", "a", at(seen), at(given), "day", 1.0, null, null, null, "c", "l");
  }

  @Test
  void a_sold_counter_that_begins_anew_counts_nothing() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", null, 100L));
      keep("2026-01-06", null, listing("a", "2026-01-06", "10", null, 3L));
      keep("2026-01-07", null, listing("a", "2026-01-07", "10", null, 5L));
      assertThat(ask(lake, MeasureRequest.of("sales")).getFirst().value()).isEqualTo(2);
    }
  }

  @Test
  void coverage_counts_days_without_a_save_and_listings_that_the_site_states() {
    try (Lake lake = lake()) {
      keep("2026-01-05", 2L, listing("a", "2026-01-05", "10", 9L, null));
      keep("2026-01-08", 4L, listing("a", "2026-01-08", "10", 6L, null));
      MeasureRow stock = ask(lake, MeasureRequest.of("sales")).getFirst();
      assertThat(stock.coverage()).isCloseTo((0.5 + 0 + 0 + 0.25) / 4, within(1e-9));
    }
  }

  @Test
  void one_day_of_saves_gives_no_estimate_of_the_unseen() {
    try (Lake lake = lake()) {
      keep(
          "2026-01-05",
          null,
          listing("a", "2026-01-05", "10", 9L, null),
          listing("b", "2026-01-05", "10", 9L, null));
      MeasureRow row = ask(lake, MeasureRequest.of("listings")).getFirst();
      assertThat(row.value()).isEqualTo(2);
      assertThat(row.high()).isNull();
      assertThat(row.coverage()).isNull();
    }
  }

  @Test
  void an_amount_without_a_rate_is_unknown_and_counted_and_a_rate_mends_it() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep("2026-01-06", null, listing("a", "2026-01-06", "10", 6L, null));
      MeasureRequest dollars =
          new MeasureRequest(
              "revenue", List.of(), null, null, null, Map.of(), "auto", "none", "USD");
      MeasureRow before = ask(lake, dollars).getFirst();
      assertThat(before.value()).isNull();
      assertThat(before.choices()).containsEntry("units_without_price", "3");
      try (Ingest rates = lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates"), Map.of()))) {
        rates.add(List.of(new Rate(LocalDate.of(2026, 1, 5), "EUR", "USD", 1.5, "plain")));
        rates.publish();
      }
      assertThat(ask(lake, dollars).getFirst().value()).isCloseTo(45, within(1e-6));
    }
  }

  @Test
  void undeclared_origins_bound_the_share_of_declared_ones() {
    try (Lake lake = lake()) {
      keep(
          "2026-01-05",
          null,
          listing("a", "2026-01-05", "10", 9L, null),
          listing("b", "2026-01-05", "10", 9L, null));
      List<MeasureRow> rows = ask(lake, MeasureRequest.of("origin_share"));
      MeasureRow dutch =
          rows.stream().filter(r -> "NL".equals(r.keys().get("origin"))).findFirst().orElseThrow();
      assertThat(dutch.value()).isEqualTo(0.5);
      assertThat(dutch.low()).isEqualTo(0.5);
      assertThat(dutch.high()).isEqualTo(1.0);
    }
  }

  @Test
  void the_price_per_gram_is_the_median_over_listings() {
    try (Lake lake = lake()) {
      keep(
          "2026-01-05",
          null,
          listing("a", "2026-01-05", "10", 9L, null),
          listing("b", "2026-01-05", "20", 9L, null),
          listing("c", "2026-01-05", "900", 9L, null));
      MeasureRow row = ask(lake, MeasureRequest.of("price_per_gram", "class")).getFirst();
      assertThat(row.value()).isEqualTo(10);
      assertThat(row.unit()).isEqualTo("EUR per gram");
      assertThat(row.low()).isNull();
      assertThat(row.choices()).containsEntry("interval", "none: fewer than 6 listings");
    }
  }

  @Test
  void holding_rule_A_drops_a_price_far_above_the_listings_median() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep("2026-01-06", null, listing("a", "2026-01-06", "10", 8L, null));
      keep("2026-01-07", null, listing("a", "2026-01-07", "9000", 7L, null));
      keep("2026-01-08", null, listing("a", "2026-01-08", "10", 6L, null));
      MeasureRequest held =
          new MeasureRequest("revenue", List.of(), null, null, null, Map.of(), "stock", "A", "EUR");
      assertThat(ask(lake, held).getFirst().value()).isEqualTo(20);
    }
  }

  @Test
  void an_empty_lake_answers_with_no_row() {
    try (Lake lake = lake()) {
      try (Measures measures = Measures.over(kept(lake))) {
        for (MeasureDefinition d : Measures.definitions()) {
          List<String> by = List.of("week", "class").stream().filter(d.keys()::contains).toList();
          List<String> asked = by.isEmpty() ? List.of("source") : by;
          assertThat(measures.run(MeasureRequest.of(d.name(), asked.toArray(String[]::new))))
              .as(d.name())
              .isEmpty();
        }
      }
    }
  }

  @Test
  void a_range_that_holds_no_day_is_refused() {
    try (Lake lake = lake()) {
      MeasureRequest request =
          new MeasureRequest(
              "sales",
              List.of(),
              LocalDate.of(2026, 1, 2),
              LocalDate.of(2026, 1, 2),
              null,
              Map.of(),
              "auto",
              "none",
              "EUR");
      assertThatThrownBy(() -> ask(lake, request))
          .hasMessageContaining("--to is the first day not counted");
    }
  }

  @Test
  void prices_are_grouped_by_day_too() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep(
          "2026-01-06",
          null,
          listing("a", "2026-01-06", "10", 9L, null),
          listing("b", "2026-01-06", "30", 9L, null));
      assertThat(ask(lake, MeasureRequest.of("price_per_gram", "day")))
          .extracting(row -> row.keys().get("day"), MeasureRow::value)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("2026-01-05", 5.0),
              org.assertj.core.groups.Tuple.tuple("2026-01-06", 10.0));
    }
  }

  /** Whole weeks, from within weeks, within one week, and with one end. */
  private static final List<List<String>> RANGES =
      List.of(
          List.of("", ""),
          List.of("2026-01-05", "2026-01-26"),
          List.of("2026-01-07", "2026-01-24"),
          List.of("2026-01-07", "2026-01-10"),
          List.of("2026-01-10", "2026-01-13"),
          List.of("2026-01-08", ""),
          List.of("", "2026-01-21"));

  @Test
  void weeks_answer_for_any_days_as_the_days_themselves_do() {
    try (Lake lake = lake()) {
      LocalDate first = LocalDate.of(2026, 1, 3);
      for (int i = 0; i < 24; i += i % 5 == 0 ? 1 : 2) {
        String day = first.plusDays(i).toString();
        List<Row> rows = new ArrayList<>();
        rows.add(listing("a", day, i % 7 == 0 ? "20" : "10", 100L - i, null));
        rows.add(rating("r" + i, first.plusDays(Math.max(0, i - 3)).toString(), day));
        if (i % 3 == 0) {
          rows.add(listing("b" + i / 9, day, null, 50L - i, null));
        }
        keep(day, i % 4 == 0 ? 3L : null, rows.toArray(Row[]::new));
      }
      try (Ingest rates = lake.begin(IngestPlan.of(Purpose.RATES, List.of("rates"), Map.of()))) {
        for (int week = 0; week < 4; week++) {
          rates.add(
              List.of(
                  new Rate(first.plusDays(7L * week), "EUR", "USD", 1.1 + week / 10.0, "plain")));
        }
        rates.publish();
      }
      try (Measures read = Measures.over(kept(lake));
          Measures loaded = Measures.forManyQuestions(lake)) {
        for (List<String> range : RANGES) {
          assertThat(answered(read, loaded, day(range.getFirst()), day(range.getLast())))
              .as("%s", range)
              .isGreaterThan(5);
        }
      }
    }
  }

  private static @Nullable LocalDate day(String text) {
    return text.isEmpty() ? null : LocalDate.parse(text);
  }

  /** How many questions about that range had an answer; each is checked. */
  private static int answered(
      Measures read, Measures loaded, @Nullable LocalDate from, @Nullable LocalDate to) {
    int answered = 0;
    for (Map<String, String> filters :
        List.of(
            Map.<String, String>of(),
            Map.of("origin", "NL"),
            Map.of("week", "2026-01-12"),
            Map.of("month", "2026-01"))) {
      for (String measure : List.of("sales", "revenue", "listings")) {
        for (String estimator :
            measure.equals("listings") ? List.of("stock") : List.of("stock", "feedback")) {
          // Units are the same in any currency, and listings by any estimator.
          for (String currency :
              measure.equals("revenue") ? List.of("EUR", "USD") : List.of("EUR")) {
            MeasureRequest request =
                new MeasureRequest(
                    measure, List.of(), from, to, null, filters, estimator, "none", currency);
            List<MeasureRow> rows = read.run(request);
            assertThat(loaded.run(request)).as("%s", request).isEqualTo(rows);
            Double value = rows.isEmpty() ? null : rows.getFirst().value();
            Double expected = byDays(read, request);
            if (expected == null || value == null) {
              assertThat(value == null ? 0.0 : value).as("%s", request).isZero();
              assertThat(expected == null ? 0.0 : expected).as("%s", request).isZero();
            } else {
              assertThat(value).as("%s", request).isCloseTo(expected, within(1e-6));
              answered++;
            }
          }
        }
      }
    }
    return answered;
  }

  /** The same from {@code listing_day}, day by day. */
  private static @Nullable Double byDays(Measures measures, MeasureRequest request) {
    String sold = request.estimator().equals("stock") ? "sold_by_stock" : "sold_by_feedback";
    StringBuilder where = new StringBuilder("TRUE");
    if (request.from() != null) {
      where.append(" AND day >= DATE '").append(request.from()).append("'");
    }
    if (request.to() != null) {
      where.append(" AND day < DATE '").append(request.to()).append("'");
    }
    request
        .filters()
        .forEach((key, value) ->
            where.append(
                " AND %s = '%s'"
                    .formatted(
                        switch (key) {
                          case "origin" -> "ships_from";
                          case "week" -> "date_trunc('week', day)::DATE::VARCHAR";
                          default -> "strftime(day, '%Y-%m')";
                        },
                        value)));
    String value =
        switch (request.measure()) {
          case "sales" -> "sum(%s)::DOUBLE".formatted(sold);
          case "listings" ->
              "nullif(count(DISTINCT listing_id) FILTER (observations > 0), 0)::DOUBLE";
          default ->
              request.currency().equals("EUR")
                  ? "sum(%s * price_amount)::DOUBLE".formatted(sold)
                  : "sum(%s * price_amount * r.rate)::DOUBLE".formatted(sold);
        };
    return Numbers.real(
        measures
            .query()
            .rows(
                "SELECT %s AS value FROM listing_day d LEFT JOIN LATERAL (SELECT rate FROM rate WHERE rate.day <= d.day AND rate.day >= d.day - 7 ORDER BY rate.day DESC LIMIT 1) r ON TRUE WHERE %s"
                    .formatted(value, where))
            .getFirst()
            .get("value"));
  }

  @Test
  void values_are_grouped_by_what_the_source_was_like() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      keep(
          "2026-01-06",
          null,
          matanga(listing("a", "2026-01-06", "10", 9L, null)),
          matanga(listing("b", "2026-01-06", "10", 9L, null)));
      assertThat(ask(lake, MeasureRequest.of("listings", "layer", "access", "kind")))
          .extracting(row -> row.keys().values().toString(), MeasureRow::value)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("[dark, open, darknet-market]", 2.0),
              org.assertj.core.groups.Tuple.tuple("[null, null, null]", 1.0));
      assertThat(
              ask(lake, MeasureRequest.of("listings").withFilters(Map.of("layer", "dark")))
                  .getFirst()
                  .value())
          .isEqualTo(2);
    }
  }

  private static Listing matanga(Listing l) {
    return new Listing(
        "matanga",
        l.listingId(),
        l.capturedAt(),
        l.account(),
        l.title(),
        null,
        null,
        "product",
        null,
        l.priceAmount(),
        l.priceCurrency(),
        null,
        null,
        l.grams(),
        null,
        l.substance(),
        l.substanceClass(),
        1.0,
        l.shipsFrom(),
        null,
        l.stock(),
        null,
        null,
        null,
        null,
        null,
        "c",
        "l");
  }

  @Test
  void amounts_are_grouped_by_band_for_many_questions_too() {
    try (Lake lake = lake()) {
      keep("2026-01-05", null, listing("a", "2026-01-05", "10", 9L, null));
      try (Measures measures = Measures.forManyQuestions(kept(lake))) {
        assertThat(measures.run(MeasureRequest.of("price_per_gram", "band")))
            .extracting(row -> row.keys().get("band"))
            .containsExactly("retail");
      }
    }
  }

  @Test
  void an_option_that_a_measure_has_not_is_refused() {
    try (Lake lake = lake()) {
      assertThatThrownBy(
              () -> ask(lake, MeasureRequest.of("listings").withOptions(Map.of("of", "sales"))))
          .hasMessage("listings has no option 'of'. It has: population, interval.");
    }
  }
}
