package weir.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weir.lake.Ingest;
import weir.lake.IngestPlan;
import weir.lake.Purpose;
import weir.measure.MadeUpMarket.Offer;
import weir.offline.Analysis;
import weir.offline.Interception;
import weir.offline.SeriesFigure;
import weir.row.Row;

/** What laboratories found and what was stopped, beside the market. */
class OfflineTest {

  @TempDir Path folder;

  private static int imported(MadeUpMarket market, Row... rows) {
    try (Ingest ingest =
        market.lake().begin(IngestPlan.of(Purpose.IMPORT, List.of("mine.csv"), Map.of()))) {
      int added = ingest.add(List.of(rows));
      ingest.publish();
      return added;
    }
  }

  private static Analysis sample(String id, String day, String soldAs, String... found) {
    return new Analysis(
        id,
        LocalDate.parse(day),
        soldAs,
        soldAs,
        soldAs,
        List.of(found),
        List.of(found),
        List.of(found),
        "GC-MS",
        "drug checking",
        "NL",
        "mine.csv");
  }

  private static Interception item(String id, String day, @Nullable String substance) {
    return new Interception(
        id,
        LocalDate.parse(day),
        "powder",
        substance,
        substance,
        "domestic",
        "NL",
        null,
        2.0,
        null,
        "seized",
        "mine.csv");
  }

