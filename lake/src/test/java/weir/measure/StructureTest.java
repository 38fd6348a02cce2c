package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.measure.MadeUpMarket.Offer;
import weir.row.Row;

/** Measures of structure, each beside what is counted by hand. */
class StructureTest {

  @TempDir Path folder;

  private static MeasureRequest ask(String measure, String... by) {
    return MeasureRequest.of(measure, by);
  }

  private static Offer offer(String id, String account, String substanceClass) {
    return Offer.of("shop", id, account, substanceClass);
  }

  /** Four accounts that sold 4, 1, 3 and 2: Gini 0.25, Herfindahl 0.30, the two largest 0.7. */
  @Test
  void concentration_is_that_of_the_accounts_sales() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market
          .keep(
              "shop",
              "2026-01-05",
              offer("a", "v1", "mdma").sold(10).on("2026-01-05"),
              offer("b", "v2", "mdma").sold(10).on("2026-01-05"),
              offer("c", "v3", "cannabis").sold(10).on("2026-01-05"),
              offer("d", "v4", "cannabis").sold(10).on("2026-01-05"))
          .keep(
              "shop",
              "2026-01-06",
              offer("a", "v1", "mdma").sold(14).on("2026-01-06"),
              offer("b", "v2", "mdma").sold(11).on("2026-01-06"),
              offer("c", "v3", "cannabis").sold(13).on("2026-01-06"),
              offer("d", "v4", "cannabis").sold(12).on("2026-01-06"));
      List<List<MeasureRow>> answers =
          market.askAll(
              ask("gini"),
              ask("herfindahl"),
              ask("top_share").withOptions(Map.of("k", "2")),
              ask("gini").withOptions(Map.of("of", "listings")),
              ask("share", "class").withOptions(Map.of("of", "sales")));
      assertThat(only(answers.get(0)).value()).isCloseTo(0.25, within(1e-12));
      assertThat(only(answers.get(0)).choices())
          .containsEntry("accounts", "4")
          .containsEntry("interval", "none: fewer than 10 accounts");
      assertThat(only(answers.get(1)).value()).isCloseTo(0.30, within(1e-12));
      assertThat(only(answers.get(2)).value()).isCloseTo(0.70, within(1e-12));
      assertThat(only(answers.get(3)).value()).isZero();
      assertThat(answers.get(4))
          .extracting(row -> row.keys().get("class"), MeasureRow::value)
          .containsExactly(tuple("cannabis", 0.5), tuple("mdma", 0.5));
      assertThat(answers.toString()).doesNotContain("v1").doesNotContain("v4");
    }
  }

  private static MeasureRow only(List<MeasureRow> rows) {
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  @Test
  void an_option_that_is_no_number_is_refused() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      assertThatThrownBy(
              () -> {
                market.keep(
                    "shop", "2026-01-05", offer("a", "v1", "mdma").sold(1).on("2026-01-05"));
                market.keep(
                    "shop", "2026-01-06", offer("a", "v1", "mdma").sold(2).on("2026-01-06"));
                market.ask(ask("top_share").withOptions(Map.of("k", "all")));
              })
          .hasMessage("The option k cannot be 'all'. Write a whole number from 1 to 1000.");
    }
  }

  /** A market of 100 days saved weekly; v1 stays, v2 comes on day 14 and goes after day 28. */
  private MadeUpMarket comingAndGoing() {
    Map<String, List<Row>> days = new TreeMap<>();
    LocalDate first = LocalDate.of(2026, 1, 5);
    for (int day = 0; day <= 98; day += 7) {
      String date = first.plusDays(day).toString();
      List<Row> rows = new ArrayList<>();
      rows.add(offer("a", "v1", "mdma").on(date));
      if (day >= 14 && day <= 28) {
        rows.add(offer("b", "v2", "cannabis").on(date));
      }
      if (day >= 21) {
        rows.add(offer("c", "v1", "cannabis").on(date));
      }
      days.put(date, rows);
    }
    return new MadeUpMarket(folder).keepDays("shop", days);
  }

  @Test
  void entries_and_exits_leave_out_what_cannot_be_told() {
    try (MadeUpMarket market = comingAndGoing()) {
      List<List<MeasureRow>> answers =
          market.askAll(
              ask("entries", "week").withOptions(Map.of("of", "listings")),
              ask("exits", "month"),
              ask("entries"));
      assertThat(answers.get(0))
          .extracting(row -> row.keys().get("week"), MeasureRow::value)
          .containsExactly(
              tuple("2026-01-05", null), tuple("2026-01-19", 1.0), tuple("2026-01-26", 1.0));
      assertThat(answers.get(1))
          .extracting(row -> row.keys().get("month"), MeasureRow::value)
          .containsExactly(tuple("2026-02", 1.0), tuple("2026-04", null));
      assertThat(only(answers.get(2)).value()).isEqualTo(1);
      assertThat(only(answers.get(2)).choices()).containsEntry("there_from_the_first_save", "1");
      assertThat(only(answers.get(2)).high()).isCloseTo(5.572, within(0.001));
    }
  }

  /** Listing b lives from day 14 to halfway between 28 and 35; c is still there; a is left out. */
  @Test
  void survival_is_the_product_limit_of_lives_whose_start_is_known() {
    try (MadeUpMarket market = comingAndGoing()) {
      List<List<MeasureRow>> answers =
          market.askAll(ask("survival"), ask("survival_median"), ask("survival", "class", "age"));
      assertThat(answers.get(0))
          .extracting(row -> row.keys().get("age"), MeasureRow::value)
          .containsExactly(
              tuple("1", 1.0),
              tuple("7", 1.0),
              tuple("14", 1.0),
              tuple("28", 0.5),
              tuple("56", 0.5));
      assertThat(answers.get(0).getFirst().choices())
          .containsEntry("listings", "2")
          .containsEntry("ended", "1")
          .containsEntry("start_not_known", "1");
      assertThat(only(answers.get(1)).value()).isEqualTo(17.5);
      assertThat(answers.get(2)).extracting(row -> row.keys().get("class")).contains("cannabis");
    }
  }

  @Test
  void accounts_that_say_when_they_joined_enter_at_the_age_they_had() {
    try (MadeUpMarket market = comingAndGoing()) {
      market.keep(
          "shop",
          "2026-01-05",
          MadeUpMarket.account("shop", "v1", "2026-01-05", null, null, "2025-12-26"));
      MeasureRow first =
          market.ask(ask("survival").withOptions(Map.of("of", "accounts"))).getFirst();
      assertThat(first.choices())
          .containsEntry("accounts", "2")
          .containsEntry("start_not_known", "0");
    }
  }

  @Test
  void groups_are_compared_by_the_last_key() {
    try (MadeUpMarket market = comingAndGoing()) {
      assertThatThrownBy(() -> market.ask(ask("survival_difference")))
          .hasMessageContaining("--by class");
      assertThat(market.ask(ask("survival_difference", "class"))).isEmpty();
    }
  }

  @Test
  void portfolios_count_the_kinds_of_an_account() {
    try (MadeUpMarket market = comingAndGoing()) {
      List<List<MeasureRow>> answers = market.askAll(ask("portfolio"), ask("specialisation"));
      assertThat(only(answers.get(0)).value()).isEqualTo(1.5);
      assertThat(only(answers.get(0)).choices()).containsEntry("one_kind_only", "50 %");
      assertThat(only(answers.get(1)).value()).isEqualTo(0.75);
    }
  }

  @Test
  void ratings_count_once_and_those_of_an_account_go_together() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      for (String day : List.of("2026-01-05", "2026-01-12")) {
        market.keep(
            "shop",
            day,
            offer("a", "v1", "mdma").on(day),
            MadeUpMarket.rating("shop", "r1", "v1", "2026-01-03", 1),
            MadeUpMarket.rating("shop", "r2", "v1", "2026-01-03", 1),
            MadeUpMarket.rating("shop", "r3", "v2", "2026-01-04", 0.4));
      }
      MeasureRow row = only(market.ask(ask("reputation")));
      assertThat(row.value()).isCloseTo(0.8, within(1e-12));
      assertThat(row.choices())
          .containsEntry("ratings", "3")
          .containsEntry("accounts", "2")
          .containsEntry("full_marks", "67 %");
    }
  }

  @Test
  void declared_ends_have_bounds_for_those_that_declare_none() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market.keep(
          "shop",
          "2026-01-05",
          offer("a", "v1", "mdma").ships("NL", "NL").paid("XMR").on("2026-01-05"),
          offer("b", "v1", "mdma").ships("NL", "NL", "DE").paid("XMR", "BTC").on("2026-01-05"),
          offer("c", "v1", "mdma").ships("DE", "WORLD").paid().on("2026-01-05"),
          offer("d", "v1", "mdma").ships(null).paid("BTC").on("2026-01-05"));
      List<List<MeasureRow>> answers =
          market.askAll(
              ask("destination_share"),
              ask("domestic_share"),
              ask("payment_share", "class"),
              ask("share", "payment"),
              ask("listings").withFilters(Map.of("origin", "NL")));
      assertThat(answers.get(0))
          .extracting(row -> row.keys().get("destination"), MeasureRow::low, MeasureRow::high)
          .containsExactly(
              tuple("DE", 0.25, 0.5), tuple("NL", 0.5, 0.75), tuple("WORLD", 0.25, 0.5));
      MeasureRow domestic = only(answers.get(1));
      assertThat(domestic.value()).isCloseTo(1 / 3.0, within(1e-12));
      assertThat(domestic.low()).isEqualTo(0.25);
      assertThat(domestic.high()).isEqualTo(0.5);
      assertThat(answers.get(2))
          .extracting(row -> row.keys().get("payment"), MeasureRow::value)
          .containsExactly(tuple("BTC", 0.5), tuple("XMR", 0.5));
      assertThat(answers.get(3))
          .extracting(row -> row.keys().get("payment"), MeasureRow::value)
          .containsExactly(tuple("BTC", 0.5), tuple("XMR", 0.5), tuple(null, 0.25));
      assertThatThrownBy(
              () -> market.ask(ask("share", "payment").withOptions(Map.of("of", "sales"))))
          .hasMessageContaining("--option of=listings");
    }
  }

  @Test
  void a_shift_is_the_change_of_a_share_since_the_period_before() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market
          .keep(
              "shop",
              "2026-01-05",
              offer("a", "v1", "mdma").paid("BTC").on("2026-01-05"),
              offer("b", "v2", "mdma").paid("BTC").on("2026-01-05"))
          .keep(
              "shop",
              "2026-02-05",
              offer("a", "v1", "mdma").paid("XMR").on("2026-02-05"),
              offer("b", "v2", "mdma").paid("BTC").on("2026-02-05"));
      List<List<MeasureRow>> answers =
          market.askAll(ask("shift", "month", "payment"), ask("shift", "payment"));
      assertThat(answers.get(0))
          .extracting(row -> row.keys().toString(), MeasureRow::value)
          .containsExactly(
              tuple("{month=2026-02, payment=BTC}", -0.5),
              tuple("{month=2026-02, payment=XMR}", 0.5));
      assertThat(answers.get(0).getFirst().choices()).containsEntry("since", "2026-01");
      assertThat(answers.get(1)).hasSize(2);
    }
  }

  @Test
  void accounts_move_between_sources_by_one_evidence_at_a_time() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market
          .keep(
              "shop",
              "2026-01-05",
              MadeUpMarket.account("shop", "Anna", "2026-01-05", "KEY1", "email:1", null),
              MadeUpMarket.account("shop", "Bert", "2026-01-05", "KEY2", null, null),
              MadeUpMarket.account("shop", "Bert2", "2026-01-05", "KEY2", null, null))
          .keep(
              "bazaar",
              "2026-02-05",
              MadeUpMarket.account("bazaar", "anna", "2026-02-05", "KEY1", null, null),
              MadeUpMarket.account("bazaar", "Carl", "2026-02-05", "KEY2", "email:1", null));
      List<List<MeasureRow>> answers =
          market.askAll(
              ask("migration"),
              ask("migration").withOptions(Map.of("evidence", "contact")),
              ask("migration").withOptions(Map.of("evidence", "name")));
      MeasureRow keys = only(answers.get(0));
      assertThat(keys.keys()).containsEntry("source", "shop").containsEntry("other", "bazaar");
      assertThat(keys.value()).isEqualTo(2);
      assertThat(keys.low()).isEqualTo(1);
      assertThat(only(answers.get(1)).value()).isEqualTo(1);
      assertThat(only(answers.get(2)).value()).isEqualTo(1);
      assertThat(answers.toString()).doesNotContain("Carl").doesNotContain("KEY1");
    }
  }
}
