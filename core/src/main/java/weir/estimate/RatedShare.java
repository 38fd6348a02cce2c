package weir.estimate;

import java.util.List;

/**
 * Units sold for each rating: more than one, since not every buyer rates, and some buy several
 * units at once.
 *
 * @param units for each rating; the best estimate
 * @param deviation of its logarithm
 * @param from where it is known from, in words
 */
public record RatedShare(double units, double deviation, String from) {

  /**
   * Where no market tells: 50 of 100 units, and from 17 to all, are taken to be rated: a rating is
   * of a purchase, which may be of several units, and not all buyers rate. Published studies take
   * ratings as a lower bound of sales without saying how low: Soska and Christin (2015),
   * <em>Measuring the Longitudinal Evolution of the Online Anonymous Marketplace Ecosystem</em>,
   * USENIX Security.
   */
  static final double USUAL_UNITS = 1 / 0.5;

  static final double USUAL_DEVIATION = 0.55;

  /**
   * Of a source that shows both ratings and a counter or stock.
   *
   * @param deviation of the logarithm of the units
   */
  public static RatedShare observed(double units, double ratings, double deviation, String by) {
    return new RatedShare(
        Math.max(1, units / ratings),
        Math.sqrt(deviation * deviation + 1 / ratings),
        "this source's " + by);
  }

  /**
   * Of a source that shows ratings alone: what other sources show, and the assumed range as one
   * more of them.
   */
  public static RatedShare elsewhere(List<RatedShare> others) {
    double prior = Math.log(USUAL_UNITS);
    int n = others.size();
    double mean = (prior + others.stream().mapToDouble(o -> Math.log(o.units)).sum()) / (n + 1);
    double squares =
        others.stream().mapToDouble(o -> Math.pow(Math.log(o.units) - mean, 2)).sum()
            + Math.pow(prior - mean, 2);
    double weight = 4;
    double between =
        Math.sqrt((weight * USUAL_DEVIATION * USUAL_DEVIATION + squares) / (weight + n));
    return new RatedShare(
        Math.exp(mean),
        between * Math.sqrt(1 + (n == 0 ? 0 : 1.0 / (n + 1))),
        n == 0
            ? "an assumed range: 17 to 100 of 100 units are rated"
            : "%d other sources and an assumed range".formatted(n));
  }

  /** The figure at a level; never below one unit for each rating. */
  public Uncertain at(double deviate) {
    Uncertain free = Uncertain.onLogScale(units, deviation, deviate);
    return new Uncertain(units, Math.clamp(free.low(), 1, units), free.high());
  }
}
