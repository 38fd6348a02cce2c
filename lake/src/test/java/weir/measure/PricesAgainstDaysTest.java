package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.estimate.DiscountCurve;
import weir.estimate.Estimated;
import weir.estimate.Medians;
import weir.estimate.PriceIndex;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

/** What measures of prices take from weeks is what the days, taken one by one, say. */
class PricesAgainstDaysTest {

  @TempDir static Path folder;
  private static @Nullable MadeUpMarket market;
  private static @Nullable Measures plain;
  private static @Nullable Measures inMemory;

  /** Listings that come and go, change their price, their amount, and now and then their class. */
  @BeforeAll
  static void prepare() {
    Random dice = new Random(5);
    MadeUpMarket made = new MadeUpMarket(folder);
    market = made;
    Map<String, List<Row>> days = new LinkedHashMap<>();
    for (int day = 0; day < 30; day += 1 + dice.nextInt(2)) {
      String date = LocalDate.of(2026, 1, 5).plusDays(day).toString();
      List<Row> rows = new ArrayList<>();
      for (int i = 0; i < 27; i++) {
        if (dice.nextInt(4) > 0) {
          double amount = List.of(1.0, 5.0, 10.0).get((i + (dice.nextInt(9) == 0 ? 1 : 0)) % 3);
          String kind = i % 2 == 0 || dice.nextInt(20) == 0 ? "cocaine" : "mdma";
          String price = "%.2f".formatted(amount * (9 + dice.nextInt(4)) * (1 + day / 200.0));
          Offer offer = Offer.of("shop", "l" + i, "v" + i % 9, kind).sold(i + day * (1L + i % 3));
          rows.add(
              (i % 3 == 0 ? offer.pieces(price, amount) : offer.priced(price, amount)).on(date));
        }
      }
      days.put(date, rows);
    }
    made.keepDays("shop", days);
    plain = Measures.over(made.lake());
    inMemory = Measures.forManyQuestions(made.lake());
  }

  @AfterAll
  static void close() {
    present(plain).close();
    present(inMemory).close();
    present(market).close();
  }

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /** What a listing asked: the median over the days on which it was seen. */
  private record Price(
      String group,
      long account,
      long listing,
      String period,
      String goods,
      double amount,
      double each,
      double price,
      double units) {}

  private static List<Price> prices(String time, String amount) {
    List<Price> prices = new ArrayList<>();
    for (Map<String, @Nullable Object> row :
        present(plain)
            .query()
            .rows(
                """
                WITH sold AS (
                  SELECT listing, %1$s AS period, sum(sold_by_counter) AS sold_units FROM seen GROUP BY ALL)
                SELECT class, (vendor >> 1)::BIGINT AS account, (s.listing >> 1)::BIGINT AS listing,
                       %1$s::VARCHAR AS period, substance AS goods, median(%2$s) AS amount,
                       median(price_amount::DOUBLE / %2$s) AS each,
                       median(price_amount::DOUBLE) AS price,
                       coalesce(any_value(sold_units), 0) AS units
                FROM seen s JOIN sold ON sold.listing = s.listing AND sold.period = s.%1$s
                WHERE days > 0 AND %2$s > 0
                GROUP BY class, vendor, s.listing, %1$s, substance ORDER BY ALL
                """
                    .formatted(time, amount))) {
      prices.add(
          new Price(
              String.valueOf(row.get("class")),
              Numbers.count(row.get("account")),
              Numbers.count(row.get("listing")),
              String.valueOf(row.get("period")),
              String.valueOf(row.get("goods")),
              Numbers.amount(row.get("amount")),
              Numbers.amount(row.get("each")),
              Numbers.amount(row.get("price")),
              Numbers.amount(row.get("units"))));
    }
    return prices;
  }

