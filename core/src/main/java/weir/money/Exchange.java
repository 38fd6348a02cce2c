package weir.money;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Converts money by dated rates.
 *
 * <p>A rate holds on its day and, where later days have none (weekends, holidays), for seven days
 * after it. Currencies without a rate between them are joined through the US dollar, the euro, or
 * both, in this order of preference: directly, by the inverse, through USD, through EUR, through
 * EUR and USD. Where nothing joins them the answer is empty; it is never 1.
 *
 * <p>When several origins give the same pair and day, one is taken whatever their order of arrival:
 * the user's own plain file before the European Central Bank, then daily crypto files, CoinDesk,
 * Investing.com, other closing prices, and anything else; among equals the origin whose name comes
 * first in the alphabet, and at last the lower rate.
 *
 * <p>Unchanging once built, and safe for use by many threads.
 */
public final class Exchange {

  /** How long a rate holds: the longest run of bank holidays (Christmas, Easter) is shorter. */
  private static final int DAYS_HELD = 7;

  private static final List<String> PREFERENCE =
      List.of("plain", "ecb", "crypto", "coindesk", "investing", "close");

  private static final Comparator<Rate> BY_PREFERENCE =
      Comparator.<Rate>comparingInt(rate -> rank(rate.origin()))
          .thenComparing(Rate::origin)
          .thenComparingDouble(Rate::rate);

  private static final Series NONE = new Series(0, new double[0]);

  private record Pair(String base, String quote) {}

  /** Rates by day, gaps filled; NaN where there is none. */
  private static final class Series {

    private final int firstDay;
    private final double[] rates;

    Series(int firstDay, double[] rates) {
      this.firstDay = firstDay;
      this.rates = rates;
    }

    double on(long day) {
      long index = day - firstDay;
      return index < 0 || index >= rates.length ? Double.NaN : rates[(int) index];
    }

    int endDay() {
      return firstDay + rates.length;
    }

    boolean isEmpty() {
      return rates.length == 0;
    }
  }

  private final Map<Pair, Series> published;
  private final Map<Pair, Series> crossed = new ConcurrentHashMap<>();

  private Exchange(Map<Pair, Series> published) {
    this.published = published;
  }

  public static Exchange of(Iterable<Rate> rates) {
    Map<Pair, Map<Long, Rate>> days = new HashMap<>();
    for (Rate rate : rates) {
      days.computeIfAbsent(new Pair(rate.base(), rate.quote()), _ -> new HashMap<>())
          .merge(rate.day().toEpochDay(), rate, (a, b) -> BY_PREFERENCE.compare(a, b) <= 0 ? a : b);
    }
    Map<Pair, Series> published = new HashMap<>();
    days.forEach((pair, byDay) -> published.put(pair, series(byDay)));
    return new Exchange(Map.copyOf(published));
  }

  private static int rank(String origin) {
    int colon = origin.indexOf(':');
    int rank = PREFERENCE.indexOf(colon < 0 ? origin : origin.substring(0, colon));
    return rank < 0 ? PREFERENCE.size() : rank;
  }

  private static Series series(Map<Long, Rate> byDay) {
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (long day : byDay.keySet()) {
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
    double[] rates = new double[Math.toIntExact(last - first + 1 + DAYS_HELD)];
    Arrays.fill(rates, Double.NaN);
    for (Map.Entry<Long, Rate> entry : byDay.entrySet()) {
      rates[(int) (entry.getKey() - first)] = entry.getValue().rate();
    }
    hold(rates);
    return new Series(Math.toIntExact(first), rates);
  }

  private static void hold(double[] rates) {
    int age = 0;
    for (int i = 1; i < rates.length; i++) {
      if (!Double.isNaN(rates[i])) {
        age = 0;
      } else if (++age <= DAYS_HELD) {
        rates[i] = rates[i - 1];
      }
    }
  }

  /**
   * What an amount was worth in another currency, to eight decimal places; the amount itself when
   * the currency is the same.
   *
   * @return empty when no rates join the two currencies on that day
   */
  public Optional<BigDecimal> convert(Money money, LocalDate day, String currency) {
    if (money.currency().equals(currency)) {
      return Optional.of(money.amount());
    }
    double rate = rateOn(money.currency(), currency, day.toEpochDay());
    if (Double.isNaN(rate)) {
      return Optional.empty();
    }
    return Optional.of(
        money
            .amount()
            .multiply(BigDecimal.valueOf(rate), MathContext.DECIMAL64)
            .setScale(8, RoundingMode.HALF_EVEN));
  }

  /** What one unit of {@code base} cost on that day, in {@code quote}; empty when unknown. */
  public OptionalDouble rate(String base, String quote, LocalDate day) {
    double rate = base.equals(quote) ? 1 : rateOn(base, quote, day.toEpochDay());
    return Double.isNaN(rate) ? OptionalDouble.empty() : OptionalDouble.of(rate);
  }

  /** The same for callers that convert by the hundred thousand; NaN when unknown. */
  private double rateOn(String base, String quote, long day) {
    Pair pair = new Pair(base, quote);
    Series series = crossed.get(pair);
    if (series == null) {
      series = cross(pair);
      crossed.put(pair, series);
    }
    return series.on(day);
  }

  /** The rates of a pair for every day that has one by any of the ways. */
  private Series cross(Pair pair) {
    String base = pair.base();
    String quote = pair.quote();
    List<Series> ways =
        List.of(
            leg(base, quote),
            product(leg(base, "USD"), leg("USD", quote)),
            product(leg(base, "EUR"), leg("EUR", quote)),
            product(product(leg(base, "USD"), leg("USD", "EUR")), leg("EUR", quote)),
            product(product(leg(base, "EUR"), leg("EUR", "USD")), leg("USD", quote)));
    return firstOf(ways);
  }

  /** What was published for a pair, or else for its inverse. */
  private Series leg(String base, String quote) {
    if (base.equals(quote)) return NONE;
    Series inverse = published.get(new Pair(quote, base));
    Series direct = published.get(new Pair(base, quote));
    if (inverse == null) return direct == null ? NONE : direct;
    double[] rates = new double[inverse.rates.length];
    for (int i = 0; i < rates.length; i++) rates[i] = 1 / inverse.rates[i];
    Series inverted = new Series(inverse.firstDay, rates);
    return direct == null ? inverted : firstOf(List.of(direct, inverted));
  }

  private static Series product(Series first, Series second) {
    int from = Math.max(first.firstDay, second.firstDay);
    int to = Math.min(first.endDay(), second.endDay());
    if (first.isEmpty() || second.isEmpty() || from >= to) return NONE;
    double[] rates = new double[to - from];
    for (int i = 0; i < rates.length; i++) rates[i] = first.on(from + i) * second.on(from + i);
    return new Series(from, rates);
  }

  /** Day by day the first series that has a rate. */
  private static Series firstOf(List<Series> ways) {
    int from = Integer.MAX_VALUE;
    int to = Integer.MIN_VALUE;
    for (Series way : ways) {
      if (way.isEmpty()) continue;
      from = Math.min(from, way.firstDay);
      to = Math.max(to, way.endDay());
    }
    if (from >= to) return NONE;
    double[] rates = new double[to - from];
    Arrays.fill(rates, Double.NaN);
    for (int i = 0; i < rates.length; i++) {
      for (Series way : ways) {
        double rate = way.on(from + i);
        if (!Double.isNaN(rate)) {
          rates[i] = rate;
          break;
        }
      }
    }
    return new Series(from, rates);
  }
}
