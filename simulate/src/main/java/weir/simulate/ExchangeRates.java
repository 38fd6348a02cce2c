package weir.simulate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;

/** Made-up exchange rates, the same for every seed: smooth swings about realistic levels. */
final class ExchangeRates {

  private final LocalDate from;

  ExchangeRates(LocalDate from) {
    this.from = from;
  }

  private int number(LocalDate day) {
    return Math.toIntExact(day.toEpochDay() - from.toEpochDay());
  }

  /** Units of a currency for one euro, with as many digits as a table of rates prints. */
  private BigDecimal dollarsPerEuro(LocalDate day) {
    return decimal(1.08 + 0.04 * StrictMath.sin(number(day) / 40.0), 4);
  }

  private BigDecimal eurosPerBitcoin(LocalDate day) {
    int number = number(day);
    return decimal(
        80_000 + 9_000 * StrictMath.sin(number / 23.0) + 3_000 * StrictMath.sin(number / 5.0), 2);
  }

  private static BigDecimal decimal(double value, int places) {
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_UP);
  }

  /** What an amount in euros is in another currency, to as many digits as prices are printed in. */
  BigDecimal fromEuros(BigDecimal euros, String currency, LocalDate day) {
    return switch (currency) {
      case "USD" -> euros.multiply(dollarsPerEuro(day)).setScale(2, RoundingMode.HALF_UP);
      case "BTC" ->
          euros
              .divide(eurosPerBitcoin(day), MathContext.DECIMAL64)
              .setScale(6, RoundingMode.HALF_UP);
      default -> euros.setScale(2, RoundingMode.HALF_UP);
    };
  }

  /** As plain CSV: {@code day,base,quote,rate}, from the day before to the day after. */
  String csv(int days) {
    StringBuilder csv = new StringBuilder("day,base,quote,rate\n");
    for (int i = -1; i <= days; i++) {
      LocalDate day = from.plusDays(i);
      csv.append(day).append(",EUR,USD,").append(dollarsPerEuro(day).toPlainString()).append('\n');
      csv.append(day).append(",BTC,EUR,").append(eurosPerBitcoin(day).toPlainString()).append('\n');
    }
    return csv.toString();
  }
}
