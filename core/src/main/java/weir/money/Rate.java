package weir.money;

import java.time.LocalDate;
import weir.row.Row;

/**
 * What a currency cost on a day.
 *
 * @param day UTC
 * @param base one unit of this currency
 * @param quote costs {@code rate} of this one
 * @param rate above zero
 * @param origin where the rate was published: the kind of file and its name, such as {@code
 *     ecb:eurofxref-hist.csv}
 */
public record Rate(LocalDate day, String base, String quote, double rate, String origin)
    implements Row {

  public Rate {
    if (!(rate > 0) || Double.isInfinite(rate)) {
      throw new IllegalArgumentException(
          "One %s cannot cost %s %s (%s). A rate is a number above zero; leave the line out when there was none."
              .formatted(base, rate, quote, day));
    }
    if (!Currencies.isCode(base) || !Currencies.isCode(quote) || base.equals(quote)) {
      throw new IllegalArgumentException(
          "'%s/%s' is no pair of currencies. Expected two different codes, such as BTC and USD."
              .formatted(base, quote));
    }
  }
}
