package weir.validate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.lake.Lake;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;

/**
 * One interval beside the truth.
 *
 * @param what the measure, and the estimator where there is a choice
 * @param estimate the best estimate behind the interval, as the row's choices give it
 */
record Comparison(
    String generator,
    long seed,
    Map<String, String> facts,
    String what,
    double truth,
    double value,
    double low,
    double high,
    double estimate,
    double estimateLow,
    double estimateHigh) {

  boolean holds() {
    return low <= truth * (1 + 1e-9) && truth <= high * (1 + 1e-9);
  }

  boolean estimateHolds() {
    return estimateLow <= truth && truth <= estimateHigh;
  }

  /** Asks every measure that has an interval about a market, and compares. */
  static List<Comparison> of(String generator, long seed, MarketTruth truth, Lake lake) {
    List<Comparison> found = new ArrayList<>();
    int days = truth.days();
    LocalDate from = truth.from();
    LocalDate to = from.plusDays(days);
    try (Measures measures = Measures.over(lake)) {
      for (String estimator : List.of("sold", "stock", "feedback")) {
        if (!truth.is(estimator)) {
          continue;
        }
        for (String measure : List.of("sales", "revenue")) {
          double really = measure.equals("sales") ? truth.units(0, days) : truth.euros(0, days);
          List<MeasureRow> rows = measures.run(request(measure, List.of(), from, to, estimator));
          for (MeasureRow row : rows) {
            add(found, generator, seed, truth, measure + " by " + estimator, really, row);
          }
        }
      }
      String best = truth.is("sold") ? "sold" : truth.is("stock") ? "stock" : "feedback";
      for (MeasureRow row : measures.run(request("sales", List.of("week"), from, to, best))) {
        LocalDate week = LocalDate.parse(Objects.requireNonNull(row.keys().get("week")));
        int first = Math.toIntExact(week.toEpochDay() - from.toEpochDay());
        if (first >= 0 && first + 7 <= days) {
          double really = truth.units(first, first + 7);
          add(found, generator, seed, truth, "sales of a week by " + best, really, row);
        }
      }
      double listings = MarketTruth.within(truth.listings(), 0, days);
      double accounts = MarketTruth.within(truth.accounts(), 0, days);
      for (MeasureRow row : measures.run(request("listings", List.of(), from, to, "auto"))) {
        add(found, generator, seed, truth, "listings", listings, row);
      }
      for (MeasureRow row : measures.run(request("accounts", List.of(), from, to, "auto"))) {
        add(found, generator, seed, truth, "accounts", accounts, row);
      }
    }
    return found;
  }

  private static MeasureRequest request(
      String measure, List<String> by, LocalDate from, LocalDate to, String estimator) {
    return new MeasureRequest(measure, by, from, to, null, Map.of(), estimator, "none", "EUR");
  }

  private static void add(
      List<Comparison> found,
      String generator,
      long seed,
      MarketTruth truth,
      String what,
      double really,
      MeasureRow row) {
    Double value = row.value();
    Double low = row.low();
    Double high = row.high();
    if (value == null || low == null || high == null) {
      return;
    }
    Map<String, String> choices = row.choices();
    found.add(
        new Comparison(
            generator,
            seed,
            truth.facts(),
            what,
            really,
            value,
            low,
            high,
            number(choices.get("estimate")),
            number(choices.get("estimate_low")),
            number(choices.get("estimate_high"))));
  }

  private static double number(@Nullable String text) {
    return text == null ? Double.NaN : Double.parseDouble(text);
  }
}
