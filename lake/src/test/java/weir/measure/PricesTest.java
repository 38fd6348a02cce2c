package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

class PricesTest {

  @TempDir Path folder;

  private static Offer offer(String id, String account) {
    return Offer.of("shop", id, account, "cannabis");
  }

  @Test
  void the_price_of_a_piece_is_the_median_over_listings_with_its_exact_ranks() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      List<Row> rows = new ArrayList<>();
      for (int i = 1; i <= 6; i++) {
        rows.add(offer("l" + i, "v" + i).pieces(Integer.toString(10 * i), 10).on("2026-01-05"));
      }
      market.keep("shop", "2026-01-05", rows.toArray(Row[]::new));
      MeasureRow row = market.ask(MeasureRequest.of("price_per_unit")).getFirst();
      assertThat(row.value()).isEqualTo(3.5);
      assertThat(row.low()).isEqualTo(1);
      assertThat(row.high()).isEqualTo(6);
      assertThat(row.unit()).isEqualTo("EUR per unit");
    }
  }

  @Test
  void a_quantity_discount_is_an_elasticity_and_a_curve() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      List<Row> rows = new ArrayList<>();
      for (int account = 0; account < 4; account++) {
        for (double grams : new double[] {1, 10, 100}) {
          double price = 10 * grams * Math.pow(grams, -0.2);
          rows.add(
              offer("l" + account + "-" + grams, "v" + account)
                  .priced("%.6f".formatted(price), grams)
                  .on("2026-01-05"));
        }
      }
      market.keep("shop", "2026-01-05", rows.toArray(Row[]::new));
      List<List<MeasureRow>> answers =
          market.askAll(
              MeasureRequest.of("quantity_discount", "class"),
              MeasureRequest.of("discount_curve"),
              MeasureRequest.of("price_per_gram", "band"));
      MeasureRow slope = answers.get(0).getFirst();
      assertThat(slope.value()).isCloseTo(-0.2, within(1e-6));
      assertThat(slope.choices()).containsEntry("tenfold_amount", "-37 % each");
      assertThat(answers.get(1))
          .extracting(row -> row.keys().get("amount"), row -> Math.rint(at(row) * 100) / 100)
          .contains(tuple("1", 10.0), tuple("10", 6.31), tuple("100", 3.98))
          .doesNotContain(tuple("1000", 2.51));
      assertThat(answers.get(2))
          .extracting(row -> row.keys().get("band"))
          .containsExactly("middle", "retail");
    }
  }

  /** Prices of a gram of 10, 8 and 6 at 1, 10 and 100 grams: the slope is ln(6/10) / ln 100. */
  @Test
  void lines_of_a_listings_own_table_of_amounts_are_offers_too() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      List<Row> rows = new ArrayList<>();
      for (int account = 0; account < 4; account++) {
        String id = "l" + account;
        rows.add(offer(id, "v" + account).priced("10", 1).on("2026-01-05"));
        rows.add(tier(id, "10", 1));
        rows.add(tier(id, "80", 10));
        rows.add(tier(id, "600", 100));
      }
      market.keep("shop", "2026-01-05", rows.toArray(Row[]::new));
      List<List<MeasureRow>> answers =
          market.askAll(
              MeasureRequest.of("quantity_discount", "class", "week"),
              MeasureRequest.of("quantity_discount").withOptions(Map.of("tiers", "without")),
              new MeasureRequest(
                  "quantity_discount",
                  List.of(),
                  java.time.LocalDate.of(2026, 1, 5),
                  java.time.LocalDate.of(2026, 1, 6),
                  null,
                  Map.of(),
                  "auto",
                  "none",
                  "EUR"));
      MeasureRow slope = answers.get(0).getFirst();
      assertThat(slope.value()).isCloseTo(Math.log(0.6) / Math.log(100), within(1e-9));
      assertThat(slope.choices()).containsEntry("offers", "12").containsEntry("accounts", "4");
      assertThat(answers.get(1)).isEmpty();
      assertThat(answers.get(2).getFirst().value()).isEqualTo(slope.value());
    }
  }

  private static weir.listing.Offer tier(String listing, String price, double grams) {
    return new weir.listing.Offer(
        "shop",
        listing,
        MadeUpMarket.at("2026-01-05"),
        "tier",
        null,
        new java.math.BigDecimal(price),
        "EUR",
        grams,
        null,
        null,
        "c",
        "l" + grams);
  }

  private static double at(MeasureRow row) {
    Double value = row.value();
    return value == null ? Double.NaN : value;
  }

  @Test
  void a_price_index_compares_listings_with_themselves() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market
          .keep(
              "shop",
              "2026-01-05",
              offer("a", "v1").priced("10", 1).sold(0).on("2026-01-05"),
              offer("b", "v2").priced("20", 1).sold(0).on("2026-01-05"))
          .keep(
              "shop",
              "2026-01-06",
              offer("a", "v1").priced("10", 1).sold(6).on("2026-01-06"),
              offer("b", "v2").priced("20", 1).sold(2).on("2026-01-06"))
          .keep(
              "shop",
              "2026-02-05",
              offer("a", "v1").priced("12", 1).sold(6).on("2026-02-05"),
              offer("b", "v2").priced("18", 1).sold(2).on("2026-02-05"),
              offer("dear", "v3").priced("900", 1).sold(2).on("2026-02-05"));
      List<List<MeasureRow>> answers =
          market.askAll(
              MeasureRequest.of("price_index"),
              MeasureRequest.of("price_index", "class", "month")
                  .withOptions(Map.of("formula", "laspeyres")));
      assertThat(answers.get(0))
          .extracting(row -> row.keys().get("month"), row -> Math.rint(at(row) * 100) / 100)
          .containsExactly(tuple("2026-01", 100.0), tuple("2026-02", 103.92));
      // 60 and 40 sold in January: 0.6 · 1.2 + 0.4 · 0.9.
      assertThat(answers.get(1).getLast().value()).isCloseTo(108, within(1e-9));
      assertThat(answers.get(1).getLast().keys()).containsEntry("class", "cannabis");
    }
  }
}
