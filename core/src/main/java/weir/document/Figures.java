package weir.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How figures of measures are written in texts that people read. */
public final class Figures {

  private Figures() {}

  /** Whether a unit counts things, which come whole. */
  public static boolean counts(String unit) {
    return unit.equals("accounts") || unit.equals("listings") || unit.startsWith("unit");
  }

  /**
   * A figure as precisely as it is worth: things that are counted as whole numbers, other figures
   * whole above a hundred and to three digits below, shares as per cents.
   */
  public static String figure(double value, String unit) {
    if (unit.startsWith("share")) {
      double percent = value * 100;
      return percent != 0 && percent < 10
          ? String.format(Locale.ENGLISH, "%.1f %%", percent)
          : String.format(Locale.ENGLISH, "%.0f %%", percent);
    }
    if (counts(unit) || value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ENGLISH, "%,.0f", value);
    }
    return String.format(Locale.ENGLISH, Math.abs(value) >= 10 ? "%,.1f" : "%,.2f", value);
  }

  /** Such as {@code 12,000 to 16,000}; null when there is none. */
  public static @Nullable String interval(
      @Nullable Double low, @Nullable Double high, String unit) {
    if (low == null || high == null) {
      return null;
    }
    if (low.equals(high)) {
      return "as seen";
    }
    return figure(low, unit).replace(" %", "") + " to " + figure(high, unit);
  }

  /** A unit as it stands after a figure; empty for shares, which carry their sign. */
  public static String unit(String unit) {
    return unit.startsWith("share") ? "" : unit;
  }
}