  private static void same(MeasureRow row, Estimated expected) {
    assertThat(row.value()).isCloseTo(expected.value(), within(1e-6));
    Double low = expected.low();
    Double high = expected.high();
    if (low == null || high == null) {
      assertThat(row.low()).isNull();
      assertThat(row.high()).isNull();
    } else {
      assertThat(row.low()).isCloseTo(low, within(1e-6));
      assertThat(row.high()).isCloseTo(high, within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "week, time-dummy",
    "week, jevons",
    "week, laspeyres",
    "week, tornqvist",
    "month, time-dummy",
    "day, jevons"
  })
  void an_index_is_that_of_the_medians_over_days(String time, String formula) {
    List<Price> prices = prices(time, "coalesce(grams, units, 1)");
    MeasureRequest request =
        MeasureRequest.of("price_index", "class", time).withOptions(Map.of("formula", formula));
    for (Measures measures : List.of(present(plain), present(inMemory))) {
      List<MeasureRow> rows = measures.run(request);
      int next = 0;
      for (String group : List.of("cocaine", "mdma")) {
        List<Price> its = prices.stream().filter(p -> p.group.equals(group)).toList();
        List<String> periods = its.stream().map(Price::period).distinct().sorted().toList();
        PriceIndex.Prices all = new PriceIndex.Prices(periods);
        its.forEach(p ->
            all.add(p.account, p.listing, periods.indexOf(p.period), p.each, p.units * p.price));
        for (PriceIndex.Level level :
            PriceIndex.levels(
                all,
                PriceIndex.Formula.valueOf(
                    formula.toUpperCase(java.util.Locale.ROOT).replace('-', '_')))) {
          MeasureRow row = rows.get(next++);
          assertThat(row.keys()).containsEntry("class", group).containsEntry(time, level.period());
          same(row, level.index());
          assertThat(row.choices()).containsEntry("matched", Integer.toString(level.matched()));
        }
      }
      assertThat(rows).hasSize(next).hasSizeGreaterThan(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"week", "month"})
  void a_median_of_pieces_is_that_of_the_medians_over_days(String time) {
    List<Price> prices = prices(time, "units");
    for (Measures measures : List.of(present(plain), present(inMemory))) {
      List<MeasureRow> rows = measures.run(MeasureRequest.of("price_per_unit", "class", time));
      assertThat(rows).hasSizeGreaterThan(3);
      for (MeasureRow row : rows) {
        same(
            row,
            Medians.of(
                prices.stream()
                    .filter(p ->
                        p.group.equals(row.keys().get("class"))
                            && p.period.equals(row.keys().get(time)))
                    .mapToDouble(Price::each)
                    .toArray()));
      }
    }
  }

  @Test
  void a_discount_fitted_to_sums_is_that_fitted_to_offers() {
    List<Price> prices = prices("week", "grams");
    for (Measures measures : List.of(present(plain), present(inMemory))) {
      List<MeasureRow> rows = measures.run(MeasureRequest.of("quantity_discount", "class", "week"));
      List<MeasureRow> curve = measures.run(MeasureRequest.of("discount_curve", "class", "week"));
      assertThat(rows).hasSizeGreaterThan(6);
      for (MeasureRow row : rows) {
        DiscountCurve fitted =
            present(
                DiscountCurve.fit(
                    prices.stream()
                        .filter(p ->
                            p.group.equals(row.keys().get("class"))
                                && p.period.equals(row.keys().get("week")))
                        .map(p ->
                            new DiscountCurve.Offer(p.goods, "v" + p.account, p.amount, p.each))
                        .toList()));
        same(row, fitted.slope());
        MeasureRow five =
            curve.stream()
                .filter(one ->
                    Objects.equals(one.keys().get("class"), row.keys().get("class"))
                        && Objects.equals(one.keys().get("week"), row.keys().get("week"))
                        && "5".equals(one.keys().get("amount")))
                .findFirst()
                .orElseThrow();
        same(five, present(fitted.at(5)));
      }
    }
  }
}
