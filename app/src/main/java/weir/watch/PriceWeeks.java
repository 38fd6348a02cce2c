package weir.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import weir.measure.MeasureRequest;
import weir.measure.MeasureRow;
import weir.measure.Measures;

/** The weeks in which a price moved as far as somebody wants to know. */
final class PriceWeeks {

  private static final int BEFORE = 4;

  private PriceWeeks() {}

  /**
   * Weeks whose median price per gram stands that far from the median of the four before, all
   * sources taken together, and whose interval does not hold it: listings too few for an interval
   * move no price.
   *
   * @return the Monday of each, with the change in per cent
   */
  static Map<LocalDate, Double> of(Measures measures, StandingQuery query) {
    List<MeasureRow> weeks = new ArrayList<>();
    for (MeasureRow row :
        measures.run(
            new MeasureRequest(
                "price_per_gram",
                List.of("week"),
                null,
                null,
                null,
                Map.of("substance", query.text()),
                "auto",
                "none",
                "EUR"))) {
      if (row.value() != null && row.keys().get("week") != null) {
        weeks.add(row);
      }
    }
    Map<LocalDate, Double> moved = new TreeMap<>();
    for (int i = BEFORE; i < weeks.size(); i++) {
      MeasureRow row = weeks.get(i);
      Double value = row.value();
      double usual = median(weeks.subList(i - BEFORE, i));
      if (value == null || usual <= 0) {
        continue;
      }
      double change = (value / usual - 1) * 100;
      Double low = row.low();
      Double high = row.high();
      boolean clear = low != null && high != null && (usual < low || usual > high);
      if (Math.abs(change) >= query.percent() && clear) {
        moved.put(LocalDate.parse(String.valueOf(row.keys().get("week")).substring(0, 10)), change);
      }
    }
    return moved;
  }

  private static double median(List<MeasureRow> weeks) {
    double[] values =
        weeks.stream()
            .mapToDouble(row -> row.value() == null ? Double.NaN : row.value())
            .sorted()
            .toArray();
    return (values[1] + values[2]) / 2;
  }
}