  @Test
  void samples_count_once_and_stand_beside_what_is_offered() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market.keep("shop", "2026-01-05", Offer.of("shop", "a", "v1", "mdma").on("2026-01-05"));
      Row[] samples = {
        sample("1", "2026-01-10", "mdma", "mdma", "other"),
        sample("2", "2026-01-11", "mdma", "cocaine"),
        sample("3", "2026-02-01", "mdma")
      };
      assertThat(imported(market, samples)).isEqualTo(3);
      assertThat(imported(market, samples)).isZero();
      List<MeasureRow> rows = market.ask(MeasureRequest.of("sold_as_identified", "month", "class"));
      assertThat(rows)
          .extracting(row -> row.keys().get("month"), MeasureRow::value)
          .containsExactly(tuple("2026-01", 0.5), tuple("2026-02", 0.0));
      assertThat(rows.getFirst().choices())
          .containsEntry("samples", "2")
          .containsEntry("with_other_substances", "1")
          .containsEntry("listings_offered", "1");
    }
  }

  /** Two of three stopped are MDMA, one of four offered: 8/3 times. */
  @Test
  void what_was_stopped_is_set_against_what_was_offered() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market.keep(
          "shop",
          "2026-01-05",
          Offer.of("shop", "a", "v1", "mdma").on("2026-01-05"),
          Offer.of("shop", "b", "v1", "cocaine").on("2026-01-05"),
          Offer.of("shop", "c", "v1", "cocaine").on("2026-01-05"),
          Offer.of("shop", "d", "v1", "cocaine").on("2026-01-05"));
      imported(
          market,
          item("1", "2026-01-06", "mdma"),
          item("2", "2026-01-07", "mdma"),
          item("3", "2026-01-07", "cocaine"),
          item("4", "2026-01-07", null));
      List<List<MeasureRow>> answers =
          market.askAll(
              MeasureRequest.of("interceptions", "outcome"),
              MeasureRequest.of("stopped_against_offered", "month", "class"),
              MeasureRequest.of("stopped_against_offered"));
      assertThat(answers.get(0).getFirst().value()).isEqualTo(4);
      assertThat(answers.get(0).getFirst().choices()).containsEntry("grams", "8.0");
      MeasureRow mdma = answers.get(1).getLast();
      assertThat(mdma.keys()).containsEntry("class", "mdma").containsEntry("month", "2026-01");
      assertThat(mdma.value()).isCloseTo(8 / 3.0, within(1e-12));
      assertThat(answers.get(2)).hasSize(2);
    }
  }

  private static SeriesFigure figure(
      String from, String to, @Nullable String of, double value, String ingest) {
    return new SeriesFigure(
        "shop",
        LocalDate.parse(from),
        LocalDate.parse(to),
        "revenue",
        of,
        value,
        value / 2,
        value * 2,
        "EUR",
        "Made-up study",
        "mine.csv",
        ingest);
  }

  private static MeasureRequest asked(@Nullable String from, @Nullable String to, String... by) {
    return new MeasureRequest(
        "revenue",
        List.of(by),
        from == null ? null : LocalDate.parse(from),
        to == null ? null : LocalDate.parse(to),
        null,
        Map.of(),
        "import",
        "none",
        "EUR");
  }

  @Test
  void a_published_series_answers_for_any_days_with_its_own_interval() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      market.keep("shop", "2026-01-05", Offer.of("shop", "a", "v1", "mdma").on("2026-01-05"));
      imported(
          market,
          figure("2026-01-01", "2026-01-11", null, 90, "1"),
          figure("2026-01-11", "2026-01-21", null, 200, "1"),
          figure("2026-01-01", "2026-01-11", "cannabis/herb", 60, "1"));
      imported(market, figure("2026-01-01", "2026-01-11", null, 100, "2")); // puts 90 right
      List<List<MeasureRow>> answers =
          market.askAll(
              asked(null, null),
              asked("2026-01-06", "2026-01-16"),
              asked("2026-01-01", "2026-02-10", "source"),
              asked(null, null, "class"),
              asked(null, null, "week"));
      MeasureRow all = answers.get(0).getFirst();
      assertThat(all.value()).isCloseTo(300, within(1e-9));
      assertThat(all.low()).isCloseTo(150, within(1e-9));
      assertThat(all.high()).isCloseTo(600, within(1e-9));
      assertThat(all.coverage()).isNull();
      assertThat(all.choices())
          .containsEntry("estimator", "import")
          .containsEntry("series", "Made-up study")
          .containsEntry("figures", "2");
      assertThat(answers.get(1).getFirst().value()).isCloseTo(150, within(1e-9));
      assertThat(answers.get(2).getFirst().coverage()).isCloseTo(0.5, within(1e-9));
      assertThat(answers.get(3))
          .extracting(row -> row.keys().get("class"), row -> String.format("%.3f", row.value()))
          .containsExactlyInAnyOrder(tuple("cannabis", "60.000"), tuple(null, "200.000"));
      assertThat(answers.get(4)).hasSize(4);
      assertThatThrownBy(() ->
              market.ask(
                  new MeasureRequest(
                      "gini", List.of(), null, null, null, Map.of(), "import", "none", "EUR")))
          .hasMessageContaining("the estimator import is for sales and revenue");
    }
  }

  @Test
  void two_series_of_the_same_days_are_never_added_up() {
    try (MadeUpMarket market = new MadeUpMarket(folder)) {
      SeriesFigure one = figure("2026-01-01", "2026-01-11", null, 100, "1");
      imported(
          market,
          one,
          new SeriesFigure(
              "shop",
              one.fromDay(),
              one.toDay(),
              "revenue",
              null,
              70.0,
              null,
              null,
              "EUR",
              "Other study",
              "mine.csv",
              "1"));
      assertThatThrownBy(() -> market.ask(asked(null, null)))
          .isInstanceOf(MeasureProblem.class)
          .hasMessageContaining("--option \"series=Made-up study\"")
          .hasMessageContaining("the others are: Other study");
      MeasureRow chosen =
          market.ask(asked(null, null).withOptions(Map.of("series", "Other study"))).getFirst();
      assertThat(chosen.value()).isCloseTo(70, within(1e-9));
      assertThat(chosen.high()).isNull();
      assertThat(chosen.choices().get("interval")).startsWith("none");
      imported(market, figure("2026-01-05", "2026-01-08", null, 3, "2"));
      assertThatThrownBy(
              () -> market.ask(asked(null, null).withOptions(Map.of("series", "Made-up study"))))
          .hasMessageContaining("overlap in time");
    }
  }
}
