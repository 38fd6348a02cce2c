package weir.evaluation;

import java.util.Locale;

/**
 * How what was seen after an event compares with what would have been: a ratio, 1 for no change.
 *
 * @param ratio of what was to what would have been, on average over the time after
 * @param low and high: its 95 % interval
 * @param p how seldom a ratio as far from 1 would be seen without any effect
 */
public record Effect(double ratio, double low, double high, double p) {

  static Effect of(Mixture log) {
    return new Effect(
        Math.exp(log.mean()),
        Math.exp(log.quantile(0.025)),
        Math.exp(log.quantile(0.975)),
        log.p());
  }

  /** Whether a test at 5 % says that there was an effect. */
  public boolean seen() {
    return p < 0.05;
  }

  /** The change in per cent, such as {@code −23 %}. */
  public static String percent(double ratio) {
    double change = (ratio - 1) * 100;
    if (change > 1000) {
      // What is more than ten times as much is told by no digit.
      return "over +1,000 %";
    }
    if (change < -99) {
      return String.format(Locale.ROOT, "−%.1f %%", Math.floor(-change * 10) / 10);
    }
    String size =
        Math.abs(change) < 10
            ? String.format(Locale.ROOT, "%.1f", Math.abs(change))
            : Long.toString(Math.round(Math.abs(change)));
    return (change < 0 ? "−" : "+") + size + " %";
  }

  /** Such as {@code −23 % (−31 % to −14 %)}. */
  public String words() {
    return "%s (%s to %s)".formatted(percent(ratio), percent(low), percent(high));
  }
}
